"""Labels against findings.

Only unsuppressed findings of severity ``warning`` or ``error`` are judged. A finding *touches* a
label when their spans in one field overlap; one without a place touches labels of its category
in its field; and a label on the record is touched by any finding of its category.

- A violation is found when a finding touches it, however many do.
- A finding that touches no violation and no label in doubt is a false alarm; an allowed text that
  it touches is then not kept. One that touches labels in doubt and no violation counts neither
  way.

One finding may find several violations. In a category, what was found and missed goes by the
label's category and false alarms by the finding's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from listing_guard.evaluation.labels import place
from listing_guard.evaluation.measures import Measure, Share
from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from listing_guard.evaluation.labels import Labelled, Placed
    from listing_guard.model.report import Report, Violation

JUDGED = frozenset({"error", "warning"})


@dataclass(frozen=True, slots=True)
class Mistake:
    """A false alarm or a miss, for reading. ``rule`` is ``None`` for a miss."""

    listing: str
    field: str | None
    text: str | None
    category: str
    rule: str | None = None
    message: str | None = None
    """What the finding says, or why the reviewer labelled."""
    allowed: bool = False
    """A false alarm on a text that is labelled as allowed."""


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
    false_alarms: tuple[Mistake, ...]
    misses: tuple[Mistake, ...]
    problems: tuple[str, ...] = ()
    """Labels whose text is not where they say; they are left out."""


@dataclass(slots=True)
class _Tally:
    """Counts that grow row by row."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def measure(self, key: str | None = None) -> Measure:
        counters = (self.found, self.missed, self.false)
        return Measure(*(c.total() if key is None else c[key] for c in counters))

    def by_key(self) -> dict[str, Measure]:
        keys = sorted({*self.found, *self.missed, *self.false})
        return {key: self.measure(key) for key in keys}


def evaluate(rows: Iterable[Labelled], reports: Iterable[Report]) -> Evaluation:
    """Return how the reports compare with the labels; one report a row, in the same order.

    Raises `ValueError` when there are more of one than of the other.
    """
    categories, languages = _Tally(), _Tally()
    rules: dict[str, Counter[str]] = {}
    alarms: list[Mistake] = []
    misses: list[Mistake] = []
    problems: list[str] = []
    count = unread = right = kept = allowed = clean = flagged = infos = 0
    for row, report in zip(rows, reports, strict=True):
        count += 1
        unread += report.error is not None
        lang = row.lang or "-"
        placed, lost = place(row)
        problems += lost
        live = [v for v in report.violations if v.suppressed is None]
        judged = [v for v in live if v.severity in JUDGED]
        if row.clean:
            clean += 1
            flagged += bool(judged)
            infos += len(live) - len(judged)
        touched = [[p for p in placed if _touches(v, p)] for v in judged]
        spoilt: set[int] = set()
        for violation, labels in zip(judged, touched, strict=True):
            fate = _fate(labels)
            rules.setdefault(violation.rule, Counter())[fate] += 1
            if fate == "false":
                categories.false[violation.category] += 1
                languages.false[lang] += 1
                spoilt.update(id(p) for p in labels)
                alarms.append(_alarm(row, violation, bool(labels)))
        for one in placed:
            if one.label.kind == "allowed":
                allowed += 1
                kept += id(one) not in spoilt
            elif one.label.kind == "violation":
                by = [v for v, labels in zip(judged, touched, strict=True) if one in labels]
                counter = "found" if by else "missed"
                getattr(categories, counter)[one.label.category] += 1
                getattr(languages, counter)[lang] += 1
                right += any(v.category == one.label.category for v in by)
                if not by:
                    misses.append(_miss(row, one))
    overall = categories.measure()
    return Evaluation(
        rows=count,
        unread=unread,
        overall=overall,
        categories=categories.by_key(),
        languages=languages.by_key(),
        rules={
            rule: RuleScore(fates["true"], fates["false"], fates["unsure"])
            for rule, fates in sorted(rules.items())
        },
        category_right=Share(right, overall.found),
        allowed_kept=Share(kept, allowed),
        clean_flagged=Share(flagged, clean),
        clean_infos=Share(infos, clean),
        false_alarms=tuple(alarms),
        misses=tuple(misses),
        problems=tuple(problems),
    )


def worst(
    evaluation: Evaluation, *, rule: str | None = None, category: str | None = None
) -> tuple[tuple[Mistake, ...], tuple[Mistake, ...]]:
    """Return false alarms and misses to read, those of the worst offenders first.

    False alarms go by rule, the rule with most of them first; misses by category. ``rule``
    leaves its own false alarms and no misses; ``category`` leaves both of that category.
    """
    alarms = [
        m
        for m in evaluation.false_alarms
        if rule in (None, m.rule) and category in (None, m.category)
    ]
    misses = [m for m in evaluation.misses if rule is None and category in (None, m.category)]
    by_rule = Counter(m.rule for m in alarms)
    by_category = Counter(m.category for m in misses)
    alarms.sort(key=lambda m: (-by_rule[m.rule], m.rule or ""))
    misses.sort(key=lambda m: (-by_category[m.category], m.category))
    return tuple(alarms), tuple(misses)


def _touches(violation: Violation, placed: Placed) -> bool:
    label = placed.label
    if label.text is None:
        return violation.category == label.category
    if violation.field != label.field:
        return False
    if violation.start is None or violation.end is None:
        return violation.category == label.category
    span = Span(violation.start, violation.end)
    return any(span.overlaps(other) for other in placed.spans)


def _fate(labels: list[Placed]) -> str:
    kinds = {placed.label.kind for placed in labels}
    if "violation" in kinds:
        return "true"
    return "unsure" if "unsure" in kinds else "false"


def _alarm(row: Labelled, violation: Violation, allowed: bool) -> Mistake:
    return Mistake(
        listing=row.id,
        field=violation.field,
        text=violation.text,
        category=violation.category,
        rule=violation.rule,
        message=violation.message,
        allowed=allowed,
    )


def _miss(row: Labelled, placed: Placed) -> Mistake:
    label = placed.label
    return Mistake(row.id, label.field, label.text, label.category, message=label.why)
