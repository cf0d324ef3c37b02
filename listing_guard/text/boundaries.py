"""Where clauses and sentences end.

Computed on the plain text, before folding. A sentence ends at ``。！？!?``, at a newline (a block
tag is one by now) and at a ``.`` that does not stand between Latin letters or digits. A clause
ends there too, at ``，、；：,;:``, at brackets, and in a title at a space between Han characters.
``:`` and ``,`` between digits end nothing: 12:30, 1,299. Whatever closes (further stops, quotes,
brackets, white space) belongs to what it closes.

A bracket belongs to the sentence before it::

    2024年面膜类目销量第一。（数据来源：生意参谋）本店…
    └────────────── one sentence ──────────────┘

so a round or square group directly after a sentence's end moves that end behind itself; on a new
line it does so only if it has the line to itself. A stop inside such a group ends no sentence.
``【】`` is left out of this, since listings set headings in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_NEWLINES = "\n\r\v\f\x85\u2028\u2029"
_STOPS = "。｡！？!?︒︕︖﹗﹖‼⁇⁈⁉"
_DOTS = ".．﹒"
_COLONS = ":：︓﹕"
_PAUSES = "，、；,;︐﹐､︑﹑︔﹔；"
_FAMILIES = ("(（﹙︵", ")）﹚︶"), ("[［", "]］"), ("〔﹝︹", "〕﹞︺")
_HEADINGS = ("【〖︻︗{｛﹛", "】〗︼︘}｝﹜")
_QUOTES = "”’」』》〉»"

_OPENING = {char: index for index, pair in enumerate(_FAMILIES) for char in pair[0]}
_CLOSING = {char: index for index, pair in enumerate(_FAMILIES) for char in pair[1]}
_OPENERS = frozenset(_OPENING) | frozenset(_HEADINGS[0])
_CLOSERS = frozenset(_CLOSING) | frozenset(_HEADINGS[1])
_ENDS = frozenset(_NEWLINES + _STOPS + _DOTS)


def _one_of(*chars: str) -> str:
    return f"[{re.escape(''.join(chars))}]"


_BRACKETS = "".join(sorted(_OPENERS | _CLOSERS))
_MARK = re.compile(_one_of(_NEWLINES, _STOPS, _DOTS, _COLONS, _PAUSES, _BRACKETS))
_GROUPING = re.compile(_one_of(_NEWLINES, *_OPENING, *_CLOSING))
_NEWLINE = re.compile(_one_of(_NEWLINES))
_TAIL = re.compile(_one_of(_STOPS, _DOTS, _QUOTES, *sorted(_CLOSERS)) + r"*+\s*+")
_LINE_OVER = re.compile(rf"{_one_of(_STOPS, _DOTS)}*+[^\S{_NEWLINES}]*+(?:{_one_of(_NEWLINES)}|\Z)")
_PHRASE_GAP = re.compile(rf"(?<=[㐀-鿿])[^\S{_NEWLINES}]++(?=[㐀-鿿])")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Ends of clauses and of sentences in one text, rising; the last is the text's own end.

    Every end of a sentence is also one of a clause.
    """

    clauses: Sequence[int]
    sentences: Sequence[int]


def part_at(ends: Sequence[int], position: int) -> Span:
    """Return the part that holds ``position``; one past the text is in its last part."""
    index = min(bisect_right(ends, position), len(ends) - 1)
    return Span(ends[index - 1] if index else 0, ends[index])


def boundaries(plain: str, *, title_like: bool) -> Boundaries:
    """Find the ends of clauses and sentences of a plain text, in linear time."""
    groups = _groups(plain)
    clauses: set[int] = {len(plain)}
    sentences: set[int] = {len(plain)}
    tail_until = inside_until = 0
    for match in _MARK.finditer(plain):
        char, at = match[0], match.start()
        if at < tail_until:
            continue
        if char in _ENDS:
            if char in _DOTS and _between(plain, at, _is_latin):
                continue
            start = at if char in _NEWLINES else at + 1
            tail_until = _tail(plain, start)
            clauses.add(tail_until)
            if at >= inside_until:
                inside_until = _behind_groups(plain, start, groups)
                clauses.add(inside_until)
                sentences.add(inside_until)
        elif char in _OPENERS:
            clauses.add(at)
            inside_until = max(inside_until, groups.get(at, 0))
        elif char not in ",:：" or not _between(plain, at, str.isdecimal):
            clauses.add(at + 1)
    if title_like:
        clauses.update(gap.end() for gap in _PHRASE_GAP.finditer(plain))
    clauses.discard(0 if plain else -1)
    return Boundaries(sorted(clauses), sorted(sentences))


def _groups(plain: str) -> Mapping[int, int]:
    """Map where each round or square group opens to behind its close, on one line."""
    closed: dict[int, int] = {}
    open_: list[tuple[int, int]] = []
    for match in _GROUPING.finditer(plain):
        char = match[0]
        if char in _OPENING:
            open_.append((_OPENING[char], match.start()))
        elif char not in _CLOSING:
            open_.clear()
        elif open_ and open_[-1][0] == _CLOSING[char]:
            closed[open_.pop()[1]] = match.end()
    return closed


def _tail(plain: str, at: int) -> int:
    """Return where what closes a sentence is over: stops, quotes, brackets, white space."""
    match = _TAIL.match(plain, at)
    return match.end() if match else at


def _behind_groups(plain: str, at: int, groups: Mapping[int, int]) -> int:
    """Return the end of the sentence whose stop is before ``at``, groups after it included."""
    while True:
        end = _tail(plain, at)
        close = groups.get(end)
        if close is None:
            return end
        if _NEWLINE.search(plain, at, end) and not _LINE_OVER.match(plain, close):
            return end
        at = close


def _between(plain: str, at: int, kind: Callable[[str], bool]) -> bool:
    """Say whether the characters on both sides of ``at`` are of a kind."""
    return 0 < at < len(plain) - 1 and kind(plain[at - 1]) and kind(plain[at + 1])


def _is_latin(char: str) -> bool:
    """Say whether a character is a letter or digit of a script without full stops of its own."""
    return char.isalnum() and (char < "\u2e80" or "\uff10" <= char <= "\uff5a")
