"""What an expression may look at: one listing, the day, the hits, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from listing_guard.lang.attributes import Attributes
from listing_guard.model.market import MARKETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from listing_guard.lang.passages import Passage
    from listing_guard.match.hit import PatternHits
    from listing_guard.model.certificates import Compared
    from listing_guard.model.listing import Certificate, Listing
    from listing_guard.model.span import Span
    from listing_guard.prices.steps import PriceCount
    from listing_guard.prices.windows import PriceWindow


class TextMatcher(Protocol):
    """Text tests that need the pack's patterns and lexicons, or the normal form."""

    def find(self, pattern: str, text: str) -> tuple[Span, ...]:
        """Return where ``pattern`` (with its ``$``) occurs, as spans of ``fold(text)``."""

    def tags(self, pattern: str, text: str) -> frozenset[str]:
        """Return the tags of all entries by which ``pattern`` occurs in ``text``."""

    def fullmatch(self, pattern: str, text: str) -> bool:
        """Say whether the whole of ``text`` is one occurrence of ``pattern``."""

    def fold(self, text: str) -> str:
        """Return the normal form of ``text``."""

    def plain(self, text: str) -> str:
        """Return what a reader sees of ``text``: without markup, else as it stands."""

    def in_lexicon(self, lexicon: str, text: str) -> bool:
        """Say whether the whole of ``text`` is an entry of the lexicon."""


def _no_taxonomy(text: str) -> None:
    """Resolve no text to a category."""


def _nothing_read(name: str, path: str | None) -> tuple[Passage, ...]:
    """Read nothing from any text."""
    return ()


@dataclass(slots=True, weakref_slot=True)
class Environment:
    """The world of one evaluation; no clock, locale or network is reachable from it."""

    listing: Listing
    market: str
    platform: str | None
    now: datetime
    """Aware, in the market's zone."""
    category: frozenset[str] | None
    """Resolved category ids with their ancestors; ``None`` when nothing could be resolved."""
    hits: Callable[[str], PatternHits]
    matcher: TextMatcher
    evidence: list[PriceWindow | PriceCount] = field(default_factory=list)
    """What price functions used, in the order of evaluation."""
    certificates: list[Certificate] = field(default_factory=list)
    """Those for which an ``any(certificates, …)`` held."""
    compared: list[Compared] = field(default_factory=list)
    """What did not agree with the records of a certificate."""
    lineage: Callable[[str], tuple[str, frozenset[str]] | None] = _no_taxonomy
    """Resolves a text to a category, with its ancestors and itself."""

    read: Callable[[str, str | None], tuple[Passage, ...]] = _nothing_read
    """Reads the texts, or the field of a path, for the elements of a list; called once each, and
    only if somebody asks."""

    _attributes: Attributes | None = field(default=None, init=False)
    _passages: dict[tuple[str, str | None], tuple[Passage, ...]] = field(
        default_factory=dict, init=False
    )

    def passages(self, name: str, path: str | None = None) -> tuple[Passage, ...]:
        """Return the elements of a list that is read from the texts: ``discounts``, ``repeats``.

        ``path``: of one field's text alone.
        """
        key = (name, path)
        if key not in self._passages:
            self._passages[key] = self.read(name, path)
        return self._passages[key]

    @property
    def attributes(self) -> Attributes | None:
        """The attributes as a list, made when first asked for; ``None``: the record has none."""
        given = self.listing.attributes
        if self._attributes is None and given is not None:
            self._attributes = Attributes(given)
        return self._attributes

    @property
    def zone(self) -> tzinfo:
        """The zone whose midnights begin the market's days."""
        zone = self.now.tzinfo
        if zone is None:
            raise ValueError("Environment.now must be aware, in the market's zone")
        return zone

    @property
    def currency(self) -> str | None:
        """The currency of amounts that name none: the listing's, else the market's."""
        if self.listing.currency is not None:
            return self.listing.currency
        market = MARKETS.get(self.market)
        return market.currency if market else None
