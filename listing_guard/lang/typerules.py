"""Which types go together: pure tables, asked by `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.types import (
    ANY,
    BOOLEAN,
    DATE,
    DURATION,
    MARKET,
    MONEY,
    NUMBER,
    TEXT,
    TIME,
    EnumOf,
    ListOf,
    MappingOf,
    QuantityOf,
    Record,
    Type,
)

if TYPE_CHECKING:
    from listing_guard.lang.syntax import Operator

_WITH_ANY = (TEXT, NUMBER, MONEY, BOOLEAN, ANY)
_ALIKE = ({NUMBER.name, MONEY.name}, {DATE.name, TIME.name})


def general(type_: Type) -> Type:
    """Return the type that matters for operators: an enum is a text."""
    return TEXT if isinstance(type_, EnumOf) else type_


def is_single(type_: Type) -> bool:
    """Say whether a value of the type is one thing that can be compared."""
    return not isinstance(type_, ListOf | MappingOf | Record)


def comparable(left: Type, right: Type) -> bool:
    """Say whether two single values can be equal."""
    one, other = general(left), general(right)
    if ANY in (one, other):
        return one in _WITH_ANY and other in _WITH_ANY
    if isinstance(one, QuantityOf) or isinstance(other, QuantityOf):
        return dimension(one) == dimension(other) is not None
    return one == other or {one.name, other.name} in _ALIKE


def dimension(type_: Type) -> str | None:
    """Return the dimension of a quantity; a plain number is a count."""
    if isinstance(type_, QuantityOf):
        return type_.dimension
    return "count" if type_ == NUMBER else None


def ordered(left: Type, right: Type) -> bool:
    """Say whether ``<`` has a meaning between two comparable values."""
    return not {general(left), general(right)} & {TEXT, BOOLEAN, MARKET}


def accepts(accepted: tuple[Type, ...], given: Type) -> bool:
    """Say whether a parameter of these types takes an argument of that type."""
    plain = general(given)
    for type_ in accepted:
        if isinstance(type_, ListOf):
            fits = isinstance(plain, ListOf) and type_.element in (ANY, plain.element)
            fits = fits or (plain == ANY and type_.element == ANY)
            fits = fits or (isinstance(plain, MappingOf) and type_.element == ANY)
        elif isinstance(type_, QuantityOf):
            fits = isinstance(plain, QuantityOf)
        elif isinstance(type_, EnumOf):
            fits = False
        else:
            fits = plain == type_ or (plain == ANY and type_ in (*_WITH_ANY, DATE, TIME))
        if fits:
            return True
    return False


def arithmetic(sign: Operator, left: Type, right: Type) -> Type | None:
    """Return the type of ``left sign right``, ``None`` if it has none."""
    one = NUMBER if left == ANY else left
    other = NUMBER if right == ANY else right
    if one == other == NUMBER:
        return NUMBER
    if sign in ("+", "-"):
        return _sum(sign, one, other)
    if isinstance(one, QuantityOf) or isinstance(other, QuantityOf):
        return _scaled(sign, one, other)
    if MONEY in (one, other) and {one.name, other.name} <= {NUMBER.name, MONEY.name}:
        if one == other:
            return NUMBER if sign == "/" else None
        return None if sign == "/" and other == MONEY else MONEY
    return None


def _sum(sign: Operator, one: Type, other: Type) -> Type | None:
    if MONEY in (one, other) and comparable(one, other):
        return MONEY
    if isinstance(one, QuantityOf) or isinstance(other, QuantityOf):
        fitting = comparable(one, other)
        return (one if isinstance(one, QuantityOf) else other) if fitting else None
    if one in (DATE, TIME, DURATION) and other == DURATION:
        return one
    if one in (DATE, TIME) and other in (DATE, TIME) and sign == "-":
        return DURATION
    return None


def _scaled(sign: Operator, one: Type, other: Type) -> Type | None:
    if isinstance(one, QuantityOf) and other == NUMBER:
        return one
    if sign == "*":
        return other if one == NUMBER else None
    return NUMBER if comparable(one, other) else None


def advice(left: Type, right: Type) -> str | None:
    """Return how to make two values comparable that are not."""
    types = {general(left), general(right)} - {ANY}
    quantities = [type_ for type_ in (left, right) if isinstance(type_, QuantityOf)]
    if len(quantities) == 2:
        return "they are of different dimensions"
    if quantities:
        return f'write both as quantities: `quantity("…", "{quantities[0].dimension}")`'
    if types & {DATE, TIME}:
        return 'a date is written `date("2026-11-11")`, and `date(x)` reads one from a text'
    if DURATION in types:
        return "durations are `7d`, `24h`, `30m`; for days as a number use `days_between(a, b)`"
    if TEXT in types and types & {NUMBER, MONEY}:
        return "a number has no quotation marks; `number(x)` reads one from a text"
    return None
