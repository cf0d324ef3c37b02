"""Functions on an element of ``discounts``: does the claim hold against the numbers?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import BOOLEAN, MONEY, NUMBER
from listing_guard.lang.values import Unknown, Value
from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from listing_guard.lang.claims import Claim
    from listing_guard.lang.environment import Environment

_PARAMETERS = (Parameter("price", (MONEY, NUMBER)), Parameter("reference", (MONEY, NUMBER)))
_ELEMENT = (("kind", "bound", "conditional"),)
_RECORD = {"title": "羊毛围巾 5折", "price": 150, "original_price": 200}


def _money(env: Environment, value: Money | Decimal) -> Money:
    """Return an amount with its currency: the listing's, where it names none."""
    if isinstance(value, Money) and value.currency is not None:
        return value
    return Money(value.amount if isinstance(value, Money) else value, env.currency)


def _overstates(
    env: Environment, item: Claim, price: Money | Decimal, reference: Money | Decimal
) -> Value:
    found = item.discount.overstates(_money(env, price), _money(env, reference))
    return Unknown() if found is None else found


def _agrees(
    env: Environment, item: Claim, price: Money | Decimal, reference: Money | Decimal
) -> Value:
    found = item.discount.agrees(_money(env, price), _money(env, reference))
    return Unknown() if found is None else found


FUNCTIONS = (
    Function(
        name="overstates",
        parameters=_PARAMETERS,
        returns=BOOLEAN,
        run=_overstates,
        element=_ELEMENT,
        zh="文案所称的优惠是否大于从参考价到售价的实际降幅，舍零取整等习惯误差不算："
        "折扣差不到 0.05 折，百分比差不超过 1 个百分点，价格取整到元或角。"
        "“起”“低至”“最高”和附条件的优惠（券、会员、满减、多件）不算夸大。"
        "只用在 `any(discounts, …)` 等里。",
        en="Whether the claim promises more than the saving from `reference` to `price`, customary "
        "rounding aside: 0.05 折, one percentage point, prices to the whole unit or its tenth. "
        "Bounds (from, up to) and claims with a condition (coupon, membership, threshold, number "
        "of pieces) overstate nothing. Only inside a quantifier over `discounts`.",
        examples=(
            Example(
                "any(discounts, overstates(listing.price, listing.original_price))", _RECORD, True
            ),
            Example(
                "any(discounts, overstates(listing.price, listing.original_price))",
                _RECORD | {"price": "100.5"},
                False,
            ),
        ),
    ),
    Function(
        name="agrees",
        parameters=_PARAMETERS,
        returns=BOOLEAN,
        run=_agrees,
        element=_ELEMENT,
        zh="文案所称的优惠与参考价、售价是否相符，误差同 `overstates`；"
        "“起”“低至”“最高”只要售价不更低就相符；多件的按每件平均。",
        en="Whether the claim fits the two prices, with the rounding of `overstates`. A bound fits "
        "unless the price lies beyond it; a claim on several pieces counts for their average.",
        examples=(
            Example(
                "any(discounts, agrees(listing.price, listing.original_price))", _RECORD, False
            ),
            Example("any(discounts, agrees(listing.price, 300))", _RECORD, True),
        ),
    ),
)
