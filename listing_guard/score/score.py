"""Findings to one number and one verdict.

A finding weighs severity × confidence × field weight, between 0 and 1, and the score is
``100 (1 − Π(1 − w))`` over the findings that count: two of 0.6 make 84, and no number of
slight ones passes 100. Not every finding counts, since one fault may be seen by several rules
and one phrase repeated in every field:

- of findings whose spans overlap in one field, the heaviest counts;
- one (rule, plain text) counts once in a listing, wherever it stands.

Overlap is not transitive. A rule on the length of a title marks the whole of it, and would join
全网最低 and 根治 into one group though they share no character. What counts is therefore *the
selection that scores highest among those in which no two findings overlap or repeat each
other*. Where all overlap all, that is the heaviest alone; and a further finding never lowers
the score, for it only adds to the selections that can be made.

Arithmetic is decimal, from the shortest decimal form of each weight, and halves round up, so
that the same findings give the same score on every machine and in every order.
"""

from __future__ import annotations

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
    from collections.abc import Iterable, Sequence

    from listing_guard.model.report import Confidence, Severity, Verdict, Violation

MOST_STATES = 1024
"""Selections kept open at a time; only a listing built against the search reaches it."""

_ONE = Decimal(1)


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


def weigh(violation: Violation, field_weight: float, weights: Weights) -> Weighed:
    """Return the finding with its weight; one without a place ignores ``field_weight``."""
    severity = weights.severity[violation.severity]
    confidence = weights.confidence[violation.confidence]
    place = field_weight if violation.start is not None else 1.0
    weight = _exact(severity) * _exact(confidence) * _exact(place)
    return Weighed(violation, min(max(weight, Decimal(0)), _ONE))


def score_of(findings: Iterable[Weighed]) -> Score:
    """Return the score of one listing; suppressed findings are left out."""
    live = [f for f in findings if f.violation.suppressed is None and f.weight > 0]
    parts = sorted(_selection(live), key=_heaviest_first)
    rest = reduce(mul, (_ONE - part.weight for part in parts), _ONE)
    total = (100 * (_ONE - rest)).quantize(_ONE, ROUND_HALF_UP)
    return Score(int(total), tuple(parts))


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


def _heaviest_first(f: Weighed) -> tuple[Decimal, str, int, int, str, str]:
    v = f.violation
    return (-f.weight, v.field or "", v.start or 0, v.end or 0, v.rule, v.fingerprint)


def _in_place(f: Weighed) -> tuple[str, int, int, Decimal, str, str]:
    v = f.violation
    return (v.field or "", v.start or 0, v.end or 0, -f.weight, v.rule, v.fingerprint)


def _selection(live: Sequence[Weighed]) -> list[Weighed]:
    """Return the findings that count."""
    if len(live) < 2:
        return list(live)
    free = [f for f in live if f.span is None]
    placed = sorted((f for f in live if f.span is not None), key=_in_place)
    return free + _best(_without_idle_repeats(placed))


def _without_idle_repeats(placed: list[Weighed]) -> list[Weighed]:
    """Drop repeats of a phrase whose heaviest occurrence stands free of other findings.

    That occurrence takes no room from any other finding, so it is in some best selection.
    """
    groups: dict[tuple[str, str | None], list[Weighed]] = {}
    for f in placed:
        groups.setdefault(_key(f), []).append(f)
    if len(groups) == len(placed):
        return placed
    crowded = _crowded(placed)
    dropped: set[int] = set()
    for group in groups.values():
        heaviest = min(group, key=_heaviest_first)
        if len(group) > 1 and id(heaviest) not in crowded:
            dropped.update(id(f) for f in group if f is not heaviest)
    return [f for f in placed if id(f) not in dropped]


def _crowded(placed: list[Weighed]) -> set[int]:
    """Return the identities of findings that overlap another in their field."""
    crowded: set[int] = set()
    reach: Weighed | None = None
    for f in placed:
        if reach is not None and reach.field == f.field and _end(reach) > _start(f):
            crowded.update((id(reach), id(f)))
        if reach is None or reach.field != f.field or _end(f) > _end(reach):
            reach = f
    return crowded


def _key(f: Weighed) -> tuple[str, str | None]:
    return (f.violation.rule, f.violation.plain)


def _start(f: Weighed) -> int:
    return f.violation.start or 0


def _end(f: Weighed) -> int:
    return f.violation.end or 0


@dataclass(frozen=True, slots=True)
class _Chain:
    """The findings selected so far, last first; ``rest`` is Π(1 − w) over them."""

    rest: Decimal
    last: Weighed | None = None
    before: _Chain | None = None


def _best(placed: list[Weighed]) -> list[Weighed]:
    """Return the heaviest selection of findings that neither overlap nor repeat each other.

    One pass in order of place. A state is where the text is taken up to, and which of the
    phrases that come again are taken; of selections in one state only the heaviest is kept.
    """
    last_of = {_key(f): n for n, f in enumerate(placed)}
    bits: dict[tuple[str, str | None], int] = {}
    for n, f in enumerate(placed):
        if last_of[_key(f)] != n and _key(f) not in bits:
            bits[_key(f)] = 1 << len(bits)
    states: dict[tuple[int, int], _Chain] = {(0, 0): _Chain(_ONE)}
    current: str | None = None
    for n, f in enumerate(placed):
        bit = bits.get(_key(f), 0)
        onward: dict[tuple[int, int], _Chain] = {}
        for (taken, mask), chain in states.items():
            free = 0 if f.field != current else taken
            kept = mask if last_of[_key(f)] != n else mask & ~bit
            _keep(onward, (max(free, _start(f)), kept), chain)
            if free <= _start(f) and not mask & bit:
                more = _Chain(chain.rest * (_ONE - f.weight), f, chain)
                _keep(onward, (_end(f), kept | bit if last_of[_key(f)] != n else kept), more)
        current = f.field
        states = onward if len(onward) <= MOST_STATES else _fewer(onward)
    return _findings(min(states.items(), key=lambda s: (s[1].rest, s[0]))[1])


def _keep(states: dict[tuple[int, int], _Chain], state: tuple[int, int], chain: _Chain) -> None:
    held = states.get(state)
    if held is None or chain.rest < held.rest:
        states[state] = chain


def _fewer(states: dict[tuple[int, int], _Chain]) -> dict[tuple[int, int], _Chain]:
    ranked = sorted(states.items(), key=lambda s: (s[1].rest, s[0]))
    return dict(ranked[:MOST_STATES])


def _findings(chain: _Chain) -> list[Weighed]:
    found: list[Weighed] = []
    step: _Chain | None = chain
    while step is not None:
        if step.last is not None:
            found.append(step.last)
        step = step.before
    return found
