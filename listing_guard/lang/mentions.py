"""What two texts name of one kind: RTX 3060 and RTX3070 are two graphics chips.

A pattern says what the kind is. What it finds is compared in the normal form and without blanks
and hyphens; of two names of which one begins with the other (i7-12700, i7-12700F) the shorter is
the same thing said in short.

Where the entries have tags, these can be compared instead: linen and flax share one, linen and
polyester share none, and cloth has those of all that it may be woven of. The other text may be
looked at with a wider pattern (``against``), so that such words count on one side only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from listing_guard.lang.environment import TextMatcher


def mentions(matcher: TextMatcher, pattern: str, text: str) -> frozenset[str]:
    """Return what ``text`` names of the kind that ``pattern`` is; its name comes with its ``$``."""
    folded = matcher.fold(text)
    found = (folded[span.start : span.end] for span in matcher.find(pattern, text))
    return frozenset(
        "".join(c for c in each if not c.isspace() and c not in "-_") for each in found
    )


def agree(
    matcher: TextMatcher, pattern: str, text: str, other: str, against: str | None = None
) -> bool:
    """Say whether both texts name the same thing of the kind, among others perhaps."""
    theirs = mentions(matcher, against or pattern, other)
    return bool(theirs) and _meet(mentions(matcher, pattern, text), theirs)


def disagree(
    matcher: TextMatcher, pattern: str, text: str, other: str, against: str | None = None
) -> bool:
    """Say whether both texts name something of the kind, and nothing that is the same."""
    theirs = mentions(matcher, against or pattern, other)
    ours = mentions(matcher, pattern, text) if theirs else theirs
    return bool(ours) and not _meet(ours, theirs)


def kin(
    matcher: TextMatcher, pattern: str, text: str, other: str, against: str | None = None
) -> bool:
    """Say whether something that one text names of the kind shares a tag with the other's."""
    theirs = matcher.tags(against or pattern, other)
    return bool(theirs) and not theirs.isdisjoint(matcher.tags(pattern, text))


def strangers(
    matcher: TextMatcher, pattern: str, text: str, other: str, against: str | None = None
) -> bool:
    """Say whether both texts name something with tags of the kind, and have no tag in common."""
    theirs = matcher.tags(against or pattern, other)
    ours = matcher.tags(pattern, text) if theirs else theirs
    return bool(ours) and ours.isdisjoint(theirs)


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(one.startswith(two) or two.startswith(one) for one in ours for two in theirs)
