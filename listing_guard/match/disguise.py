"""How an occurrence of a term is written when it is not written plainly."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.match.regex import compile_re2
from listing_guard.match.spellings import GAPS, HOMOPHONES, SCRIPTS, spellings
from listing_guard.text.characters import is_han
from listing_guard.text.gaps import bigrams, is_gap, readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.match.entryset import EntrySet, Occurrence
    from listing_guard.match.pattern import Entry
    from listing_guard.text.fieldtext import FieldText
    from listing_guard.text.gaps import Gapless

_AROUND = 24
"""Characters beside an occurrence in which an innocent word around it is looked for."""


_DIGITS = str.maketrans("零〇o一幺壹二贰两三叁四肆五伍六陆七柒八捌九玖", "00011122233445566778899")


class Reading(NamedTuple):
    """What a slice of the normal form is read as."""

    plain: str
    folds: tuple[str, ...] = ()
    """The folds that undo its disguise; none where it is written plainly."""


def reading_of(entry: Entry, written: str) -> Reading:
    """Return what an entry's occurrence, a slice of the normal form, is read as."""
    if entry.disguise is not None and (entry.is_regex or written == entry.folded):
        plain = entry.reads or (written.translate(_DIGITS) if entry.is_regex else written)
        return Reading(plain, (entry.disguise,))
    if not entry.folds or written == entry.folded:
        return Reading(written)
    if entry.is_regex:
        return _regex_reading(entry, written)
    forms = spellings(entry.folded, entry.folds)
    if written in forms:
        return Reading(entry.folded, (forms[written],))
    terms = (entry.folded, *forms)
    for read in readings(written, bigrams(terms)):
        if read.text in terms:
            found = () if read.text == entry.folded else (forms[read.text],)
            return Reading(entry.folded, (*found, *_undone(read)))
    return Reading(written)


def _regex_reading(entry: Entry, written: str) -> Reading:
    for read in readings(written, bigrams(entry.literals)):
        if not compile_re2(entry.folded).fullmatch(written):
            return Reading(read.text, _undone(read))
    return Reading(written)


def _undone(read: Gapless) -> tuple[str, ...]:
    folds = [GAPS] if len(read.text) < len(read.source) else []
    changed = [
        read.source[place]
        for place, char in zip(read.at, read.text, strict=True)
        if read.source[place] != char
    ]
    if changed:
        folds.append(HOMOPHONES if is_han(changed[0]) else SCRIPTS)
    return tuple(folds)


def is_plausible(occurrence: Occurrence, where: FieldText) -> bool:
    """Say whether a reader takes a disguised occurrence for the term, and not for other words.

    A character that stands in for another of the same sound must be no part of a word that goes
    on outside, or that is all there is: 高访 is no 高仿 in 高访问量, and 珍品 is no 真品. What is
    written plainly is always plausible.
    """
    start, end, entry = occurrence
    written = where.text[start:end]
    if not entry.folds or entry.is_regex or len(written) != len(entry.folded):
        return True
    for place, (one, other) in enumerate(zip(written, entry.folded, strict=True), start):
        if one != other and is_han(one):
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
    if not entry.folds or entry.is_regex:
        return False
    text = where.text
    plain = text[start:end] == entry.folded
    if plain and not (is_gap(text[start - 1 : start]) or is_gap(text[end : end + 1])):
        return False
    left = max(start - _AROUND, 0)
    window = text[left : end + _AROUND]
    start, end = start - left, end - left
    folded = entry.folded
    if not plain and _crossed(
        innocent, window[:start] + folded + window[end:], start, start + len(folded)
    ):
        return True
    for read in readings(window, innocent.pairs):
        first, last = bisect_left(read.at, start), bisect_left(read.at, end)
        words = read.text[:first] + folded + read.text[last:]
        at = (*read.at[:first], *(start,) * len(folded), *read.at[last:])
        if _crossed(innocent, words, first, first + len(folded), at, read):
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
