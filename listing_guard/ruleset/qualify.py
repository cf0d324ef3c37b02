"""A pack's definitions as other packs call them: ``$name`` becomes ``$pack/name``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from listing_guard.match.pattern import EntityTest
from listing_guard.ruleset.expressions import renamed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from listing_guard.match.pattern import Context, ExceptionSpec, Operand
    from listing_guard.ruleset.patterns import Built


def for_others(pack: str, built: Mapping[str, Built]) -> dict[str, Built]:
    """Return a pack's definitions by full name; what they refer to has its full name too."""

    def full(name: str) -> str:
        return f"${pack}/{name[1:]}" if name in built else name

    found = {}
    for name, each in built.items():
        pattern = replace(
            each.pattern,
            name=full(name),
            exceptions=tuple(_qualified(one, full) for one in each.pattern.exceptions),
        )
        references = {full(other): place for other, place in each.references.items()}
        found[full(name)] = replace(each, pattern=pattern, references=references)
    return found


def _qualified(exception: ExceptionSpec, full: Callable[[str], str]) -> ExceptionSpec:
    def context(given: Context) -> Context:
        return replace(given, operand=operand(given.operand))

    def operand(given: Operand) -> Operand:
        return replace(
            given,
            patterns=tuple(full(name) for name in given.patterns),
            all_of=tuple(operand(part) for part in given.all_of),
        )

    def test(given: Context | EntityTest) -> Context | EntityTest:
        return given if isinstance(given, EntityTest) else context(given)

    when = exception.when
    return replace(
        exception,
        tests=tuple(map(test, exception.tests)),
        unless=tuple(context(each) for each in exception.unless),
        when=None if when is None else renamed(when, pattern=full),
    )
