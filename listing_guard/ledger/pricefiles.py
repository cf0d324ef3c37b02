"""Files of prices, exports of orders and listings with price histories become observations.

Every reader of listings reads them: CSV with any separator and encoding, XLSX, JSON, JSON Lines,
YAML. What cannot be read says so in its place, and the rest goes on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from listing_guard.errors import ListingError
from listing_guard.ledger.orders import order_of
from listing_guard.ledger.pricehistory import history_of
from listing_guard.ledger.pricelayout import Layout, LayoutFault, layout_of
from listing_guard.ledger.pricenames import part_of
from listing_guard.ledger.pricerow import Manner, Priced, Reason, Row
from listing_guard.ledger.pricetable import prices_of
from listing_guard.model.listing import Source
from listing_guard.read.options import ReadOptions
from listing_guard.read.record import Manner as RecordManner
from listing_guard.read.shape import Shape
from listing_guard.read.sources import Input, read_input
from listing_guard.read.unreadable import Unreadable
from listing_guard.read.values import key_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LeftOut", "Manner", "Priced", "Remark", "read_prices"]


class LeftOut(Struct, frozen=True):
    """A row that is no price, and why."""

    source: Source
    reason: Reason


class Remark(Struct, frozen=True):
    """What there is to know of a file as a whole; said once."""

    text: str


class _Record(Struct, frozen=True):
    """A record as it stands."""

    values: dict[str, Any]
    source: Source
    flat: bool
    serials: bool
    notes: tuple[str, ...] = ()


def read_prices(
    source: Input,
    manner: Manner,
    *,
    columns: Mapping[str, str],
    options: ReadOptions,
) -> Iterator[Priced | LeftOut | Unreadable | Remark]:
    """Yield what the rows of one input say, in their order.

    ``columns`` are those that the user names by part. Where the columns do not say what a price
    needs, the one thing yielded is a fatal `Unreadable` that says which.
    """
    shape = _shape(columns)
    layouts: dict[tuple[str, ...], Layout | LayoutFault] = {}
    remarked: set[str] = set()
    first = True
    records: Iterator[Any] = read_input(source, replace(options, shape=shape))
    for each in records:
        if isinstance(each, Unreadable):
            yield each
            continue
        keys = tuple(each.values)
        layout = layouts.get(keys)
        if layout is None:
            layout = layouts[keys] = _layout(keys, columns, manner)
        if isinstance(layout, LayoutFault):
            # of a table, the columns of all rows are those of the first
            place = Source(each.source.path) if first else each.source
            yield Unreadable(place, layout.reason, fatal=first)
            if first:
                return
            continue
        first = False
        if not remarked.issuperset(layout.remarks):
            yield from (Remark(text) for text in layout.remarks if text not in remarked)
            remarked.update(layout.remarks)
        yield from _read(each, layout, manner)


def _layout(
    keys: tuple[str, ...], columns: Mapping[str, str], manner: Manner
) -> Layout | LayoutFault:
    layout = layout_of(keys, columns, manner.kind)
    if isinstance(layout, Layout) and layout.form == "orders" and manner.kind not in (None, "sold"):
        return LayoutFault(
            f"these are orders, whose prices were paid; leave out --kind {manner.kind}, "
            "or name the column that tells the kind: --column kind=COLUMN"
        )
    return layout


def _read(
    record: _Record, layout: Layout, manner: Manner
) -> Iterator[Priced | LeftOut | Unreadable]:
    row = Row(record.values, layout, manner, flat=record.flat, serials=record.serials)
    for each in _of_form(row, record, layout, manner):
        if isinstance(each, Priced):
            yield each
        elif isinstance(each, ListingError):
            yield Unreadable(record.source, str(each))
        else:
            yield LeftOut(record.source, each)


def _of_form(
    row: Row, record: _Record, layout: Layout, manner: Manner
) -> Iterator[Priced | Reason | ListingError]:
    if layout.form == "histories":
        return history_of(row, manner)
    if layout.form == "prices":
        return prices_of(row)
    return iter((_order(row, record, layout),))


def _order(row: Row, record: _Record, layout: Layout) -> Priced | Reason | ListingError:
    try:
        return order_of(row, record.values, layout)
    except ListingError as error:
        return error


def _shape(columns: Mapping[str, str]) -> Shape:
    given = frozenset(columns.values())

    def names(name: str) -> bool:
        return name in given or part_of(name) is not None

    return Shape(
        read=_record,
        names=names,
        is_header=lambda cells: any(isinstance(cell, str) and names(cell) for cell in cells),
        wanted=(
            "of prices",
            "name its columns with --column, such as --column sku=货号 --column price=成交价 "
            "--column at=成交时间",
        ),
    )


def _record(values: Mapping[str, Any], source: Source, manner: RecordManner) -> _Record:
    if not isinstance(values, dict):
        raise ListingError(f"{shown(values)} is no object of names and values; give one a price")
    if not all(type(key) is str for key in values):
        values = {key_text(key): value for key, value in values.items()}
    return _Record(values, source, manner.flat, manner.serials)
