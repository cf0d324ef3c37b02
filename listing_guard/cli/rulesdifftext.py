"""Differences between versions of rules as text of 80 columns, and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from listing_guard.cli.options import count
from listing_guard.evaluate.words import in_language
from listing_guard.evaluation.cases import Case
from listing_guard.evaluation.record import brief
from listing_guard.evaluation.render import WIDTH, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.cli.rulesdiff import Differences, Findings
    from listing_guard.evaluation.changes import Worth
    from listing_guard.evaluation.metrics import Evaluation
    from listing_guard.ruleset.compare import Change, Comparison
    from listing_guard.ruleset.rule import Rule

MOST = 12
"""Words of a list that are shown; the JSON has all."""
SIGNS = {"appears": "+", "disappears": "-", "changes": "~"}
WORTHS: tuple[Worth, ...] = (
    "new true", "lost false", "new false", "lost true", "new unsure", "lost unsure", "not judged",
)  # fmt: skip
"""The good ones first."""


def as_text(differences: Differences) -> Iterator[str]:
    """Yield the lines that tell what differs."""
    rules = differences.rules
    if rules:
        yield from _rules(rules)
    else:
        yield "rules: no difference"
    if differences.findings is not None:
        yield ""
        yield from _findings(differences.findings)


def _rules(rules: Comparison) -> Iterator[str]:
    parts = f"{len(rules.added)} added, {len(rules.removed)} removed, {len(rules.changed)} changed"
    yield f"rules: {parts}"
    for sign, listed in (("+", rules.added), ("-", rules.removed)):
        for rule in listed:
            told = f"{sign} {rule.id}  {rule.severity}  {rule.category}  {_title(rule)}"
            yield cut(f"  {told}", WIDTH)
    for id, changes in rules.changed.items():
        yield f"  ~ {id}"
        for change in changes:
            yield from _change(change, "      ")
    if rules.lexicons:
        yield f"lexicons: {len(rules.lexicons)} changed"
        for change in rules.lexicons:
            yield from _change(change, "  ")


def _change(change: Change, indent: str) -> Iterator[str]:
    one_for_one = len(change.removed) == len(change.added) == 1 and not change.changed
    if one_for_one:
        line = f"{indent}{change.key}: {change.removed[0]} → {change.added[0]}"
        if cell_len(line) <= WIDTH - 1 and line.isprintable():
            yield line
            return
    yield cut(f"{indent}{change.key}:", WIDTH)
    for sign, words in (("-", change.removed), ("+", change.added), ("~", change.changed)):
        yield from _words(sign, words, f"{indent}  ")


def _words(sign: str, words: Sequence[str], indent: str) -> Iterator[str]:
    """Yield words, several to a line, cut where they are too many or too long."""
    line = ""
    for word in words[:MOST]:
        longer = f"{line}  {word}" if line else f"{indent}{sign} {word}"
        if line and cell_len(longer) > WIDTH - 1:
            yield cut(line, WIDTH)
            longer = f"{indent}  {word}"
        line = longer
    if line:
        yield cut(line, WIDTH)
    if len(words) > MOST:
        yield f"{indent}  … and {len(words) - MOST} more"


def _findings(findings: Findings) -> Iterator[str]:
    by = Counter(change.kind for change in findings.changes)
    kinds = f"{by['appears']} appear, {by['disappears']} disappear, {by['changes']} change"
    yield f"findings in {count(findings.listings, 'listing')}: {kinds}"
    for rule, group in groupby(findings.changes, key=lambda change: change.rule):
        listed = list(group)
        yield f"  {rule}: {len(listed)}"
        for change in listed:
            # A listing without labels is named by file and line where it has no id.
            line = "" if change.line is None or change.worth is None else f":{change.line}"
            place = "" if change.start is None else f"[{change.start}:{change.end}]"
            worth = change.what if change.kind == "changes" else change.worth or change.what
            head = f"{change.listing}{line}  {change.field or '-'}{place}  {worth}"
            yield cut(f"    {SIGNS[change.kind]} {head}", WIDTH)
            if change.text is not None:
                yield cut(f"        {change.text}", WIDTH)
    if findings.old is not None and findings.new is not None:
        yield ""
        yield from _labels(findings, findings.old, findings.new)


def _labels(findings: Findings, old: Evaluation, new: Evaluation) -> Iterator[str]:
    worths = Counter(change.worth for change in findings.changes)
    told = ", ".join(f"{worths[each]} {each}" for each in WORTHS if worths[each])
    yield f"by the labels: {told or 'no difference'}"
    gained, lost = _labels_between(old, new)
    yield f"violations: {len(gained)} newly found, {len(lost)} no longer found"
    for case in lost:
        yield cut(f"    - {case.listing}  {case.field or '-'}  {case.text or case.message}", WIDTH)
    for name, one, two in _figures(old, new):
        yield f"{name:<24}{_number(one)} → {_number(two)}"


def _figures(old: Evaluation, new: Evaluation) -> Iterator[tuple[str, float | None, float | None]]:
    yield "precision", old.overall.precision.value, new.overall.precision.value
    yield "recall", old.overall.recall.value, new.overall.recall.value
    yield "F1", old.overall.f1, new.overall.f1
    yield "allowed texts kept", old.allowed_kept.value, new.allowed_kept.value
    yield "clean listings flagged", old.clean_flagged.value, new.clean_flagged.value


def _labels_between(old: Evaluation, new: Evaluation) -> tuple[list[Case], list[Case]]:
    """Return the labelled violations that only the new rules find, and those that they miss."""
    before = _found(old)
    after = _found(new)
    gained = [case for key, case in after.items() if key not in before]
    return gained, [case for key, case in before.items() if key not in after]


def _found(evaluation: Evaluation) -> dict[tuple[object, ...], Case]:
    return {
        (case.row, case.category, case.field, case.start, case.text): case
        for case in evaluation.cases
        if case.outcome == "found"
    }


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _title(rule: Rule) -> str:
    return in_language(rule.title, "zh")


def as_json(differences: Differences) -> dict[str, Any]:
    """Return the differences as plain values."""
    rules, findings = differences.rules, differences.findings
    told: dict[str, Any] = {
        "rules": {
            "added": [rule.id for rule in rules.added],
            "removed": [rule.id for rule in rules.removed],
            "changed": {
                id: [asdict(change) for change in changes] for id, changes in rules.changed.items()
            },
        },
        "lexicons": [asdict(change) for change in rules.lexicons],
        "findings": None,
    }
    if findings is not None:
        told["findings"] = {
            "listings": findings.listings,
            "unread": findings.unread,
            "changes": [asdict(change) for change in findings.changes],
            "labels": _labels_json(findings),
        }
    return told


def _labels_json(findings: Findings) -> dict[str, Any] | None:
    old, new = findings.old, findings.new
    if old is None or new is None:
        return None
    gained, lost = _labels_between(old, new)
    worths = Counter(change.worth for change in findings.changes)
    return {
        **{each.replace(" ", "_"): worths[each] for each in WORTHS},
        "violations_newly_found": [brief(case) for case in gained],
        "violations_no_longer_found": [brief(case) for case in lost],
        "old": {name.replace(" ", "_").lower(): value for name, value, _ in _figures(old, new)},
        "new": {name.replace(" ", "_").lower(): value for name, _, value in _figures(old, new)},
    }
