"""What the closures of `evaluate` share: their type, constants, and plain record values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, cast

from listing_guard.lang import syntax
from listing_guard.lang.functions import lookup
from listing_guard.lang.signature import bind, word_of
from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment
    from listing_guard.lang.values import Value

Run: TypeAlias = "Callable[[Environment, Value | None], Value]"
"""A compiled node: of the environment and the element of the innermost quantifier."""

Compile: TypeAlias = "Callable[[syntax.Expression, str | None], Run]"
"""Compiles a node under a quantifier whose elements have that path (``None``: under none)."""

NOTHING = cast("Environment", None)
"""The environment of constants, which look at none."""


def constant(value: Value) -> Run:
    """Return a closure that always gives ``value``."""
    return lambda env, item: value


def is_constant(node: syntax.Expression) -> bool:
    """Say whether the value of ``node`` is the same in every environment."""
    match node:
        case syntax.Text() | syntax.Number() | syntax.Boolean() | syntax.Duration():
            return True
        case syntax.Negative(operand=operand):
            return is_constant(operand)
        case syntax.Arithmetic():
            return is_constant(node.left) and is_constant(node.right)
        case syntax.Call(name=name):
            function = lookup(name)
            if function is None or not function.pure:
                return False
            pairs, _ = bind(function, node)
            return all(
                word_of(parameter, argument.value) is not None or is_constant(argument.value)
                for parameter, argument in pairs
            )
        case _:
            return False


def seconds(duration: syntax.Duration) -> timedelta:
    """Return the length of a duration literal, a day as 24 hours."""
    match duration.unit:
        case "d":
            return timedelta(days=duration.amount)
        case "h":
            return timedelta(hours=duration.amount)
        case _:
            return timedelta(minutes=duration.amount)


def plain(value: object) -> Value | None:
    """Return a value of ``attributes`` as the language knows it, ``None`` for any other.

    Floats become the decimal that they print as; nested records have no value.
    """
    if isinstance(value, bool | str | date | Money):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float | Decimal):
        number = value if isinstance(value, Decimal) else Decimal(repr(value))
        return number if number.is_finite() else None
    if isinstance(value, list | tuple):
        return tuple(each for each in map(plain, value) if each is not None)
    return None
