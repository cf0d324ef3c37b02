"""What an expression looks at, told without evaluating it; what it needs is in `needs`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from listing_guard.lang import syntax
from listing_guard.lang.attributes import names_asked
from listing_guard.lang.fields import Reference, paths_in
from listing_guard.lang.record import DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GATES = frozenset({"market", "platform", "category"})
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}

TEXT_TESTS = frozenset({"agree", "disagree"})
"""Functions that ask what a pattern finds in a value, as ``contains`` does, not for its hits."""

_Node = TypeVar("_Node", bound=syntax.Expression)


def pattern_names(expression: syntax.Expression) -> frozenset[str]:
    """Return every pattern that is named anywhere, ``matches $p`` included; globs as written."""
    return frozenset(
        node.name for node in syntax.walk(expression) if isinstance(node, syntax.PatternRef)
    )


def hit_patterns(expression: syntax.Expression) -> frozenset[str]:
    """Return the patterns whose hits in the texts are asked for.

    Those that only test a field (``number matches $p``) are not among them.
    """
    found: set[str] = set()
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, syntax.PatternRef):
            found.add(node.name)
        elif not tests_text(node):
            stack.extend(syntax.children(node))
    return frozenset(found)


def tests_text(node: syntax.Expression) -> bool:
    """Say whether the patterns in ``node`` are looked for in values, and leave no hit to report."""
    return isinstance(node, syntax.Search) or (
        isinstance(node, syntax.Call) and node.name in TEXT_TESTS
    )


def positive_patterns(expression: syntax.Expression) -> tuple[str, ...]:
    """Return the patterns whose hits a true expression rests on, in order of appearance.

    Those under ``not``, ``none of`` and ``none(…)`` are not among them, and neither are patterns
    that only test a field (``number matches $p``), since they leave no hit to report.
    """
    return tuple(dict.fromkeys(_positive(expression, True)))


def _positive(node: syntax.Expression, positive: bool) -> Iterator[str]:
    match node:
        case syntax.PatternRef(name=name):
            if positive:
                yield name
        case syntax.Not(operand=operand):
            yield from _positive(operand, not positive)
        case _ if tests_text(node):
            return
        case syntax.PatternSet(quantifier="none") | syntax.ListQuantifier(quantifier="none"):
            for child in syntax.children(node):
                yield from _positive(child, not positive)
        case syntax.In(negated=True):
            yield from _positive(node.left, not positive)
        case _:
            for child in syntax.children(node):
                yield from _positive(child, positive)


def needs_hit(expression: syntax.Expression) -> bool:
    """Say whether the expression cannot be true unless some pattern has a hit.

    A no may be too careful, a yes never.
    """
    return _needs(expression, True)


def _needs(node: syntax.Expression, truth: bool) -> bool:
    """Say whether ``node`` cannot be ``truth`` unless some pattern has a hit."""
    match node:
        case syntax.PatternRef():
            return truth
        case syntax.PatternSet(quantifier=quantifier):
            return truth is (quantifier not in ("none", 0))
        case syntax.In(left=syntax.PatternRef(), negated=negated):
            return truth is not negated
        case syntax.Not(operand=operand):
            return _needs(operand, not truth)
        case syntax.And(operands=operands):
            return (any if truth else all)(_needs(part, truth) for part in operands)
        case syntax.Or(operands=operands):
            return (all if truth else any)(_needs(part, truth) for part in operands)
        case syntax.ListQuantifier(quantifier="any", condition=condition):
            return truth and _needs(condition, True)
        case syntax.ListQuantifier(quantifier=quantifier, condition=condition):
            return not truth and _needs(condition, quantifier == "none")
        case syntax.Boolean(value=value):
            return value is not truth
        case syntax.Compare():
            return truth and counts_up(node)
        case _:
            return False


def counts_up(node: syntax.Compare) -> bool:
    """Say whether ``count($p) >= 1`` or the like excludes zero hits."""
    count, bound = node.left, node.right
    sign: str = node.operator
    if isinstance(count, syntax.Number):
        count, bound, sign = bound, count, _FLIPPED.get(sign, sign)
    if not isinstance(count, syntax.Call) or count.name not in ("count", "count_distinct"):
        return False
    counted = count.arguments[0].value if count.arguments else None
    if not isinstance(counted, syntax.PatternRef) or not isinstance(bound, syntax.Number):
        return False
    most = bound.value
    return {"==": most != 0, "!=": most == 0, ">": most >= 0, ">=": most > 0}.get(sign, False)


def compared_fields(expression: syntax.Expression) -> tuple[str, ...]:
    """Return the fields of the record that the expression looks at, in order of appearance.

    Top-level names, and ``attributes["k"]`` whole, also where a quantifier asks for that name.
    ``market``, ``platform`` and ``category`` say where a rule holds and not what it found, so
    they are not among them.
    """
    paths = (*_record_fields(expression), *_named_attributes(expression))
    return tuple(path for path in dict.fromkeys(paths) if path not in _GATES)


def _named_attributes(expression: syntax.Expression) -> Iterator[str]:
    """Yield ``attributes["k"]`` for the names that quantifiers over attributes ask for."""
    for node in syntax.walk(expression):
        if isinstance(node, syntax.ListQuantifier) and node.list.names[-1] == "attributes":
            for name in names_asked(node.condition) or ():
                yield Reference("record", ("attributes",), name).path


def fields_in(expression: syntax.Expression) -> frozenset[str]:
    """Return the fields of the record that the expression looks at, gates included.

    Fields that no record gives (``discounts``) are not among them.
    """
    return frozenset(_record_fields(expression))


def _record_fields(expression: syntax.Expression) -> tuple[str, ...]:
    paths = (_top(path) for path in paths_in(expression, None))
    return tuple(dict.fromkeys(path for path in paths if path not in DERIVED))


def platforms_named(expression: syntax.Expression) -> frozenset[str]:
    """Return the texts that the platform is compared with."""
    found: set[str] = set()
    for node in syntax.walk(expression):
        match node:
            case syntax.Compare(left=syntax.Field(names=names), right=syntax.Text(value=value)):
                found.update([value] if names[-1] == "platform" else [])
            case syntax.In(left=syntax.Field(names=names), right=syntax.ListLiteral(items=items)):
                if names[-1] == "platform":
                    found.update(item.value for item in items if isinstance(item, syntax.Text))
    return frozenset(found)


def passages_asked(expression: syntax.Expression) -> frozenset[str]:
    """Return the lists read from the texts (``discounts``) that the expression looks at."""
    return DERIVED.intersection(map(_top, paths_in(expression, None)))


def _top(path: str) -> str:
    """Return the top-level field of a path; a key of ``attributes`` stays."""
    return path if path.startswith("attributes[") else path.partition(".")[0]


def expand_patterns(expression: _Node, names: Iterable[str]) -> _Node:
    """Return the expression with globs like ``$x*`` spelled out from ``names``, in their order.

    A glob that stands for nothing stays, and `check` reports it.
    """
    known = tuple(names)
    return _expand(expression, known)


def _expand(node: _Node, names: tuple[str, ...]) -> _Node:
    match node:
        case syntax.PatternSet(patterns=patterns):
            return replace(node, patterns=tuple(_spelled_out(patterns, names)))
        case syntax.And(operands=parts) | syntax.Or(operands=parts):
            return replace(node, operands=tuple(_expand(part, names) for part in parts))
        case syntax.Not(operand=operand):
            return replace(node, operand=_expand(operand, names))
        case syntax.Compare(left=left, right=right):
            return replace(node, left=_expand(left, names), right=_expand(right, names))
        case syntax.ListQuantifier(condition=condition):
            return replace(node, condition=_expand(condition, names))
        case _:
            return node


def _spelled_out(
    patterns: tuple[syntax.PatternRef, ...], names: tuple[str, ...]
) -> Iterator[syntax.PatternRef]:
    seen: set[str] = set()
    for pattern in patterns:
        matching = [pattern.name]
        if pattern.is_glob:
            matching = list(filter(pattern.covers, names)) or matching
        for name in matching:
            if name not in seen:
                seen.add(name)
                yield replace(pattern, name=name)
