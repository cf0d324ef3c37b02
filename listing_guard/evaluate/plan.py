"""What one market, platform and language need: the rules in force, and one automaton."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import ANY_CATEGORY, CompiledRule, RuleCompiler
from listing_guard.lang.analysis import Need
from listing_guard.match.scan import Scanner
from listing_guard.model.market import is_within
from listing_guard.model.paths import steps, value_at

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import datetime

    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing
    from listing_guard.ruleset.rule import Rule, Ruleset


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The compiled rules of one market on one day; immutable."""

    market: str
    now: datetime
    lang: str
    rules: tuple[CompiledRule, ...]
    scanner: Scanner
    roots: frozenset[str]
    """Top-level fields that some rule reads as text."""
    waiting: tuple[str, ...]
    """Ids of rules that wait for nothing but a category."""
    _always: tuple[int, ...]
    """Rules that may hold for any listing."""
    _by_need: dict[Hashable, tuple[int, ...]]
    """Rules by each of the needs of their narrowest clause."""
    _fields: tuple[Need, ...]
    """The fields that some rule needs."""
    _categories: dict[str, Need]
    """The categories that some rule needs, by id."""

    def candidates(
        self, listing: Listing, scan: Scan, category: frozenset[str] | None
    ) -> list[CompiledRule]:
        """Return the rules worth evaluating on a listing, in order of their id.

        Where no category could be told, rules that have a hit are, so that the report can say
        what they wait for.
        """
        there: set[Hashable] = set(scan.touched())
        there.update([need for need in self._fields if value_at(listing, need.name) is not None])
        if category is None:
            there.add(ANY_CATEGORY)
        else:
            there.update([self._categories[each] for each in category if each in self._categories])
        wanted = set(self._always)
        for need in there & self._by_need.keys():
            for index in self._by_need[need]:
                if not any(map(there.isdisjoint, self.rules[index].clauses)):
                    wanted.add(index)
        return [self.rules[index] for index in sorted(wanted)]


def build_plan(
    ruleset: Ruleset, selected: Iterable[Rule], market: str, now: datetime, lang: str
) -> Plan:
    """Compile the selected rules that are in force in a market at a time (aware, its zone)."""
    day = now.date().isoformat()
    markets = {pack.name: pack.markets for pack in ruleset.packs}
    compiler = RuleCompiler(market, now, lang, ruleset.lexicons)
    rules = tuple(
        compiled
        for rule in selected
        if rule.enabled
        and not rule.draft
        and rule.in_force(day)
        and (not rule.basis or any(cite.in_force(day) for cite in rule.basis))
        and _sold_in(markets.get(rule.pack, ()), market)
        and (compiled := compiler.compile(rule)) is not None
    )
    always: list[int] = []
    by_need: dict[Hashable, list[int]] = {}
    for index, rule in enumerate(rules):
        if not rule.clauses:
            always.append(index)
            continue
        for need in min(rule.clauses, key=_cost):
            if need != ANY_CATEGORY or not _waits(rule):
                by_need.setdefault(need, []).append(index)
    needs = {need for rule in rules for clause in rule.clauses for need in clause}
    asked = dict.fromkeys(rule.patterns[name] for rule in rules for name in rule.asked)
    return Plan(
        market=market,
        now=now,
        lang=lang,
        rules=rules,
        scanner=Scanner(asked),
        roots=frozenset(steps(field.path)[0] for rule in rules for field in rule.rule.fields),
        waiting=tuple(rule.rule.id for rule in rules if _waits(rule)),
        _always=tuple(always),
        _by_need={need: tuple(indices) for need, indices in by_need.items()},
        _fields=tuple(sorted(n for n in needs if isinstance(n, Need) and n.kind == "field")),
        _categories={n.name: n for n in needs if isinstance(n, Need) and n.kind == "category"},
    )


def _waits(rule: CompiledRule) -> bool:
    return bool(rule.clauses) and all(ANY_CATEGORY in clause for clause in rule.clauses)


def _cost(clause: frozenset[Hashable]) -> tuple[bool, bool, int]:
    """Order clauses by how rarely they are met: hits, then categories, then fields."""
    kinds = {need.kind if isinstance(need, Need) else "hit" for need in clause}
    return ("field" in kinds, "category" in kinds, len(clause))


def _sold_in(markets: tuple[str, ...], market: str) -> bool:
    return not markets or any(is_within(market, each) for each in markets)
