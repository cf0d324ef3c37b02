"""Price windows: the lowest price of the days before a promotion.

明码标价和禁止价格欺诈规定 article 16 (China, 7 days) and Directive 98/6/EC article 6a (EU, 30 days)
both ask what the goods cost *before* the price comparison began, ``D`` (`prices.comparison`).

The window is the civil days ``D - days`` … ``D - 1`` in the market's zone. Civil days, not
periods of 24 hours: on the day of a clock change a day has 23 or 25.

* ``sold`` observations are points: a price at which somebody bought.
* ``listed`` and ``promotion`` observations are asking prices and make steps: the price holds until
  the next one of either kind. The price in force when the window opens therefore counts although
  it was observed before. ``kind: listed`` asks for both.
* If the window has no price at all, the last one before ``D`` counts.
* Observations at or after ``D`` are not used: they are prices of the promotion itself.
* Other currencies and other channels are left out and counted; an observation that names no
  channel is the seller's own in this one.

Example, promotion from 11 November, 7 days: listed 199 on 1 October, sold 159 on 3 November, sold
169 on 6 November, sold 99 on 11 November. The window is 4 … 10 November; in it are the sale at
169 and the listed 199 (in force on the 4th). The sale at 159 is too old, the one at 99 too late.
``reference`` of sold prices is 169; of listed ones 199.

Where several observations carry the same time, the lowest is taken as the one in force, so that
the order of the record does not matter.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from listing_guard.model.listing import Money, PricePoint
from listing_guard.prices.comparison import Since, comparison_start, instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from listing_guard.model.listing import Promotion

Kind = Literal["listed", "sold"]
"""What to look at: asking prices, those of promotions included, or transactions."""
Basis = Literal["lowest", "median", "last-before"]

_EXACT = Context(prec=60)


class LeftOut(Struct, frozen=True, kw_only=True):
    """How many observations did not count, by the first reason that holds."""

    currency: int = 0
    channel: int = 0
    kind: int = 0
    later: int = 0
    """At or after the start of the promotion, or in the future."""


class PriceWindow(Struct, frozen=True, kw_only=True):
    """The reference price, and everything that it rests on."""

    reference: Money
    basis: Basis
    """The lowest price or the median of the window, or the last price before ``start``."""
    start: datetime
    """``D``: when the price comparison began; aware, in the market's zone."""
    first_day: date
    last_day: date
    kind: Kind | None
    observations: tuple[PricePoint, ...]
    """What was compared, by time."""
    left_out: LeftOut = LeftOut()

    def as_evidence(self) -> dict[str, Any]:
        """Return the window as JSON-like values for a report."""
        local = in_zone(self.observations, self.start.tzinfo)
        evidence: dict[str, Any] = to_builtins(replace(self, observations=local))
        return evidence


def in_zone(points: Iterable[PricePoint], zone: tzinfo | None) -> tuple[PricePoint, ...]:
    """Return observations with their times in a zone, so that a reader sees their civil days."""
    return tuple(
        replace(point, at=point.at.astimezone(zone)) if point.at.tzinfo else point
        for point in points
    )


def reference_price(
    history: Sequence[PricePoint],
    promotions: Iterable[Promotion],
    now: datetime,
    zone: tzinfo,
    currency: str | None,
    days: int,
    kind: Kind | None = None,
    channel: str | None = None,
    *,
    last_before: bool = True,
    since: Since = "chain",
) -> PriceWindow | None:
    """Return the reference price of the window, ``None`` if nothing can be told.

    ``kind`` or ``channel`` of ``None`` takes every one. ``currency`` is also that of prices
    that name none. With ``last_before`` off, only prices in the window count.
    """
    start = comparison_start(promotions, now, zone, since)
    if start is None or days < 1:
        return None
    usable, left_out = usable_points(history, start, zone, currency, kind, channel)
    used = in_window(usable, first_day(start, days), start.date(), zone)
    basis: Basis = "lowest"
    if not used and last_before:
        used = latest(usable)
        basis = "last-before"
    if not used:
        return None
    lowest = min(point.price.amount for _, point in used)
    money = Money(lowest, currency)
    return _window(money, basis, start, days, kind, used, left_out)


