"""A rule made ready: its gate, its condition and its patterns as things that can be called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.evaluate.claims import claim_words
from listing_guard.evaluate.matcher import Matcher
from listing_guard.evaluate.words import optional
from listing_guard.lang.analysis import (
    compared_fields,
    fields_in,
    hit_patterns,
    needs_hit,
    passages_asked,
    positive_patterns,
)
from listing_guard.lang.environment import Environment
from listing_guard.lang.evaluate import compile_expression, compile_node
from listing_guard.lang.needs import (
    CLAIM,
    Need,
    asks_contents,
    asks_platform_alone,
    inputs,
    requirements,
)
from listing_guard.lang.passages import held_by, holding, name_of
from listing_guard.lang.syntax import And, Boolean, Presence
from listing_guard.match.compiled import CompiledPattern, compile_pattern
from listing_guard.match.hit import NO_HITS
from listing_guard.model.listing import Listing
from listing_guard.model.paths import path_matches
from listing_guard.model.report import Basis

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping
    from datetime import datetime

    from listing_guard.lang.passages import Passage
    from listing_guard.lang.syntax import Expression
    from listing_guard.lang.values import Value
    from listing_guard.match.entryset import EntrySet
    from listing_guard.match.pattern import Cite, Entry, Pattern
    from listing_guard.ruleset.rule import FieldWeight, Rule


ANY_CATEGORY = Need("category", "*")
"""Met by a listing whose category could not be told; stands in every clause of categories."""
_OF_PATTERN = ("hit", "value")
"""Needs that the scan answers: there is nothing where no term or literal of the pattern stands."""


@dataclass(frozen=True, slots=True, eq=False)
class CompiledRule:
    """One rule in force on the day, for one language."""

    rule: Rule
    applies: Callable[[Environment], Value] | None
    """What is left of the gate when market and platform are known and every clause is met;
    ``None``: nothing, it holds."""
    condition: Callable[[Environment], Value]
    patterns: Mapping[str, CompiledPattern]
    reported: tuple[str, ...]
    """Patterns whose live hits are findings: un-negated in the condition and not private."""
    asked: tuple[str, ...]
    """Patterns whose hits the condition asks for."""
    needs_hit: bool
    """Without a hit the condition cannot be true."""
    clauses: tuple[frozenset[Hashable], ...]
    """Of each of these one must be there, or the rule cannot hold: compiled patterns, and `Need`
    for all else."""
    inputs: frozenset[Hashable] | None
    """Where none of these is there, the outcome is that of all such listings; ``None``: never."""
    levels: frozenset[str]
    """The fields that must then be absent alike, or there alike."""
    by_category: bool
    """The gate looks at the category, so a guess at the category makes a guess of a finding."""
    compared: tuple[str, ...]
    basis: tuple[Basis, ...]
    penalty: str | None
    advice: str | None
    weight: Callable[[str], float | None]
    """The weight of a field path, ``None`` where the rule does not look."""
    matcher: Matcher
    passages_asked: frozenset[str]
    """The lists read from the texts that the rule looks at: ``discounts``."""
    claim_words: CompiledPattern | None
    """The words of discounts, if the rule looks at these."""
    passages: Callable[[Environment], tuple[Passage, ...]] | None
    """The elements of such lists that a true condition rests on; ``None``: it rests on none."""


class RuleCompiler:
    """Compiles rules; patterns that rules share are compiled once."""

    def __init__(
        self,
        market: str,
        now: datetime,
        lang: str,
        lexicons: Mapping[str, tuple[Entry, ...]],
        folds: frozenset[str] | None = None,
    ) -> None:
        """Take the market, its time, the language of messages, all lexicons, and the folds."""
        self._folds = folds
        self._market = market
        self._now = now
        self._day = now.date().isoformat()
        self._lang = lang
        self._lexicons = lexicons
        # By identity: a pattern of thousands of entries takes as long to hash as to compile.
        self._patterns: dict[int, tuple[Pattern, CompiledPattern]] = {}
        self._sets: dict[str, EntrySet] = {}
        self._claim_words: CompiledPattern | None = None

    def admits(self, rule: Rule) -> bool:
        """Say whether the gate of a rule can be open for a listing of the market."""
        return self._gate(rule.applies) != Boolean(False)

    def compile(self, rule: Rule) -> CompiledRule:
        """Compile one rule that `admits` lets in, for listings on a platform that it is for."""
        gate = self._gate(rule.applies)
        patterns = {name: self._pattern(spec) for name, spec in rule.patterns.items()}
        reported = tuple(
            name for name in positive_patterns(rule.condition) if not rule.patterns[name].private
        )
        hangs_on = inputs(_whole(rule))
        asked = _passages_asked(rule)
        claims_asked = CLAIM.name in asked
        if claims_asked and self._claim_words is None:
            self._claim_words = claim_words()
        known = _Known(patterns, self._claim_words)
        return CompiledRule(
            rule=rule,
            applies=compile_expression(gate) if gate else None,
            condition=compile_expression(rule.condition),
            patterns=patterns,
            reported=reported,
            asked=tuple(sorted(hit_patterns(rule.condition))),
            needs_hit=needs_hit(rule.condition),
            clauses=tuple(_clauses(rule, known, reported)),
            inputs=None if hangs_on is None else _clause(hangs_on, known),
            levels=frozenset() if hangs_on is None else fields_in(_whole(rule)),
            by_category=gate is not None and "category" in fields_in(gate),
            compared=compared_fields(rule.condition),
            basis=bases(rule.basis, self._day, self._market, self._lang),
            penalty=optional(rule.penalty, self._lang),
            advice=optional(rule.advice, self._lang),
            weight=field_weights(rule.fields),
            matcher=Matcher(patterns, self._lexicons, self._sets),
            passages_asked=asked,
            claim_words=self._claim_words if claims_asked else None,
            passages=_passages(rule.condition),
        )

    def _gate(self, gate: Expression | None) -> Expression | None:
        """Leave out what is decided already: by the market, the platform, or the rule's clauses."""
        if gate is None:
            return None
        parts = gate.operands if isinstance(gate, And) else (gate,)
        left = []
        for part in parts:
            if isinstance(part, Presence) and requirements(part):
                continue  # a clause, so it is met
            if asks_platform_alone(part):
                continue  # the plan of a platform has the rules of that platform
            if fields_in(part) != {"market"}:
                left.append(part)
            elif compile_expression(part)(self._nothing()) is not True:
                return Boolean(False)
        if not left:
            return None
        return left[0] if len(left) == 1 else And(tuple(left))

    def _nothing(self) -> Environment:
        return Environment(
            listing=Listing(),
            market=self._market,
            platform=None,
            now=self._now,
            category=None,
            hits=lambda name: NO_HITS,
            matcher=Matcher({}, self._lexicons, self._sets),
        )

    def _pattern(self, spec: Pattern) -> CompiledPattern:
        if id(spec) not in self._patterns:
            wanted = spec if self._folds is None else spec.with_folds(self._folds)
            self._patterns[id(spec)] = (spec, compile_pattern(wanted))
        return self._patterns[id(spec)][1]


