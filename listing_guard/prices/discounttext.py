"""The claims of one text, in any of the languages: leftmost first, of nested ones the longest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.prices import chinesediscounts, chineseforms, englishdiscounts, englishforms

if TYPE_CHECKING:
    from listing_guard.prices.discount import Discount

LITERALS: tuple[str, ...] = tuple(dict.fromkeys((*chineseforms.LITERALS, *englishforms.LITERALS)))
"""A text without any of these holds no claim."""


def discounts_in(text: str) -> tuple[Discount, ...]:
    """Return the claims of a text in normal form, in order; they do not overlap."""
    found = [*chinesediscounts.find(text), *englishdiscounts.find(text)]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Discount] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)
