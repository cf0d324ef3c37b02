"""The registry of functions: those of `library`, and third parties' by entry points.

To add one, write a function and its row in a module of `library`. A distribution adds its own
with an entry point in the group ``listing_guard.functions`` that names a `signature.Function`
or a sequence of them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.errors import UsageError
from listing_guard.lang.builtins import (
    certificates,
    claims,
    listings,
    measures,
    numbers,
    pricedays,
    prices,
    texts,
    times,
)
from listing_guard.lang.signature import Function, bind, word_of
from listing_guard.lang.syntax import Call, Expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GROUP = "listing_guard.functions"

BUILT_IN: tuple[Function, ...] = (
    *measures.FUNCTIONS,
    *texts.FUNCTIONS,
    *numbers.FUNCTIONS,
    *times.FUNCTIONS,
    *certificates.FUNCTIONS,
    *prices.FUNCTIONS,
    *pricedays.FUNCTIONS,
    *claims.FUNCTIONS,
    *listings.FUNCTIONS,
)
"""The functions that come with the engine, in the order of the reference."""


@lru_cache(maxsize=1)
def registry() -> Mapping[str, Function]:
    """Return every function by name; raises `UsageError` on a third party's that cannot be."""
    found = {function.name: function for function in BUILT_IN}
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value)):
        loaded: object = point.load()
        given = loaded if isinstance(loaded, (tuple, list)) else (loaded,)
        for function in given:
            if not isinstance(function, Function):
                raise UsageError(f"entry point {point.value} of {GROUP} gives no Function")
            if function.name in found:
                raise UsageError(f"{point.value}: there is a function {function.name}() already")
            found[function.name] = function
    return MappingProxyType(found)


def lookup(name: str) -> Function | None:
    """Return the function of this name."""
    return registry().get(name)


def values_in(node: Expression, parts: Iterable[Expression]) -> Iterable[Expression]:
    """Return the children of ``node`` that have a value: not the bare words of a call."""
    function = lookup(node.name) if isinstance(node, Call) else None
    if not isinstance(node, Call) or function is None:
        return parts
    pairs, _ = bind(function, node)
    return tuple(arg for parameter, arg in pairs if word_of(parameter, arg.value) is None)
