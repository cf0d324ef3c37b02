"""A tiny world for expressions: a fake normal form, patterns by `re`, hits by looking them up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from listing_guard.lang.claims import claim
from listing_guard.lang.environment import Environment
from listing_guard.lang.repeats import repeats_in
from listing_guard.match.hit import Hit, PatternHits
from listing_guard.match.pattern import Entry
from listing_guard.model.listing import Listing
from listing_guard.model.market import MARKETS
from listing_guard.model.span import Span
from listing_guard.prices.discounttext import discounts_in

MONEY = ("price", "original_price")
MOMENTS = ("at", "start", "end")


def fold(text: str) -> str:
    """Fold width and case, and one traditional character."""
    return unicodedata.normalize("NFKC", text).casefold().replace("國", "国").replace("\u200b", "")


@dataclass
class FakeMatcher:
    """Patterns are regular expressions; lexicons are lists of words; kinds are tags of words."""

    patterns: dict[str, str] = field(default_factory=dict)
    lexicons: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """The tags of what the patterns find, in the normal form."""

    def find(self, pattern: str, text: str) -> tuple[Span, ...]:
        found = re.finditer(self.patterns[pattern], fold(text))
        return tuple(Span(*each.span()) for each in found)

    def tags(self, pattern: str, text: str) -> frozenset[str]:
        found = (self.kinds.get(fold(text)[s.start : s.end], "") for s in self.find(pattern, text))
        return frozenset(tag for tags in found for tag in tags.split())

    def fullmatch(self, pattern: str, text: str) -> bool:
        return re.fullmatch(self.patterns[pattern], fold(text)) is not None

    def fold(self, text: str) -> str:
        return fold(text)

    def plain(self, text: str) -> str:
        return re.sub("<[^>]*>", "", text)

    def in_lexicon(self, lexicon: str, text: str) -> bool:
        return fold(text) in map(fold, self.lexicons[lexicon])


@dataclass(frozen=True)
class FakeField:
    """What a hit needs of a field's text."""

    path: str
    text: str
    raw: str = ""
    title_like: bool = False

    def raw_span(self, start: int, end: int) -> Span:
        """Return the span itself: these tests fold no character away."""
        return Span(start, end)


def texts(listing: Listing) -> list[FakeField]:
    """Return the texts of a listing in the normal form."""
    found = [
        FakeField(name, getattr(listing, name)) for name in ("title", "subtitle", "description")
    ]
    found += [
        FakeField(f"selling_points[{i}]", text)
        for i, text in enumerate(listing.selling_points or ())
    ]
    found += [
        FakeField(f'attributes["{key}"]', text)
        for key, text in (listing.attributes or {}).items()
        if isinstance(text, str)
    ]
    return [
        FakeField(each.path, fold(each.text), each.text) for each in found if each.text is not None
    ]


def _shape(key: str, value: Any) -> Any:
    if key in MONEY and not isinstance(value, dict):
        return {"amount": str(value), "currency": None}
    if key in MONEY:
        return value | {"amount": str(value["amount"])}
    if key in MOMENTS and len(value) == 10:
        return f"{value}T00:00:00"
    if isinstance(value, list):
        return [_record(each) if isinstance(each, dict) else each for each in value]
    return value


def _record(record: dict[str, Any]) -> dict[str, Any]:
    return {key: v if key == "attributes" else _shape(key, v) for key, v in record.items()}


def listing(record: dict[str, Any]) -> Listing:
    """Return a listing from a record with plain numbers for money and days for times."""
    return msgspec.convert(_record(record), Listing)


def environment(
    record: dict[str, Any] | Listing,
    *,
    market: str = "CN",
    platform: str | None = None,
    now: str = "2026-11-12T12:00:00",
    category: list[str] | None = None,
    patterns: dict[str, str] | None = None,
    lexicons: dict[str, list[str]] | None = None,
    undecided: dict[str, list[str]] | None = None,
) -> Environment:
    """Return the environment of one evaluation; ``undecided`` are patterns with missing fields."""
    subject = record if isinstance(record, Listing) else listing(record)
    matcher = FakeMatcher(patterns or {}, lexicons or {})

    def hits(name: str) -> PatternHits:
        live = tuple(
            Hit(where, span, Entry("", ""))
            for where in texts(subject)
            for span in matcher.find(name, where.text)
        )
        return PatternHits(live=live, missing=tuple((undecided or {}).get(name, ())))

    return Environment(
        listing=subject,
        market=market,
        platform=platform,
        now=datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(MARKETS[market].zone)),
        category=None if category is None else frozenset(category),
        hits=hits,
        matcher=matcher,
        read=lambda name, path: tuple(
            passage
            for where in texts(subject)
            if path is None or fold(where.path) == fold(path)
            for passage in (
                repeats_in(where, fold(subject.brand or ""))  # type: ignore[arg-type]
                if name == "repeats"
                else [claim(each, where) for each in discounts_in(where.text)]  # type: ignore[arg-type]
            )
        ),
    )
