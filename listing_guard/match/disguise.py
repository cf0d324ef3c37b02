"""How an occurrence of a term is written when it is not written plainly."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from listing_guard.match.spellings import GAPS, SCRIPTS, spellings
from listing_guard.text.gaps import gapless

if TYPE_CHECKING:
    from listing_guard.match.entryset import EntrySet, Occurrence
    from listing_guard.match.pattern import Entry
    from listing_guard.text.fieldtext import FieldText

_AROUND = 24
"""Characters beside an occurrence in which an innocent word around it is looked for."""


def folds_of(entry: Entry, written: str) -> tuple[str, ...]:
    """Return the folds that undo what is written for a term; none where it is written plainly.

    ``written`` is a slice of the normal form.
    """
    if entry.is_regex or not entry.folds or written == entry.folded:
        return ()
    forms = spellings(entry.folded, entry.folds)
    if written in forms:
        return (forms[written],)
    read = gapless(written)
    text = written if read is None else read.text
    found = [] if text == entry.folded or text not in forms else [forms[text]]
    if len(text) < len(written):
        found.append(GAPS)
    if any(char not in written for char in text):
        found.append(SCRIPTS)
    return tuple(found)


def is_plausible(occurrence: Occurrence, where: FieldText) -> bool:
    """Say whether a reader takes a disguised occurrence for the term, and not for other words.

    A character that stands in for another of the same sound must be no part of a word of its own:
    最加 is no 最佳 in 最加分. What is written plainly is always plausible.
    """
    start, end, entry = occurrence
    written = where.text[start:end]
    if not entry.folds or entry.is_regex or len(written) != len(entry.folded):
        return True
    edges = None
    for place, (one, other) in enumerate(zip(written, entry.folded, strict=True), start):
        if one != other and "\u3400" <= one <= "\u9fff":
            edges = where.token_edges(place) if edges is None else edges
            if place not in edges or place + 1 not in edges:
                return False
    return True


def innocent_as_read(occurrence: Occurrence, innocent: EntrySet, where: FieldText) -> bool:
    """Say whether a disguised occurrence, once read, is a piece of an innocent word."""
    start, end, entry = occurrence
    if not entry.folds or where.text[start:end] == entry.folded:
        return False
    left = max(start - _AROUND, 0)
    window = where.text[left : end + _AROUND]
    start, end = start - left, end - left
    read = gapless(window)
    if read is not None:
        start, end = bisect_left(read.at, start), bisect_left(read.at, end)
        window = read.text
    plain = window[:start] + entry.folded + window[end:]
    end = start + len(entry.folded)
    return any(
        one < end and start < other and not (start <= one and other <= end)
        for one, other, _ in innocent.find(plain)
    )
