"""Days and sales at a price: how long, how lately and how often a price was really asked or paid.

16 CFR 233.1 wants a former price that was offered "on a regular basis for a reasonably substantial
period of time"; N.J.A.C. 13:45A-9.6 wants 28 of the last 90 days; British guidance compares the
time at the higher price with the time at the lower one; Japan asks how long ago it was.

Days are civil days in the market's zone. A day is *at* a price if the asking price was at or above
it for some part of that day. Asking prices are steps (see `windows`); of several at one moment the
lowest is in force. A step that another replaces at midnight has no part in the day that begins.

Example: asked 199 from 1 November 10:00, 149 from 4 November 00:00, now 9 November. At 199 are the
1st to the 3rd, three days; since then six days have passed below it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from listing_guard.model.listing import Money, PricePoint
from listing_guard.prices.comparison import Since, comparison_start
from listing_guard.prices.windows import (
    LeftOut,
    first_day,
    in_zone,
    usable_points,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from listing_guard.model.listing import Promotion
    from listing_guard.prices.windows import Kind, Timed

Gaps = Literal["unknown", "below"]
"""What days without a known asking price are: an open question, or days below the price."""
Measure = Literal["days-known", "days-at", "sales-at", "days-since-at", "days-below", "days-held"]

_MOMENT = timedelta(microseconds=1)
_ANY = Money(Decimal(0))
"""No asking price is below it."""


class PriceCount(Struct, frozen=True, kw_only=True):
    """A number of days or sales, and everything that it rests on."""

    measure: Measure
    count: int
    price: Money | None = None
    """The price in question; ``None`` where any price counts."""
    start: datetime
    """The moment that is looked back from; aware, in the market's zone."""
    first_day: date
    last_day: date
    days_unknown: int = 0
    """Days of the window for which no asking price is known."""
    observations: tuple[PricePoint, ...]
    """What was looked at, by time."""
    left_out: LeftOut = LeftOut()

    def as_evidence(self) -> dict[str, Any]:
        """Return the count as JSON-like values for a report."""
        local = in_zone(self.observations, self.start.tzinfo)
        evidence: dict[str, Any] = to_builtins(replace(self, observations=local))
        return evidence


class Question(Struct, frozen=True, kw_only=True):
    """What all counts are told: whose prices, at which price, and from where to look back."""

    history: Sequence[PricePoint]
    price: Money
    promotions: Iterable[Promotion]
    now: datetime
    zone: tzinfo
    currency: str | None
    channel: str | None = None
    since: Since = "chain"


class _Step(NamedTuple):
    """An asking price in force from ``begin`` until before ``end`` (both UTC)."""

    begin: datetime
    end: datetime
    amount: Decimal

    def days(self, zone: tzinfo) -> tuple[date, date]:
        """Return the first and the last civil day of which it has a part."""
        last = max(self.begin, self.end - _MOMENT)
        return self.begin.astimezone(zone).date(), last.astimezone(zone).date()


class _Days:
    """Counts days of periods that come in order and may share a day with the one before."""

    def __init__(self) -> None:
        self.count = 0
        self._last: date | None = None

    def add(self, first: date, last: date) -> None:
        """Add a period, both days included."""
        shared = self._last is not None and first <= self._last
        self.count += (last - first).days + (0 if shared else 1)
        self._last = last


class _Found(NamedTuple):
    start: datetime
    points: list[Timed]
    left_out: LeftOut


def days_at(question: Question, days: int, gaps: Gaps = "unknown") -> PriceCount | None:
    """Return on how many of the window's days the price was asked; ``None``: cannot be told."""
    found = _look(question, "listed")
    if found is None or not found.points or days < 1:
        return None
    first, last = first_day(found.start, days), found.start.date() - timedelta(days=1)
    zone, wanted = question.zone, question.price.amount
    at, known = _Days(), _Days()
    used = []
    for point, step in _steps(found):
        begin, end = step.days(zone)
        begin, end = max(begin, first), min(end, last)
        if begin > end:
            continue
        used.append(point)
        known.add(begin, end)
        if step.amount >= wanted:
            at.add(begin, end)
    unknown = (last - first).days + 1 - known.count
    if not known.count or (unknown and gaps == "unknown"):
        return None
    return _count(question, found, "days-at", at.count, (first, last), used, unknown)


def days_known(question: Question, days: int) -> PriceCount | None:
    """Return for how many of the window's days an asking price is known at all."""
    found = days_at(replace(question, price=_ANY), days, "below")
    return found and replace(found, measure="days-known", price=None)


