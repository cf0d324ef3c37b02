"""What one market, platform and language need: the rules in force, and one automaton."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import CompiledRule, RuleCompiler
from listing_guard.match.scan import Scanner
from listing_guard.model.market import is_within
from listing_guard.model.paths import steps, value_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from listing_guard.match.compiled import CompiledPattern
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
    _lexical: dict[CompiledPattern, tuple[int, ...]]
    """Rules that need a hit, by pattern."""
    _structural: tuple[int, ...]
    _by_field: dict[str, tuple[int, ...]]
    """Rules that need a field of the record, by its name."""
    _by_category: dict[str, tuple[int, ...]]
    gated: tuple[str, ...]
    """Ids of rules that wait for a category, whatever the text says."""

    def candidates(
        self, listing: Listing, scan: Scan, category: frozenset[str] | None
    ) -> list[CompiledRule]:
        """Return the rules worth evaluating on a listing, in order of their id."""
        wanted = set(self._structural)
        touched = frozenset(scan.touched())
        for pattern in touched:
            wanted.update(
                index
                for index in self._lexical.get(pattern, ())
                if not any(touched.isdisjoint(clause) for clause in self.rules[index].clauses)
            )
        for field, rules in self._by_field.items():
            if value_at(listing, field) is not None:
                wanted.update(rules)
        for each in category or ():
            wanted.update(self._by_category.get(each, ()))
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
    lexical: dict[CompiledPattern, list[int]] = {}
    structural: list[int] = []
    by_field: dict[str, list[int]] = {}
    by_category: dict[str, list[int]] = {}
    for index, rule in enumerate(rules):
        if rule.needs_hit:
            for name in rule.asked:
                lexical.setdefault(rule.patterns[name], []).append(index)
        elif rule.categories is not None:
            for each in rule.categories:
                by_category.setdefault(each, []).append(index)
        elif rule.present:
            by_field.setdefault(min(rule.present), []).append(index)
        else:
            structural.append(index)
    asked = dict.fromkeys(rule.patterns[name] for rule in rules for name in rule.asked)
    return Plan(
        market=market,
        now=now,
        lang=lang,
        rules=rules,
        scanner=Scanner(asked),
        roots=frozenset(steps(field.path)[0] for rule in rules for field in rule.rule.fields),
        _lexical={pattern: tuple(indices) for pattern, indices in lexical.items()},
        _structural=tuple(structural),
        _by_field={field: tuple(indices) for field, indices in by_field.items()},
        _by_category={each: tuple(indices) for each, indices in by_category.items()},
        gated=tuple(
            sorted(
                rule.rule.id for rule in rules if rule.categories is not None and not rule.needs_hit
            )
        ),
    )


def _sold_in(markets: tuple[str, ...], market: str) -> bool:
    return not markets or any(is_within(market, each) for each in markets)
