"""Comparison and arithmetic between values whose kinds are only known at run time.

``None`` as a result means that there is no answer: the kinds do not fit, the currencies differ,
the divisor is zero. `evaluate` turns it into an `Unknown` with the fields involved.
"""

from __future__ import annotations

import operator
from datetime import date, datetime, timedelta
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.lang.values import Quantity
from listing_guard.model.listing import Money
from listing_guard.prices.comparison import instant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.syntax import Comparator, Operator
    from listing_guard.lang.values import Value

TESTS: Mapping[Comparator, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        "==": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)


def decimals() -> Context:
    """Return the arithmetic of the language, whatever the process has set for its own."""
    return Context(prec=28, traps=[DivisionByZero, InvalidOperation, Overflow])


def compare(sign: Comparator, left: Value, right: Value, env: Environment) -> bool | None:
    """Return the truth of ``left sign right``."""
    pair = _comparable(left, right, env)
    if pair is None:
        return None
    ordered = pair[0].__class__ not in (str, bool)
    if not ordered and sign not in ("==", "!="):
        return None
    try:
        return TESTS[sign](*pair)
    except InvalidOperation:  # a NaN that a record brought in
        return None


def _comparable(left: Value, right: Value, env: Environment) -> tuple[Any, Any] | None:
    """Return two Python values whose order is that of ``left`` and ``right``."""
    if isinstance(left, Money) or isinstance(right, Money):
        return _amounts(left, right, env)
    if isinstance(left, Quantity) or isinstance(right, Quantity):
        return _measures(left, right)
    if isinstance(left, datetime) and isinstance(right, datetime):
        return instant(left, env.zone), instant(right, env.zone)
    if isinstance(left, date) and isinstance(right, date):
        return civil_day(left, env), civil_day(right, env)
    if isinstance(left, str) and isinstance(right, str):
        return env.matcher.fold(left), env.matcher.fold(right)
    for kind in (bool, Decimal, timedelta):
        if isinstance(left, kind) and isinstance(right, kind):
            return left, right
    return None


def civil_day(moment: date, env: Environment) -> date:
    """Return the day of a date or, in the market's zone, of a point in time."""
    if not isinstance(moment, datetime):
        return moment
    return instant(moment, env.zone).astimezone(env.zone).date()


def _amounts(left: Value, right: Value, env: Environment) -> tuple[Decimal, Decimal] | None:
    if isinstance(left, Money) and isinstance(right, Money) and left.currency == right.currency:
        return left.amount, right.amount
    if isinstance(left, Money) and isinstance(right, Decimal) and left.currency is None:
        return left.amount, right
    one, other = _money(left, env), _money(right, env)
    if one is None or other is None or one.currency != other.currency:
        return None
    return one.amount, other.amount


def _money(value: Value, env: Environment) -> Money | None:
    """Return an amount with its currency; plain numbers are in the listing's."""
    if isinstance(value, Decimal):
        return Money(value, env.currency)
    if isinstance(value, Money):
        return value if value.currency else Money(value.amount, env.currency)
    return None


def _measures(left: Value, right: Value) -> tuple[Decimal, Decimal] | None:
    one, other = _counted(left), _counted(right)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return one.amount, other.amount


def _counted(value: Value) -> Quantity | None:
    if isinstance(value, Decimal):
        return Quantity(value, "count")
    return value if isinstance(value, Quantity) else None


def compute(
    sign: Operator, left: Value, right: Value, env: Environment, context: Context
) -> Value | None:
    """Return the value of ``left sign right``."""
    try:
        return _compute(sign, left, right, env, context)
    except (ArithmeticError, OverflowError):
        return None


def _compute(
    sign: Operator, left: Value, right: Value, env: Environment, context: Context
) -> Value | None:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _reckon(sign, left, right, context)
    if isinstance(left, Money) or isinstance(right, Money):
        return _compute_money(sign, left, right, env, context)
    if isinstance(left, Quantity) or isinstance(right, Quantity):
        return _compute_quantity(sign, left, right, context)
    if isinstance(left, date):
        return _compute_time(sign, left, right, env)
    if isinstance(left, timedelta) and isinstance(right, timedelta):
        if sign == "+":
            return left + right
        return left - right if sign == "-" else None
    return None


def _reckon(sign: Operator, left: Decimal, right: Decimal, context: Context) -> Decimal:
    if sign == "+":
        return context.add(left, right)
    if sign == "-":
        return context.subtract(left, right)
    if sign == "*":
        return context.multiply(left, right)
    return context.divide(left, right)


def _compute_money(
    sign: Operator, left: Value, right: Value, env: Environment, context: Context
) -> Value | None:
    if sign == "*":
        money, factor = (left, right) if isinstance(left, Money) else (right, left)
        if not isinstance(money, Money) or not isinstance(factor, Decimal):
            return None
        return Money(context.multiply(money.amount, factor), money.currency)
    if sign == "/" and isinstance(right, Decimal):
        if not isinstance(left, Money):
            return None
        return Money(context.divide(left.amount, right), left.currency)
    pair = _amounts(left, right, env)
    if pair is None:
        return None
    if sign == "/":
        return context.divide(*pair)
    one = _money(left, env)
    return Money(_reckon(sign, *pair, context), one.currency if one else None)


def _compute_quantity(sign: Operator, left: Value, right: Value, context: Context) -> Value | None:
    if sign in ("*", "/") and isinstance(right, Decimal) and isinstance(left, Quantity):
        return Quantity(_reckon(sign, left.amount, right, context), left.dimension)
    if sign == "*" and isinstance(left, Decimal) and isinstance(right, Quantity):
        return Quantity(context.multiply(left, right.amount), right.dimension)
    pair = _measures(left, right)
    if pair is None or sign == "*":
        return None
    if sign == "/":
        return context.divide(*pair)
    measured = left if isinstance(left, Quantity) else right
    dimension = measured.dimension if isinstance(measured, Quantity) else ""
    return Quantity(_reckon(sign, *pair, context), dimension)


def _compute_time(sign: Operator, left: date, right: Value, env: Environment) -> Value | None:
    if isinstance(right, timedelta) and sign in ("+", "-"):
        change = right if sign == "+" else -right
        if isinstance(left, datetime):
            return (instant(left, env.zone) + change).astimezone(env.zone)
        return left + change
    if isinstance(right, date) and sign == "-":
        if isinstance(left, datetime) and isinstance(right, datetime):
            return instant(left, env.zone) - instant(right, env.zone)
        return civil_day(left, env) - civil_day(right, env)
    return None


def shift_days(moment: date, days: int, env: Environment) -> date | None:
    """Return the same wall-clock time ``days`` civil days later, whatever the clocks do."""
    try:
        if not isinstance(moment, datetime):
            return moment + timedelta(days=days)
        local = instant(moment, env.zone).astimezone(env.zone).replace(tzinfo=None)
        return (local + timedelta(days=days)).replace(tzinfo=env.zone)
    except OverflowError:
        return None
