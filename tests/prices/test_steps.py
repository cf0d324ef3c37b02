"""Days and sales at a price: worked cases, and every moment of every day asked one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.model.listing import Money, PricePoint, Promotion
from listing_guard.prices.steps import (
    PriceCount,
    Question,
    days_at,
    days_below,
    days_held,
    days_since_at,
    sales_at,
)
from tests.prices.test_windows import (
    BERLIN,
    DOUBLE_11,
    SHANGHAI,
    ZoneInfo,
    at,
    oracle_start,
    point,
    utc,
    worlds,
)

HISTORY = [
    point("2026-11-01T10:00", 199, "listed"),
    point("2026-11-02", 199),
    point("2026-11-03", 150),
    point("2026-11-04T00:00", 149, "promotion"),
]


def ask(history: list[PricePoint] = HISTORY, price: int = 199, **more: Any) -> Question:
    given = {
        "promotions": (),
        "now": at("2026-11-09T12:00", SHANGHAI),
        "zone": SHANGHAI,
        "currency": "CNY",
    } | more
    return Question(history=history, price=Money(Decimal(price)), **given)


def number(found: PriceCount | None) -> int | None:
    return None if found is None else found.count


def test_example_of_the_module() -> None:
    assert number(days_at(ask(), 8)) == 3
    assert number(days_at(ask(), 9)) is None  # nothing is known of 31 October
    assert number(days_at(ask(), 9, "below")) == 3
    assert number(days_below(ask())) == 6
    assert number(days_held(ask())) is None
    assert number(days_held(ask(), "below")) == 3
    assert number(sales_at(ask(), 8)) == 1
    assert number(sales_at(ask(price=150), 8)) == 2
    assert number(days_since_at(ask())) == 6


def test_the_days_before_a_promotion() -> None:
    sale = [Promotion(start=at("2026-11-04"), end=at("2026-11-20"))]
    assert number(days_since_at(ask(promotions=sale))) == 0
    assert number(days_at(ask(promotions=sale), 3)) == 3
    assert number(days_below(ask(promotions=sale))) == 6
    assert days_at(ask(promotions=[Promotion(end=at("2026-11-20"))]), 3) is None


def test_a_price_never_asked_is_at_least_as_long_ago_as_the_record() -> None:
    assert number(days_below(ask(price=200))) == 8
    assert number(days_since_at(ask(price=200))) == 8
    assert days_held(ask(price=200), "below") is None
    assert number(days_at(ask(price=200), 8)) == 0


def test_a_price_still_asked() -> None:
    assert number(days_below(ask(price=149))) == 0
    assert number(days_held(ask(price=149), "below")) == 9


def test_nothing_known_is_no_zero() -> None:
    only_sold = [point("2026-11-02", 199)]
    only_asked = [point("2026-11-02", 199, "listed")]
    for count in (days_since_at, days_below, days_held):
        assert count(ask([])) is None
        assert count(ask(only_sold)) is None
    assert days_at(ask(only_sold), 7, "below") is None
    assert sales_at(ask(only_asked), 7) is None
    assert number(sales_at(ask(only_sold), 3)) == 0
    assert days_at(ask(), 0) is None
    assert days_at(ask([point("2026-12-01", 1, "listed")]), 7, "below") is None
    dollars = Question(
        history=HISTORY,
        price=Money(Decimal(1), "USD"),
        promotions=(),
        now=at("2026-11-09T12:00", SHANGHAI),
        zone=SHANGHAI,
        currency="CNY",
    )
    assert days_at(dollars, 7) is None


def test_clock_changes_leave_days_whole() -> None:
    # 25 October has 25 hours in Berlin; asked from 24 October 23:30 until 26 October 00:00.
    history = [
        point("2026-10-20", 50, "listed"),
        point("2026-10-24T23:30", 99, "listed"),
        point("2026-10-26T00:00", 50, "listed"),
    ]
    asked = ask(history, 99, zone=BERLIN, now=at("2026-10-28T12:00", BERLIN))
    assert number(days_at(asked, 8)) == 2
    assert number(days_held(asked)) == 2
    assert number(days_below(asked)) == 3


def test_the_end_of_the_calendar_does_no_harm() -> None:
    history = [point(datetime.min, 5, "listed"), point(datetime.max, 5, "listed")]
    assert (
        number(days_at(ask(history, 5), 10**6, "below")) == (date(2026, 11, 9) - date.min).days - 2
    )
    assert number(days_below(ask(history, 5))) == 0


def test_evidence_is_json_like() -> None:
    sale = days_at(ask(promotions=[DOUBLE_11], now=at("2026-11-12", SHANGHAI)), 9)
    assert sale is not None
    evidence = sale.as_evidence()
    assert (evidence["measure"], evidence["count"]) == ("days-at", 2)
    assert (evidence["first_day"], evidence["last_day"]) == ("2026-11-02", "2026-11-10")
    assert [each["price"]["amount"] for each in evidence["observations"]] == ["199", "149"]


# The oracle asks for the price in force at every midnight and at every observation.


class World:
    """Asking prices and sales of one currency and channel before ``end``."""

    def __init__(self, history: list[PricePoint], end: datetime, zone: ZoneInfo) -> None:
        self.zone, self.end = zone, end
        mine = [
            (utc(p.at, zone), p)
            for p in history
            if p.price.currency != "USD" and (p.channel or "tmall").strip().lower() == "tmall"
        ]
        self.asked = [(t, p.price.amount) for t, p in mine if t < end and p.kind != "sold"]
        self.sold = [(t, p.price.amount) for t, p in mine if t < end and p.kind == "sold"]

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def in_force(self, moment: datetime) -> Decimal | None:
        before = [t for t, _ in self.asked if t <= moment]
        return min((a for t, a in self.asked if t == max(before)), default=None) if before else None

    def on(self, day: date) -> list[Decimal]:
        """Return the prices in force at some moment of a day, before the end."""
        midnight = datetime.combine(day, time.min, self.zone).astimezone(UTC)
        moments = [midnight, *(t for t, _ in self.asked if self.day(t) == day)]
        found = [self.in_force(moment) for moment in moments if moment < self.end]
        return [amount for amount in found if amount is not None]


@given(worlds(), st.integers(1, 9))
@settings(max_examples=150, deadline=None)
def test_agrees_with_brute_force(world: Any, amount: int) -> None:
    zone, now, history, promotions, days = world
    spans = [
        (utc(p.start, zone) if p.start else None, utc(p.end, zone) if p.end else None)
        for p in promotions
    ]
    start = oracle_start(spans, now.astimezone(UTC))
    price = Decimal(amount)
    asked = Question(
        history=history,
        price=Money(price, "CNY"),
        promotions=promotions,
        now=now,
        zone=zone,
        currency="CNY",
        channel="tmall",
    )
    if start is None:
        assert days_at(asked, days) is sales_at(asked, days) is days_since_at(asked) is None
    else:
        before = World(history, start, zone)
        today = before.day(start)
        window = [today - timedelta(days=back) for back in range(days, 0, -1)]
        known = [day for day in window if before.on(day)]
        at_price = sum(max(before.on(day)) >= price for day in known)
        assert number(days_at(asked, days, "below")) == (at_price if known else None)
        assert number(days_at(asked, days)) == (at_price if len(known) == days else None)
        sales = [a for t, a in before.sold if before.day(t) in window]
        assert number(sales_at(asked, days)) == (
            sum(a >= price for a in sales) if before.sold else None
        )
        assert number(days_since_at(asked)) == since(before, price)
    until_now = World(history, now.astimezone(UTC), zone)
    assert number(days_below(asked)) == since(until_now, price)
    for gaps in ("unknown", "below"):
        assert number(days_held(asked, gaps)) == held(until_now, price, gaps)  # type: ignore[arg-type]


def since(world: World, price: Decimal) -> int | None:
    if not world.asked:
        return None
    day = today = world.day(world.end)
    first = min(t for t, _ in world.asked)
    last = world.in_force(world.end)
    if last is not None and last >= price:
        return 0
    while day >= world.day(first):
        if any(amount >= price for amount in world.on(day)):
            return (today - day).days
        day -= timedelta(days=1)
    return (today - world.day(first)).days


def held(world: World, price: Decimal, gaps: str) -> int | None:
    """Walk back over the moments at which the price changed."""
    moments = sorted({t for t, _ in world.asked})
    spells: list[list[datetime]] = [[]]
    for moment in moments:
        if world.in_force(moment) >= price:  # type: ignore[operator]
            spells[-1].append(moment)
        elif spells[-1]:
            spells.append([])
    spells = [spell for spell in spells if spell]
    if not spells or (gaps == "unknown" and spells[-1][0] == moments[0]):
        return None
    later = [t for t in moments if t > spells[-1][-1]]
    end = (min(later) if later else world.end) - timedelta(microseconds=1)
    return (world.day(end) - world.day(spells[-1][0])).days + 1
