"""Rules that always fire together: one of them is probably enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.ruleset.source import SourceFile, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from listing_guard.model.diagnostic import Diagnostic
    from listing_guard.ruleset.rule import Rule

Place = tuple[str | None, int | None, int | None]
"""Field, start and end of a finding."""

LEAST = 5
"""On fewer listings than this two rules may agree by chance."""


def lint_together(
    rules: Sequence[Rule], fired: Iterable[Mapping[str, frozenset[Place]]]
) -> tuple[Diagnostic, ...]:
    """Warn of rules that found the same places on every listing on which any of them fired.

    ``fired`` has, for each listing, the places that each rule found. The warning stands at each
    rule of a group but the first.
    """
    occasions: dict[str, list[tuple[int, frozenset[Place]]]] = {}
    for number, by_rule in enumerate(fired):
        for id, places in by_rule.items():
            occasions.setdefault(id, []).append((number, places))
    groups: dict[tuple[tuple[int, frozenset[Place]], ...], list[Rule]] = {}
    for rule in rules:
        own = occasions.get(rule.id, ())
        if len(own) >= LEAST:
            groups.setdefault(tuple(own), []).append(rule)
    return tuple(
        _diagnostic(rule, first, len(own))
        for own, (first, *others) in groups.items()
        for rule in others
    )


def _diagnostic(rule: Rule, other: Rule, times: int) -> Diagnostic:
    path, line = (rule.path, rule.line) if rule.row is None else (rule.row.path, rule.row.line)
    source = read_source(Path(path), path)
    if not isinstance(source, SourceFile):
        source, line = SourceFile(path, ""), 1  # the file has gone since
    text = source.line_text(line)
    start = source.offset(line) + len(text) - len(text.lstrip(" -"))
    message = f"this rule fires with `{other.id}` each time, on the same text ({times} listings)"
    advice = "merge them, or add an example that shows them apart"
    return source.diagnostic("W624", message, start, source.offset(line) + len(text), advice)
