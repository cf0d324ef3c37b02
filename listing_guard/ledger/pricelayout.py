"""Which columns of a file hold which part of a price, and whether its rows are prices or orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from listing_guard.errors import UsageError
from listing_guard.ledger.pricenames import NAMES, Named, part_of
from listing_guard.read.columns import normalise, split_names
from listing_guard.read.values import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from listing_guard.ledger.observation import Kind

Form = Literal["prices", "orders", "histories"]
"""A row is a price, a line of an order, or goods with their whole history."""

_PARTS_NAMED = tuple(part for part in NAMES if part not in ("shop", "discount"))
_OF_ORDERS = frozenset({"order", "paid", "amount", "paid_at", "ordered_at", "status", "refund"})
_TIMES = ("paid_at", "ordered_at", "at")
_MOST_NAMES = 4
_MOST_COLUMNS = 30
_AMAZON = "amazonorderid"


class Column(NamedTuple):
    """A column, and what its name says of its values."""

    key: str
    named: Named


class Layout(Struct, frozen=True, kw_only=True):
    """Where the parts are. ``statuses`` are all columns with a state of the order."""

    form: Form
    columns: Mapping[str, Column]
    prices: tuple[Column, ...] = ()
    """Columns that each hold a price: one a kind, where their names tell kinds apart."""
    remarks: tuple[str, ...] = ()
    """What the user should know of columns that are not read."""
    statuses: tuple[str, ...] = ()
    item_price_is_total: bool = False
    """In Amazon's reports the price of an item is that of all its pieces."""


class LayoutFault(NamedTuple):
    """Why a file cannot be read as prices."""

    reason: str


def given_columns(pairs: Sequence[str]) -> dict[str, str]:
    """Return ``PART=COLUMN`` as a mapping; raises `UsageError` on what is none."""
    given: dict[str, str] = {}
    for pair in pairs:
        part, equals, name = (each.strip() for each in pair.partition("="))
        if not equals or not name:
            raise UsageError(f"--column {pair}: write PART=COLUMN, such as at=成交时间")
        if part not in _PARTS_NAMED:
            raise UsageError(f"--column {pair}: '{part}' is none of {', '.join(_PARTS_NAMED)}")
        given[part] = name
    return given


def layout_of(
    keys: Sequence[str], given: Mapping[str, str], kind: Kind | None = None
) -> Layout | LayoutFault:
    """Tell the layout of records with these keys. ``given`` are columns named by the user.

    A named column that is no key may be a path into a nested record (``attributes.prices``).
    ``kind``: that of prices whose column does not say it.
    """
    columns: dict[str, Column] = {}
    prices: list[Column] = []
    statuses: list[str] = []
    for key in keys:
        named = part_of(key)
        if named is None or named.part in given:
            continue
        if named.part == "status":
            statuses.append(key)
        if named.part == "price":
            prices.append(Column(key, named))
        held = columns.get(named.part)
        if held is None or named.rank < held.named.rank:
            columns[named.part] = Column(key, named)
    for part, key in given.items():
        absent = key not in keys and key.partition(".")[0].partition("[")[0] not in keys
        if absent:
            return LayoutFault(
                f"there is no column {shown(key)} (--column {part}={key}); {_seen(keys)}"
            )
        known = part_of(key)
        columns[part] = Column(key, known if known and known.part == part else Named(part))
        if part == "status":
            statuses = [key]
    form: Form = "prices"
    if "history" in columns:
        form = "histories"
    elif "kind" not in columns and _OF_ORDERS & columns.keys():
        form = "orders"
    fault = _lacking(form, columns, keys)
    if fault is not None:
        return fault
    item = columns.get("price")
    read: tuple[Column, ...] = (item,) if item else ()
    remarks: tuple[str, ...] = ()
    if form == "prices" and len(prices) > 1:
        read, remarks = _by_kind(prices, kind, told="kind" in columns)
    return Layout(
        form=form,
        columns=columns,
        prices=read,
        remarks=remarks,
        statuses=tuple(statuses),
        item_price_is_total=item is not None
        and normalise(item.key) == "itemprice"
        and any(normalise(key) == _AMAZON for key in keys),
    )


def _by_kind(
    prices: Sequence[Column], kind: Kind | None, *, told: bool
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the best column of each kind of price, and what to say of the others.

    ``told``: a column of its own says the kind of all, so that only the best is read.
    """
    best: dict[Kind | None, Column] = {}
    remarks = []
    for each in sorted(prices, key=lambda column: column.named.rank):
        held = best.setdefault(None if told else each.named.kind or kind or "listed", each)
        if held is not each:
            remarks.append(
                f"column {shown(each.key)} is left out, the price is that of {shown(held.key)}; "
                f"--column price={each.key} reads it instead"
            )
    return tuple(best.values()), tuple(remarks)


def _lacking(form: Form, columns: Mapping[str, Column], keys: Sequence[str]) -> LayoutFault | None:
    """Return what to tell where a part is missing that rows of this form need."""
    wanted: list[tuple[str, ...]] = [("sku",)]
    if form == "prices":
        wanted += [("price",), ("at",)]
    elif form == "orders":
        wanted += [("paid", "amount", "price"), _TIMES]
        if "price" not in columns:
            wanted.append(("quantity",))
    lacking = [parts for parts in wanted if not columns.keys() & set(parts)]
    if not lacking:
        return None
    told = [
        f"no column for {parts[0]} (looked for {', '.join(_examples(parts))} …)"
        for parts in lacking
    ]
    mend = " ".join(f"--column {parts[0]}=COLUMN" for parts in lacking)
    what = {"prices": "prices", "orders": "orders", "histories": "price histories"}[form]
    return LayoutFault(f"read as {what}, it has {'; '.join(told)}; {_seen(keys)}; name it: {mend}")


def _examples(parts: Sequence[str]) -> list[str]:
    return [name for part in parts for name in split_names(NAMES[part])[:_MOST_NAMES]]


def _seen(keys: Sequence[str]) -> str:
    more = " …" if len(keys) > _MOST_COLUMNS else ""
    return f"its columns are {', '.join(map(shown, keys[:_MOST_COLUMNS]))}{more}"
