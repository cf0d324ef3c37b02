"""What a rule file says about a pattern, after loading: plain values that can be pickled.

A pattern finds spans and excuses them one by one. ``ruleset`` builds these values from YAML,
``match`` compiles them into one automaton and evaluates them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from listing_guard.model.market import is_within

if TYPE_CHECKING:
    from listing_guard.lang.syntax import Expression

Unit = Literal["chars", "tokens"]
Reach = Literal["clause", "sentence"]


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for: ``NIKE`` and ``耐克`` are one brand of one owner."""

    id: str
    kind: str
    owner: str | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """A rewrite of a term: words to put in its place, deletion (``text=""``), or advice only."""

    text: str | None
    safe: bool = False
    advice: tuple[tuple[str, str], ...] = ()
    """Pairs of language and words: ``(("zh", "…"), ("en", "…"))``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find: a term or a regular expression (RE2), never both.

    ``text`` is as written in the rule file; ``folded`` is what is searched in the normal form:
    the folded term, or the expression with its literals folded. ``literals`` are folded strings
    of which at least one is in every match of a regex (empty: nothing could be told, the regex
    runs on every text).
    """

    text: str
    folded: str
    is_regex: bool = False
    literals: tuple[str, ...] = field(default=(), compare=False)
    companions: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    """Sets of strings of each of which every match of a regex holds one, beside a literal."""
    tags: frozenset[str] = frozenset()
    innocent: tuple[Entry, ...] = ()
    prefix: bool = False
    """Let a Latin edge stand inside a longer word."""
    whole_token: bool = False
    """A hit may not start or end inside a token of the clause."""
    exact_case: bool = False
    """The original text must be written as ``text`` is."""
    entity: Entity | None = None
    replace: Replacement | None = None
    weight: float = 1.0
    source: str | None = None
    folds: frozenset[str] = frozenset()
    """The disguises under which the term is found too; see `listing_guard.match.spellings`."""
    disguise: str | None = None
    """The fold that undoes the entry where it is a disguise itself."""
    reads: str | None = None
    """What a reader takes such an entry for, in the normal form."""


@dataclass(frozen=True, slots=True)
class Operand:
    """What a context looks for: entries of its own, patterns by name, any or all of them."""

    entries: tuple[Entry, ...] = ()
    patterns: tuple[str, ...] = ()
    all_of: tuple[Operand, ...] = ()
    """Every one of these must be there; ``entries`` and ``patterns`` are then empty."""


@dataclass(frozen=True, slots=True)
class Context:
    """A test of what stands around (or around the whole of) one hit."""

    kind: Literal["followed_by", "preceded_by", "near", "inside"]
    operand: Operand
    within: int | None = None
    unit: Unit = "chars"
    same: Reach | None = None


@dataclass(frozen=True, slots=True)
class EntityTest:
    """Whether another field of the record names the hit's entity, its owner, or the hit itself.

    ``part_of`` asks whether the hit lies within an occurrence of the field's own text: the ``!``
    of ``Yahoo!`` where that is the brand.
    """

    kind: Literal["entity_is", "entity_in", "part_of"]
    path: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: law and article, in force from ``since`` until before ``until`` (ISO dates)."""

    law: str
    article: str
    since: str | None = None
    until: str | None = None
    note: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    verified: bool = True
    markets: tuple[str, ...] = ()
    """Where it is law, with all that lies within; empty: wherever the rule applies."""

    def holds(self, day: str, market: str) -> bool:
        """Say whether it is law in a market on an ISO day."""
        return self.in_force(day) and (
            not self.markets or any(is_within(market, each) for each in self.markets)
        )

    def in_force(self, day: str) -> bool:
        """Say whether the citation holds on an ISO day; ``until`` is the first day it does not."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class ExceptionSpec:
    """Why one occurrence is let be: every given test must hold, and none under ``unless``."""

    name: str
    basis: tuple[Cite, ...] = ()
    tags: frozenset[str] = frozenset()
    """``for: {tag: …}``: only hits with one of these tags (empty: every hit)."""
    terms: frozenset[str] = frozenset()
    """``for: {term: …}``: only hits whose folded plain text is one of these (empty: every hit)."""
    tests: tuple[Context | EntityTest, ...] = ()
    when: Expression | None = None
    unless: tuple[Context, ...] = ()
    absent: Literal["unknown", "unmet"] = "unknown"
    """What a field that the record does not give makes of the exception."""
    keep: tuple[tuple[str, str], ...] = ()
    """The proof to keep, by language."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named set of entries with its innocent words and its exceptions."""

    name: str
    """With its dollar sign: ``$claim``; one of another pack is ``$pack/name``."""
    entries: tuple[Entry, ...]
    innocent: tuple[Entry, ...] = ()
    exceptions: tuple[ExceptionSpec, ...] = ()
    private: bool = False
    fields: tuple[str, ...] | None = None
    """Field paths to look in; ``None``: those of the rule."""
    disguised: bool = False
    """Only what is written in disguise: a brand misspelt, not a brand."""
    entities: tuple[Entry, ...] = ()
    """Every entry that names an entity, those that `tags` leaves out too: ``小米`` in the brand
    field is known although only ``红米`` is looked for in the title."""
    lexicons: tuple[str, ...] = field(default=())
    """Full names of the lexicons that gave entries, for ``entity_is`` and for ``rules show``."""

    def with_folds(self, folds: frozenset[str]) -> Pattern:
        """Return the pattern with no folds but some of these."""

        def switched(entry: Entry) -> Entry:
            disguise = entry.disguise if entry.disguise in folds else None
            if entry.folds <= folds and entry.disguise == disguise:
                return entry
            return replace(entry, folds=entry.folds & folds, disguise=disguise)

        return replace(self, entries=tuple(map(switched, self.entries)))
