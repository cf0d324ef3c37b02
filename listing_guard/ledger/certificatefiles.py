"""Certificates as people keep them: a table, or JSON, with one certificate a row.

A certificate that covers several models often stands in several rows, one a model; they are put
together. What a row says and cannot be read (a date above all) refuses the row: without its last
day a certificate would never end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from listing_guard.errors import ListingError
from listing_guard.ledger.certificate import KEYS, fault
from listing_guard.model.listing import CertificateRecord, Source
from listing_guard.model.numbers import number_key
from listing_guard.read.columns import column, element_part
from listing_guard.read.elements import to_elements
from listing_guard.read.shape import Shape
from listing_guard.read.values import Context, key_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from listing_guard.read.record import Manner

_KIND = "certificate_records"
_GOODS = ("brand", "model", "category", "scope")
"""What several rows of one certificate may list bit by bit."""
_MOST_SHOWN = 8


class CertificateRow(Struct, frozen=True, kw_only=True):
    """A certificate as a row gives it; ``notes`` are what the row says that has no place."""

    record: CertificateRecord
    source: Source
    notes: tuple[str, ...] = ()


def part_of(name: str) -> str | None:
    """Return which part of a certificate a column holds: ``证书编号`` is its ``number``."""
    part = element_part(_KIND, name)
    if part is None and (found := column(name)) is not None and found.field == "certificates":
        part = found.part
    return part


def together(records: Iterable[CertificateRecord]) -> list[CertificateRecord]:
    """Return each certificate once, with all the goods that its rows list.

    Rows of one number, type, holder and period are one certificate. Of several periods the one
    that ends last holds.
    """
    found: dict[tuple[str, ...], CertificateRecord] = {}
    for record in records:
        identity = (number_key(record.number or ""), *(getattr(record, key) or "" for key in KEYS))
        earlier = found.get(identity)
        if earlier is None or _period(earlier) < _period(record):
            found[identity] = record
        elif _period(earlier) == _period(record):
            found[identity] = replace(
                earlier, **{part: _joined(earlier, record, part) for part in _GOODS}
            )
    return list(found.values())


def _period(record: CertificateRecord) -> tuple[bool, str, str]:
    """Order periods by their end, an open one last, then by their beginning."""
    return (record.valid_until is None, f"{record.valid_until}", f"{record.valid_from}")


def _joined(one: CertificateRecord, other: CertificateRecord, part: str) -> str | None:
    texts = [text for each in (one, other) if (text := getattr(each, part))]
    listed = dict.fromkeys(piece for text in texts for piece in text.split("、"))
    return "、".join(listed) or None


def _read(record: Mapping[str, Any], source: Source, manner: Manner) -> CertificateRow:
    if not isinstance(record, Mapping):
        raise ListingError(f"{shown(record)} is no object of names and values; give one a row")
    context = Context(market=manner.market, flat=manner.flat, serials=manner.serials)
    parts: dict[str, Any] = {}
    blank: set[str] = set()
    idle: list[str] = []
    for key, value in record.items():
        name = key_text(key)
        part = part_of(name)
        if part is None:
            idle.append(name)
        elif value is None or (isinstance(value, str) and not value.strip()):
            blank.add(part)
        elif part in parts:
            idle.append(name)
        else:
            parts[part] = value
    if any(_is_of_listing(name) for name in idle):
        raise ListingError("a listing and no certificate; give a file with a certificate a row")
    if "number" not in parts:
        empty = "number: is missing; fill it in or leave out the row"
        raise ListingError(empty if "number" in blank else _no_number(list(record)))
    (read,) = to_elements(_KIND, parts, context) or (CertificateRecord(),)
    bad = next((note for note in context.notes if "is no date" in note or "no text" in note), None)
    if bad is not None:
        raise ListingError(bad.removeprefix(f"{_KIND}[0]."))
    why = fault(read)
    if why is not None:
        raise ListingError(why)
    notes = tuple(f"column {shown(name)} is no part of a certificate" for name in idle)
    return CertificateRow(record=read, source=source, notes=(*notes, *context.notes))


def _is_of_listing(name: str) -> bool:
    found = column(name)
    return found is not None and found.field in ("title", "certificates") and not found.part


def _no_number(keys: Sequence[object]) -> str:
    names = [shown(key_text(key)) for key in keys[:_MOST_SHOWN]]
    more = " …" if len(keys) > len(names) else ""
    seen = f"it has {', '.join(names)}{more}" if names else "it is empty"
    return f"number: is missing; {seen}; call one column 证书编号 or number"


def _names(name: str) -> bool:
    return part_of(name) is not None


def _is_header(cells: Sequence[object]) -> bool:
    return any(isinstance(cell, str) and part_of(cell) == "number" for cell in cells)


CERTIFICATES = Shape(
    _read, _names, _is_header, ("with certificate numbers", "call one column 证书编号 or number")
)
