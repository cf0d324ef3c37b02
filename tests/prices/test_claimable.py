"""The discount that may be claimed: exact, and never more than the truth."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from listing_guard.model.listing import Money
from listing_guard.prices.claimable import claimable

AMOUNTS = st.decimals(Decimal("0.01"), Decimal(10**9), places=2)


@given(AMOUNTS, AMOUNTS)
def test_no_claim_goes_beyond_the_truth(price: Decimal, reference: Decimal) -> None:
    found = claimable(Money(price), Money(reference, "CNY"))
    assert found is not None
    if price >= reference:
        assert found.saving is found.percent_off is found.zhe is None
        return
    assert found.saving == Money(reference - price, "CNY")
    assert found.percent_off is not None
    assert found.zhe is not None
    assert found.percent_off * reference <= (reference - price) * 100
    assert (found.percent_off + Decimal("0.1")) * reference > (reference - price) * 100
    assert found.zhe * reference >= price * 10
    assert (found.zhe - Decimal("0.1")) * reference < price * 10


def test_two_currencies_are_not_compared() -> None:
    assert claimable(Money(Decimal(1), "USD"), Money(Decimal(2), "CNY")) is None
