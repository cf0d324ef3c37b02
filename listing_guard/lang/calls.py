"""Closures of function calls: arguments evaluated, wrong kinds caught, no answer made unknown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from listing_guard.errors import UsageError
from listing_guard.lang import syntax, types
from listing_guard.lang.fields import missing_in, paths_in, resolve
from listing_guard.lang.functions import lookup
from listing_guard.lang.runtime import constant
from listing_guard.lang.signature import Parameter, bind, word_of
from listing_guard.lang.values import Quantity, Unknown, Value, merge
from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment
    from listing_guard.lang.runtime import Compile, Run

_KINDS: tuple[tuple[type, types.Type], ...] = (
    (bool, types.BOOLEAN),
    (str, types.TEXT),
    (Decimal, types.NUMBER),
    (Money, types.MONEY),
    (date, types.DATE),
    (timedelta, types.DURATION),
)


def call(node: syntax.Call, element: str | None, compile_node: Compile) -> Run:
    """Return the closure of a call."""
    function = lookup(node.name)
    if function is None:
        raise UsageError(f"there is no function {node.name}()")
    pairs, _ = bind(function, node)
    given = {parameter.name for parameter, _ in pairs}
    arguments = [
        _argument(parameter, argument.value, element, compile_node) for parameter, argument in pairs
    ]
    # Absent optional parameters are passed as None, in their places.
    for place, parameter in enumerate(function.parameters):
        if parameter.name not in given and not parameter.many:
            arguments.insert(place, _absent)
    implementation = function.run
    missing = Unknown(missing_in(node, element))

    def run(env: Environment, item: Value | None) -> Value:
        values = [argument(env, item) for argument in arguments]
        unknown: Unknown | None = None
        for value in values:
            if isinstance(value, Unknown):
                unknown = value if unknown is None else merge(unknown, value)
        if unknown is not None:
            return unknown
        try:
            result: Value = implementation(env, item, *values)
        except ArithmeticError:  # an amount beyond all bounds, or none at all (NaN)
            return missing
        if isinstance(result, Unknown) and not result.missing:
            return missing
        return result

    return run


def _absent(env: Environment, item: Value | None) -> Value:
    """Give the ``None`` that stands for an optional parameter; only functions ever see it."""
    return cast("Value", None)


def _argument(
    parameter: Parameter, node: syntax.Expression, element: str | None, compile_node: Compile
) -> Run:
    word = word_of(parameter, node)
    if word is not None:
        return constant(word)
    if types.PATTERN in parameter.types and isinstance(node, syntax.PatternRef):
        return constant(node.name)
    if types.FIELD in parameter.types and isinstance(node, syntax.Field):
        reference = resolve(node, element is not None)
        return constant(cast("Value", reference))
    run = compile_node(node, element)
    if isinstance(node, syntax.Field) and (node.key is not None or node.names == ("it",)):
        return _checked(run, parameter.types, Unknown(tuple(paths_in(node, element))))
    return run


def _checked(run: Run, accepted: tuple[types.Type, ...], wrong_kind: Unknown) -> Run:
    """Return ``run``, unknown where an attribute's value is of a kind that is not accepted."""

    def checked(env: Environment, item: Value | None) -> Value:
        value = run(env, item)
        if isinstance(value, Unknown) or _conforms(value, accepted):
            return value
        return wrong_kind

    return checked


def _conforms(value: Value, accepted: tuple[types.Type, ...]) -> bool:
    if isinstance(value, tuple):
        return any(isinstance(type_, types.ListOf) for type_ in accepted)
    if isinstance(value, Quantity):
        return any(isinstance(type_, types.QuantityOf) for type_ in accepted)
    kind = next((type_ for python, type_ in _KINDS if isinstance(value, python)), None)
    if kind is types.DATE:
        return types.DATE in accepted or types.TIME in accepted
    return kind in accepted or types.ANY in accepted
