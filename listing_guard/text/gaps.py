"""Texts without what sellers put between the characters of a word: ``最*佳``, ``最 佳``, ``n★ike``.

Not every mark between two characters hides them. What ends a clause, opens or closes a bracket or
stands between blanks never joins; a single blank does only beside a Chinese character that stands
alone, and then only if no word of several characters is cut or joined by it (`Gapless.joins`):
``最 佳`` is read as one word and ``最 新款`` as two. Single characters between slashes are a list
(``大/中/小``).

Cyrillic and Greek letters among Latin ones are read as the Latin letters that they look like
(``аdidas``), each in its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.text.tokens import token_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HAN = "\u3400-\u9fff"
_APART = r",.!?;:，。！？；：、…—()\[\]{}<>（）【】《》〈〉「」『』〔〕“”\"'‘’`%°′″℃$¥￥€£#@"
"""What ends a clause, brackets, quotes and signs of quantities: the reader stops there."""
_MARKS = re.compile(rf"[^\w\s{_APART}]{{1,4}}")
"""What is left: ``*``, ``·``, ``-``, ``❤``, emoji; their variation selectors are folded away."""
_JOINS_NAMES = frozenset("-–/+&×·•|\\=")
"""Marks that join Latin words and numbers as a matter of course: wi-fi, A·B, 3+1."""
_LISTS = frozenset("/|\\-–+&~·•")
"""Marks that stand between the items of a list."""
_LONE = re.compile(rf"[ \n][{_HAN}](?!\S)|\A[{_HAN}](?= )")
_SPELLED = re.compile(r"(?:[ .·*_-][a-z](?![a-z0-9])){3,}")
_FOREIGN = re.compile("[\u0370-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKS_LATIN = str.maketrans(
    "авекмнорстухіјѕһԁԛԝαβεικνορτυχγп",
    "abekmhopctyxijshdqwabeikvoptuxyn",
)


class Gapless(NamedTuple):
    """A text without its gaps, and the way back."""

    source: str
    text: str
    at: Sequence[int]
    """Where each character of ``text`` stands in ``source``."""

    def joins(self, start: int, end: int) -> bool:
        """Say whether a reader takes ``[start, end)`` of ``source``, gaps inside, for one word."""
        inside = self.source[start:end]
        for mark in _LISTS.intersection(inside):
            if self.source[end : end + 1] == mark or self.source[start - 1 : start] == mark:
                return False
        return " " not in inside or not any(self._words(start, end))

    def _words(self, start: int, end: int) -> Iterator[bool]:
        """Yield whether each token that touches a span has several characters."""
        left = max(self.source.rfind(" ", 0, start), self.source.rfind("\n", 0, start)) + 1
        for run in re.finditer(r"\S+", self.source[left : end + 8]):
            at = left + run.start()
            if at >= end:
                return
            edge = 0
            for stop in token_ends(run[0]):
                if at + stop > start and at + edge < end:
                    yield stop - edge > 1 and not run[0][edge:stop].isascii()
                edge = stop


def gapless(text: str) -> Gapless | None:
    """Return a text in the normal form without its gaps; ``None`` where it has none.

    Linear in the text.
    """
    gaps = sorted({*_marks(text), *_blanks(text), *_spelled(text)})
    latin = _latin(text) if _FOREIGN.search(text) else text
    if not gaps and latin is text:
        return None
    pieces: list[str] = []
    at: list[int] = []
    done = 0
    for start, end in gaps:
        if start >= done:
            pieces.append(latin[done:start])
            at.extend(range(done, start))
        done = max(done, end)
    pieces.append(latin[done:])
    at.extend(range(done, len(text)))
    return Gapless(text, "".join(pieces), at)


def _marks(text: str) -> Iterator[tuple[int, int]]:
    for match in _MARKS.finditer(text):
        start, end = match.span()
        if not 0 < start < end < len(text):
            continue
        left, right = text[start - 1], text[end]
        if not (left.isalnum() and right.isalnum()):
            continue
        if _is_han(left) or _is_han(right):
            if not (left.isdigit() or right.isdigit()):
                yield start, end
        elif left.isalpha() and right.isalpha() and _JOINS_NAMES.isdisjoint(match[0]):
            yield start, end


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    for match in _LONE.finditer(text):
        end = match.end()
        start = end - 1
        if start > 1 and text[start - 1] == " " and _is_han(text[start - 2]):
            yield start - 1, start
        if end + 1 < len(text) and text[end] == " " and _is_han(text[end + 1]):
            yield end, end + 1


def _spelled(text: str) -> Iterator[tuple[int, int]]:
    for match in _SPELLED.finditer(text):
        first = match.start() - 1  # the letter that the row begins with stands before the first gap
        if first >= 0 and text[first].isalpha() and not text[first - 1 : first].isalnum():
            for place in range(match.start(), match.end(), 2):
                yield place, place + 1


def _latin(text: str) -> str:
    return _WORD.sub(_read, text)


def _read(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii() or not any("a" <= char <= "z" for char in word):
        return word
    return word.translate(_LOOKS_LATIN)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
