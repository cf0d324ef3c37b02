"""Evaluation beyond the conformance cases: clocks, caps, evidence, caching, hostile records."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.parser import parse
from listing_guard.lang.quantifiers import MAX_ELEMENTS, MAX_NESTED_ELEMENTS
from listing_guard.lang.values import Unknown
from listing_guard.model.listing import Certificate, Listing, Money, Sku

from .conftest import FakeMatcher, environment, listing


def ask(source: str, record: dict[str, Any] | Listing, **world: Any) -> object:
    return compile_expression(parse(source))(environment(record, **world))


def test_days_are_civil_and_hours_are_not() -> None:
    # Berlin set its clocks back on 25 October 2026, a day of 25 hours.
    world: dict[str, Any] = {"market": "DE", "now": "2026-10-26T12:00:00"}
    env = environment({}, **world)
    run = compile_expression(parse("now - 1d"))
    berlin = ZoneInfo("Europe/Berlin")
    assert run(env) == datetime(2026, 10, 25, 12, tzinfo=berlin)
    env = environment({}, market="DE", now="2026-10-25T12:00:00")
    assert compile_expression(parse("now - 1d"))(env) == datetime(2026, 10, 24, 12, tzinfo=berlin)
    by_hours = compile_expression(parse("now - 24h"))(env)
    assert isinstance(by_hours, datetime)
    assert by_hours.replace(tzinfo=None) == datetime(2026, 10, 24, 13)
    assert compile_expression(parse("now - (now - 1d)"))(env) == timedelta(hours=25)


def test_naive_times_are_the_markets() -> None:
    record = {"promotions": [{"start": "2026-11-12T00:00:00"}]}
    for market, now, wanted in [
        ("CN", "2026-11-12T00:00:00", True),
        ("CN", "2026-11-11T23:59:59", False),
        ("US", "2026-11-12T00:00:00", True),
    ]:
        assert ask("any(promotions, start <= now)", record, market=market, now=now) is wanted
    aware = listing({"promotions": [{"start": "2026-11-11T16:00:00+00:00"}]})
    assert aware.promotions is not None
    assert aware.promotions[0].start == datetime(2026, 11, 11, 16, tzinfo=UTC)
    assert ask("any(promotions, start == now)", aware, now="2026-11-12T00:00:00") is True


def test_long_lists_are_unknown_and_never_cut() -> None:
    skus = tuple(Sku(name="x") for _ in range(MAX_ELEMENTS))
    assert ask('all(skus, name == "x")', Listing(skus=skus)) is True
    longer = Listing(skus=(*skus, Sku(name="y")))
    assert ask('all(skus, name == "x")', longer) == Unknown(("skus",))
    nested = Listing(skus=skus[: MAX_NESTED_ELEMENTS + 1], certificates=(Certificate(),))
    assert ask("any(certificates, any(listing.skus, name is present))", nested) == Unknown(
        ("skus",)
    )


def test_price_functions_leave_evidence_when_evaluated() -> None:
    record = {"original_price": 9, "price_history": [{"at": "2026-11-01", "price": 7}]}
    env = environment(record)
    run = compile_expression(
        parse("original_price > 100 and original_price > lowest(price_history, 30)")
    )
    assert run(env) is False
    assert env.evidence == [], "and stops at the first false"
    assert compile_expression(parse("original_price > lowest(price_history, 30)"))(env) is True
    (window,) = env.evidence
    assert window.reference == Money(Decimal(7), "CNY")
    assert len(window.observations) == 1


def test_the_platform_is_the_channel() -> None:
    record = {
        "price_history": [
            {"at": "2026-11-10", "price": 7, "channel": "JD"},
            {"at": "2026-11-10", "price": 9, "channel": "tmall"},
        ]
    }
    assert ask("lowest(price_history, 7) == 9", record, platform="tmall") is True
    assert ask("lowest(price_history, 7) == 7", record, platform="jd") is True
    assert ask("lowest(price_history, 7) == 7", record) is True
    assert ask('lowest(price_history, 7, channel: "jd") == 7', record, platform="tmall") is True


class CountingMatcher(FakeMatcher):
    def __init__(self) -> None:
        super().__init__()
        self.folded: list[str] = []

    def fold(self, text: str) -> str:
        self.folded.append(text)
        return super().fold(text)


@pytest.mark.parametrize(
    "source",
    ['title == "常量"', 'title contains "常量"', 'title in ["常量", "二"]', 'title matches "常量"'],
)
def test_literals_are_folded_once(source: str) -> None:
    run = compile_expression(parse(source))
    matcher = CountingMatcher()
    for _ in range(3):
        env = environment({"title": "标题"})
        env.matcher = matcher
        run(env)
    assert matcher.folded.count("常量") == 1
    assert matcher.folded.count("标题") == 3


def test_constants_are_evaluated_when_compiled() -> None:
    run = compile_expression(parse('quantity("2×500g", mass)'))
    env = environment({})
    assert run(env) is run(env)
    assert compile_expression(parse("2 * 3 + 4"))(env) == Decimal(10)


def test_one_closure_serves_many_threads() -> None:
    run = compile_expression(
        parse('price * 3 / 7 > 1 and title contains "x" and any(skus, price > 1)')
    )
    wanted = {
        n: run(environment({"price": n, "title": "x", "skus": [{"price": n}]})) for n in range(6)
    }
    wrong: list[int] = []

    def work() -> None:
        for n in range(6):
            for _ in range(20):
                if (
                    run(environment({"price": n, "title": "x", "skus": [{"price": n}]}))
                    != wanted[n]
                ):
                    wrong.append(n)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_arithmetic_ignores_the_context_of_the_process() -> None:
    from decimal import localcontext

    run = compile_expression(parse("price / 3"))
    env = environment({"price": 1})
    exact = run(env)
    with localcontext() as context:
        context.prec = 2
        assert run(env) == exact
        assert compile_expression(parse("1 / 3 < 0.3333"))(env) is False


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.decimals(),
    st.lists(st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    st.dates(),
    st.binary(max_size=2),
)
EXPRESSIONS = [
    'attributes["k"] == "x"',
    'attributes["k"] > 5',
    'attributes["k"] + 1 > attributes["k"] * 2',
    'attributes["k"] / attributes["k"] == 1',
    'attributes["k"] in ["x", 1]',
    '"x" in attributes["k"]',
    'any(attributes["k"], it == "x" or it > 1)',
    'attributes["k"] matches $p or attributes["k"] contains "x"',
    'number(attributes["k"]) > 1',
    'quantity(attributes["k"], mass) > quantity("1g", mass)',
    'date(attributes["k"]) < now',
    'year(attributes["k"]) > 2000',
    'round(attributes["k"], 2) > 1',
    'round(attributes["k"], attributes["k"]) > 1',
    'max(attributes["k"], 3) > 1',
    'percent_off(attributes["k"], price) > 1',
    'count(attributes["k"]) > 1 or count_distinct(attributes["k"]) > 1',
    'check_digit(attributes["k"], gtin)',
    'length(attributes["k"], width) > 1',
    'lowest(price_history, attributes["k"]) > 1',
    'price == attributes["k"] or price * attributes["k"] > 1',
    'attributes["k"] is missing',
    '-attributes["k"] < 0',
]  # fmt: skip
COMPILED = [(source, compile_expression(parse(source))) for source in EXPRESSIONS]


@given(value=ODD)
@settings(max_examples=200, deadline=None)
def test_no_value_of_a_record_raises(value: object) -> None:
    record = listing({"price": 3, "price_history": [{"at": "2026-11-01", "price": 7}]})
    odd = Listing(price=record.price, price_history=record.price_history, attributes={"k": value})
    for source, run in COMPILED:
        answer = run(environment(odd, patterns={"$p": "x"}))
        assert isinstance(answer, bool | Unknown), source


def test_amounts_that_are_no_numbers_are_unknown() -> None:
    for amount in ("NaN", "sNaN", "Infinity", "1E+999999"):
        odd = Listing(price=Money(Decimal(amount)), original_price=Money(Decimal(1)))
        for source in (
            "price > original_price",
            "price * 10 > 1",
            "price - original_price > 1",
            "round(price, 1) > 1",
            "percent_off(original_price, price) > 1",
        ):
            assert isinstance(ask(source, odd), bool | Unknown)
