"""What a ledger asks of a certificate before it keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.ledger.observation import LONGEST, storable
from listing_guard.model.numbers import number_key

if TYPE_CHECKING:
    from listing_guard.model.ledger import CertificateRecord

KEYS = ("type", "holder")
"""With the number they say whose record it is; two records of them are an old and a new one."""
PARTS = ("issuer", "brand", "model", "category", "scope", "valid_from", "valid_until")
_TEXTS = ("number", *KEYS, *PARTS[:5])
_LONGEST_PART = 10_000


def fault(record: CertificateRecord) -> str | None:
    """Return why a ledger refuses it, a clause with the field in front; ``None``: it does not."""
    key = number_key(record.number or "")
    if not key:
        return "number: is missing"
    for field in _TEXTS:
        text = getattr(record, field) or ""
        # What a number is compared by may be longer than itself: some characters stand for several.
        length = len(text) if field != "number" else max(len(text), len(key))
        longest = LONGEST if field in ("number", *KEYS) else _LONGEST_PART
        if length > longest:
            return f"{field}: has {length} characters; {longest} are the most"
        if not storable(text):
            return f"{field}: holds a character that is no text (NUL or half a character)"
    if record.valid_from and record.valid_until and record.valid_from > record.valid_until:
        return f"valid_until: {record.valid_until} is before valid_from, {record.valid_from}"
    return None
