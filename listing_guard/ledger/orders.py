"""One line of an export of orders becomes a transaction, or the reason why it is none.

A price that somebody paid is what the law compares with:

* an order that was cancelled, refunded or never paid is no transaction, and neither is a gift
  (amount 0); such lines are left out, and counted;
* what was paid for a line, by the number of pieces, is the price of one. What was paid goes before
  the amount of the line, and that before a price of one piece, which may be that of the catalogue.
  Where the division does not come out at four decimals it is rounded, half to even, and said so;
* the time is that of the payment, else that of the order.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from listing_guard.errors import ListingError
from listing_guard.ledger.observation import Observation
from listing_guard.ledger.pricerow import Priced
from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from listing_guard.ledger.pricelayout import Layout
    from listing_guard.ledger.pricerow import Reason, Row

DECIMALS = 4
"""Of a price that is worked out from an amount and a number of pieces."""

_LAST_PLACE = Decimal(1).scaleb(-DECIMALS)
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_HARMLESS = re.compile(
    r"(没有|未|无|暂无|不可)(申请)?(退款|售后|退货)(或售后取消)?"
    r"|(退款|售后|退货)(申请)?已?(关闭|取消|撤销|失败|被拒绝)|(not|un|no )refund\w*"
)
"""What names a refund and says that there is none."""
_UNPAID = re.compile(
    r"未付款|未支付|待付款|待支付|等待买家付款|等待付款|unpaid|(awaiting|await) payment|pending"
)
_UNDONE = re.compile(
    r"退款|退货|取消|关闭|作废|撤销|cancel|refund|return|void|closed|failed|chargeback"
)


def order_of(row: Row, record: Mapping[str, Any], layout: Layout) -> Priced | Reason:
    """Return what a line of an order says; raises `ListingError` on one that cannot be read."""
    market = row.market()
    undone = _undone([record.get(key) for key in layout.statuses])
    if undone is not None:
        return undone
    refund = row.money("refund", market)
    if refund is not None and refund.amount:
        return "cancelled"
    at = _time(row, layout, market)
    if at is None:
        return "unpaid"
    quantity = row.quantity()
    total, price = _paid(row, layout, market)
    amount = total or price
    if amount is None:
        raise ListingError("price: is blank, and so is what was paid")
    if not amount.amount:
        return "free"
    rounded = False
    if total is not None:
        if quantity is None:
            raise ListingError("quantity: is blank, so that the price of one piece is not known")
        amount, rounded = of_one(total, quantity)
    observation = Observation(
        sku=row.needed("sku"),
        market=market,
        at=at,
        price=amount,
        kind="sold",
        channel=row.channel(),
        quantity=quantity,
        reference=row.text("order"),
    )
    return Priced(row.kept(observation), rounded, row.names_market)


def of_one(total: Money, quantity: int) -> tuple[Money, bool]:
    """Return the price of one piece, and whether it had to be rounded.

    >>> of_one(Money(Decimal("100.00"), "CNY"), 3)
    (Money(amount=Decimal('33.3333'), currency='CNY'), True)
    """
    exact = _EXACT.divide(total.amount, Decimal(quantity))
    places = exact.as_tuple().exponent
    if isinstance(places, int) and places >= -DECIMALS:
        return Money(exact, total.currency), False
    price = exact.quantize(_LAST_PLACE, context=_EXACT)
    return Money(price, total.currency), price * quantity != total.amount


def _paid(row: Row, layout: Layout, market: str) -> tuple[Money | None, Money | None]:
    """Return what was paid for the line, or else the price of a piece."""
    for part in ("paid", "amount"):
        total = row.money(part, market)
        if total is not None:
            return total, None
    price = row.money("price", market)
    if price is None or not layout.item_price_is_total:
        return None, price
    discount = row.money("discount", market)
    if discount is None:
        return price, None
    if discount.amount > price.amount:
        raise ListingError("price: the discount is more than the price")
    return Money(price.amount - discount.amount, price.currency), None


def _time(row: Row, layout: Layout, market: str) -> datetime | None:
    """Return when it was paid, else ordered; ``None``: the time of payment is blank.

    Goods that are paid on delivery have none until then.
    """
    for part in ("paid_at", "at", "ordered_at"):
        at = row.moment(part, market)
        if at is not None:
            return at
        if part == "paid_at" and part in layout.columns:
            return None
    raise ListingError("at: is blank")


def _undone(states: list[object]) -> Reason | None:
    for state in states:
        if not isinstance(state, str) or not state:
            continue
        told = _HARMLESS.sub("", state.casefold())
        if _UNPAID.search(told):
            return "unpaid"
        if _UNDONE.search(told):
            return "cancelled"
    return None
