"""What became of one rule on one listing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from listing_guard.lang.environment import Environment
from listing_guard.lang.values import Unknown
from listing_guard.match.hit import NO_HITS
from listing_guard.match.rulehits import RuleHits

if TYPE_CHECKING:
    from listing_guard.evaluate.compiledrule import CompiledRule
    from listing_guard.evaluate.plan import Plan
    from listing_guard.lang.windows import PriceWindow
    from listing_guard.match.hit import Excused, Hit, PatternHits
    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing

State = Literal["fired", "quiet", "not-evaluated", "does-not-apply"]


class Subject(Struct, frozen=True):
    """One listing, read: the scan over its texts, its resolved category."""

    listing: Listing
    platform: str | None
    scan: Scan
    category: frozenset[str] | None
    guessed: bool
    """The category was guessed from words of the title."""


class Outcome(Struct, frozen=True):
    """What one rule made of one listing."""

    rule: CompiledRule
    state: State
    hits: tuple[Hit, ...] = ()
    """Live hits to report; a rule that fired without any has one finding without a place."""
    excused: tuple[Excused, ...] = ()
    missing: tuple[str, ...] = ()
    """Fields whose absence left the rule, or some of its hits, undecided."""
    windows: tuple[PriceWindow, ...] = ()


def environment(rule: CompiledRule, subject: Subject, plan: Plan) -> Environment:
    """Return what the expressions of one rule look at on one listing."""
    hits = RuleHits(rule.patterns, subject.scan, rule.weight) if rule.patterns else None
    env = Environment(
        listing=subject.listing,
        market=plan.market,
        platform=subject.platform,
        now=plan.now,
        category=subject.category,
        hits=hits or _nothing,
        matcher=rule.matcher,
    )
    if hits is not None:
        hits.bind(env)
    return env


def _nothing(name: str) -> PatternHits:
    raise KeyError(name)  # a rule without patterns cannot ask for one


def judge(rule: CompiledRule, env: Environment) -> Outcome:
    """Evaluate one rule: its gate, then its condition, then which hits to report."""
    if rule.applies is not None:
        applies = rule.applies(env)
        if isinstance(applies, Unknown):
            # A gate that cannot be decided does not apply; only an unresolved category is told.
            missing = tuple(each for each in applies.missing if each == "category")
            return Outcome(rule, "does-not-apply", missing=missing)
        if not applies:
            return Outcome(rule, "does-not-apply")
    if rule.needs_hit and all(env.hits(name) is NO_HITS for name in rule.asked):
        return Outcome(rule, "quiet")  # what touched the rule was a literal, not a hit
    holds = rule.condition(env)
    if holds is False and not rule.reported:
        return Outcome(rule, "quiet")
    asked = [env.hits(name) for name in rule.reported]
    excused = tuple([each for found in asked for each in found.excused])
    windows = tuple(env.evidence)
    if isinstance(holds, Unknown) and rule.rule.missing != "violation":
        return Outcome(
            rule, "not-evaluated", excused=excused, missing=holds.missing, windows=windows
        )
    if holds is False:
        return Outcome(rule, "quiet", excused=excused)
    hits = tuple([hit for found in asked for hit in found.live])
    undecided = tuple(dict.fromkeys([path for found in asked for path in found.missing]))
    return Outcome(rule, "fired", hits, excused, undecided, windows)
