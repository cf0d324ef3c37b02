"""The claims of a listing's texts, found only where a word of one stands.

The words go into the plan's one automaton as a pattern of their own, `WORDS`, so that a listing
without any costs nothing, and one with some has only those values parsed that hold them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from listing_guard.lang.claims import Claim, claim
from listing_guard.match.compiled import CompiledPattern, compile_pattern
from listing_guard.match.pattern import Entry, Pattern
from listing_guard.prices.discounttext import LITERALS, discounts_in

if TYPE_CHECKING:
    from listing_guard.match.scan import Scan

ROOTS = ("title", "subtitle", "selling_points", "description", "skus", "images", "attributes")
"""The fields whose texts are read for claims."""

_FIELDS = (
    *("title", "subtitle", "selling_points.*", "description"),
    *("skus.*.name", "images.*.text", "attributes"),
)
_NUMBERS = ("ratio", "percent_off", "amount", "was", "threshold", "count", "free")


def claim_words() -> CompiledPattern:
    """Return the pattern of all words of which every claim has one."""
    return compile_pattern(
        Pattern(
            name="$discounts",
            entries=tuple(Entry(word, word, prefix=True) for word in LITERALS),
            fields=_FIELDS,
            private=True,
        )
    )


def find_claims(scan: Scan, words: CompiledPattern) -> tuple[Claim, ...]:
    """Return the claims of a listing in the order of its texts."""
    return tuple(
        [
            claim(discount, where)
            for where in scan.places(words, _everywhere)
            for discount in discounts_in(where.text)
        ]
    )


def as_evidence(found: Claim) -> dict[str, Any]:
    """Return what was read in a claim, as JSON-like values for a report."""
    names = ("kind", "bound", "conditional", *_NUMBERS)
    values = {name: getattr(found, name) for name in names}
    return {name: to_builtins(value) for name, value in values.items() if value is not None}


def _everywhere(path: str) -> float:
    return 1.0
