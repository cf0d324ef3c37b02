"""The arithmetic of discounts, against the words of each form taken one piece at a time."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.model.listing import Money
from listing_guard.prices.discount import Discount, is_rounded


def money(amount: object, currency: str | None = None) -> Money:
    return Money(Decimal(str(amount)), currency)


def claim(kind: str, **values: Any) -> Discount:
    return Discount(start=0, end=1, kind=kind, **values)  # type: ignore[arg-type]


AMOUNTS = st.decimals("0.01", "99999", places=2)
SHARES = st.decimals("0.01", "0.99", places=2)


@given(AMOUNTS, SHARES)
def test_ratio(base: Decimal, share: Decimal) -> None:
    found = claim("ratio", ratio=share)
    price = found.price_from(money(base))
    assert price is not None
    assert Fraction(price.amount) == Fraction(base) * Fraction(share)
    assert found.agrees(price, money(base)) is True
    assert found.overstates(price, money(base)) is False
    assert found.percent_off() == 100 - share * 100


@given(AMOUNTS, AMOUNTS)
def test_money_off(base: Decimal, off: Decimal) -> None:
    price = claim("money_off", amount=money(off)).price_from(money(base))
    assert (price and price.amount) == (base - off if off <= base else None)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.booleans())
def test_threshold_off(base: Decimal, reached: Decimal, off: Decimal, repeated: bool) -> None:
    found = claim("threshold_off", amount=money(off), threshold=money(reached), repeated=repeated)
    times, rest = 0, base
    while rest >= reached and times < (50 if repeated else 1):
        rest -= reached
        times += 1
    if times == 50:
        return  # the oracle counts on its fingers
    paid = base - off * times
    price = found.price_from(money(base))
    assert (price and price.amount) == (paid if times and paid >= 0 else None)


@given(AMOUNTS, SHARES, st.integers(2, 5))
def test_nth_item(base: Decimal, share: Decimal, count: int) -> None:
    price = claim("nth_item", ratio=share, count=count).price_from(money(base))
    paid = sum((Fraction(base) for _ in range(count - 1)), Fraction(base) * Fraction(share))
    assert price is not None
    assert abs(Fraction(price.amount) * count - paid) < Fraction(1, 10**40)


@given(AMOUNTS, st.integers(2, 9), st.integers(1, 8))
def test_bundle(base: Decimal, count: int, free: int) -> None:
    if free >= count:
        return
    price = claim("bundle", count=count, free=free).price_from(money(base))
    assert price is not None
    assert abs(Fraction(price.amount) * count - Fraction(base) * (count - free)) < Fraction(
        1, 10**40
    )


@given(AMOUNTS, AMOUNTS)
def test_final_price_and_was_now(base: Decimal, now: Decimal) -> None:
    final = claim("final_price", amount=money(now))
    both = claim("was_now", amount=money(now), was=money(base))
    assert final.price_from(money(base)) == both.price_from(money(base)) == money(now)
    assert both.agrees(money(now), money(base)) is True
    share = both.share()
    assert share is not None
    assert abs(Fraction(share) * Fraction(base) - Fraction(now)) < Fraction(1, 10**40)


FORMS = st.one_of(
    st.builds(claim, st.just("ratio"), ratio=SHARES, in_folds=st.booleans()),
    st.builds(claim, st.just("money_off"), amount=AMOUNTS.map(money)),
    st.builds(claim, st.just("final_price"), amount=AMOUNTS.map(money)),
    st.builds(claim, st.just("was_now"), amount=AMOUNTS.map(money), was=AMOUNTS.map(money)),
)


@given(FORMS, AMOUNTS, AMOUNTS)
def test_nothing_overstates_what_it_agrees_with(
    found: Discount, price: Decimal, base: Decimal
) -> None:
    agrees = found.agrees(money(price), money(base))
    over = found.overstates(money(price), money(base))
    assert (agrees is None) == (over is None)
    assert not (agrees and over)


@pytest.mark.parametrize(
    ("found", "price", "reference", "agrees", "over"),
    [
        # 8折 of 99.5 is 79.6: exact, to the yuan below and above, to the jiao
        (claim("ratio", ratio=Decimal("0.8"), in_folds=True), "79.6", "99.5", True, False),
        (claim("ratio", ratio=Decimal("0.8"), in_folds=True), "79", "99.5", True, False),
        (claim("ratio", ratio=Decimal("0.8"), in_folds=True), "80", "99.5", True, False),
        (claim("ratio", ratio=Decimal("0.8"), in_folds=True), "81", "99.5", False, True),
        (claim("ratio", ratio=Decimal("0.8"), in_folds=True), "70", "99.5", False, False),
        # a small price is not rounded away: half of 3.90 is neither 2.90 nor 0
        (claim("ratio", ratio=Decimal("0.5"), in_folds=True), "2.9", "3.9", False, True),
        (claim("ratio", ratio=Decimal("0.5"), in_folds=True), "2", "3.9", True, False),
        # a share to a tenth of a 折, to a point of a percentage
        (claim("ratio", ratio=Decimal("0.8"), in_folds=True), "805", "1000", True, False),
        (claim("ratio", ratio=Decimal("0.8"), in_folds=True), "806", "1000", False, True),
        (claim("ratio", ratio=Decimal("0.8")), "810", "1000", True, False),
        (claim("ratio", ratio=Decimal("0.8")), "811", "1000", False, True),
        (claim("money_off", amount=money(100)), "99", "199.9", True, False),
        (claim("money_off", amount=money(100)), "100.4", "199.9", True, False),
        (claim("money_off", amount=money(100)), "120", "199.9", False, True),
        (claim("final_price", amount=money(99)), "99.9", "199", True, False),
        (claim("final_price", amount=money(99)), "129", "199", False, True),
        (claim("was_now", amount=money(99), was=money(299)), "99", "199", False, True),
        (claim("was_now", amount=money(99), was=money(159)), "99", "199", False, False),
        (claim("ratio", ratio=Decimal("0.3"), bound="from"), "60", "100", True, False),
        (claim("ratio", ratio=Decimal("0.3"), bound="from"), "20", "100", False, False),
        (claim("money_off", amount=money(50), conditional=True), "100", "100", False, False),
        (claim("money_off", amount=money(50, "USD")), "50", "100", True, False),
    ],
)  # fmt: skip
def test_customary_rounding(
    found: Discount, price: str, reference: str, agrees: bool, over: bool
) -> None:
    assert found.agrees(money(price), money(reference)) is agrees
    assert found.overstates(money(price), money(reference)) is over


def test_currencies_are_never_mixed() -> None:
    dollars = claim("money_off", amount=money(20, "USD"))
    assert dollars.price_from(money(100, "CNY")) is None
    assert dollars.agrees(money(80, "CNY"), money(100, "CNY")) is None
    assert dollars.overstates(money(80, "CNY"), money(100, "USD")) is None
    both = claim("was_now", amount=money(80, "USD"), was=money(100, "EUR"))
    assert both.share() is None
    assert both.agrees(money(80, "USD"), money(100, "USD")) is None


def test_what_a_claim_does_not_reach() -> None:
    found = claim("threshold_off", amount=money(50), threshold=money(300))
    assert found.price_from(money(299)) is None
    assert found.price_from(money(300)) == money(250)
    assert claim("ratio", ratio=Decimal("0.5")).price_from(money(0)) is None
    assert claim("nth_item", amount=money(1), count=2).price_from(money(100)) is None
    assert claim("final_price", amount=money(10), count=2).price_from(money(9)) == money(5)


@given(AMOUNTS, st.integers(-12, 12))
def test_rounding_is_to_units_and_tenths(exact: Decimal, tenths: int) -> None:
    rounded = exact // Decimal("0.1") * Decimal("0.1") + tenths * Decimal("0.1")
    whole = Fraction(exact)
    near = {Fraction(f(whole * n), n) for n in (1, 10) for f in (math.floor, math.ceil)}
    expected = rounded == exact or (rounded > 0 and Fraction(rounded) in near)
    assert is_rounded(rounded, exact) is expected
