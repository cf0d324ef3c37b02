"""What became of one rule on one listing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from listing_guard.evaluate.passages import hit_of, reader
from listing_guard.lang.environment import Environment
from listing_guard.lang.values import Unknown
from listing_guard.match.hit import NO_HITS
from listing_guard.match.rulehits import RuleHits
from listing_guard.model.report import NotEvaluated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.evaluate.compiledrule import CompiledRule
    from listing_guard.evaluate.plan import Plan
    from listing_guard.match.hit import Excused, Hit, PatternHits
    from listing_guard.match.scan import Scan
    from listing_guard.model.certificates import Compared
    from listing_guard.model.listing import Certificate, Listing
    from listing_guard.prices.steps import PriceCount
    from listing_guard.prices.windows import PriceWindow

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
    windows: tuple[PriceWindow | PriceCount, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    compared: tuple[Compared, ...] = ()
    """What of the goods or of their certificates does not agree with the records."""

    @property
    def says_something(self) -> bool:
        """Whether the report has anything of it."""
        return self.state == "fired" or bool(self.excused or self.missing)


def outcomes_of(subject: Subject, plan: Plan) -> list[Outcome]:
    """Return what the rules of a plan made of one listing, without those that said nothing."""
    candidates, said = plan.candidates(subject.listing, subject.scan, subject.category)
    outcomes = [*said]
    env: Environment | None = None
    for rule, known in candidates:
        outcome = known.get(rule) if known is not None else None
        if outcome is None:
            if env is None:
                env = environment(rule, subject, plan)
            else:  # the same listing: only what belongs to the rule is another
                _turn_to(rule, subject, env)
            outcome = judge(rule, env)
            if known is not None:
                known[rule] = outcome
        if outcome.says_something:
            outcomes.append(outcome)
    return outcomes


def environment(rule: CompiledRule, subject: Subject, plan: Plan) -> Environment:
    """Return what the expressions of one rule look at on one listing."""
    env = Environment(
        listing=subject.listing,
        market=plan.market,
        platform=subject.platform,
        now=plan.now,
        category=subject.category,
        hits=_nothing,
        matcher=rule.matcher,
        lineage=plan.lineage,
    )
    _turn_to(rule, subject, env)
    return env


def _turn_to(rule: CompiledRule, subject: Subject, env: Environment) -> None:
    """Let an environment of the listing serve a rule."""
    if rule.passages_asked:  # what they are does not hang on the rule: they are read once
        env.read = reader(subject.listing, subject.scan, rule.claim_words)
    env.matcher, env.evidence, env.hits = rule.matcher, [], _nothing
    env.certificates, env.compared = [], []
    if rule.patterns:
        env.hits = hits = RuleHits(rule.patterns, subject.scan, rule.weight)
        hits.bind(env)


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
    asked = [env.hits(name) for name in rule.reported]
    excused = tuple([each for found in asked for each in found.excused])
    if holds is False:
        return Outcome(rule, "quiet", excused=excused)
    windows = tuple(env.evidence)
    if isinstance(holds, Unknown) and rule.rule.missing != "violation":
        return Outcome(
            rule, "not-evaluated", excused=excused, missing=holds.missing, windows=windows
        )
    hits = tuple([hit for found in asked for hit in found.live])
    if rule.passages is not None and holds is True:
        hits += tuple([hit_of(each) for each in rule.passages(env)])
    undecided = tuple(dict.fromkeys([path for found in asked for path in found.missing]))
    return Outcome(
        rule,
        "fired",
        hits,
        excused,
        undecided,
        windows,
        tuple(env.certificates),
        tuple(env.compared),
    )


def not_evaluated(
    outcomes: Iterable[Outcome], subject: Subject, plan: Plan
) -> tuple[NotEvaluated, ...]:
    """Return the fields whose absence left rules undecided, with those rules."""
    missing = [(each.rule.rule.id, each.missing) for each in outcomes if each.missing]
    if subject.category is None and plan.waiting:
        missing += [(rule, ("category",)) for rule in plan.waiting]
    return _by_field(tuple(missing)) if missing else ()


@lru_cache(maxsize=1024)
def _by_field(missing: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[NotEvaluated, ...]:
    """Turn pairs of rule and fields round; listing after listing lacks the same."""
    by_field: dict[str, set[str]] = {}
    for rule, paths in missing:
        for path in paths:
            by_field.setdefault(path, set()).add(rule)
    return tuple(
        NotEvaluated(missing=path, rules=tuple(sorted(by_field[path]))) for path in sorted(by_field)
    )
