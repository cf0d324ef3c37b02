"""What one market, platform and language need: the rules in force, and one automaton."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import ANY_CATEGORY, CompiledRule, RuleCompiler
from listing_guard.lang.analysis import Need
from listing_guard.match.scan import Scanner
from listing_guard.model.market import is_within
from listing_guard.model.paths import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime

    from listing_guard.match.compiled import CompiledPattern
    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing
    from listing_guard.ruleset.rule import Rule, Ruleset


_Hits = tuple["tuple[CompiledPattern, ...]", ...]
"""Clauses that are met by nothing but hits, the first to ask first."""
_Test = tuple[CompiledRule, tuple[int, ...], _Hits]
"""A rule, its clauses as sums of the bits of their needs, and those to look at more closely."""
_Key = tuple[tuple[bool, ...], tuple[str, ...], "frozenset[str] | None"]
"""Which fields and attributes a listing gives, of those that some rule needs; its category."""
_Shape = tuple[int, frozenset[int], frozenset[int]]
"""Bits that are there, rules that these do not rule out, and those of them that need no hit to
be looked at. Listings of one source have few shapes, so each is worked out once."""
_MOST_SHAPES = 1024
_NO_NEED: tuple[int, tuple[int, ...]] = (0, ())
"""Of a pattern that no clause holds."""


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
    _by_need: dict[Hashable, tuple[int, tuple[int, ...]]]
    """For each need its bit, and the rules whose narrowest clause it is in."""
    _fields: tuple[Callable[[Listing], tuple[object, ...]], tuple[Need, ...]]
    """What gets the top-level fields that some rule needs, all at once; and their needs."""
    _attributes: dict[str, Need]
    """The attributes that some rule needs, by their key."""
    _tests: tuple[_Test, ...]
    """What must be there for each rule."""
    _hit_bits: int
    """The bits of all patterns, which a listing's fields and category say nothing about."""
    _shapes: dict[_Key, _Shape] = field(default_factory=dict)

    def candidates(
        self, listing: Listing, scan: Scan, category: frozenset[str] | None
    ) -> list[CompiledRule]:
        """Return the rules worth evaluating on a listing, in order of their id.

        Where no category could be told, rules that have a hit are, so that the report can say
        what they wait for.
        """
        get, _ = self._fields
        given = tuple([value is not None for value in get(listing)])
        keys: tuple[str, ...] = ()
        if listing.attributes:
            asked = self._attributes
            keys = tuple(
                [
                    key
                    for key, value in listing.attributes.items()
                    if key in asked and value is not None
                ]
            )
        key = (given, keys, category)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shape(given, keys, category)
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            self._shapes[key] = shape
        there, allowed, ready = shape
        wanted = ready
        for pattern in scan.touched():
            bit, indices = self._by_need.get(pattern, _NO_NEED)
            there |= bit
            if not allowed.isdisjoint(indices):
                wanted |= allowed.intersection(indices)
        found = []
        for index in sorted(wanted):
            rule, clauses, hits = self._tests[index]
            for clause in clauses:
                if not there & clause:
                    break
            else:
                if (
                    not hits
                    or (category is None and rule.by_category)
                    or _all_hit(rule, hits, scan)
                ):
                    found.append(rule)
        return found

    def _shape(
        self, given: tuple[bool, ...], keys: tuple[str, ...], category: frozenset[str] | None
    ) -> _Shape:
        """Work out what fields and category alone decide, for all listings that agree in them."""
        needs: list[Hashable] = [
            need for need, is_given in zip(self._fields[1], given, strict=True) if is_given
        ]
        needs += [self._attributes[key] for key in keys]
        needs += (ANY_CATEGORY,) if category is None else category
        there = 0
        wanted = set(self._always)
        for need in needs:
            if need in self._by_need:
                bit, indices = self._by_need[need]
                there |= bit
                wanted.update(indices)
        allowed = frozenset(
            index
            for index, (_, clauses, _) in enumerate(self._tests)
            if all(clause & (there | self._hit_bits) for clause in clauses)
        )
        return there, allowed, allowed & wanted


def _all_hit(rule: CompiledRule, hits: _Hits, scan: Scan) -> bool:
    """Say whether what was found for a rule are hits in its fields, and not mere literals."""
    looks_at = rule.weight
    for patterns in hits:
        for pattern in patterns:
            if scan.holds(pattern, looks_at):
                break
        else:
            return False
    return True


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
    needs = dict.fromkeys(need for rule in rules for clause in rule.clauses for need in clause)
    bits = {need: 1 << number for number, need in enumerate(needs)}
    fields = sorted(n for n in needs if isinstance(n, Need) and n.kind == "field")
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
        _by_need={_key(need): (bit, tuple(by_need.get(need, ()))) for need, bit in bits.items()},
        _fields=_getter(tuple(need for need in fields if "[" not in need.name)),
        _attributes={steps(need.name)[1]: need for need in fields if "[" in need.name},
        _tests=tuple(
            (
                rule,
                tuple(sum(bits[need] for need in clause) for clause in rule.clauses),
                _hit_clauses(rule),
            )
            for rule in rules
        ),
        _hit_bits=sum(bit for need, bit in bits.items() if not isinstance(need, Need)),
    )


def _key(need: Hashable) -> Hashable:
    """Return what a listing is asked for: a category goes by its id."""
    if isinstance(need, Need) and need.kind == "category" and need != ANY_CATEGORY:
        return need.name
    return need


def _getter(
    needs: tuple[Need, ...],
) -> tuple[Callable[[Listing], tuple[object, ...]], tuple[Need, ...]]:
    if len(needs) > 1:
        return attrgetter(*(need.name for need in needs)), needs
    return lambda listing: tuple(getattr(listing, need.name) for need in needs), needs


def _hit_clauses(rule: CompiledRule) -> _Hits:
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
    """Order clauses by how rarely they are met: hits, then categories, then fields."""
    kinds = {need.kind if isinstance(need, Need) else "hit" for need in clause}
    return ("field" in kinds, "category" in kinds, len(clause))


def _sold_in(markets: tuple[str, ...], market: str) -> bool:
    return not markets or any(is_within(market, each) for each in markets)
