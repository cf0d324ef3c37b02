"""Texts without what sellers put between the characters of a word: ``最*佳``, ``最 佳``, ``n★ike``.

Not every mark between two characters hides them. What ends a clause, quotes, and opens or closes a
bracket never joins. Blanks and the marks of lists do only if no word of several characters is cut
(`Gapless.joins`): ``最 佳`` is read as one word and ``最 新款`` as two. Single characters between
slashes are a list (``大/中/小``). Latin words are joined by a few marks as a matter of course
(wi-fi, A·B) and blanks stand between them, so there only odder marks count, or letters that all
stand alone: ``n i k e``.

Cyrillic, Greek and small-capital letters among Latin ones are read as the Latin letters that they
look like (``аdidas``), each in its place.

Nearly every text has blanks and marks, so a gap is read over only where the characters beside it
stand side by side in something that is searched for: mostly nothing is left to do.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.text.characters import is_han, outside
from listing_guard.text.tokens import token_ends

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

_HAN = "\u3400-\u9fff"
_APART = r",!?;:，。！？；：、…—\[\](){}<>（）【】《》〈〉「」『』〔〕“”\"‘’′″℃"
"""What ends a clause, brackets, quotes and signs of quantities: the reader stops there."""
_NO_GAP = frozenset(_APART) | {"\n"}
_HAN_ONLY = ".'`´@#$%°¥￥€£"
"""Marks that are a gap behind a Chinese character alone; elsewhere they are part of a number,
an abbreviation or an address."""
_MOST = 6
"""Marks in a row that still are a gap."""
_BLANKS = re.compile(
    rf" (?:(?<=[{_HAN}] ) {{0,2}}(?=[{_HAN}a-z0-9])|(?<=[a-z0-9] ) ?(?=[{_HAN}])"
    "|(?<=[a-z] )[a-z] [a-z](?![a-z0-9]))"
)
"""Blanks beside a Chinese character, and what may be a word spelled with blanks."""
_BEHIND_HAN = frozenset(_HAN_ONLY)
_JOINS_NAMES = frozenset("-–/+&×·•|\\=~")
"""Marks that join Latin words and numbers as a matter of course: wi-fi, A·B, 3+1."""
_SOFT = frozenset("/|\\-–+&~·• ")
"""Marks that may stand between two words, and the blank."""
_LISTS = frozenset("/|\\+&")
"""Marks that stand between the items of a list."""
_RUN = re.compile(rf"[^\s{re.escape(''.join(sorted(_SOFT)))}]+")
_GAP = re.compile(rf"[{re.escape(''.join(sorted(_SOFT)))}]+")
_MARKED = re.compile(rf"(?<!\S)[{_HAN}](?:([|—–/、·_*~.])[{_HAN}])(?:\1[{_HAN}])*(?!\S)")
"""Chinese characters one by one between marks, with a blank on either side: 驰—名—商—标."""
_SPELLS = frozenset(".·*_-")
_SPELLED = re.compile(
    r"[ .·*_-](?<=[a-z].)(?<![a-z0-9][a-z].)[a-z](?![a-z0-9])(?:[ .·*_-][a-z](?![a-z0-9])){2,}"
)
_FOREIGN = re.compile("[\u0131\u0250-\u02af\u0370-\u058f\u13a0-\u13ff\u1d00-\u1d2b\ua730-\ua7ff]")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKS_LATIN = str.maketrans(
    "λдяиавекмнорстухіјѕһԁԛԝүьгпԍѵαβεικνορτυχγηωϳıɑɡɪʏɴʀʙʜʟɢᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱɾɩʋօոսցհ",
    "aarnabekmhopctyxijshdqwybrngvabeikvoptuxynwjiagiynrbhlgacdejkmoptuvwzfsrivonugh",
)
_IN_CAPITALS = str.maketrans({**_LOOKS_LATIN, **str.maketrans("νηυμζγρ", "nhymzyp")})
"""The same for letters whose capitals look like other Latin letters: Ν, Η, Υ."""
_AMBIGUOUS = re.compile("[νηυμζ]")
_AROUND = 48
"""Characters beside a gap that are read: no term that anybody disguises is longer."""
_FAR = 24
"""Characters of a run that are cut into tokens beside a span, so that no span costs more."""


_FIRST = re.compile(
    r"(?<![兄徒子小表堂老师皇上大玉黄称天])[弟帝苐递](?=[一壹弌](?![起样个家人同直切些边位名种]))"
)
"""What is written for 第 before 一, where it is no word with what stands before."""
_LEET = re.compile(r"(?<![a-z0-9])(?=[a-z0-9]*[a-z][013457][a-z]|[013457][a-z][a-z0-9]*[013457])"
                   r"[a-z0-9]{4,24}(?![a-z0-9])")  # fmt: skip
"""A word with digits among its letters: ``wh4ts4pp``."""
_DIGITS = str.maketrans("013457", "oieast")


class Gapless(NamedTuple):
    """A text without its gaps, and the way back."""

    source: str
    text: str
    at: Sequence[int]
    """Where each character of ``text`` stands in ``source``."""

    def joins(self, start: int, end: int, *, lone: bool = True) -> bool:
        """Say whether a reader takes ``[start, end)`` of ``source``, gaps inside, for one word.

        ``lone``: a blank or the mark of a list must stand beside a character that is a word by
        itself.
        """
        inside = self.source[start:end]
        soft = _SOFT.intersection(inside)
        if not soft or inside.isascii():
            return True
        for mark in soft & _LISTS:
            if self.source[end : end + 1] == mark or self.source[start - 1 : start] == mark:
                return False
        words = list(self._words(start, end))
        if any(left < start < right or left < end < right for left, right in words):
            return False
        if not lone or soft.isdisjoint(_LISTS | {" "}):
            return True
        ends = {right: right - left for left, right in words}
        starts = {left: right - left for left, right in words}
        return all(
            ends.get(left, 1) == 1 or starts.get(right, 1) == 1
            for left, right in _soft_gaps(inside, start)
        )

    def _words(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the tokens of several characters in the runs that touch a span."""
        first = max(0, start - _FAR)
        first += max(map(self.source[first:start].rfind, _SOFT | {"\n"})) + 1
        for run in _RUN.finditer(self.source, first, end + _FAR):
            if run.start() >= end:
                return
            for left, right in pairwise([0, *token_ends(run[0])]):
                if right - left > 1 and not run[0][left:right].isascii():
                    yield run.start() + left, run.start() + right


