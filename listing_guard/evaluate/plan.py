"""What listings of one market and platform need: the rules in force, and one automaton."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import ANY_CATEGORY, CompiledRule
from listing_guard.evaluate.givens import NOTHING, Givens, together
from listing_guard.match.compiled import CompiledPattern
from listing_guard.match.scan import Scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from listing_guard.evaluate.givens import Bits, Levels
    from listing_guard.evaluate.outcome import Outcome
    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing


HitClauses = tuple["tuple[CompiledPattern, ...]", ...]
"""Clauses that are met by nothing but hits, the first to ask first."""
_Test = tuple[CompiledRule, tuple[int, ...], HitClauses, "int | None"]
"""A rule, its clauses as sums of the bits of their needs, those to look at more closely, and the
bits of its inputs."""
_Known = dict[CompiledRule, "Outcome"]
"""What rules say of all listings of one shape that give them no input."""
_Likeness = tuple["Levels", "frozenset[str] | None"]
"""What listings of one shape agree in: fields that are there, and category."""
_MOST_SHAPES = 1024


@dataclass(slots=True)
class _Shape:
    """What fields and category decide for all listings that agree in them.

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
    """The compiled rules of one market and platform on one day; immutable."""

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
    ) -> tuple[list[tuple[CompiledRule, _Known | None]], tuple[Outcome, ...]]:
        """Return the rules worth evaluating on a listing, and what others are known to say.

        With each rule comes where its outcome may be known already, or is to be kept once it is
        known; ``None`` where it hangs on this very listing. Where no category could be told, rules
        that have a hit are among them, so that the report can say what they wait for.
        """
        shape = self._shape_of(self._givens.levels(listing), category)
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
                if not hits or _all_hit(rule, hits, scan):
                    known = None if inputs is None or there & inputs else shape.known
                    found.append((rule, known))
        return found, said

    def _shape_of(self, levels: Levels, category: frozenset[str] | None) -> _Shape:
        key = (levels, category)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shape(levels, category)
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

    def _shape(self, levels: Levels, category: frozenset[str] | None) -> _Shape:
        needs: list[Hashable] = [*self._givens.of_levels(levels)]
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


def _all_hit(rule: CompiledRule, hits: HitClauses, scan: Scan) -> bool:
    """Say whether what was found for a rule are hits in its fields, and not mere literals."""
    looks_at = rule.weight
    for patterns in hits:
        for pattern in patterns:
            if scan.holds(pattern, looks_at):
                break
        else:
            return False
    return True