def median_price(
    history: Sequence[PricePoint],
    promotions: Iterable[Promotion],
    now: datetime,
    zone: tzinfo,
    currency: str | None,
    days: int,
    kind: Kind | None = None,
    channel: str | None = None,
    *,
    since: Since = "chain",
) -> PriceWindow | None:
    """Return the median of the window's observations, ``None`` if it has none.

    Every observation has one vote, since none says how many pieces it stands for; of an even
    number it is the mean of the two in the middle.
    """
    start = comparison_start(promotions, now, zone, since)
    if start is None or days < 1:
        return None
    usable, left_out = usable_points(history, start, zone, currency, kind, channel)
    used = in_window(usable, first_day(start, days), start.date(), zone)
    if not used:
        return None
    amounts = sorted(point.price.amount for _, point in used)
    half = len(amounts) // 2
    middle = amounts[half] if len(amounts) % 2 else _mean(amounts[half - 1], amounts[half])
    return _window(Money(middle, currency), "median", start, days, kind, used, left_out)


def _mean(one: Decimal, other: Decimal) -> Decimal:
    """Return the mean, exact for every amount of money: it has one more decimal place at most."""
    return _EXACT.multiply(_EXACT.add(one, other), Decimal("0.5"))


def _window(
    reference: Money,
    basis: Basis,
    start: datetime,
    days: int,
    kind: Kind | None,
    used: list[Timed],
    left_out: LeftOut,
) -> PriceWindow:
    return PriceWindow(
        reference=reference,
        basis=basis,
        start=start,
        first_day=first_day(start, days),
        last_day=start.date() - timedelta(days=1),
        kind=kind,
        observations=tuple(point for _, point in used),
        left_out=left_out,
    )


def first_day(start: datetime, days: int) -> date:
    """Return the first civil day of the window of so many days before ``start``."""
    try:
        return start.date() - timedelta(days=days)
    except OverflowError:
        return date.min


Timed = tuple[datetime, PricePoint]
"""An observation with its time in UTC."""


def usable_points(
    history: Sequence[PricePoint],
    start: datetime,
    zone: tzinfo,
    currency: str | None,
    kind: Kind | None,
    channel: str | None,
) -> tuple[list[Timed], LeftOut]:
    """Return the observations that may count, by time, and the number of the others."""
    usable: list[Timed] = []
    counts = {"currency": 0, "channel": 0, "kind": 0, "later": 0}
    wanted = channel.strip().casefold() if channel is not None else None
    begin = start.astimezone(UTC)
    for point in history:
        at = instant(point.at, zone)
        if point.price.currency not in (None, currency):
            counts["currency"] += 1
        elif wanted and point.channel and point.channel.strip().casefold() != wanted:
            counts["channel"] += 1
        elif kind is not None and (point.kind == "sold") is not (kind == "sold"):
            counts["kind"] += 1
        elif at >= begin:
            counts["later"] += 1
        else:
            usable.append((at, point))
    usable.sort(key=lambda timed: (timed[0], timed[1].kind, timed[1].price.amount))
    return usable, LeftOut(**counts)


def in_window(usable: list[Timed], first: date, end: date, zone: tzinfo) -> list[Timed]:
    """Return the observations of the days from ``first`` until before ``end``.

    The asking price that is in force when the window opens is one of them.
    """
    opening = datetime.combine(first, time.min, zone).astimezone(UTC) if first > date.min else None
    within = [timed for timed in usable if first <= timed[0].astimezone(zone).date() < end]
    asked = [
        timed
        for timed in usable
        if timed[1].kind != "sold" and opening is not None and timed[0] < opening
    ]
    replaced = any(at == opening and point.kind != "sold" for at, point in within)
    return within if replaced else latest(asked) + within


def latest(timed: list[Timed]) -> list[Timed]:
    """Return the last observation; of several at the same time the lowest."""
    if not timed:
        return []
    last = timed[-1][0]
    return [min((each for each in timed if each[0] == last), key=lambda t: t[1].price.amount)]
