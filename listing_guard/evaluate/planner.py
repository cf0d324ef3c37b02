"""Compiling the rules that are in force in a market into plans, one a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import ANY_CATEGORY, CompiledRule, RuleCompiler
from listing_guard.evaluate.givens import Givens
from listing_guard.evaluate.matcher import Matcher
from listing_guard.evaluate.passages import ROOTS as PASSAGE_ROOTS
from listing_guard.evaluate.plan import HitClauses, Plan
from listing_guard.lang.needs import GATES, NOT_PLAIN, Need, platforms
from listing_guard.match.compiled import CompiledPattern
from listing_guard.match.scan import Scanner
from listing_guard.model.market import is_within
from listing_guard.model.paths import steps
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import datetime

    from listing_guard.ruleset.rule import Rule, Ruleset


class Planner:
    """Compiles the rules that are in force in a market, each once for all platforms."""

    __slots__ = (
        "_compiled",
        "_compiler",
        "_lang",
        "_market",
        "_now",
        "_plans",
        "_platforms",
        "_ruleset",
        "rules",
    )

    def __init__(
        self,
        ruleset: Ruleset,
        selected: Iterable[Rule],
        market: str,
        now: datetime,
        lang: str,
        folds: frozenset[str] | None = None,
    ) -> None:
        """Take the selected rules, and a market at a time (aware, its zone).

        ``folds``: the disguises of words that are undone, ``None`` for all that the rules name.
        """
        day = now.date().isoformat()
        markets = {pack.name: pack.markets for pack in ruleset.packs}
        self._ruleset = ruleset
        self._market = market
        self._now = now
        self._lang = lang
        self._compiler = RuleCompiler(market, now, lang, ruleset.lexicons, folds)
        self.rules = tuple(
            rule
            for rule in selected
            if rule.enabled
            and not rule.draft
            and rule.in_force(day)
            and (not rule.basis or any(cite.holds(day, market) for cite in rule.basis))
            and _sold_in(markets.get(rule.pack, ()), market)
            and self._compiler.admits(rule)
        )
        """The rules in force in the market, whatever the platform."""
        self._compiled: dict[str, CompiledRule] = {}
        self._platforms = {rule.id: _platforms(rule) for rule in self.rules}
        self._plans: dict[str | None, Plan] = {}

    def plan(self, platform: str | None) -> Plan:
        """Return what is compiled for a platform (``None``: none is known), at the first call."""
        name = None if platform is None else fold(platform)
        if not any(name in named for named in self._platforms.values() if named is not None):
            name = None  # a platform that no gate names is like every other
        if name not in self._plans:
            self._plans[name] = self._build(name)
        return self._plans[name]

    def compiled(self) -> Iterator[CompiledRule]:
        """Yield the rules in force, whatever the platform."""
        return map(self._compile, self.rules)

    def _compile(self, rule: Rule) -> CompiledRule:
        if rule.id not in self._compiled:
            self._compiled[rule.id] = self._compiler.compile(rule)
        return self._compiled[rule.id]

    def _build(self, platform: str | None) -> Plan:
        rules = [
            self._compile(rule)
            for rule in self.rules
            if (named := self._platforms[rule.id]) is None or platform in named
        ]
        always: list[int] = []
        by_need: dict[Hashable, list[int]] = {}
        for index, rule in enumerate(rules):
            if not rule.clauses:
                always.append(index)
                continue
            for need in min(rule.clauses, key=_cost):
                if need != ANY_CATEGORY or not _waits(rule):
                    by_need.setdefault(need, []).append(index)
        asked = dict.fromkeys(rule.patterns[name] for rule in rules for name in rule.asked)
        looked_for = dict.fromkeys(
            need
            for rule in rules
            for clause in (*rule.clauses, rule.inputs or ())
            for need in clause
        )
        asked.update({need: None for need in looked_for if isinstance(need, CompiledPattern)})
        asked.update({rule.claim_words: None for rule in rules if rule.claim_words})
        bits = {need: 1 << number for number, need in enumerate(looked_for)}
        needs = {_key(need): (bit, tuple(by_need.get(need, ()))) for need, bit in bits.items()}
        return Plan(
            market=self._market,
            now=self._now,
            lang=self._lang,
            rules=tuple(rules),
            scanner=Scanner(asked),
            roots=frozenset(_roots(rules, looked_for)),
            lineage=self._ruleset.taxonomy.lineage,
            waiting=tuple(rule.rule.id for rule in rules if _waits(rule)),
            _always=tuple(always),
            _needs=needs,
            _givens=Givens(
                needs,
                frozenset().union(*(rule.levels for rule in rules)) - GATES,
                Matcher({}, self._ruleset.lexicons, {}).in_lexicon,
            ),
            _tests=tuple(
                (
                    rule,
                    tuple(sum(bits[need] for need in clause) for clause in rule.clauses),
                    _hit_clauses(rule),
                    None if rule.inputs is None else sum(bits[need] for need in rule.inputs),
                )
                for rule in rules
            ),
            _told_later=sum(bit for need, bit in bits.items() if _is_told_later(need)),
        )


def _platforms(rule: Rule) -> frozenset[str] | None:
    """Return the platforms, folded, that a rule's gate lets in; ``None``: any, or none known."""
    named = None if rule.applies is None else platforms(rule.applies)
    return None if named is None else frozenset(map(fold, named))


def _roots(rules: Iterable[CompiledRule], needs: Iterable[Hashable]) -> Iterator[str]:
    """Yield the top-level fields whose texts are scanned."""
    for rule in rules:
        for each in rule.rule.fields:
            yield steps(each.path)[0]
        for name in rule.passages_asked:
            yield from PASSAGE_ROOTS[name]
    if NOT_PLAIN in needs:
        yield "attributes"


def _is_told_later(need: Hashable) -> bool:
    if not isinstance(need, Need):
        return True
    return need.kind in ("name", "lexicon", "odd") or "[" in need.name


def _key(need: Hashable) -> Hashable:
    """Return what a listing is asked for: a category goes by its id."""
    if isinstance(need, Need) and need.kind == "category" and need != ANY_CATEGORY:
        return need.name
    return need


def _hit_clauses(rule: CompiledRule) -> HitClauses:
    """Return the clauses of nothing but patterns; few words first, since most have no hit."""
    mine = dict.fromkeys(rule.patterns.values())
    clauses = [
        tuple(pattern for pattern in mine if pattern in clause)
        for clause in rule.clauses
        if clause <= mine.keys()
    ]
    return tuple(sorted(clauses, key=_effort))


def _effort(patterns: tuple[CompiledPattern, ...]) -> tuple[int, int]:
    entries = [entry for pattern in patterns for entry in pattern.spec.entries]
    return (sum(entry.is_regex for entry in entries), len(entries))


def _waits(rule: CompiledRule) -> bool:
    return bool(rule.clauses) and all(ANY_CATEGORY in clause for clause in rule.clauses)


def _cost(clause: frozenset[Hashable]) -> tuple[bool, bool, int]:
    """Order clauses by how rarely they are met: hits, categories, then fields."""
    kinds = {
        need.kind if isinstance(need, Need) else "hit" for need in clause if need != ANY_CATEGORY
    }
    return (not kinds.isdisjoint({"field", "filled"}), "category" in kinds, len(clause))


def _sold_in(markets: tuple[str, ...], market: str) -> bool:
    return not markets or any(is_within(market, each) for each in markets)
