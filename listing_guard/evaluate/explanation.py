"""Why each rule fired, did not, was exempted or could not be evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from listing_guard.evaluate.passages import PassageHit
from listing_guard.lang.explain import trace

if TYPE_CHECKING:
    from listing_guard.evaluate.compiledrule import CompiledRule
    from listing_guard.evaluate.outcome import Outcome
    from listing_guard.lang.environment import Environment
    from listing_guard.lang.explain import Trace
    from listing_guard.model.report import Exempted, Report
    from listing_guard.ruleset.rule import Rule

Verdict = Literal["fired", "exempted", "quiet", "not-evaluated", "does-not-apply", "not-in-force"]


@dataclass(frozen=True, slots=True)
class RuleStory:
    """What became of one rule, with the values that every part of its expressions had."""

    rule: Rule
    verdict: Verdict
    gate: Trace | None
    condition: Trace | None
    missing: tuple[str, ...]
    exempted: tuple[Exempted, ...]
    hits: tuple[str, ...]
    """The live hits' plain texts with their field: ``title: 最佳``."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The report on one listing, how its category was told, and the story of every rule."""

    report: Report
    market: str
    as_of: str
    category: str | None
    category_by: str | None
    stories: tuple[RuleStory, ...]


def story(
    compiled: CompiledRule,
    outcome: Outcome | None,
    env: Environment,
    exempted: tuple[Exempted, ...],
) -> RuleStory:
    """Tell what became of a rule; ``outcome`` is ``None`` where it was no candidate."""
    rule = compiled.rule
    gate = trace(rule.applies, env) if rule.applies else None
    if outcome is None:
        state: Verdict = "quiet" if gate is None or gate.value is True else "does-not-apply"
    elif outcome.state == "quiet" and outcome.excused:
        state = "exempted"
    else:
        state = outcome.state
    hits = [hit for name in compiled.reported for hit in env.hits(name).live]
    hits += [hit for hit in outcome.hits if isinstance(hit, PassageHit)] if outcome else []
    return RuleStory(
        rule=rule,
        verdict=state,
        gate=gate,
        condition=trace(rule.condition, env) if state != "does-not-apply" else None,
        missing=outcome.missing if outcome else (),
        exempted=tuple(each for each in exempted if each.rule == rule.id),
        hits=tuple(f"{hit.where.path}: {hit.plain}" for hit in hits),
    )


def not_in_force(rule: Rule) -> RuleStory:
    """Tell of a rule that is out of force, out of its market, disabled or a draft."""
    return RuleStory(rule, "not-in-force", None, None, (), (), ())
