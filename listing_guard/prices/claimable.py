"""What a seller may claim: how far a price lies below the lawful price to compare it with.

Every figure is rounded to the seller's disadvantage, since a claim of 17 % where it is 16.8 % is a
false one: percentages down, 折 up.

Example: the lawful price is 179, what is asked 149. The saving is 30; 16.7 % may be claimed, and
8.4折, for 149 / 179 is 0.8324.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Any

from msgspec import Struct, to_builtins

from listing_guard.model.listing import Money

_EXACT = Context(prec=60)
_DOWN = Context(prec=60, rounding=ROUND_FLOOR)
_UP = Context(prec=60, rounding=ROUND_CEILING)
_TENTH = Decimal("0.1")


class Claimable(Struct, frozen=True, kw_only=True):
    """The lawful price, and the discount from it; ``None`` where none may be claimed."""

    reference: Money
    price: Money
    saving: Money | None = None
    percent_off: Decimal | None = None
    zhe: Decimal | None = None
    """What is paid, in tenths of the reference: 8.4 of 8.4折."""

    def as_evidence(self) -> dict[str, Any]:
        """Return the claim as JSON-like values for a report."""
        evidence: dict[str, Any] = to_builtins(self)
        return evidence


def claimable(price: Money, reference: Money) -> Claimable | None:
    """Return what may be claimed of a price; ``None`` if the two cannot be compared.

    A price without a currency is in that of the reference.
    """
    currency = price.currency or reference.currency
    if currency != reference.currency or reference.amount <= 0:
        return None
    asked = Money(price.amount, currency)
    saved = _EXACT.subtract(reference.amount, asked.amount)
    if saved <= 0:
        return Claimable(reference=reference, price=asked)
    paid = _UP.divide(asked.amount * 10, reference.amount)
    off = _DOWN.divide(saved * 100, reference.amount)
    return Claimable(
        reference=reference,
        price=asked,
        saving=Money(saved, currency),
        percent_off=off.quantize(_TENTH, rounding=ROUND_FLOOR),
        zhe=paid.quantize(_TENTH, rounding=ROUND_CEILING),
    )
