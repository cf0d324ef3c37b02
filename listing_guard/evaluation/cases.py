"""Labels against findings, one listing at a time: what came of every one of them.

Only unsuppressed findings of severity ``warning`` or ``error`` are judged. A finding *touches* a
label when their spans in one field overlap; one without a place touches labels of its category
in its field; and a label on the record is touched by any finding of its category.

- A violation is found when a finding touches it, however many do.
- A finding that touches no violation and no label in doubt is a false alarm; an allowed text that
  it touches is then not kept. One that touches labels in doubt and no violation counts neither
  way.

One finding may find several violations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from listing_guard.evaluation.labels import Labelled, Placed
    from listing_guard.model.report import Report, Violation

JUDGED = frozenset({"error", "warning"})

Fate = Literal["true", "false", "unsure"]
"""Of a finding: on a violation, on nothing, on a text in doubt."""
Outcome = Literal["found", "missed", "kept", "spoilt", "true", "false", "unsure", "info"]
"""Of a label: the first four; a spoilt one is allowed and flagged. Of a finding: the others."""


@dataclass(frozen=True, slots=True)
class Case:
    """A label or a finding with what came of it; every figure counts some of these."""

    row: int
    """Which of the labelled rows, from 0."""
    line: int | None
    """Its line in the file."""
    listing: str
    lang: str
    outcome: Outcome
    category: str
    """The label's, or the finding's."""
    rules: tuple[str, ...]
    """The finding's rule, or those that touched the label."""
    field: str | None
    start: int | None
    end: int | None
    text: str | None
    message: str | None = None
    """What the finding says, or why the reviewer labelled."""
    clean: bool = False
    """Whether the listing has no violation and no doubt."""
    allowed: bool = False
    """A false alarm on a text that is labelled as allowed."""
    right: bool = False
    """A found violation to which some finding gave the right category."""

    @property
    def rule(self) -> str | None:
        """The first of its rules; ``None`` for a miss."""
        return self.rules[0] if self.rules else None


def cases_of(row: Labelled, report: Report, placed: Sequence[Placed], index: int) -> Iterator[Case]:
    """Yield what came of a listing's findings, then of its labels.

    Findings of severity info are told of clean listings only, as those alone are counted.
    """
    live = [v for v in report.violations if v.suppressed is None]
    judged = [v for v in live if v.severity in JUDGED]
    touched = [[p for p in placed if touches(v, p)] for v in judged]
    spoilt: set[int] = set()
    for violation, labels in zip(judged, touched, strict=True):
        fate = fate_of(labels)
        if fate == "false":
            spoilt.update(id(p) for p in labels)
        yield _of_finding(row, violation, index, fate, allowed=fate == "false" and bool(labels))
    if row.clean:
        for violation in live:
            if violation.severity not in JUDGED:
                yield _of_finding(row, violation, index, "info")
    for one in placed:
        by = [v for v, labels in zip(judged, touched, strict=True) if one in labels]
        if one.label.kind == "allowed":
            yield _of_label(row, one, index, "spoilt" if id(one) in spoilt else "kept", by)
        elif one.label.kind == "violation":
            yield _of_label(row, one, index, "found" if by else "missed", by)


def touches(violation: Violation, placed: Placed) -> bool:
    """Say whether a finding is about what a label is about; see the module's text."""
    label = placed.label
    if label.text is None:
        return violation.category == label.category
    if violation.field != label.field:
        return False
    if violation.start is None or violation.end is None:
        return violation.category == label.category
    span = Span(violation.start, violation.end)
    return any(span.overlaps(other) for other in placed.spans)


def fate_of(labels: Iterable[Placed]) -> Fate:
    """Return what a finding is worth that touches these labels."""
    kinds = {placed.label.kind for placed in labels}
    if "violation" in kinds:
        return "true"
    return "unsure" if "unsure" in kinds else "false"


def _of_finding(
    row: Labelled, found: Violation, index: int, outcome: Outcome, *, allowed: bool = False
) -> Case:
    return Case(
        row=index,
        line=row.line,
        listing=row.id,
        lang=row.lang or "-",
        outcome=outcome,
        category=found.category,
        rules=(found.rule,),
        field=found.field,
        start=found.start,
        end=found.end,
        text=found.text,
        message=found.message,
        clean=row.clean,
        allowed=allowed,
    )


def _of_label(
    row: Labelled, placed: Placed, index: int, outcome: Outcome, by: Sequence[Violation]
) -> Case:
    label = placed.label
    first = placed.spans[0] if placed.spans else None
    return Case(
        row=index,
        line=row.line,
        listing=row.id,
        lang=row.lang or "-",
        outcome=outcome,
        category=label.category,
        rules=tuple(dict.fromkeys(v.rule for v in by)),
        field=label.field,
        start=first.start if first else None,
        end=first.end if first else None,
        text=label.text,
        message=label.why,
        clean=row.clean,
        right=outcome == "found" and any(v.category == label.category for v in by),
    )
