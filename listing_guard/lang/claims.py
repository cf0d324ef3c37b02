"""What the texts of a listing claim about its price: the elements of ``discounts``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang.passages import Passage
from listing_guard.model.listing import Money
from listing_guard.model.span import Span
from listing_guard.prices.discount import Bound, Discount, Kind

if TYPE_CHECKING:
    from listing_guard.text.fieldtext import FieldText

NAME = "discounts"


class Claim(Passage, frozen=True, kw_only=True, eq=False):
    """One element of ``discounts``."""

    kind: Kind
    bound: Bound
    conditional: bool
    ratio: Decimal | None
    percent_off: Decimal | None
    amount: Money | None
    was: Money | None
    threshold: Money | None
    count: Decimal | None
    free: Decimal | None
    discount: Discount
    """What the functions compute with; no field of the language."""


def claim(discount: Discount, where: FieldText) -> Claim:
    """Return a discount of a field value as conditions see it."""
    start, end = where.raw_span(discount.start, discount.end)
    return Claim(
        field=where.path,
        start=Decimal(start),
        end=Decimal(end),
        text=where.raw[start:end],
        kind=discount.kind,
        bound=discount.bound,
        conditional=discount.conditional,
        ratio=discount.ratio if discount.kind in ("ratio", "nth_item") else discount.share(),
        percent_off=discount.percent_off(),
        amount=discount.amount,
        was=discount.was,
        threshold=discount.threshold,
        count=None if discount.count is None else Decimal(discount.count),
        free=None if discount.free is None else Decimal(discount.free),
        discount=discount,
        where=where,
        span=Span(discount.start, discount.end),
    )
