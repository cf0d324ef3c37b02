"""Amounts of money: exact, or unknown with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.model.listing import Money
from listing_guard.read.currency import currency_of, currency_signs, meanings
from listing_guard.read.money import Unclear, to_money


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("99", "99", None),
        ("0", "0", None),
        ("1299.50", "1299.50", None),
        (".99", "0.99", None),
        ("1,299", "1299", None),
        ("12,345,678.9", "12345678.9", None),
        ("1,29,900", "129900", None),
        ("¥1,299.00", "1299.00", "CNY"),
        ("￥９９", "99", "CNY"),
        ("￥ １，２９９．００", "1299.00", "CNY"),
        ("RMB 99", "99", "CNY"),
        ("rmb99", "99", "CNY"),
        ("￥99 RMB", "99", "CNY"),
        ("人民币99元整", "99", "CNY"),
        ("99元", "99", "CNY"),
        ("99 块", "99", "CNY"),
        ("$5", "5", "USD"),
        ("US$ 5.50", "5.50", "USD"),
        ("5.50 USD", "5.50", "USD"),
        ("$99 CAD", "99", "CAD"),
        ("C$5", "5", "CAD"),
        ("HK$88", "88", "HKD"),
        ("€ 12,99", "12.99", "EUR"),
        ("1.299,00 €", "1299.00", "EUR"),
        ("EUR 1.299.000", "1299000", "EUR"),
        ("£1'299.00", "1299.00", "GBP"),
        ("1 299,00 zł", "1299.00", "PLN"),
        ("1 299,00 Kč", "1299.00", "CZK"),
        ("2980円", "2980", "JPY"),
        ("99\u3000元", "99", "CNY"),
    ],
)
def test_amounts(written: str, amount: str, currency: str | None) -> None:
    assert to_money(written) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("99-199", "is a range"),
        ("¥99 - ¥199", "is a range"),
        ("99~199元", "is a range"),
        ("９９－１９９", "is a range"),
        ("99元至199元", "is a range"),
        ("99元起", "is a range"),
        ("面议", "is no amount of money"),
        ("99元/件", "is no amount of money"),
        ("1.5万", "is no amount of money"),
        ("1e5", "is no amount of money"),
        ("NaN", "is no amount of money"),
        ("Infinity", "is no amount of money"),
        ("9" * 100, "is no amount of money"),
        ("9" * 20, "is too large for a price"),
        ("-5", "is negative"),
        ("¥-5", "is no amount of money"),
        ("(5.00)", "is negative"),
        ("1.299 €", "can be read in more than one way"),
        ("€1,299", "can be read in more than one way"),
        ("99 199", "can be read in more than one way"),
        ("1.2.3", "can be read in more than one way"),
        ("¥99 USD", "names two currencies"),
    ],
)
def test_what_has_no_single_value_is_unknown(written: str, reason: str) -> None:
    assert to_money(written) == Unclear(reason)


@pytest.mark.parametrize("blank", ["", "  ", "\u3000", " " * 100])
def test_blank_is_absent(blank: str) -> None:
    assert to_money(blank) is None


@pytest.mark.parametrize(
    ("number", "amount"),
    [(19.9, "19.9"), (0.1, "0.1"), (5, "5"), (Decimal("5.00"), "5.00"), (1e3, "1000.0")],
)
def test_numbers_are_exact(number: float | Decimal, amount: str) -> None:
    money = to_money(number)
    assert isinstance(money, Money)
    assert str(money.amount) == amount
    assert money.currency is None


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (float("nan"), "is no number"),
        (float("inf"), "is no number"),
        (Decimal("sNaN"), "is no number"),
        (-0.5, "is negative"),
        (1e300, "is too large for a price"),
        pytest.param(10**5000, "is too large for a price", id="5001 digits"),
        (True, "is no amount of money"),
        ([9], "is no amount of money"),
    ],
)
def test_odd_numbers(number: object, reason: str) -> None:
    assert to_money(number) == Unclear(reason)


@pytest.mark.parametrize(
    ("written", "currency", "market", "code"),
    [
        ("¥99", None, None, "CNY"),
        ("¥99", None, "JP", "JPY"),
        ("¥99", None, "US", "CNY"),
        ("¥99", "JPY", "CN", "JPY"),
        ("99元", None, "TW", "TWD"),
        ("$9", None, "CA", "CAD"),
        ("$9", "AUD", "US", "AUD"),
        ("$9", "EUR", "DE", "USD"),
        ("kr 9", None, "SE", "SEK"),
        ("kr 9", None, None, None),
    ],
)
def test_a_sign_of_several_currencies_follows_the_record(
    written: str, currency: str | None, market: str | None, code: str | None
) -> None:
    assert to_money(written, currency=currency, market=market) == Money(
        Decimal("".join(filter(str.isdigit, written))), code
    )


def test_a_dot_before_three_digits_is_open_only_where_commas_part_the_cents() -> None:
    assert to_money("1.299", market="DE") == Unclear("can be read in more than one way")
    assert to_money("1.299", currency="EUR") == Unclear("can be read in more than one way")
    assert to_money("1.299", market="CN") == Money(Decimal("1.299"), None)


def test_every_sign_is_read_before_and_after_the_amount() -> None:
    for sign in currency_signs():
        for written in (f"{sign} 5", f"5 {sign}"):
            money = to_money(written)
            assert isinstance(money, Money), written
            assert money.currency == currency_of(sign), written
        assert meanings(sign), sign


@given(st.text(max_size=70))
def test_any_text_is_money_or_not(text: str) -> None:
    money = to_money(text)
    assert money is None or isinstance(money, (Money, Unclear))
    if isinstance(money, Money):
        assert money.amount.is_finite()
        assert money.amount >= 0


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["¥", "US$", "£", ""]))
def test_grouped_amounts_come_back(amount: Decimal, sign: str) -> None:
    money = to_money(f"{sign}{amount:,.2f}")
    assert isinstance(money, Money)
    assert money.amount == amount
