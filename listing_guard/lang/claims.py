"""What the texts of a listing claim about its price, as a list for quantifiers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from listing_guard.lang import syntax
from listing_guard.lang.fields import path_of
from listing_guard.model.listing import Money
from listing_guard.prices.discount import Bound, Discount, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.runtime import Run
    from listing_guard.lang.values import Value
    from listing_guard.text.fieldtext import FieldText

NAME = "discounts"


class Claim(Struct, frozen=True, kw_only=True, eq=False):
    """One element of ``discounts``; ``start``, ``end`` and ``text`` are of the original value."""

    field: str
    start: Decimal
    end: Decimal
    text: str
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
    """What the functions compute with; like ``where`` no field of the language."""
    where: FieldText


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
    )


def every(env: Environment, item: Value | None) -> Value:
    """Return all claims; a listing whose texts make none has an empty list."""
    return env.claims


def held_by(expression: syntax.Expression) -> tuple[syntax.ListQuantifier, ...]:
    """Return the quantifiers over ``discounts`` whose elements a true expression rests on.

    They are ``any`` and ``all`` that stand under no ``not``, as with patterns that have hits.
    """
    return tuple(_held(expression, True))


def _held(node: syntax.Expression, positive: bool) -> Iterator[syntax.ListQuantifier]:
    match node:
        case syntax.ListQuantifier(quantifier=quantifier) if path_of(node.list, None) == NAME:
            if positive and quantifier != "none":
                yield node
        case syntax.Not(operand=operand):
            yield from _held(operand, not positive)
        case syntax.And() | syntax.Or():
            for child in syntax.children(node):
                yield from _held(child, positive)


def holding(node: syntax.ListQuantifier, condition: Run, env: Environment) -> Iterator[Claim]:
    """Yield the elements that make a quantifier true; those of ``all`` if it holds for all."""
    held = [each for each in env.claims if condition(env, each) is True]
    if node.quantifier == "any" or len(held) == len(env.claims):
        yield from held