class _Known(NamedTuple):
    """What needs that the scan answers are looked up in."""

    patterns: Mapping[str, CompiledPattern]
    claim_words: CompiledPattern | None


def _passages(condition: Expression) -> Callable[[Environment], tuple[Passage, ...]] | None:
    """Return what gives the elements that a true condition rests on, each once."""
    held = [
        (node, compile_node(node.condition, f"{name_of(node)}.*")) for node in held_by(condition)
    ]
    if not held:
        return None

    def passages(env: Environment) -> tuple[Passage, ...]:
        # A word may be read twice: as one of its field, and as one of all.
        found = {
            (each.where, each.span): each for node, run in held for each in holding(node, run, env)
        }
        return tuple(found.values())

    return passages


def _passages_asked(rule: Rule) -> frozenset[str]:
    """Return the lists that the gate, the condition or what excuses a hit looks at."""
    excuses = (
        exception.when
        for pattern in rule.patterns.values()
        for exception in pattern.exceptions
        if exception.when is not None
    )
    return frozenset().union(*(passages_asked(each) for each in (_whole(rule), *excuses)))


def _whole(rule: Rule) -> Expression:
    return And((rule.applies, rule.condition)) if rule.applies else rule.condition


def _clauses(rule: Rule, known: _Known, reported: tuple[str, ...]) -> Iterator[frozenset[Hashable]]:
    """Yield what gate and condition need.

    A hit that an exception excuses, and a gate that waits for a category, are told even where a
    list or the attributes make the condition false. So clauses that ask for these are met by a
    pattern with exceptions, and by a category that could not be told, too.
    """
    told: set[Hashable] = {
        known.patterns[name] for name in reported if known.patterns[name].exceptions
    }
    if rule.applies and "category" in fields_in(rule.applies):
        told.add(ANY_CATEGORY)
    for needs in requirements(rule.applies) if rule.applies else ():
        yield _clause(needs, known)
    for needs in requirements(rule.condition):
        clause = _clause(needs, known)
        yield clause | told if asks_contents(needs) else clause


def _clause(needs: frozenset[Need], known: _Known) -> frozenset[Hashable]:
    clause: set[Hashable] = {
        known.patterns[n.name] if n.kind in _OF_PATTERN else n for n in needs - {CLAIM}
    }
    if CLAIM in needs:
        clause.add(known.claim_words)
    if any(need.kind == "category" for need in needs):
        clause.add(ANY_CATEGORY)
    return frozenset(clause)


def bases(cites: tuple[Cite, ...], day: str, market: str, lang: str) -> tuple[Basis, ...]:
    """Return the citations that are law in a market on an ISO day, as the report shows them."""
    return tuple(
        Basis(law=cite.law, article=cite.article, note=optional(cite.note, lang))
        for cite in cites
        if cite.holds(day, market)
    )


def field_weights(fields: tuple[FieldWeight, ...]) -> Callable[[str], float | None]:
    """Return what gives the weight of a field path, ``None`` where a rule does not look."""

    @lru_cache(maxsize=4096)
    def weight(path: str) -> float | None:
        found = [
            (selector.path.count("*"), -len(selector.path), selector.weight)
            for selector in fields
            if path_matches(selector.path, path)
        ]
        return min(found)[2] if found else None  # the selector that says most about the path

    return weight