def _soft_gaps(inside: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the gaps of blanks and soft marks in a slice lie in its text."""
    for match in _GAP.finditer(inside):
        yield start + match.start(), start + match.end()


def bigrams(terms: Iterable[str]) -> frozenset[str]:
    """Return every two characters that stand side by side in some term."""
    return frozenset({term[at : at + 2] for term in terms for at in range(len(term) - 1)})


def readings(text: str, pairs: Container[str]) -> Iterator[Gapless]:
    """Yield a text in the normal form without its gaps; nothing where none is worth reading over.

    ``pairs`` are the `bigrams` of what is searched for. Linear in the text. There are two readings
    where a Greek letter looks like one Latin letter in small and like another in capitals.
    """
    gaps = list(_gaps(text))
    yield from _rewritten(text)
    if text.isascii() or _FOREIGN.search(text) is None:
        if gaps:
            yield from _reading(text, text, gaps, pairs)
        return
    yield from _reading(text, _WORD.sub(_read, text), gaps, pairs)
    if _AMBIGUOUS.search(text):
        yield from _reading(text, _WORD.sub(_read_capitals, text), gaps, pairs)


def _rewritten(text: str) -> Iterator[Gapless]:
    """Yield the surroundings of what is written with other characters for its own."""
    for pattern, read in ((_FIRST, _first), (_LEET, _letters)):
        for match in pattern.finditer(text):
            start, end = match.span()
            first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
            read_as = f"{text[first:start]}{read(match)}{text[end:last]}"
            yield Gapless(text, read_as, range(first, last))


def _first(match: re.Match[str]) -> str:
    return "第"


def _letters(match: re.Match[str]) -> str:
    return match[0].translate(_DIGITS)


def _reading(
    text: str, latin: str, gaps: Iterable[tuple[int, int]], pairs: Container[str]
) -> Iterator[Gapless]:
    if latin == text:
        latin = text
    found = sorted(gap for gap in gaps if latin[gap[0] - 1] + latin[gap[1]] in pairs)
    if not found:
        if latin is not text:
            yield Gapless(text, latin, range(len(text)))
        return
    if latin is not text:
        yield _without(text, latin, found, 0, len(text))
        return
    first, window = max(found[0][0] - _AROUND, 0), found[:1]
    for gap in found[1:]:
        if gap[0] - window[-1][1] > 2 * _AROUND:
            yield _without(text, latin, window, first, window[-1][1] + _AROUND)
            first, window = gap[0] - _AROUND, []
        window.append(gap)
    yield _without(text, latin, window, first, min(window[-1][1] + _AROUND, len(text)))


def _without(
    text: str, latin: str, gaps: Iterable[tuple[int, int]], done: int, until: int
) -> Gapless:
    """Return the part of a text from ``done`` to ``until`` without some gaps, which rise."""
    pieces: list[str] = []
    at: list[int] = []
    for start, end in gaps:
        if start >= done:
            pieces.append(latin[done:start])
            at.extend(range(done, start))
        done = max(done, end)
    pieces.append(latin[done:until])
    at.extend(range(done, until))
    return Gapless(text, "".join(pieces), at)


@cache
def _marks() -> re.Pattern[str]:
    """Return what finds the other marks: ``*``, ``·``, ``-``, ``❤``, emoji, strokes on a character.

    Written as what it is not, with every character beyond the basic plane, so that it stays fast.
    """
    other = re.compile(rf"[^\W_]|[\s{_APART}]")
    marks = {char for char in map(chr, range(0x10000)) if not other.match(char)}
    return re.compile(f"{outside(marks)}{{1,{_MOST}}}")


def is_gap(char: str) -> bool:
    """Say whether a character may be a gap or a part of one."""
    return bool(char) and char not in _NO_GAP and not char.isalnum()


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield what may be a gap, blanks around a mark included; never at an end of the text."""
    spelled = False
    for match in _marks().finditer(text):
        start, end = match.span()
        if start > 0 and end < len(text) and not match[0].isalnum():  # no letter that is astral
            spelled = spelled or text[end - 1] in _SPELLS
            yield from _around(text, start, end)
    for match in _BLANKS.finditer(text):
        if match[0].isspace():
            yield match.span()
        else:
            spelled = True
    for match in _SPELLED.finditer(text) if spelled else ():
        for place in range(match.start(), match.end(), 2):
            yield place, place + 1
    for match in _MARKED.finditer(text):
        for place in range(match.start() + 1, match.end(), 2):
            yield place, place + 1


def _around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a mark as a gap if what stands on its sides may be one word."""
    mark = text[start:end]
    if _SOFT.isdisjoint(mark):
        if text[start - 1] == " ":
            start -= 1
        if text[end] == " ":
            end += 1
        if not 0 < start < end < len(text):
            return
    left, right = text[start - 1], text[end]
    if not (left.isalnum() and right.isalnum()) or (left.isdigit() and right.isdigit()):
        return
    if not _BEHIND_HAN.isdisjoint(mark):
        stops = ".." in mark or len(mark) > 2  # … is three stops by now
        joins = not stops and is_han(left) and (is_han(right) or "a" <= right <= "z")
    elif is_han(left) or is_han(right):
        joins = True
    else:
        joins = _JOINS_NAMES.isdisjoint(mark) and " " not in text[start:end]
    if joins:
        yield start, end


def _read(match: re.Match[str]) -> str:
    return match[0].translate(_LOOKS_LATIN) if _is_mixed(match[0]) else match[0]


def _read_capitals(match: re.Match[str]) -> str:
    return match[0].translate(_IN_CAPITALS) if _is_mixed(match[0]) else match[0]


def _is_mixed(word: str) -> bool:
    """Say whether a word has letters of several scripts; Chinese characters count as Latin."""
    return not word.isascii() and any("a" <= char <= "z" or is_han(char) for char in word)
