"""Which findings make up a score, told from the report alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import field_weights
from listing_guard.score.score import score_of, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from listing_guard.cli.guards import Guards
    from listing_guard.model.report import Report, Violation
    from listing_guard.score.score import Weighed


class MakeUp:
    """Works out the sum behind a score; can be called as the text report does.

    A report does not carry the weight that a lexicon entry may have of its own. Where such
    weights took part the sum does not come out, and nothing is claimed.
    """

    def __init__(self, guards: Guards) -> None:
        guard = guards.guards[0]
        self._weights = guard.weights
        self._rules = {rule.id: rule for rule in guard.ruleset.rules}
        self._by_rule: dict[str, Callable[[str], float | None]] = {}

    def __call__(self, report: Report) -> Sequence[Weighed]:
        """Return the findings that count, heaviest first; none if they do not explain the score."""
        score = score_of(
            weigh(each, self._weights, self._field_weight(each)) for each in report.violations
        )
        return score.parts if score.total == report.score else ()

    def _field_weight(self, found: Violation) -> float:
        if found.rule not in self._by_rule:
            self._by_rule[found.rule] = field_weights(self._rules[found.rule].fields)
        weight = self._by_rule[found.rule](found.field) if found.field is not None else None
        return 1.0 if weight is None else weight
