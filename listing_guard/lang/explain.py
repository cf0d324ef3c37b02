"""How an expression came to its value: every part of it, evaluated, as a tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from listing_guard.lang import syntax
from listing_guard.lang.evaluate import compile_node
from listing_guard.lang.fields import path_of
from listing_guard.lang.functions import values_in
from listing_guard.lang.printer import to_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.values import Value

MOST_ELEMENTS = 50
"""Elements of a list that a trace shows one by one."""

_LITERALS = (syntax.Text, syntax.Number, syntax.Boolean, syntax.Duration, syntax.ListLiteral)


@dataclass(frozen=True, slots=True)
class Trace:
    """A part of an expression, its value, and its own parts.

    Under a list quantifier there is one child for each element, in order. Literals have no
    entry of their own, since their source is their value.
    """

    source: str
    value: Value
    children: tuple[Trace, ...] = ()


def trace(expression: syntax.Expression, env: Environment) -> Trace:
    """Evaluate ``expression`` and everything in it, also what evaluation would skip.

    ``env.evidence`` is left as it is.
    """
    return _trace(expression, replace(env, evidence=[]), None, None)


def _trace(
    node: syntax.Expression, env: Environment, item: Value | None, element: str | None
) -> Trace:
    value = compile_node(node, element)(env, item)
    return Trace(to_source(node), value, tuple(_parts(node, env, item, element)))


def _parts(
    node: syntax.Expression, env: Environment, item: Value | None, element: str | None
) -> Iterator[Trace]:
    if isinstance(node, syntax.ListQuantifier):
        yield from _elements(node, env, item, element)
        return
    for child in values_in(node, syntax.children(node)):
        inner = child.value if isinstance(child, syntax.Argument) else child
        if not isinstance(inner, (*_LITERALS, syntax.Category)) and not _is_name(node, inner):
            yield _trace(inner, env, item, element)


def _is_name(parent: syntax.Expression, child: syntax.Expression) -> bool:
    """Say whether ``child`` names something that ``parent`` looks up itself."""
    match parent:
        case syntax.Search():
            return isinstance(child, syntax.PatternRef)
        case syntax.In(left=syntax.PatternRef()):
            return True
        case syntax.In(right=syntax.Call(name="lexicon")):
            return isinstance(child, syntax.Call)
        case syntax.Call():
            # `count($p, title)` takes both by name.
            by_name = any(isinstance(a.value, syntax.PatternRef) for a in parent.arguments)
            return by_name and isinstance(child, syntax.Field | syntax.PatternRef)
        case _:
            return False


def _elements(
    node: syntax.ListQuantifier, env: Environment, item: Value | None, element: str | None
) -> Iterator[Trace]:
    elements = compile_node(node.list, element)(env, item)
    if not isinstance(elements, tuple):
        yield Trace(to_source(node.list), elements)
        return
    path = f"{path_of(node.list, element)}.*"
    for each in elements[:MOST_ELEMENTS]:
        yield _trace(node.condition, env, each, path)
