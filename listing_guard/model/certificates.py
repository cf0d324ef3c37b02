"""Certificates as plain values: for reports, and one put together from what several say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from listing_guard.model.listing import Certificate, CertificateRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = CertificateRecord.__struct_fields__
"""Every member of a record, in the order in which reports have them."""


class Compared(Struct, frozen=True):
    """What a listing says beside what the records of its certificate say, where they differ."""

    part: str
    listing: str
    recorded: tuple[str, ...]


def told(certificate: CertificateRecord) -> dict[str, Any]:
    """Return what a certificate says, without what it leaves open; days are ISO texts."""
    said: dict[str, Any] = {}
    for part in PARTS:
        value = getattr(certificate, part)
        if value is not None:
            said[part] = value if isinstance(value, str) else value.isoformat()
    if isinstance(certificate, Certificate) and certificate.records:
        said["records"] = [told(record) for record in certificate.records]
    return said


def filled(given: Certificate, records: Sequence[CertificateRecord]) -> Certificate:
    """Return a certificate with its records, and with what it leaves open taken from one of them.

    Of several records the one of the same type is taken, else the first.
    """
    if not records:
        return given
    same = [each for each in records if given.type and each.type == given.type]
    record = (same or records)[0]
    parts = {part: getattr(record, part) for part in PARTS if getattr(given, part) is None}
    return replace(given, **parts, records=tuple(records))
