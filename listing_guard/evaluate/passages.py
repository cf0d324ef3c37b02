"""What conditions read from the texts of a listing, and findings at its places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from listing_guard.evaluate import claims
from listing_guard.lang.claims import Claim
from listing_guard.lang.repeats import Repeat, repeats_in
from listing_guard.match.hit import Hit
from listing_guard.match.pattern import Entry
from listing_guard.model.paths import steps
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from listing_guard.lang.passages import Passage
    from listing_guard.match.compiled import CompiledPattern
    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing

ROOTS: Mapping[str, tuple[str, ...]] = {
    "discounts": claims.ROOTS,
    "repeats": ("title", "subtitle", "selling_points", "skus", "attributes"),
}
"""The fields whose texts are read for each list. A description is prose, which repeats words."""

_PASSAGE = Entry("passage", "passage")
"""What a finding has for the entry of its hit, since it rests on no pattern."""


class PassageHit(Hit, frozen=True, eq=False):
    """An element of a list as an occurrence to report."""

    passage: Passage


def reader(
    listing: Listing, scan: Scan, claim_words: CompiledPattern | None
) -> Callable[[str, str | None], tuple[Passage, ...]]:
    """Return what reads the elements of a list, in the order of the listing's texts."""

    def read(name: str, path: str | None) -> tuple[Passage, ...]:
        if name == "discounts":
            return claims.find_claims(scan, claim_words) if claim_words is not None else ()
        brand = fold(listing.brand or "")
        return tuple(
            repeat
            for where in scan.texts()
            if steps(where.path)[0] in ROOTS[name]
            and (path is None or fold(where.path) == fold(path))
            for repeat in repeats_in(where, brand)
        )

    return read


def hit_of(found: Passage) -> PassageHit:
    """Return an element as an occurrence."""
    return PassageHit(where=found.where, span=found.span, entry=_PASSAGE, passage=found)


def as_evidence(found: Passage) -> dict[str, Any]:
    """Return what was read, as JSON-like values for a report."""
    if isinstance(found, Claim):
        return {"discount": claims.as_evidence(found)}
    if isinstance(found, Repeat):
        return {"repeat": {"count": int(found.count), "adjacent": found.adjacent}}
    return {}
