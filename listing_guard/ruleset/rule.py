"""A loaded rule and a loaded rule set: plain, frozen, picklable values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from listing_guard.lang.syntax import Expression
    from listing_guard.match.pattern import Cite, Entry, Pattern
    from listing_guard.model.report import Confidence, Severity
    from listing_guard.ruleset.taxonomy import Taxonomy

Words = tuple[tuple[str, str], ...]
"""The same words by language: ``(("zh", "…"), ("en", "…"))``."""


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """A field path, ``*`` for any element or key, and how much a finding there weighs (0–1)."""

    path: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """A listing that the rule must flag, or must let pass.

    ``record`` is a listing as a reader would give it. What is ``None`` is not tested:
    ``text`` lists the spans that must be reported, ``exempted`` the exemptions that must show.
    """

    record: Mapping[str, Any]
    flag: bool
    text: tuple[str, ...] | None = None
    exempted: tuple[str, ...] | None = None
    as_of: str | None = None
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a table that a rule was made of."""

    id: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Override:
    """A change that a pack makes to a rule of another; ``rules show`` tells of it."""

    pack: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is evaluated, its overrides applied."""

    id: str
    """``<pack>/<id>``."""
    pack: str
    title: Words
    description: Words
    category: str
    severity: Severity
    confidence: Confidence
    basis: tuple[Cite, ...]
    applies: Expression | None
    fields: tuple[FieldWeight, ...]
    patterns: Mapping[str, Pattern]
    """The rule's own patterns and every definition it refers to, by name."""
    condition: Expression
    at: str | None
    missing: Literal["skip", "info", "violation"]
    message: Words
    advice: Words
    penalty: Words
    since: str | None
    until: str | None
    checked: str | None
    """The ISO day on which somebody last compared it with the law's text."""
    draft: bool
    enabled: bool
    examples: tuple[Example, ...]
    path: str
    line: int
    overrides: tuple[Override, ...] = ()
    row: Row | None = None
    """Where the rule comes from when its file holds the template alone."""

    def in_force(self, day: str) -> bool:
        """Say whether the rule holds on an ISO day; ``until`` is the first day it does not."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A loaded pack, for the report: which rules, which version, provable by hash."""

    name: str
    version: str
    sha256: str
    markets: tuple[str, ...]
    path: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """A law that citations name: its full title by language and where to read it."""

    name: str
    title: Words
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Everything that was loaded, sorted by rule id."""

    rules: tuple[Rule, ...]
    packs: tuple[PackInfo, ...]
    taxonomy: Taxonomy
    laws: Mapping[str, Law]
    sha256: str
    """Hash over packs' content and the overrides in force; reports carry its first 12 digits."""
    lexicons: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The entries of every loaded lexicon, for ``lexicon("…")`` in expressions. Keys are the
    names that expressions use (``pack/name``, and the bare name where only one pack has it)."""
    lexicons_checked: Mapping[str, str] = field(default_factory=dict)
    """When somebody last compared a lexicon with its source, by full name; of those that say."""
