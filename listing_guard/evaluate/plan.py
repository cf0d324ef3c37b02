"""What one market, platform and language need: the rules in force, and one automaton."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import ANY_CATEGORY, CompiledRule, RuleCompiler
from listing_guard.evaluate.givens import NOTHING, Givens, together
from listing_guard.evaluate.matcher import Matcher
from listing_guard.evaluate.passages import ROOTS as PASSAGE_ROOTS
from listing_guard.lang.needs import GATES, NOT_PLAIN, Need
from listing_guard.match.compiled import CompiledPattern
from listing_guard.match.scan import Scanner
from listing_guard.model.market import is_within
from listing_guard.model.paths import steps
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from datetime import datetime

    from listing_guard.evaluate.givens import Bits, Levels
    from listing_guard.evaluate.outcome import Outcome
    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing
    from listing_guard.ruleset.rule import Rule, Ruleset


_Hits = tuple["tuple[CompiledPattern, ...]", ...]
"""Clauses that are met by nothing but hits, the first to ask first."""
_Test = tuple[CompiledRule, tuple[int, ...], _Hits, "int | None"]
"""A rule, its clauses as sums of the bits of their needs, those to look at more closely, and the
bits of its inputs."""
_Known = dict[CompiledRule, "Outcome"]
"""What rules say of all listings of one shape that give them no input."""
_Likeness = tuple["Levels", "frozenset[str] | None", "Need | None"]
"""What listings of one shape agree in: fields that are there, category, platform."""
_MOST_SHAPES = 1024


@dataclass(slots=True)
class _Shape:
    """What fields, category and platform decide for all listings that agree in them.

    Listings of one source have few shapes, so each is worked out once.
    """

    there: int
    """The bits of needs that are met."""
    allowed: frozenset[int]
    """Rules that are not ruled out."""
    ready: frozenset[int]
    """Those of them that need nothing else to be looked at."""
    settled: frozenset[int]
    """Those that must be, and say the same of every listing that gives none of them an input."""
    inputs: int
    """The bits of their inputs."""
    known: _Known = field(default_factory=dict)
    said: tuple[Outcome, ...] | None = None
    """What the settled rules say, once all is known."""


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
    lineage: Callable[[str], tuple[str, frozenset[str]] | None]
    """Resolves a text to a category, with its ancestors and itself."""
    waiting: tuple[str, ...]
    """Ids of rules that wait for nothing but a category."""
    _always: tuple[int, ...]
    """Rules that may hold for any listing."""
    _needs: dict[Hashable, Bits]
    """For each need its bit, and the rules whose narrowest clause it is in."""
    _givens: Givens
    _tests: tuple[_Test, ...]
    """What must be there for each rule."""
    _told_later: int
    """The bits of patterns and attributes, which a listing's fields and category say nothing
    about."""
    _shapes: dict[_Likeness, _Shape] = field(default_factory=dict)

    def candidates(
        self,
        listing: Listing,
        scan: Scan,
        category: frozenset[str] | None,
        platform: str | None,
    ) -> tuple[list[tuple[CompiledRule, _Known | None]], tuple[Outcome, ...]]:
        """Return the rules worth evaluating on a listing, and what others are known to say.

        With each rule comes where its outcome may be known already, or is to be kept once it is
        known; ``None`` where it hangs on this very listing. Where no category could be told, rules
        that have a hit are among them, so that the report can say what they wait for.
        """
        shape = self._shape_of(self._givens.levels(listing), category, platform)
        there, allowed, wanted = shape.there, shape.allowed, shape.ready
        needs = self._needs
        met = [needs.get(pattern, NOTHING) for pattern in scan.touched()]
        if listing.attributes:
            met += self._givens.of_attributes(listing.attributes, scan)
        for bits, indices in met:
            there |= bits
            if not allowed.isdisjoint(indices):
                wanted |= allowed.intersection(indices)
        said = shape.said
        if said is None or there & shape.inputs:
            wanted |= shape.settled
            said = ()
        else:
            wanted -= shape.settled
        found: list[tuple[CompiledRule, _Known | None]] = []
        for index in sorted(wanted):
            rule, clauses, hits, inputs = self._tests[index]
            for clause in clauses:
                if not there & clause:
                    break
            else:
                if (
                    not hits
                    or (category is None and rule.by_category)
                    or _all_hit(rule, hits, scan)
                ):
                    known = None if inputs is None or there & inputs else shape.known
                    found.append((rule, known))
        return found, said

    def _shape_of(
        self, levels: Levels, category: frozenset[str] | None, platform: str | None
    ) -> _Shape:
        place = None if platform is None else Need("platform", fold(platform))
        if place not in self._needs:
            place = None  # a platform that no gate names is like every other
        key = (levels, category, place)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shape(levels, category, place)
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            self._shapes[key] = shape
        elif shape.said is None:
            rules = [self._tests[index][0] for index in shape.settled]
            if all(rule in shape.known for rule in rules):
                shape.said = tuple(
                    each for rule in rules if (each := shape.known[rule]).says_something
                )
        return shape

    def _shape(self, levels: Levels, category: frozenset[str] | None, place: Need | None) -> _Shape:
        needs: list[Hashable] = [*self._givens.of_levels(levels), place]
        needs += (ANY_CATEGORY,) if category is None else category
        there, indices = together(self._needs.get(need, NOTHING) for need in needs)
        possible = there | self._told_later
        allowed = frozenset(
            index
            for index, (_, clauses, _, _) in enumerate(self._tests)
            if all(clause & possible for clause in clauses)
        )
        ready = allowed.intersection(self._always + indices)
        settled = {
            index: inputs
            for index in ready
            for _, clauses, _, inputs in (self._tests[index],)
            if inputs is not None
            and not inputs & there
            and all(clause & there for clause in clauses)
        }
        return _Shape(
            there=there,
            allowed=allowed,
            ready=ready.difference(settled),
            settled=frozenset(settled),
            inputs=reduce(or_, settled.values(), 0),
        )


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
        and (not rule.basis or any(cite.holds(day, market) for cite in rule.basis))
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
    asked = dict.fromkeys(rule.patterns[name] for rule in rules for name in rule.asked)
    looked_for = dict.fromkeys(
        need for rule in rules for clause in (*rule.clauses, rule.inputs or ()) for need in clause
    )
    asked.update({need: None for need in looked_for if isinstance(need, CompiledPattern)})
    asked.update({rule.claim_words: None for rule in rules if rule.claim_words})
    bits = {need: 1 << number for number, need in enumerate(looked_for)}
    needs = {_key(need): (bit, tuple(by_need.get(need, ()))) for need, bit in bits.items()}
    return Plan(
        market=market,
        now=now,
        lang=lang,
        rules=rules,
        scanner=Scanner(asked),
        roots=frozenset(_roots(rules, looked_for)),
        lineage=ruleset.taxonomy.lineage,
        waiting=tuple(rule.rule.id for rule in rules if _waits(rule)),
        _always=tuple(always),
        _needs=needs,
        _givens=Givens(
            needs,
            frozenset().union(*(rule.levels for rule in rules)) - GATES,
            Matcher({}, ruleset.lexicons, {}).in_lexicon,
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
    """Order clauses by how rarely they are met: hits, categories and platforms, then fields."""
    kinds = {
        need.kind if isinstance(need, Need) else "hit" for need in clause if need != ANY_CATEGORY
    }
    given, filed = kinds & {"field", "filled"}, kinds & {"category", "platform"}
    return (bool(given), bool(filed), len(clause))


def _sold_in(markets: tuple[str, ...], market: str) -> bool:
    return not markets or any(is_within(market, each) for each in markets)
