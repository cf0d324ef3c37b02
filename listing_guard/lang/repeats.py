"""The words that one text tells more than once: the elements of ``repeats``.

Sellers stuff titles with one word in every combination, and platforms count. So words are compared
without case and in the singular, and what nobody stuffs with is left out: function words, numbers
with their units, sizes, single letters.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.lang.passages import Passage
from listing_guard.lang.wordforms import (
    CHINESE_FUNCTION_WORDS,
    FUNCTION_WORDS,
    HAN,
    KANA,
    RUN,
    SIZES,
    TWICE,
    UNITS,
    singular,
)
from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from listing_guard.text.fieldtext import FieldText

_TOKEN = re.compile(rf"([{HAN}]+|[{KANA}]+)|{RUN}")
_LONGEST_PHRASE = 6
"""Words of a phrase that is noticed when it follows on itself."""


class Repeat(Passage, frozen=True, kw_only=True, eq=False):
    """One element: a word at its last occurrence, the one that is surely too many."""

    count: Decimal
    adjacent: bool
    brand: bool


class _Token(NamedTuple):
    start: int
    end: int
    key: str
    """What the same word has in common, however it is written."""
    counts: bool


def repeats_in(where: FieldText, brand: str) -> Iterator[Repeat]:
    """Yield the words that a field value tells more than once, by their last places.

    ``brand`` is the listing's brand in the normal form.
    """
    tokens = list(_tokens(where))
    counts = Counter(token.key for token in tokens if token.counts)
    last = {token.key: token for token in tokens if token.counts and counts[token.key] > 1}
    if not last:
        return
    doubled = _doubled(tokens, where.text)
    own = {token.key for token in _words(brand)}
    for key, token in sorted(last.items(), key=lambda each: each[1].start):
        start, end = where.raw_span(token.start, token.end)
        yield Repeat(
            field=where.path,
            start=Decimal(start),
            end=Decimal(end),
            text=where.raw[start:end],
            where=where,
            span=Span(token.start, token.end),
            count=Decimal(counts[key]),
            adjacent=key in doubled,
            brand=key in own or (_is_han(key) and key in brand),
        )


def _tokens(where: FieldText) -> Iterator[_Token]:
    """Yield what stands in a text; Chinese words only where it is like a title.

    Cutting Chinese into words costs something, and where no two characters come again, no word
    does.
    """
    cut = where.title_like and _comes_again(where.text)
    for token in _words(where.text):
        if cut and _is_han(token.key):
            yield from _cut(token, where)
        else:
            yield token


def _words(text: str) -> Iterator[_Token]:
    """Yield the words of a text; Han characters in a row are one, which does not count."""
    before = 0
    number = False
    for found in _TOKEN.finditer(text):
        word = found[0]
        start, end = found.span()
        unspaced = found.lastindex is not None
        is_unit = number and word in UNITS and text[before:start].strip(" -") == ""
        counts = not unspaced and _is_telling(word) and not is_unit
        yield _Token(start, end, word if unspaced else singular(word), counts)
        before, number = end, word[0].isdecimal()


def _is_telling(word: str) -> bool:
    return (
        len(word) > 1
        and not word[0].isdecimal()
        and word not in FUNCTION_WORDS
        and word not in SIZES
    )


def _is_han(key: str) -> bool:
    return re.match(f"[{HAN}]", key) is not None


def _comes_again(text: str) -> bool:
    """Say whether some two Han characters stand in a row twice."""
    seen: set[str] = set()
    for run in re.findall(f"[{HAN}]{{2,}}", text):
        for pair in map("".join, pairwise(run)):
            if pair in seen:
                return True
            seen.add(pair)
    return False


def _cut(run: _Token, where: FieldText) -> Iterator[_Token]:
    """Yield the words of Han characters in a row; one right after a digit counts something."""
    start = run.start
    for end in (*_inside(where.token_edges(start), run), run.end):
        word = where.text[start:end]
        measure = start > 0 and where.text[start - 1].isdecimal()
        counts = len(word) > 1 and word not in CHINESE_FUNCTION_WORDS and not measure
        yield _Token(start, end, word, counts)
        start = end


def _inside(edges: Collection[int], run: _Token) -> list[int]:
    return sorted(edge for edge in edges if run.start < edge < run.end)


def _doubled(tokens: Sequence[_Token], text: str) -> set[str]:
    """Return the words of phrases that follow on themselves: ``dog bed dog bed``.

    Nothing but blanks may stand between: *lamp, lamp shade* is a list. Nor may they differ in
    number: *car cars* is no stutter.
    """
    keys = [text[token.start : token.end] for token in tokens]
    if not any(key in keys[i + 1 : i + 1 + _LONGEST_PHRASE] for i, key in enumerate(keys)):
        return set()  # nearly always
    row = [0]  # for each word, how many before it with nothing but blanks between
    for a, b in pairwise(tokens):
        row.append(0 if text[a.end : b.start].strip() else row[-1] + 1)
    found: set[str] = set()
    for size in range(1, min(_LONGEST_PHRASE, len(keys) // 2) + 1):
        alike = 0
        for place in range(size, len(keys)):
            alike = alike + 1 if keys[place] == keys[place - size] else 0
            if alike >= size and row[place] >= 2 * size - 1:
                phrase = tokens[place - size + 1 : place + 1]
                found.update(each.key for each in phrase if each.counts and each.key not in TWICE)
    return found
