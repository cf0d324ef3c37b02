"""Findings of one listing in the order in which a person reads them.

By field, in the order of the record; in a field by place; findings that overlap under the
gravest of them; the same words found again by the same rule counted, not repeated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from listing_guard.model.paths import path_order
from listing_guard.model.report import CONFIDENCES, SEVERITIES
from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.model.report import Violation


@dataclass(slots=True)
class Group:
    """A finding, those that overlap it, and the same words found again further on."""

    head: Violation
    others: list[Violation] = field(default_factory=list)
    repeats: list[Violation] = field(default_factory=list)


def by_field(violations: Iterable[Violation]) -> list[tuple[str | None, list[Group]]]:
    """Return the groups of each field; findings about the whole record come last."""
    fields: dict[str | None, list[Violation]] = {}
    for violation in violations:
        fields.setdefault(violation.field, []).append(violation)
    return [(path, _groups(fields[path])) for path in sorted(fields, key=path_order)]


def span_of(violation: Violation) -> Span | None:
    """Return the place of a finding, ``None`` where it has none."""
    if violation.start is None or violation.end is None:
        return None
    return Span(violation.start, violation.end)


def _groups(violations: list[Violation]) -> list[Group]:
    groups: list[Group] = []
    for violation in sorted(violations, key=_gravity):
        under = next((g for g in groups if _overlap(g.head, violation)), None)
        if under is None:
            groups.append(Group(violation))
        else:
            under.others.append(violation)
    groups.sort(key=lambda g: (g.head.start is None, g.head.start or 0, _gravity(g.head)))
    return _told_once(groups)


def _told_once(groups: list[Group]) -> list[Group]:
    told: dict[tuple[str, str], Group] = {}
    kept: list[Group] = []
    for group in groups:
        head = group.head
        first = told.get((head.rule, head.message)) if head.plain is not None else None
        if first is not None and not group.others:
            first.repeats.append(head)
            continue
        told.setdefault((head.rule, head.message), group)
        kept.append(group)
    return kept


def _overlap(one: Violation, other: Violation) -> bool:
    a, b = span_of(one), span_of(other)
    return a is not None and b is not None and a.overlaps(b)


def _gravity(v: Violation) -> tuple[int, int, int, int, str, str]:
    """Order by severity, confidence, length (longest first), place, rule."""
    start, end = v.start or 0, v.end or 0
    return (
        SEVERITIES.index(v.severity),
        CONFIDENCES.index(v.confidence),
        start - end,
        start,
        v.rule,
        v.message,
    )
