"""What `prices show` says of one thing: for each market and currency a chart and its figures."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from listing_guard.cli.pricechart import Span, chart
from listing_guard.engine import DEFAULT_MARKET
from listing_guard.model.listing import PricePoint, Promotion
from listing_guard.model.market import MARKETS
from listing_guard.prices.windows import Kind, reference_price
from listing_guard.report.layout import cell_len, cut, pad
from listing_guard.report.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from listing_guard.ledger import Observation
    from listing_guard.prices.windows import PriceWindow
    from listing_guard.report.words import Words

WINDOWS: tuple[tuple[int, Kind], ...] = ((7, "sold"), (30, "listed"))
"""Days and kind of price: China's window of transactions, the EU's of asking prices."""


def pictures(
    observations: Iterable[Observation],
    *,
    days: int,
    as_of: date | None,
    channel: str | None,
    lang: str | None,
    width: int,
) -> Iterator[Iterator[str]]:
    """Yield the lines of each market and currency; ``lang`` ``None`` is that of the market."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for each in observations:
        if channel is None or each.channel in (None, channel):
            groups.setdefault((each.market, each.price.currency or ""), []).append(each)
    for (market, currency), group in groups.items():
        zone = ZoneInfo(MARKETS[market].zone)
        now = _now(as_of, zone)
        points = [
            PricePoint(
                at=each.at.astimezone(zone), price=each.price, kind=each.kind, channel=each.channel
            )
            for each in group
            if each.at <= now
        ]
        words = words_of(lang or ("zh" if market == DEFAULT_MARKET else "en"))
        yield _Picture(points, now, currency, words, width).lines(group[0].sku, market, days)


def _now(as_of: date | None, zone: ZoneInfo) -> datetime:
    """Return the moment up to which prices count: now, or the last second of a day."""
    if as_of is None:
        return datetime.now(tz=zone)
    return datetime.combine(as_of, time(23, 59, 59), tzinfo=zone)


class _Picture:
    """The prices of one thing in one market and currency, up to a moment."""

    def __init__(
        self, points: Sequence[PricePoint], now: datetime, currency: str, words: Words, width: int
    ) -> None:
        self._points = points
        self._now = now
        self._currency = currency
        self._say = words
        self._width = width
        self._asked = [point for point in points if point.kind != "sold"]

    def lines(self, sku: str, market: str, days: int) -> Iterator[str]:
        first = self._now.date() - timedelta(days=days - 1)
        zone = self._now.tzinfo
        span = Span(
            datetime.combine(first, time(), zone),
            datetime.combine(self._now.date() + timedelta(days=1), time(), zone),
        )
        dot = self._say("dot")
        period = self._say("show.days", first=first, last=self._now.date())
        head = dot.join([market, self._currency, period])
        yield f"{cut(sku, max(self._width - cell_len(head) - 2, 12))}  {head}"
        windows = list(self._windows())
        yield from chart(self._until_now(span), span, windows, self._width)
        yield ""
        yield self._say("show.signs")
        yield from self._figures(span, windows)

    def _until_now(self, span: Span) -> list[PricePoint]:
        """Return the points; what is asked now is not drawn beyond today."""
        return [point for point in self._points if point.at < span.end]

    def _windows(self) -> Iterator[PriceWindow]:
        start = self._promotion()
        promotions = [Promotion(start=start)] if start else []
        for days, kind in WINDOWS:
            window = reference_price(
                self._points, promotions, self._now, self._zone, self._currency, days, kind
            )
            if window is not None:
                yield window

    @property
    def _zone(self) -> ZoneInfo:
        zone = self._now.tzinfo
        assert isinstance(zone, ZoneInfo)
        return zone

    def _promotion(self) -> datetime | None:
        """Return since when promotional prices are asked without a break, if they are now."""
        start = None
        for point in reversed(self._asked):
            if point.kind != "promotion":
                break
            start = point.at
        return start

    def _figures(self, span: Span, windows: Sequence[PriceWindow]) -> Iterator[str]:
        say = self._say
        rows: list[tuple[str, str]] = []
        if self._asked:
            last = self._asked[-1]
            told = say(
                "show.since",
                price=_money(last.price.amount, self._currency),
                kind=say(f"kind.{last.kind}"),
                day=last.at.date(),
            )
            rows.append((say("show.now"), told))
        sold = [point for point in self._points if point.kind == "sold"]
        for name, points in (("kind.listed", self._in_force(span)), ("kind.sold", sold)):
            within = [point.price.amount for point in points if point.at >= span.begin]
            rows.append((say(name), self._spread(within)))
        for window in windows:
            rows.append(
                (
                    say("show.before", days=(window.last_day - window.first_day).days + 1),
                    self._window(window),
                )
            )
        column = 2 + max(cell_len(label) for label, _ in rows)
        for label, text in rows:
            yield f"{pad(label, column)}{text}"

    def _in_force(self, span: Span) -> list[PricePoint]:
        """Return what was asked, with the price in force at the beginning as if asked then."""
        before = [point for point in self._asked if point.at < span.begin]
        return [*(replace(point, at=span.begin) for point in before[-1:]), *self._asked]

    def _spread(self, amounts: Sequence[Decimal]) -> str:
        if not amounts:
            return self._say("show.none")
        return self._say(
            "show.figures",
            least=f"{min(amounts):f}",
            median=f"{median(amounts):f}",
            last=f"{amounts[-1]:f}",
            n=len(amounts),
        )

    def _window(self, window: PriceWindow) -> str:
        say = self._say
        key = "show.lowest" if window.basis == "lowest" else "show.last_before"
        price = _money(window.reference.amount, self._currency)
        days = say("show.days", first=window.first_day, last=window.last_day)
        return f"{days}{say('colon')}{say(key, kind=say(f'kind.{window.kind}'), price=price)}"


def _money(amount: Decimal, currency: str) -> str:
    return f"{amount:f} {currency}"
