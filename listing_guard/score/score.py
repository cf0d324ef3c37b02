"""Findings to one number and one verdict.

A finding weighs severity × confidence × field weight, between 0 and 1, and the score is
``100 (1 − Π(1 − w))`` over the findings that count: two of 0.6 make 84, and no number of
slight ones passes 100. Not every finding counts, since one fault may be seen by several rules
and one phrase repeated in every field:

- of findings whose spans overlap in one field, the heaviest counts;
- one (rule, plain text) counts once in a listing, wherever it stands.

Findings are taken heaviest first, and one that overlaps or repeats a finding already taken
stands under it. So a hint on the length of a whole title cannot join ``全网最低`` and ``根治``,
which share no character, into one group: both are heavier than it, and it stands under them.

Arithmetic is decimal, from the shortest decimal form of each weight, and halves round up, so
that the same findings give the same score on every machine and in every order.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import mul
from typing import TYPE_CHECKING

from msgspec import Struct, field

from listing_guard.errors import UsageError
from listing_guard.model.report import CONFIDENCES, SEVERITIES
from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.model.report import Confidence, Severity, Verdict, Violation

_ONE = Decimal(1)
MOST_EVADED = 10
"""Weighing more, the slightest finding would be certain to block."""


def _severity() -> dict[Severity, float]:
    return {"error": 0.6, "warning": 0.25, "info": 0.05}


def _confidence() -> dict[Confidence, float]:
    return {"high": 1.0, "medium": 0.7, "low": 0.4}


class Weights(Struct, frozen=True, kw_only=True):
    """What findings weigh and from which score on a listing is looked at; all configurable.

    Raises `UsageError` for a weight outside 0–1, a threshold outside 0–100, or a severity or
    confidence that has none.
    """

    severity: dict[Severity, float] = field(default_factory=_severity)
    confidence: dict[Confidence, float] = field(default_factory=_confidence)
    review_at: int = 60
    """From this score on the verdict is at least ``review``."""
    block_at: int | None = None
    """From this score on the verdict is ``block``; ``None``: no score blocks by itself."""
    evaded: float = 1.0
    """How many times as much a finding weighs whose words are disguised; 1 at most in all."""

    def __post_init__(self) -> None:
        for name, table, known in (
            ("severity", self.severity, SEVERITIES),
            ("confidence", self.confidence, CONFIDENCES),
        ):
            if set(table) != set(known):
                raise UsageError(f"weights: {name} must give {', '.join(known)}, each once")
            for key, value in table.items():
                if not 0 <= value <= 1:
                    raise UsageError(f"weights: {name}.{key} is {value}, not between 0 and 1")
        if not 0 <= self.evaded <= MOST_EVADED:
            raise UsageError(f"weights: evaded is {self.evaded}, not between 0 and {MOST_EVADED}")
        for name, bar in (("review_at", self.review_at), ("block_at", self.block_at)):
            if bar is not None and not 0 <= bar <= 100:
                raise UsageError(f"weights: {name} is {bar}, not between 0 and 100")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with its weight (0–1)."""

    violation: Violation
    weight: Decimal

    @property
    def field(self) -> str | None:
        """The path of the field that the finding stands in."""
        return self.violation.field

    @property
    def span(self) -> Span | None:
        """The place in the original text; ``None`` for a finding without one."""
        start, end = self.violation.start, self.violation.end
        return None if start is None or end is None else Span(start, end)


@dataclass(frozen=True, slots=True)
class Score:
    """The score (0–100) and the findings that make it, heaviest first."""

    total: int
    parts: tuple[Weighed, ...]


def weigh(violation: Violation, weights: Weights, field_weight: float = 1.0) -> Weighed:
    """Return the finding with its weight; one without a place ignores ``field_weight``."""
    severity = weights.severity[violation.severity]
    confidence = weights.confidence[violation.confidence]
    place = field_weight if violation.start is not None else 1.0
    weight = _exact(severity) * _exact(confidence) * _exact(place)
    if violation.evaded:
        weight *= _exact(weights.evaded)
    return Weighed(violation, min(max(weight, Decimal(0)), _ONE))


def score_of(findings: Iterable[Weighed]) -> Score:
    """Return the score of one listing; suppressed findings are left out."""
    taken: list[Weighed] = []
    places: dict[str | None, list[Span]] = {}
    phrases: set[tuple[str, str | None]] = set()
    live = (f for f in findings if f.violation.suppressed is None and f.weight > 0)
    for finding in sorted(live, key=_heaviest_first):
        phrase = (finding.violation.rule, finding.violation.plain)
        if phrase in phrases or not _room(places.setdefault(finding.field, []), finding.span):
            continue
        taken.append(finding)
        if finding.violation.plain is not None:
            phrases.add(phrase)
    rest = reduce(mul, (_ONE - part.weight for part in taken), _ONE)
    total = (100 * (_ONE - rest)).quantize(_ONE, ROUND_HALF_UP)
    return Score(int(total), tuple(taken))


def verdict_of(violations: Iterable[Violation], total: int, weights: Weights) -> Verdict:
    """Return what to do with a listing that was read; suppressed findings are left out.

    ``block`` for an error of high confidence (or a score from ``block_at`` on), ``review`` for
    any warning or error or a score from ``review_at`` on, else ``pass``.
    """
    live = [v for v in violations if v.suppressed is None]
    if any(v.severity == "error" and v.confidence == "high" for v in live):
        return "block"
    if weights.block_at is not None and total >= weights.block_at:
        return "block"
    if total >= weights.review_at or any(v.severity != "info" for v in live):
        return "review"
    return "pass"


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def _heaviest_first(f: Weighed) -> tuple[Decimal, str, int, int, str, str, str]:
    v = f.violation
    place = (v.field or "", v.start or 0, v.end or 0)
    return (-f.weight, *place, v.rule, v.plain or "", v.fingerprint)


def _room(taken: list[Span], span: Span | None) -> bool:
    """Put a span among those taken, kept in order and apart; ``False``: it overlaps one."""
    if span is None:
        return True
    at = bisect(taken, span)
    if any(span.overlaps(other) for other in taken[max(at - 1, 0) : at + 1]):
        return False
    taken.insert(at, span)
    return True
