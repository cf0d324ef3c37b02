"""Says whether the engine reads an evasion as the reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from listing_guard.match.hit import Hit
from listing_guard.match.survivors import standing
from listing_guard.model.span import Span
from listing_guard.text.fieldtext import read_field
from listing_guard.text.fold import fold
from tests.evasions.generator import CARRIERS, FAMILIES, NEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from listing_guard.match.compiled import CompiledPattern
    from listing_guard.match.pattern import Entry
    from tests.evasions.generator import Evasion


class Case(NamedTuple):
    """An evasion of a term in a text."""

    family: str
    term: str
    evasion: Evasion
    text: str
    start: int


def cases(entries: Sequence[Entry], family: str, rng: Random, most: int) -> Iterator[Case]:
    """Yield evasions of one family for terms that allow it, in a shuffled order."""
    needed = NEEDS.get(family)
    terms = sorted(
        {
            entry.folded
            for entry in entries
            if not entry.is_regex
            and not entry.exact_case
            and (entry.folds if needed is None else needed in entry.folds)
        }
    )
    rng.shuffle(terms)
    made = 0
    for term in terms:
        evasion = FAMILIES[family](term, rng)
        if evasion is None or (fold(evasion.text) == term != evasion.text and family == "gaps"):
            continue
        carrier = rng.choice(CARRIERS[1:] if family == "variants" else CARRIERS)
        yield Case(family, term, evasion, carrier.replace("{}", evasion.text), carrier.index("{}"))
        made += 1
        if made == most:
            return


def fault(case: Case, pattern: CompiledPattern) -> str | None:
    """Return what is wrong with how a case is read, ``None`` if nothing is.

    What is found may be another term that the evasion is read as with equal right, or a longer one
    that it happens to be a part of.
    """
    end = case.start + len(case.evasion.text)
    seen = []
    for where in read_field("title", case.text, title_like=True)[:1]:
        for start, stop, entry in standing(
            pattern.entries.find(where.text), pattern.innocent, where
        ):
            hit = Hit(where, Span(start, stop), entry)
            span = where.raw_span(start, stop)
            folds = (*hit.folds, *where.tricks(start, stop))
            seen.append(f"{hit.plain} {folds} at {tuple(span)}")
            exact = tuple(span) == (case.start, end) and case.evasion.folds & {*folds}
            longer = (
                span.start <= case.start and end <= span.end and case.term in hit.plain != case.term
            )
            if folds and (exact or longer):
                return None
    told = f"{case.family}: {case.term!r} as {case.evasion.text!r} in {case.text!r}"
    return f"{told}: {seen or 'nothing'}"
