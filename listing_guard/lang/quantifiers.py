"""Closures over several things: patterns that have hits, and elements of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from listing_guard.errors import UsageError
from listing_guard.lang.builtins.listings import lies_in, live_hits
from listing_guard.lang.values import Unknown, Value, merge
from listing_guard.model.listing import Certificate

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment
    from listing_guard.lang.fields import Reference
    from listing_guard.lang.runtime import Run
    from listing_guard.lang.syntax import PatternSet, Quantifier

MAX_ELEMENTS = 10_000
"""Elements that a quantifier looks at; a longer list makes it unknown, never a partial answer."""
MAX_NESTED_ELEMENTS = 1_000
"""The same for a quantifier inside another, since the numbers multiply."""


def limit(*, nested: bool) -> int:
    """Return how many elements a quantifier may look at."""
    return MAX_NESTED_ELEMENTS if nested else MAX_ELEMENTS


def found(name: str) -> Run:
    """Return whether a pattern has a live hit; unknown if only undecided ones."""

    def run(env: Environment, item: Value | None) -> Value:
        hits = env.hits(name)
        if hits.live:
            return True
        return Unknown(hits.missing) if hits.missing else False

    return run


def found_in(name: str, field: Reference) -> Run:
    """Return whether a pattern has a live hit in one field; unknown if the field is absent."""
    path = field.path

    def run(env: Environment, item: Value | None) -> Value:
        if any(lies_in(hit.where.path, path) for hit in env.hits(name).live):
            return True
        hits = live_hits(env, name, field)
        return hits if isinstance(hits, Unknown) else False

    return run


def pattern_set(node: PatternSet) -> Run:
    """Return whether enough of the patterns have a live hit."""
    if any(pattern.is_glob for pattern in node.patterns):
        raise UsageError("pattern globs must be expanded before evaluation")
    parts = [found(pattern.name) for pattern in node.patterns]
    if node.quantifier == "none":
        return _at_most_none(parts)
    needed = {"any": 1, "all": len(parts)}.get(str(node.quantifier), node.quantifier)
    return _at_least(parts, cast("int", needed))


def _at_least(parts: list[Run], needed: int) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        yes, maybe = 0, 0
        unknown: Unknown | None = None
        for part in parts:
            value = part(env, item)
            if value is True:
                yes += 1
            elif value is not False:
                maybe += 1
                unknown = merge(unknown, cast("Unknown", value))
        if yes >= needed:
            return True
        return unknown if unknown is not None and yes + maybe >= needed else False

    return run


def _at_most_none(parts: list[Run]) -> Run:
    some = _at_least(parts, 1)

    def run(env: Environment, item: Value | None) -> Value:
        value = some(env, item)
        return value if isinstance(value, Unknown) else value is False

    return run


def noting(condition: Run) -> Run:
    """Return a condition on a certificate that leaves it as evidence where it holds."""

    def run(env: Environment, item: Value | None) -> Value:
        value = condition(env, item)
        if value is True and isinstance(item, Certificate) and item not in env.certificates:
            env.certificates.append(item)
        return value

    return run


def over_list(quantifier: Quantifier, items: Run, condition: Run, path: str, most: int) -> Run:
    """Return ``any``, ``all`` or ``none`` over the elements of a list, by Kleene's rules."""
    # `all` ends at the first false element, `any` and `none` at the first true one.
    decisive = quantifier != "all"
    decided = quantifier == "any"
    missing = Unknown((path,))

    def run(env: Environment, item: Value | None) -> Value:
        elements = items(env, item)
        if not isinstance(elements, tuple):
            return elements if isinstance(elements, Unknown) else missing
        if len(elements) > most:
            return missing
        unknown: Unknown | None = None
        for element in elements:
            value = condition(env, element)
            if value is decisive:
                return decided
            if value.__class__ is not bool:
                unknown = merge(unknown, cast("Unknown", value))
        return not decided if unknown is None else unknown

    return run
