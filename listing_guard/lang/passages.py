"""What is read from the texts of a listing, as lists for quantifiers: discounts, repeated words.

No record gives these lists, they are never missing, and a finding that rests on one of their
elements stands where the element stands.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from listing_guard.lang import syntax
from listing_guard.lang.fields import path_of, resolve
from listing_guard.lang.record import DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.runtime import Run
    from listing_guard.lang.values import Value
    from listing_guard.model.span import Span
    from listing_guard.text.fieldtext import FieldText


_BY_FIELD = frozenset({"repeats"})


class Passage(Struct, frozen=True, kw_only=True, eq=False):
    """One element; ``start``, ``end`` and ``text`` are of the field's original value."""

    field: str
    start: Decimal
    end: Decimal
    text: str
    where: FieldText
    """Like ``span`` no field of the language."""
    span: Span
    """The place in the normal form of ``where``."""


def every(name: str) -> Run:
    """Return what gives all elements of a list; texts that hold none have an empty one."""

    def run(env: Environment, item: Value | None) -> Value:
        return env.passages(name)

    return run


def of_field(node: syntax.ListQuantifier, element: str | None) -> Run | None:
    """Return what gives a quantifier the elements of the one field that it asks for.

    Only words are read field by field. ``None`` where it must see all elements.
    """
    reference = resolve(node.list, element is not None)
    if reference.of != "record" or reference.path not in _BY_FIELD or node.quantifier == "all":
        return None
    path = _field_asked(node.condition)
    if path is None:
        return None
    return lambda env, item: env.passages(reference.path, path)


def _field_asked(condition: syntax.Expression) -> str | None:
    """Return the field that an element must be of for a condition to be true."""
    match condition:
        case syntax.And(operands=operands):
            return next((found for part in operands if (found := _field_asked(part))), None)
        case syntax.Compare(
            operator="==",
            left=syntax.Field(names=("field",) | ("it", "field"), key=None),
            right=syntax.Text(value=value),
        ):
            return value
        case _:
            return None


def held_by(expression: syntax.Expression) -> tuple[syntax.ListQuantifier, ...]:
    """Return the quantifiers over such lists whose elements a true expression rests on.

    They are ``any`` and ``all`` that stand under no ``not``, as with patterns that have hits.
    """
    return tuple(_held(expression, True))


def _held(node: syntax.Expression, positive: bool) -> Iterator[syntax.ListQuantifier]:
    match node:
        case syntax.ListQuantifier(quantifier=quantifier) if name_of(node) in DERIVED:
            if positive and quantifier != "none":
                yield node
        case syntax.Not(operand=operand):
            yield from _held(operand, not positive)
        case syntax.And() | syntax.Or():
            for child in syntax.children(node):
                yield from _held(child, positive)


def name_of(node: syntax.ListQuantifier) -> str:
    """Return the path of the list that a quantifier of the record is over."""
    return path_of(node.list, None) or ""


def holding(node: syntax.ListQuantifier, condition: Run, env: Environment) -> Iterator[Passage]:
    """Yield the elements that make a quantifier true; those of ``all`` if it holds for all."""
    items = of_field(node, None) or every(name_of(node))
    elements = cast("tuple[Passage, ...]", items(env, None))
    held = [each for each in elements if condition(env, each) is True]
    if node.quantifier == "any" or len(held) == len(elements):
        yield from held
