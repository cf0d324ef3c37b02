"""Everything that a rule set looks for in texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.match.pattern import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.match.pattern import Entry, Pattern
    from listing_guard.ruleset.rule import Ruleset


def entries_of(ruleset: Ruleset) -> Iterator[Entry]:
    """Yield everything that the loaded rules and lexicons look for, with repetitions."""
    patterns = [pattern for rule in ruleset.rules for pattern in rule.patterns.values()]
    for many in (*ruleset.lexicons.values(), *map(_searched, patterns)):
        for entry in many:
            yield entry
            yield from entry.innocent


def _searched(pattern: Pattern) -> Iterator[Entry]:
    yield from (*pattern.entries, *pattern.innocent, *pattern.entities)
    for exception in pattern.exceptions:
        for test in (*exception.tests, *exception.unless):
            if isinstance(test, Context):
                for operand in (test.operand, *test.operand.all_of):
                    yield from operand.entries
