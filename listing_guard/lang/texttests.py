"""Closures of tests on text, and of ``in``: everything that compares in the normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang import syntax
from listing_guard.lang.fields import path_of, resolve
from listing_guard.lang.operations import compare
from listing_guard.lang.runtime import constant
from listing_guard.lang.values import Unknown, Value
from listing_guard.model.market import MARKETS, canonical, is_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.runtime import Compile, Run


def is_market(node: syntax.Expression, element: str | None) -> bool:
    """Say whether ``node`` is the name ``market``."""
    if not isinstance(node, syntax.Field) or node.key is not None:
        return False
    reference = resolve(node, element is not None)
    return reference.of == "record" and reference.names == ("market",)


def markets_within(codes: Iterable[str]) -> frozenset[str]:
    """Return every market that is one of ``codes`` or lies within one (``DE`` in ``EU``)."""
    known = [canonical(code) or code for code in codes]
    return frozenset(known) | {
        market for market in MARKETS for code in known if is_within(market, code)
    }


def _folded(literal: str) -> Callable[[Environment], str]:
    """Return the normal form of a literal, computed once by the first environment."""
    cell: list[str] = []

    def get(env: Environment) -> str:
        if not cell:
            cell.append(env.matcher.fold(literal))
        return cell[0]

    return get


def equality(node: syntax.Compare, element: str | None, compile_node: Compile) -> Run | None:
    """Return the closure of ``x == "…"`` or ``x != "…"``, ``None`` for any other comparison."""
    if node.operator not in ("==", "!="):
        return None
    sides = (node.left, node.right)
    literal = next((side for side in reversed(sides) if isinstance(side, syntax.Text)), None)
    if literal is None:
        return None
    other = node.left if literal is node.right else node.right
    equal = node.operator == "=="
    if is_market(other, element):
        inside = markets_within((literal.value,))
        return lambda env, item: (env.market in inside) is equal
    run_other = compile_node(other, element)
    text = _folded(literal.value)
    wrong_kind = _unknown(other, element)

    def run(env: Environment, item: Value | None) -> Value:
        value = run_other(env, item)
        if isinstance(value, str):
            return (env.matcher.fold(value) == text(env)) is equal
        return value if isinstance(value, Unknown) else wrong_kind

    return run


def _unknown(node: syntax.Expression, element: str | None) -> Unknown:
    path = path_of(node, element) if isinstance(node, syntax.Field) else None
    return Unknown((path,) if path else ())


def search(node: syntax.Search, left: Run, right: Run | None, wrong_kind: Unknown) -> Run:
    """Return the closure of ``matches`` or ``contains``; ``right`` is ``None`` for a pattern."""
    whole = node.operator == "matches"
    if isinstance(node.right, syntax.PatternRef):
        name = node.right.name

        def run_pattern(env: Environment, item: Value | None) -> Value:
            value = left(env, item)
            if not isinstance(value, str):
                return value if isinstance(value, Unknown) else wrong_kind
            matcher = env.matcher
            return matcher.fullmatch(name, value) if whole else bool(matcher.find(name, value))

        return run_pattern
    if isinstance(node.right, syntax.Text):
        text = _folded(node.right.value)

        def run_literal(env: Environment, item: Value | None) -> Value:
            value = left(env, item)
            if not isinstance(value, str):
                return value if isinstance(value, Unknown) else wrong_kind
            folded = env.matcher.fold(value)
            return folded == text(env) if whole else text(env) in folded

        return run_literal

    wanted = right if right is not None else constant(wrong_kind)

    def run(env: Environment, item: Value | None) -> Value:
        value, part = left(env, item), wanted(env, item)
        for side in (value, part):
            if not isinstance(side, str):
                return side if isinstance(side, Unknown) else wrong_kind
        fold = env.matcher.fold
        one, other = fold(str(value)), fold(str(part))
        return one == other if whole else other in one

    return run


def membership(
    node: syntax.In, element: str | None, compile_node: Compile, wrong_kind: Unknown
) -> Run:
    """Return the closure of ``x in …``, without its ``not``."""
    right = node.right
    if isinstance(right, syntax.ListLiteral):
        if is_market(node.left, element):
            codes = (item.value for item in right.items if isinstance(item, syntax.Text))
            inside = markets_within(codes)
            return lambda env, item: env.market in inside
        return _in_literals(compile_node(node.left, element), right, compile_node, wrong_kind)
    left, container = compile_node(node.left, element), compile_node(right, element)
    if isinstance(right, syntax.Call) and right.name == "lexicon":
        return _in_lexicon(left, container, wrong_kind)

    def run(env: Environment, item: Value | None) -> Value:
        value, elements = left(env, item), container(env, item)
        if isinstance(value, Unknown):
            return value
        if not isinstance(elements, tuple):
            return elements if isinstance(elements, Unknown) else wrong_kind
        if isinstance(value, str):
            fold = env.matcher.fold
            wanted = fold(value)
            return any(isinstance(each, str) and fold(each) == wanted for each in elements)
        return any(compare("==", value, each, env) is True for each in elements)

    return run


def _in_literals(
    left: Run, literals: syntax.ListLiteral, compile_node: Compile, wrong_kind: Unknown
) -> Run:
    texts = [item.value for item in literals.items if isinstance(item, syntax.Text)]
    numbers = [
        compile_node(item, None) for item in literals.items if not isinstance(item, syntax.Text)
    ]
    folded: list[frozenset[str]] = []

    def run(env: Environment, item: Value | None) -> Value:
        value = left(env, item)
        if isinstance(value, str) and texts:
            if not folded:
                folded.append(frozenset(map(env.matcher.fold, texts)))
            return env.matcher.fold(value) in folded[0]
        if isinstance(value, Unknown):
            return value
        # Numbers, amounts of money in the listing's currency, counts.
        answers = [compare("==", value, number(env, None), env) for number in numbers]
        if True in answers:
            return True
        return wrong_kind if None in answers or not answers else False

    return run


def _in_lexicon(left: Run, name: Run, wrong_kind: Unknown) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        value, lexicon = left(env, item), name(env, item)
        if isinstance(value, str) and isinstance(lexicon, str):
            return env.matcher.in_lexicon(lexicon, value)
        return value if isinstance(value, Unknown) else wrong_kind

    return run
