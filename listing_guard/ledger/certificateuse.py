"""In what the records of one number differ: one certificate has one holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.model.numbers import number_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.model.listing import CertificateRecord

_PARTS = {"holder": "holders", "category": "categories"}


def differing(records: Iterable[CertificateRecord]) -> dict[str, list[str]]:
    """Return the holders and the categories of one number's records, where there are several.

    Two ways to write one of them are one, as two ways to write a number are.
    """
    found: dict[str, list[str]] = {}
    for part, plural in _PARTS.items():
        values = {number_key(value): value for each in records if (value := getattr(each, part))}
        if len(values) > 1:
            found[plural] = sorted(values.values())
    return found
