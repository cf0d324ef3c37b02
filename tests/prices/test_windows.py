"""Price windows: worked cases, and a brute-force reading of the law beside them."""

from __future__ import annotations

import random
import statistics
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.model.listing import Money, PricePoint, Promotion
from listing_guard.prices.comparison import Since, comparison_start
from listing_guard.prices.windows import (
    LeftOut,
    PriceWindow,
    median_price,
    reference_price,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [SHANGHAI, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")]


def at(text: str, zone: tzinfo | None = None) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def point(
    moment: str | datetime,
    amount: int | str,
    kind: str = "sold",
    channel: str | None = None,
    currency: str | None = None,
) -> PricePoint:
    when = at(moment) if isinstance(moment, str) else moment
    price = Money(Decimal(amount), currency)
    return PricePoint(at=when, price=price, kind=kind, channel=channel)  # type: ignore[arg-type]


def ask(
    history: list[PricePoint],
    promotions: list[Promotion] | None = None,
    now: str = "2026-11-12T12:00",
    days: int = 7,
    kind: str | None = None,
    channel: str | None = None,
    zone: ZoneInfo = SHANGHAI,
    **more: bool,
) -> PriceWindow | None:
    return reference_price(
        history, promotions or [], at(now, zone), zone, "CNY", days, kind, channel, **more  # type: ignore[arg-type]
    )  # fmt: skip


HISTORY = [
    point("2026-10-01", 199, "listed"),
    point("2026-11-03T09:00", 159),
    point("2026-11-06T20:00", 169),
    point("2026-11-11T00:00", 99),
]
DOUBLE_11 = Promotion(name="双11", start=at("2026-11-11"), end=at("2026-11-13T23:59:59"))


def test_example_of_the_module() -> None:
    sold = ask(HISTORY, [DOUBLE_11], kind="sold")
    assert sold is not None
    assert sold.reference == Money(Decimal(169), "CNY")
    assert (sold.first_day.isoformat(), sold.last_day.isoformat()) == ("2026-11-04", "2026-11-10")
    assert sold.start == at("2026-11-11", SHANGHAI)
    assert sold.observations == (HISTORY[2],)
    assert sold.left_out == LeftOut(kind=1, later=1)
    assert sold.basis == "lowest"
    listed = ask(HISTORY, [DOUBLE_11], kind="listed")
    assert listed is not None
    assert listed.reference.amount == 199
    assert listed.observations == (HISTORY[0],)
    both = ask(HISTORY, [DOUBLE_11])
    assert both is not None
    assert both.observations == (HISTORY[0], HISTORY[2])


def test_without_a_promotion_the_window_ends_before_today() -> None:
    window = ask(HISTORY, kind="sold")
    assert window is not None
    assert window.start == at("2026-11-12T12:00", SHANGHAI)
    assert window.last_day.isoformat() == "2026-11-11"
    assert window.reference.amount == 99


def test_a_sale_of_the_same_day_before_the_start_is_only_a_last_resort() -> None:
    start = Promotion(start=at("2026-11-12T10:00"))
    history = [point("2026-11-12T08:00", 50)]
    window = ask(history, [start])
    assert window is not None
    assert (window.basis, window.reference.amount) == ("last-before", 50)
    inside = ask([*history, point("2026-11-05T00:00", 80)], [start])
    assert inside is not None
    assert (inside.basis, inside.reference.amount) == ("lowest", 80)


def test_days_are_civil_in_the_market() -> None:
    # 4 November 16:00 UTC is midnight of the 5th in Shanghai, the first day of the window.
    border = datetime(2026, 11, 4, 16, 0, tzinfo=UTC)
    in_time, too_early = point(border, 10), point(border - timedelta(seconds=1), 9)
    window = ask([in_time, too_early], last_before=False)
    assert window is not None
    assert window.observations == (in_time,)
    assert ask([too_early], last_before=False) is None


def test_last_before_takes_the_lowest_of_one_moment_in_any_order() -> None:
    same = [point("2026-10-01", 12), point("2026-10-01", 11), point("2026-09-01", 1)]
    for order in (same, same[::-1]):
        window = ask(order)
        assert window is not None
        assert (window.basis, window.reference.amount) == ("last-before", 11)


def test_a_listed_price_replaced_as_the_window_opens_was_never_in_force() -> None:
    history = [point("2026-10-01", 100, "listed"), point("2026-11-05T00:00", 200, "listed")]
    window = ask(history)
    assert window is not None
    assert window.reference.amount == 200
    later = [history[0], point("2026-11-05T00:01", 200, "listed")]
    window = ask(later)
    assert window is not None
    assert window.reference.amount == 100


def test_currencies_and_channels_are_left_out_and_counted() -> None:
    history = [
        point("2026-11-10", 9, currency="USD"),
        point("2026-11-10", 8, channel="线下"),
        point("2026-11-10", 70, channel=" TMALL "),
        point("2026-11-10", 60),
        point("2026-11-10", 90, currency="CNY"),
        point("2026-12-01", 1),
    ]
    window = ask(history, channel="tmall")
    assert window is not None
    assert window.reference == Money(Decimal(60), "CNY")
    assert window.left_out == LeftOut(currency=1, channel=1, later=1)
    everywhere = ask(history)
    assert everywhere is not None
    assert everywhere.reference.amount == 8


@pytest.mark.parametrize(
    ("promotions", "start"),
    [
        ([], "2026-11-12T12:00"),
        ([("2026-11-01", "2026-11-10")], "2026-11-12T12:00"),
        ([("2026-11-11", "2026-11-13")], "2026-11-11"),
        ([("2026-11-11", None)], "2026-11-11"),
        ([("2026-11-12T12:00", "2026-11-13")], "2026-11-12T12:00"),
        ([("2026-11-13", "2026-11-14")], "2026-11-12T12:00"),
        # touching to the second, by 23:59:59, overlapping, and with a gap of a day
        ([("2026-11-11", "2026-11-13"), ("2026-11-05", "2026-11-11")], "2026-11-05"),
        ([("2026-11-11", "2026-11-13"), ("2026-11-05", "2026-11-10T23:59:59")], "2026-11-05"),
        ([("2026-11-11", "2026-11-13"), ("2026-11-05", "2026-11-12")], "2026-11-05"),
        ([("2026-11-11", "2026-11-13"), ("2026-11-05", "2026-11-10")], "2026-11-11"),
        (
            [("2026-11-11", None), ("2026-11-01", "2026-11-05"), ("2026-11-05", "2026-11-11")],
            "2026-11-01",
        ),
        # a promotion that starts this moment still belongs to the chain before
        ([("2026-11-12T12:00", None), ("2026-11-08", "2026-11-12T11:59:30")], "2026-11-08"),
    ],
)  # fmt: skip
def test_comparison_start(promotions: list[tuple[str, str | None]], start: str) -> None:
    given = [Promotion(start=at(s), end=at(e) if e else None) for s, e in promotions]
    now = at("2026-11-12T12:00", SHANGHAI)
    assert comparison_start(given, now, SHANGHAI) == at(start, SHANGHAI)
    assert comparison_start(given[::-1], now, SHANGHAI) == at(start, SHANGHAI)


def test_a_promotion_of_unknown_beginning_leaves_the_start_unknown() -> None:
    open_start = Promotion(end=at("2026-11-13"))
    now = at("2026-11-12T12:00", SHANGHAI)
    assert comparison_start([open_start], now, SHANGHAI) is None
    assert comparison_start([Promotion(name="双11")], now, SHANGHAI) is None
    assert ask(HISTORY, [open_start]) is None
    over = Promotion(end=at("2026-11-01"))
    assert comparison_start([over], now, SHANGHAI) == now


def test_ends_of_the_calendar_do_no_harm() -> None:
    always = Promotion(start=datetime.min, end=datetime.max)
    history = [point(datetime.min, 5), point(datetime.max, 6), point("2026-11-10", 7)]
    for zone in ZONES:
        assert ask(history, [always], zone=zone) is None
        window = ask(history, zone=zone, days=10**7)
        assert window is not None
        assert window.reference.amount == 5
        assert window.left_out.later == 1
    assert ask(history, days=10**12) is not None
    assert ask(history, days=0) is None


def test_evidence_is_json_like() -> None:
    window = ask(HISTORY, [DOUBLE_11], kind="sold")
    assert window is not None
    evidence = window.as_evidence()
    assert evidence["reference"] == {"amount": "169", "currency": "CNY"}
    assert evidence["first_day"] == "2026-11-04"
    assert evidence["start"] == "2026-11-11T00:00:00+08:00"
    assert evidence["left_out"] == {"currency": 0, "channel": 0, "kind": 1, "later": 1}
    assert [each["price"]["amount"] for each in evidence["observations"]] == ["169"]


def test_asking_prices_of_promotions_are_steps_too() -> None:
    history = [
        point("2026-10-01", 199, "listed"),
        point("2026-10-20", 149, "promotion"),
        point("2026-11-08", 189, "listed"),
    ]
    window = ask(history, [DOUBLE_11], kind="listed")
    assert window is not None
    assert window.reference.amount == 149  # in force when the window opens
    assert window.observations == (history[1], history[2])
    assert ask(history, [DOUBLE_11], kind="sold") is None


@pytest.mark.parametrize(
    ("since", "start"),
    [("chain", "2026-11-01"), ("reduction", "2026-11-11"), ("now", "2026-11-12T12:00")],
)
def test_where_the_comparison_began(since: Since, start: str) -> None:
    steps = [
        Promotion(start=at("2026-11-01"), end=at("2026-11-11")),
        Promotion(start=at("2026-11-05"), end=at("2026-11-20")),
        Promotion(start=at("2026-11-11"), end=at("2026-11-20")),
        Promotion(start=at("2026-11-13")),
    ]
    now = at("2026-11-12T12:00", SHANGHAI)
    for order in (steps, steps[::-1]):
        assert comparison_start(order, now, SHANGHAI, since) == at(start, SHANGHAI)
    unknown = [*steps, Promotion(end=at("2026-11-13"))]
    found = comparison_start(unknown, now, SHANGHAI, since)
    assert found == (now if since == "now" else None)


@given(st.lists(st.integers(1, 999), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_median(cents: list[int], shuffler: random.Random) -> None:
    history = [point(f"2026-11-{10 - n:02d}", str(Decimal(c) / 100)) for n, c in enumerate(cents)]
    shuffler.shuffle(history)
    now = at("2026-11-12T12:00", SHANGHAI)
    window = median_price(history, [], now, SHANGHAI, "CNY", 30, "sold")
    assert window is not None
    assert window.basis == "median"
    assert window.reference.amount * 100 == Decimal(str(statistics.median(cents)))
    assert median_price(history, [], now, SHANGHAI, "CNY", 30, "listed") is None


# The oracle: civil days by their midnights in UTC, steps by asking what held at each moment.

_BASES = [
    datetime(2026, 3, 29),
    datetime(2026, 10, 25),
    datetime(2026, 11, 1),
    datetime(2026, 7, 1),
]
"""Around the clock changes of Berlin and New York, and a quiet day."""


def utc(moment: datetime, zone: ZoneInfo) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC)


def oracle_start(
    promotions: list[tuple[datetime | None, datetime | None]], now: datetime
) -> datetime | None:
    """Merge everything that touches what is active now; all times in UTC, ``None`` open."""
    low, high = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    spans = {(s or low, e or high) for s, e in promotions if (s or low) <= now}
    chain = {span for span in spans if span[0] <= now <= span[1]}
    if not chain:
        return now
    while True:
        start = min(span[0] for span in chain)
        if start == low:
            return None
        more = {s for s in spans - chain if s[0] < start and s[1] >= start - timedelta(minutes=1)}
        if not more:
            return start
        chain |= more


def oracle(
    history: list[PricePoint], start: datetime, zone: ZoneInfo, days: int, kind: str | None
) -> tuple[str, Decimal] | None:
    today = start.astimezone(zone).date()
    midnights = [
        datetime.combine(today - timedelta(days=back), datetime.min.time(), zone).astimezone(UTC)
        for back in range(days, -1, -1)
    ]
    seen = sorted(
        (utc(p.at, zone), p.price.amount, p.kind)
        for p in history
        if utc(p.at, zone) < start
        and p.price.currency in (None, "CNY")
        and kind in (None, "sold" if p.kind == "sold" else "listed")
    )
    prices = [
        amount
        for begin, end in pairwise(midnights)
        for when, amount, _ in seen
        if begin <= when < end
    ]
    listed = [(when, amount) for when, amount, k in seen if k != "sold" and when <= midnights[0]]
    if listed:
        last = max(when for when, _ in listed)
        prices.append(min(amount for when, amount in listed if when == last))
    if prices:
        return "lowest", min(prices)
    if not seen:
        return None
    last = max(when for when, _, _ in seen)
    return "last-before", min(amount for when, amount, _ in seen if when == last)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[ZoneInfo, datetime, list[PricePoint], list[Promotion], int]:
    zone = draw(st.sampled_from(ZONES))
    base = draw(st.sampled_from(_BASES))
    # Half-hours make equal times, midnights and clock changes likely.
    steps = st.integers(-30 * 48, 10 * 48).map(lambda n: base + timedelta(minutes=30 * n))
    days = st.integers(-12, 4).map(lambda n: base + timedelta(days=n))
    moments = st.one_of(steps, days, steps.map(lambda m: m.replace(tzinfo=UTC)))
    points = st.builds(
        PricePoint,
        at=moments,
        price=st.builds(
            Money, st.integers(1, 9).map(Decimal), st.sampled_from([None, "CNY", "USD"])
        ),
        kind=st.sampled_from(["listed", "sold", "promotion"]),
        channel=st.sampled_from([None, "tmall", " TMALL", "线下"]),
    )
    bounds = st.tuples(moments, moments).map(lambda pair: sorted(pair, key=lambda m: utc(m, zone)))
    promotions = st.builds(
        lambda pair, has_start, has_end: Promotion(
            start=pair[0] if has_start else None, end=pair[1] if has_end else None
        ),
        bounds,
        st.integers(0, 9).map(bool),
        st.integers(0, 4).map(bool),
    )
    now = (base + timedelta(minutes=draw(st.integers(-1440, 2880)))).replace(tzinfo=zone)
    return (
        zone,
        now,
        draw(st.lists(points, max_size=8)),
        draw(st.lists(promotions, max_size=4)),
        draw(st.sampled_from([1, 2, 7, 30])),
    )


@given(worlds(), st.sampled_from([None, "listed", "sold"]), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_agrees_with_brute_force(
    world: tuple[ZoneInfo, datetime, list[PricePoint], list[Promotion], int],
    kind: str | None,
    shuffler: random.Random,
) -> None:
    zone, now, history, promotions, days = world
    spans = [
        (utc(p.start, zone) if p.start else None, utc(p.end, zone) if p.end else None)
        for p in promotions
    ]
    start = oracle_start(spans, now.astimezone(UTC))
    found = comparison_start(promotions, now, zone)
    assert (found.astimezone(UTC) if found else None) == start
    window = reference_price(history, promotions, now, zone, "CNY", days, kind)  # type: ignore[arg-type]
    wanted = oracle(history, start, zone, days, kind) if start else None
    assert (window and (window.basis, window.reference.amount)) == wanted

    shuffled = [*history]
    shuffler.shuffle(shuffled)
    again = reference_price(shuffled, promotions[::-1], now, zone, "CNY", days, kind)  # type: ignore[arg-type]
    assert (again and again.reference) == (window and window.reference)
    if window:
        left = window.left_out
        assert left.currency == sum(p.price.currency == "USD" for p in history)
        assert window.reference.amount == min(p.price.amount for p in window.observations)
