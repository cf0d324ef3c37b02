"""How an occurrence of a term is written when it is not written plainly."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from listing_guard.match.spellings import GAPS, SCRIPTS, spellings
from listing_guard.text.gaps import bigrams, readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.match.entryset import EntrySet, Occurrence
    from listing_guard.match.pattern import Entry
    from listing_guard.text.fieldtext import FieldText
    from listing_guard.text.gaps import Gapless

_AROUND = 24
"""Characters beside an occurrence in which an innocent word around it is looked for."""


class _Every:
    """Pairs of characters of which there is every one."""

    def __contains__(self, pair: object) -> bool:
        return True


_ANY = _Every()


def folds_of(entry: Entry, written: str) -> tuple[str, ...]:
    """Return the folds that undo what is written for a term; none where it is written plainly.

    ``written`` is a slice of the normal form.
    """
    if entry.is_regex or not entry.folds or written == entry.folded:
        return ()
    forms = spellings(entry.folded, entry.folds)
    if written in forms:
        return (forms[written],)
    terms = (entry.folded, *forms)
    for read in readings(written, bigrams(terms)):
        if read.text in terms:
            found = [] if read.text == entry.folded else [forms[read.text]]
            if len(read.text) < len(written):
                found.append(GAPS)
            if any(written[place] != char for place, char in zip(read.at, read.text, strict=True)):
                found.append(SCRIPTS)
            return tuple(found)
    return ()


def is_plausible(occurrence: Occurrence, where: FieldText) -> bool:
    """Say whether a reader takes a disguised occurrence for the term, and not for other words.

    A character that stands in for another of the same sound must be no part of a word that goes
    on outside, or that is all there is: 最加 is no 最佳 in 最加分, and 珍品 is no 真品. What is written
    plainly is always plausible.
    """
    start, end, entry = occurrence
    written = where.text[start:end]
    if not entry.folds or entry.is_regex or len(written) != len(entry.folded):
        return True
    for place, (one, other) in enumerate(zip(written, entry.folded, strict=True), start):
        if one != other and "\u3400" <= one <= "\u9fff":
            edges = where.token_edges(place)
            left = max(edge for edge in edges if edge <= place)
            right = min(edge for edge in edges if edge > place)
            if right - left > 1 and (left < start or right > end or right - left == end - start):
                return False
    return True


def innocent_as_read(occurrence: Occurrence, innocent: EntrySet, where: FieldText) -> bool:
    """Say whether an occurrence, once read over gaps, is a piece of an innocent word.

    最 佳食用期 is as innocent as 最佳食用期, and so is 最佳 食用期.
    """
    start, end, entry = occurrence
    if not entry.folds:
        return False
    left = max(start - _AROUND, 0)
    window = where.text[left : end + _AROUND]
    start, end = start - left, end - left
    folded = entry.folded
    if window[start:end] != folded and _crossed(
        innocent, window[:start] + folded + window[end:], start, start + len(folded)
    ):
        return True
    for read in readings(window, _ANY):
        first, last = bisect_left(read.at, start), bisect_left(read.at, end)
        plain = read.text[:first] + folded + read.text[last:]
        at = (*read.at[:first], *(start,) * len(folded), *read.at[last:])
        if _crossed(innocent, plain, first, first + len(folded), at, read):
            return True
    return False


def _crossed(
    innocent: EntrySet,
    text: str,
    start: int,
    end: int,
    at: Sequence[int] = (),
    read: Gapless | None = None,
) -> bool:
    """Say whether an innocent word covers or crosses a span; ``at`` and ``read``: over gaps."""
    return any(
        one < end
        and start < other
        and not (start <= one and other <= end)
        and (read is None or read.joins(at[one], at[other - 1] + 1, lone=False))
        for one, other, _ in innocent.find(text)
    )
