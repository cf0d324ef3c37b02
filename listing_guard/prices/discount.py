"""A discount as a value: what a text promises, and the arithmetic that holds it to its word.

明码标价和禁止价格欺诈规定 article 21 excuses a claim that differs from the numbers by customary
rounding (舍零取整): 8折 of 99.5 may be sold at 79.6, 79 or 80. So a claim agrees with a price

* if it is exact,
* if the price is the exact one rounded up or down to a whole unit or a tenth of it,
* if the share paid, rounded as the claim is, is the claim: a 折 to one decimal, a percentage to one
  point either way (C-330/23 asks for the percentage to be computed from the prior price; shops
  round it).

Everything is Decimal. Only where a bundle's share has no end (3 for 2) is it cut, at 60 digits.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Literal

from msgspec import Struct

from listing_guard.model.listing import Money

Kind = Literal[
    "ratio", "money_off", "threshold_off", "nth_item", "bundle", "final_price", "was_now"
]
Bound = Literal["exact", "from", "up_to"]

_MATH = Context(prec=60)
_ONE = Decimal(1)
_HUNDRED = Decimal(100)


class Tolerance(Struct, frozen=True, kw_only=True):
    """How much rounding is customary."""

    fold: Decimal = Decimal("0.005")
    """Of a share claimed in 折: half of a tenth of one."""
    points: Decimal = Decimal("0.01")
    """Of a share claimed in percent."""
    units: tuple[Decimal, ...] = (Decimal("0.1"), _ONE)
    """What prices are rounded to, up or down."""


CUSTOMARY = Tolerance()


class Discount(Struct, frozen=True, kw_only=True):
    """One claim, with its place in the text that it was read from (half-open)."""

    start: int
    end: int
    kind: Kind
    bound: Bound = "exact"
    """``from``: the price begins there (3折起, from £9); ``up_to``: the saving ends there."""
    conditional: bool = False
    """It hangs on more than buying one piece: a coupon, a membership, a sum, a number."""
    ratio: Decimal | None = None
    """The share that is paid: of ``ratio``, of the nth piece, now of was."""
    in_folds: bool = False
    """The share is claimed in 折, not in percent."""
    amount: Money | None = None
    """Money off; the final price, for ``count`` pieces if that is given; the price now."""
    was: Money | None = None
    threshold: Money | None = None
    """The sum to spend."""
    repeated: bool = False
    """Once for every threshold reached (每满)."""
    count: int | None = None
    """Pieces: which one is cheaper, how many a bundle has, how many one must take."""
    free: int | None = None
    """How many pieces of a bundle cost nothing."""

    def share(self) -> Decimal | None:
        """Return the share that is paid over all that is bought, where the claim fixes one."""
        if self.kind == "ratio":
            return self.ratio
        if self.kind == "nth_item" and self.ratio is not None and self.count:
            return _MATH.divide(self.count - 1 + self.ratio, Decimal(self.count))
        if self.kind == "bundle" and self.count and self.free is not None:
            return _MATH.divide(Decimal(self.count - self.free), Decimal(self.count))
        if self.kind == "was_now" and self.amount and self.was and self.was.amount > 0:
            if not same_currency(self.amount, self.was):
                return None
            return _MATH.divide(self.amount.amount, self.was.amount)
        return None

    def percent_off(self) -> Decimal | None:
        """Return the percentage saved over all that is bought, where the claim fixes one."""
        share = self.share()
        return None if share is None else _MATH.multiply(_HUNDRED, _MATH.subtract(_ONE, share))

    def price_from(self, reference: Money) -> Money | None:
        """Return what one piece costs by this claim if it costs ``reference`` without it.

        Over all that one must buy, so that 第二件半价 makes 75 of 100. ``None`` where the claim
        does not reach it (满300 at a reference of 200), or names money of another currency.
        """
        base, named = reference.amount, self.threshold or self.amount
        if base <= 0 or (named is not None and not same_currency(named, reference)):
            return None
        if self.threshold is not None and base < self.threshold.amount:
            return None
        paid = self._paid(base)
        if paid is None or paid < 0:
            return None
        return Money(paid, reference.currency or (named.currency if named else None))

    def _paid(self, base: Decimal) -> Decimal | None:
        if self.kind in ("final_price", "was_now"):
            return self._each(self.amount)
        if self.kind in ("money_off", "threshold_off"):
            off = self._each(self.amount)
            if off is None:
                return None
            if self.repeated and self.threshold is not None:
                off = _MATH.multiply(off, base // self.threshold.amount)
            return _MATH.subtract(base, off)
        share = self.share()
        return None if share is None else _MATH.multiply(base, share)

    def _each(self, amount: Money | None) -> Decimal | None:
        """Return an amount for one piece of the ``count`` that it is for."""
        if amount is None:
            return None
        return _MATH.divide(amount.amount, Decimal(self.count)) if self.count else amount.amount

    def agrees(
        self, price: Money, reference: Money, tolerance: Tolerance = CUSTOMARY
    ) -> bool | None:
        """Say whether the claim fits a price that was ``reference`` before; ``None``: unknown.

        A bound fits if the price does not lie below it: 3折起 fits every price from three tenths.
        """
        claimed = self.price_from(reference)
        if claimed is None or not same_currency(price, claimed):
            return None
        if self.kind == "was_now" and self.was is not None:
            if not same_currency(self.was, reference):
                return None
            if not is_rounded(self.was.amount, reference.amount, tolerance):
                return False
        if self.bound != "exact" and price.amount >= claimed.amount:
            return True
        return self._fits(claimed.amount, price.amount, reference.amount, tolerance)

    def overstates(
        self, price: Money, reference: Money, tolerance: Tolerance = CUSTOMARY
    ) -> bool | None:
        """Say whether the claim promises a larger saving than that from ``reference`` to ``price``.

        A bound, or a claim that hangs on a condition, promises nothing of this very price, and so
        overstates nothing.
        """
        if self.conditional or self.bound != "exact":
            return False
        claimed = self.price_from(reference)
        if claimed is None or not same_currency(price, claimed):
            return None
        if self.kind == "was_now" and self.was is not None:
            if not same_currency(self.was, reference):
                return None
            exaggerated = self.was.amount > reference.amount
            if exaggerated and not is_rounded(self.was.amount, reference.amount, tolerance):
                return True
        return price.amount > claimed.amount and not self._fits(
            claimed.amount, price.amount, reference.amount, tolerance
        )

    def _fits(
        self, claimed: Decimal, price: Decimal, reference: Decimal, tolerance: Tolerance
    ) -> bool:
        if is_rounded(price, claimed, tolerance):
            return True
        if self.kind in ("money_off", "threshold_off"):
            saved = _MATH.subtract(reference, price)
            return is_rounded(_MATH.subtract(reference, claimed), saved, tolerance)
        if self.kind in ("final_price", "was_now"):
            return is_rounded(claimed, price, tolerance)
        share = _MATH.divide(price, reference)
        slack = tolerance.fold if self.in_folds else tolerance.points
        return abs(_MATH.subtract(share, _MATH.divide(claimed, reference))) <= slack


def is_rounded(rounded: Decimal, exact: Decimal, tolerance: Tolerance = CUSTOMARY) -> bool:
    """Say whether an amount is the exact one, or that rounded up or down to a customary unit."""
    if rounded == exact:
        return True
    for unit in tolerance.units:
        steps = _MATH.divide(exact, unit)
        for rounding in (ROUND_FLOOR, ROUND_CEILING):
            if rounded == _MATH.multiply(steps.to_integral_value(rounding), unit):
                return rounded > 0
    return False


def same_currency(one: Money, other: Money) -> bool:
    """Say whether two amounts can be compared; one that names no currency fits every other."""
    return one.currency is None or other.currency is None or one.currency == other.currency