def sales_at(question: Question, days: int) -> PriceCount | None:
    """Return how many sales of the window were at the price; ``None``: no sale is recorded."""
    found = _look(question, "sold")
    if found is None or not found.points or days < 1:
        return None
    first, last = first_day(found.start, days), found.start.date() - timedelta(days=1)
    within = [
        point for at, point in found.points if first <= at.astimezone(question.zone).date() <= last
    ]
    count = sum(point.price.amount >= question.price.amount for point in within)
    return _count(question, found, "sales-at", count, (first, last), within)


def days_since_at(question: Question) -> PriceCount | None:
    """Return how many days before the price comparison the price was last asked.

    0 if it was still asked on the day on which the comparison began. If it was never asked, the
    days since the first observation: it is at least as many.
    """
    return _since(question, "days-since-at")


def days_below(question: Question) -> PriceCount | None:
    """Return for how many days until now less than the price has been asked; see `days_since_at`.

    Promotions do not matter: it is the age of the discount, whatever it is called.
    """
    return _since(_until_now(question), "days-below")


def days_held(question: Question, gaps: Gaps = "unknown") -> PriceCount | None:
    """Return how many days the last unbroken period at or above the price had.

    ``None`` if the price was never asked, or if that period begins with the first observation,
    since it may have begun before; with ``gaps`` of ``below`` it is counted from there.
    """
    question = _until_now(question)
    found = _look(question, "listed")
    if found is None:
        return None
    period: list[tuple[PricePoint, _Step]] = []
    last_period: list[tuple[PricePoint, _Step]] = []
    for each in _steps(found):
        if each[1].amount >= question.price.amount:
            period.append(each)
            last_period = period
        else:
            period = []
    if not last_period or (gaps == "unknown" and last_period[0][1].begin == found.points[0][0]):
        return None
    first = last_period[0][1].days(question.zone)[0]
    last = last_period[-1][1].days(question.zone)[1]
    used = [point for point, _ in last_period]
    return _count(question, found, "days-held", (last - first).days + 1, (first, last), used)


def _since(question: Question, measure: Measure) -> PriceCount | None:
    found = _look(question, "listed")
    if found is None or not found.points:
        return None
    steps = _steps(found)
    at = [each for each in steps if each[1].amount >= question.price.amount]
    point, step = at[-1] if at else steps[0]
    last = step.days(question.zone)[1] if at else step.days(question.zone)[0]
    if at and at[-1] is steps[-1]:
        last = found.start.date()  # in force until then
    count = (found.start.date() - last).days
    after = steps[steps.index((point, step)) :]
    span = (last, found.start.date())
    return _count(question, found, measure, count, span, [each for each, _ in after])


def _until_now(question: Question) -> Question:
    return Question(
        history=question.history,
        price=question.price,
        promotions=(),
        now=question.now,
        zone=question.zone,
        currency=question.currency,
        channel=question.channel,
        since="now",
    )


def _look(question: Question, kind: Kind) -> _Found | None:
    """Return the observations that count; ``None`` where the beginning or the money is unclear."""
    start = comparison_start(question.promotions, question.now, question.zone, question.since)
    if start is None or question.price.currency not in (None, question.currency):
        return None
    points, left_out = usable_points(
        question.history, start, question.zone, question.currency, kind, question.channel
    )
    return _Found(start, points, left_out)


def _steps(found: _Found) -> list[tuple[PricePoint, _Step]]:
    """Return asking prices as steps by time; of several at one moment the lowest."""
    lowest: dict[datetime, PricePoint] = {}
    for at, point in found.points:
        other = lowest.get(at)
        if other is None or point.price.amount < other.price.amount:
            lowest[at] = point
    ends = [*list(lowest)[1:], found.start.astimezone(UTC)]
    return [
        (point, _Step(begin, end, point.price.amount))
        for (begin, point), end in zip(lowest.items(), ends, strict=False)
    ]


def _count(
    question: Question,
    found: _Found,
    measure: Measure,
    count: int,
    span: tuple[date, date],
    used: list[PricePoint],
    unknown: int = 0,
) -> PriceCount:
    return PriceCount(
        measure=measure,
        count=count,
        price=Money(question.price.amount, question.currency),
        start=found.start,
        first_day=span[0],
        last_day=span[1],
        days_unknown=unknown,
        observations=tuple(used),
        left_out=found.left_out,
    )
