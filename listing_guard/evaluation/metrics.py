"""From what came of every label and finding to the measures.

In a category, what was found and missed goes by the label's category and false alarms by the
finding's. See `cases` for what counts as which.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from listing_guard.evaluation.bootstrap import Events, intervals
from listing_guard.evaluation.cases import cases_of
from listing_guard.evaluation.labels import place
from listing_guard.evaluation.measures import Measure, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from listing_guard.evaluation.bootstrap import Intervals
    from listing_guard.evaluation.cases import Case
    from listing_guard.evaluation.labels import Labelled
    from listing_guard.model.report import Report


_Key = tuple[Literal["all", "category", "language", "rule"], str]
"""What kind of thing is measured, and its name."""


@dataclass(frozen=True, slots=True)
class RuleScore:
    """Findings of one rule: on violations, on nothing, and on texts in doubt."""

    true: int
    false: int
    unsure: int

    @property
    def precision(self) -> Share:
        """Of the findings that can be judged, how many were on a violation."""
        return Share(self.true, self.true + self.false)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How the rules did. Mappings are sorted by name."""

    rows: int
    unread: int
    """Rows whose listing could not be read; their violations count as missed."""
    overall: Measure
    categories: Mapping[str, Measure]
    languages: Mapping[str, Measure]
    rules: Mapping[str, RuleScore]
    category_right: Share
    """Of the violations found, those that some finding gave the right category."""
    allowed_kept: Share
    clean_flagged: Share
    """Of the listings without a violation or doubt, those with a finding."""
    clean_infos: Share
    """Findings of severity info in those listings, over their number."""
    intervals: Mapping[_Key, Intervals]
    """By what is measured: ``("all", "")``, ``("category", name)``, ``("language", name)`` and
    ``("rule", id)``, of which only the precision means anything."""
    cases: tuple[Case, ...]
    """What every figure counts, in the order of the rows."""
    problems: tuple[str, ...] = ()
    """Labels whose text is not where they say; they are left out."""

    @property
    def false_alarms(self) -> tuple[Case, ...]:
        """Findings on nothing."""
        return tuple(case for case in self.cases if case.outcome == "false")

    @property
    def misses(self) -> tuple[Case, ...]:
        """Violations that no finding touched."""
        return tuple(case for case in self.cases if case.outcome == "missed")


def evaluate(rows: Iterable[Labelled], reports: Iterable[Report]) -> Evaluation:
    """Return how the reports compare with the labels; one report a row, in the same order.

    Raises `ValueError` when there are more of one than of the other.
    """
    cases: list[Case] = []
    problems: list[str] = []
    count = unread = clean = 0
    for index, (row, report) in enumerate(zip(rows, reports, strict=True)):
        count += 1
        unread += report.error is not None
        clean += row.clean
        placed, lost = place(row)
        problems += lost if row.line is None else [f"line {row.line}: {each}" for each in lost]
        cases += cases_of(row, report, placed, index)
    outcomes = Counter(case.outcome for case in cases)
    events = _events(cases)
    measures = {key: each.measure for key, each in events.items()}
    return Evaluation(
        rows=count,
        unread=unread,
        overall=measures["all", ""],
        categories={name: each for (kind, name), each in measures.items() if kind == "category"},
        languages={name: each for (kind, name), each in measures.items() if kind == "language"},
        rules=_rules(cases),
        category_right=Share(sum(case.right for case in cases), outcomes["found"]),
        allowed_kept=Share(outcomes["kept"], outcomes["kept"] + outcomes["spoilt"]),
        clean_flagged=Share(
            len({case.row for case in cases if case.clean and case.outcome == "false"}), clean
        ),
        clean_infos=Share(outcomes["info"], clean),
        intervals=intervals(events, count),
        cases=tuple(cases),
        problems=tuple(problems),
    )


def worst(
    evaluation: Evaluation, *, rule: str | None = None, category: str | None = None
) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Return false alarms and misses to read, those of the worst offenders first.

    False alarms go by rule, the rule with most of them first; misses by category. ``rule``
    leaves its own false alarms and no misses; ``category`` leaves both of that category.
    """
    alarms = [
        case
        for case in evaluation.false_alarms
        if rule in (None, case.rule) and category in (None, case.category)
    ]
    misses = [
        case for case in evaluation.misses if rule is None and category in (None, case.category)
    ]
    by_rule = Counter(case.rule for case in alarms)
    by_category = Counter(case.category for case in misses)
    alarms.sort(key=lambda case: (-by_rule[case.rule], case.rule or ""))
    misses.sort(key=lambda case: (-by_category[case.category], case.category))
    return tuple(alarms), tuple(misses)


def _events(cases: Iterable[Case]) -> dict[_Key, Events]:
    """Return in which rows something was found, missed or falsely flagged, sorted by name."""
    found: dict[_Key, list[int]] = {}
    missed: dict[_Key, list[int]] = {}
    false: dict[_Key, list[int]] = {}
    counts = {"found": found, "missed": missed, "false": false}
    for case in cases:
        if case.outcome in counts:
            keys: tuple[_Key, ...] = (("all", ""), ("category", case.category))
            for key in (*keys, ("language", case.lang)):
                counts[case.outcome].setdefault(key, []).append(case.row)
        if case.rule is not None and case.outcome in ("true", "false"):
            of_rule = found if case.outcome == "true" else false
            of_rule.setdefault(("rule", case.rule), []).append(case.row)
    every: set[_Key] = {("all", ""), *found, *missed, *false}
    return {
        key: Events(found.get(key, ()), missed.get(key, ()), false.get(key, ()))
        for key in sorted(every)
    }


def _rules(cases: Iterable[Case]) -> dict[str, RuleScore]:
    fates: dict[str, Counter[str]] = {}
    for case in cases:
        if case.outcome in ("true", "false", "unsure") and case.rule is not None:
            fates.setdefault(case.rule, Counter())[case.outcome] += 1
    return {
        rule: RuleScore(counts["true"], counts["false"], counts["unsure"])
        for rule, counts in sorted(fates.items())
    }
