"""What a row of a file says: its cells, read by part; a fault in one is an error of the row."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from listing_guard.errors import ListingError
from listing_guard.ledger.observation import Kind, Observation, fault
from listing_guard.model.listing import Money
from listing_guard.model.market import MARKETS
from listing_guard.read.currency import currency_of
from listing_guard.read.dates import to_datetime
from listing_guard.read.elements import to_kind
from listing_guard.read.formulas import as_written
from listing_guard.read.money import Unclear, to_money
from listing_guard.read.places import to_market, to_platform
from listing_guard.read.record_path import parse_path, values_at
from listing_guard.read.values import number_text, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from listing_guard.ledger.pricelayout import Column, Layout

Reason = Literal["unpaid", "cancelled", "free"]
REASONS: tuple[Reason, ...] = ("unpaid", "cancelled", "free")
"""Why a row is no price: nobody has paid, the sale was undone, or it was a gift."""


class Manner(Struct, frozen=True, kw_only=True):
    """What holds for rows that do not say it themselves."""

    market: str
    channel: str | None = None
    currency: str | None = None
    """Of every price: a row that names another is refused."""
    kind: Kind | None = None
    latest: datetime
    """The last instant that is not the future."""


class Priced(Struct, frozen=True):
    """An observation. ``rounded``: its price was worked out, and did not come out even."""

    observation: Observation
    rounded: bool = False
    own_market: bool = True
    """The row names its market."""


class Row:
    """One record under a layout. Every method raises `ListingError` with the part in front."""

    __slots__ = ("_flat", "_layout", "_manner", "_record", "_serials")

    def __init__(
        self,
        record: Mapping[str, Any],
        layout: Layout,
        manner: Manner,
        *,
        flat: bool = False,
        serials: bool = False,
    ) -> None:
        """Take a record; ``flat``: of a table, ``serials``: numbers for days are a workbook's."""
        self._record = record
        self._layout = layout
        self._manner = manner
        self._flat = flat
        self._serials = serials

    def cell(self, part: str) -> object:
        """Return the value of a part, ``None`` where it is blank or has no column."""
        column = self._layout.columns.get(part)
        return None if column is None else self._value(column)

    def _value(self, column: Column) -> object:
        value = self._record.get(column.key)
        if value is None and column.key not in self._record:
            value = _inside(self._record, column.key)
        if not isinstance(value, str):
            return value
        if not value or value.isspace():
            return None
        return as_written(value) if self._flat and value[0] == "'" else value

    def text(self, part: str) -> str | None:
        """Return a part as text."""
        value = self.cell(part)
        if value is None:
            return None
        text = value if isinstance(value, str) else number_text(value)
        if text is None:
            raise ListingError(f"{part}: {shown(value)} is no text")
        return text.strip()

    def needed(self, part: str) -> str:
        """Return a part as text that must be there."""
        text = self.text(part)
        if text is None:
            raise ListingError(f"{part}: is blank")
        return text

    def market(self) -> str:
        """Return the market: the row's own, else that of all."""
        text = self.text("market")
        if text is None:
            return self._manner.market
        code = to_market(text)
        if code is None:
            raise ListingError(f"market: {shown(text)} is none that is known; write a code, as CN")
        return code

    @property
    def names_market(self) -> bool:
        """Whether the row says in which market it was."""
        return self.cell("market") is not None

    def channel(self) -> str | None:
        """Return the channel, a platform by the name that listings have for it."""
        text = self.text("channel")
        return to_platform(text) if text else self._manner.channel

    @property
    def prices(self) -> tuple[Column, ...]:
        """The columns that hold a price."""
        return self._layout.prices

    def kind(self, column: Column) -> Kind:
        """Return the kind of the price in a column: by a column of kinds, as told, or by its name.

        Of several prices in a row it is told of those whose column's name does not say it.
        """
        text = self.text("kind")
        if text is not None:
            kind = to_kind(text)
            if kind is None:
                raise ListingError(f"kind: {shown(text)} is not listed, sold or promotion")
            return kind
        says = [self._manner.kind, column.named.kind]
        if len(self._layout.prices) > 1:
            says.reverse()
        return next((each for each in says if each), "listed")

    def quantity(self) -> int | None:
        """Return the number of pieces."""
        value = self.cell("quantity")
        if value is None:
            return None
        text = value.strip().replace(",", "") if isinstance(value, str) else number_text(value)
        try:
            number = Decimal(text or "")
        except ArithmeticError:
            raise ListingError(f"quantity: {shown(value)} is no number of pieces") from None
        if not number.is_finite() or number != int(number) or number <= 0:
            raise ListingError(f"quantity: {shown(value)} is no number of pieces sold")
        return int(number)

    def currency(self, market: str) -> str | None:
        """Return the currency that the row names."""
        text = self.text("currency")
        code = _currency(text, market) if text else None
        if text and code is None:
            raise ListingError(f"currency: {shown(text)} is no currency")
        return code

    def money(self, part: str, market: str) -> Money | None:
        """Return an amount in its currency, which nothing in the row may contradict."""
        column = self._layout.columns.get(part)
        return None if column is None else self._money(part, column, market)

    def price(self, column: Column, market: str) -> Money | None:
        """Return the price in one of `prices`; of several, an error names the column."""
        part = "price" if len(self._layout.prices) == 1 else f"price ({shown(column.key)})"
        return self._money(part, column, market)

    def _money(self, part: str, column: Column, market: str) -> Money | None:
        value = self._value(column)
        if value is None:
            return None
        named = self.currency(market)
        known = named or column.named.currency
        found = _money(value, known, market) if isinstance(value, str) else _amount(value)
        if isinstance(found, Unclear):
            raise ListingError(f"{part}: {shown(value)} {found.reason}")
        if found is None:
            return None
        says = [each for each in (named, column.named.currency, found.currency) if each]
        if self._manner.currency and self._manner.currency not in says:
            says.append(self._manner.currency)
        if len(set(says)) > 1:
            raise ListingError(
                f"{part}: in two currencies, {' and '.join(dict.fromkeys(says))}; "
                "a price has one (column, sign, --currency)"
            )
        return Money(found.amount, says[0] if says else MARKETS[market].currency)

    def moment(self, part: str, market: str) -> datetime | None:
        """Return an instant; without a zone it is the market's time."""
        value = self.cell(part)
        if value is None:
            return None
        found = (
            _moment(value) if isinstance(value, str) else to_datetime(value, serials=self._serials)
        )
        if found is None:
            raise ListingError(
                f"{part}: {shown(value)} is no date or time; write it as 2026-11-01 10:15"
            )
        return aware(found, zone_of(market))

    def needed_moment(self, part: str, market: str) -> datetime:
        """Return an instant that must be there."""
        at = self.moment(part, market)
        if at is None:
            raise ListingError(f"{part}: is blank")
        return at

    def kept(self, observation: Observation) -> Observation:
        """Return an observation that a ledger takes."""
        why = fault(observation, self._manner.latest)
        if why is not None:
            raise ListingError(why)
        return observation


def aware(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment with a zone: its own, else the one given."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@lru_cache(maxsize=64)
def zone_of(market: str) -> ZoneInfo:
    """Return the zone in which a market's days begin."""
    return ZoneInfo(MARKETS[market].zone)


def _inside(record: Mapping[str, Any], path: str) -> object:
    """Return the value at a path into a nested record, ``None`` where it leads nowhere."""
    try:
        return next(values_at(record, parse_path(path)), None)
    except ListingError:
        return None


# A file has far fewer different texts than rows.
@lru_cache(maxsize=8192)
def _money(text: str, currency: str | None, market: str) -> Money | Unclear | None:
    return to_money(text, currency=currency, market=market)


def _amount(value: object) -> Money | Unclear | None:
    return to_money(value)


@lru_cache(maxsize=8192)
def _moment(text: str) -> datetime | None:
    return to_datetime(text)


@lru_cache(maxsize=256)
def _currency(text: str, market: str) -> str | None:
    code = text.strip().upper()
    known = currency_of(text, market=market)
    return known or (code if len(code) == 3 and code.isascii() and code.isalpha() else None)
