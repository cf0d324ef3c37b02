"""An evaluation as plain values for JSON: every figure, and the listings behind it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from listing_guard.evaluation.bootstrap import RESAMPLES, SEED, Intervals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from listing_guard.evaluation.cases import Case, Outcome
    from listing_guard.evaluation.loneterms import LoneTerms
    from listing_guard.evaluation.measures import Interval, Measure, Share
    from listing_guard.evaluation.metrics import Evaluation


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return the evaluation as plain values.

    Under ``cases`` of a category, rule or share are the listings, fields and texts that its
    figures count.
    """
    cases, of = evaluation.cases, evaluation.intervals
    return {
        "rows": evaluation.rows,
        "unread": evaluation.unread,
        "intervals": {"level": 0.95, "unit": "listing", "resamples": RESAMPLES, "seed": SEED},
        "overall": _measure(evaluation.overall, of["all", ""]),
        "categories": {
            name: {
                **_measure(measure, of["category", name]),
                "cases": _by_outcome(
                    (case for case in cases if case.category == name),
                    ("found", "missed", "false", "unsure"),
                ),
            }
            for name, measure in evaluation.categories.items()
        },
        "languages": {
            name: _measure(measure, of["language", name])
            for name, measure in evaluation.languages.items()
        },
        "rules": {
            rule: {
                "true": score.true,
                "false": score.false,
                "unsure": score.unsure,
                "precision": _share(score.precision, of.get(("rule", rule), Intervals()).precision),
                "cases": _by_outcome(
                    (case for case in cases if case.rule == rule), ("true", "false", "unsure")
                ),
            }
            for rule, score in evaluation.rules.items()
        },
        "category_right": {
            **_share(evaluation.category_right, evaluation.category_right.interval),
            "cases": _briefs(c for c in cases if c.outcome == "found" and not c.right),
        },
        "allowed_kept": {
            **_share(evaluation.allowed_kept, evaluation.allowed_kept.interval),
            "cases": _briefs(c for c in cases if c.outcome == "spoilt"),
        },
        "clean_flagged": {
            **_share(evaluation.clean_flagged, evaluation.clean_flagged.interval),
            "cases": _briefs(c for c in cases if c.outcome == "false" and c.clean),
        },
        "infos_per_clean_listing": evaluation.clean_infos.value,
        "false_alarms": [_mistake(case) for case in evaluation.false_alarms],
        "misses": [_mistake(case) for case in evaluation.misses],
        "problems": list(evaluation.problems),
    }


def rows_of(cases: Iterable[Case]) -> Iterator[dict[str, Any]]:
    """Yield each case as one row of plain values."""
    for case in cases:
        row = asdict(case)
        del row["row"]
        yield {**row, "rules": list(case.rules)}


def _by_outcome(cases: Iterable[Case], outcomes: tuple[Outcome, ...]) -> dict[str, Any]:
    listed = list(cases)
    return {
        outcome: _briefs(case for case in listed if case.outcome == outcome) for outcome in outcomes
    }


def _briefs(cases: Iterable[Case]) -> list[dict[str, Any]]:
    return [
        {
            "listing": case.listing,
            "line": case.line,
            "field": case.field,
            "start": case.start,
            "end": case.end,
            "text": case.text,
            "rules": list(case.rules),
        }
        for case in cases
    ]


def _measure(measure: Measure, intervals: Intervals) -> dict[str, Any]:
    return {
        "found": measure.found,
        "missed": measure.missed,
        "false": measure.false,
        "precision": _share(measure.precision, intervals.precision),
        "recall": _share(measure.recall, intervals.recall),
        "f1": {"value": measure.f1, "interval": _bounds(intervals.f1)},
    }


def _share(share: Share, interval: Interval | None) -> dict[str, Any]:
    return {
        "part": share.part,
        "whole": share.whole,
        "value": share.value,
        "interval": _bounds(interval),
    }


def _bounds(interval: Interval | None) -> list[float] | None:
    return None if interval is None else list(interval)


def lone_json(lone: LoneTerms) -> dict[str, Any]:
    """Return the terms that the rules owe to one row as plain values."""
    return {
        "share": lone.share,
        "total": lone.total,
        "terms": [{"term": term.text, "listing": term.row} for term in lone.terms],
    }


def brief(case: Case) -> dict[str, Any]:
    """Return where a case stands and of which category it is."""
    return {
        "listing": case.listing,
        "line": case.line,
        "field": case.field,
        "text": case.text,
        "category": case.category,
    }


def _mistake(case: Case) -> dict[str, Any]:
    return {
        **brief(case),
        "rule": case.rule,
        "message": case.message,
        "allowed": case.allowed,
    }
