"""Strings of which one is in every match of a regular expression.

The scan over all texts looks for these strings; the expression itself runs only where one was
found. ``(数据)?来源[:：]`` gives ``来源:``: whatever matches holds it.

Each part of an expression is summed up by two sets, either of which may be unknown: everything it
can match (``exact``), and strings of which every match holds one (``required``). A sequence joins
exact sets into runs as long as they stay small, and of all its runs the most telling is required.
The others are its `companions`: where none of them is near, the expression need not run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from typing import TYPE_CHECKING

from listing_guard.match.frequency import frequency
from listing_guard.match.regex_tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Strings = frozenset[str]

MAX_LITERALS = 1024
"""Longer and rarer strings are worth many more of them: the automaton takes no longer for it."""
_MAX_RUN = 1024
"""Strings in a run; beyond this a new run begins."""
_MAX_CLASS = 32
"""Characters of a class that is spelled out."""
_MAX_COPIES = 4
"""Copies of a repeated part that are spelled out."""
_MAX_ENDS = 100
"""Strings of such copies: what stands beside them tells more."""
_MAX_LENGTH = 32
"""Length of a string in a run; a longer one tells nothing more."""
_LEAST = 3
"""Weight of the shortest string that a scan looks for: a Chinese character, a letter or a
mark with a digit, or three digits."""
_MAX_COMPANIONS = 128
"""Strings in a set of companions."""
_MAX_SETS = 2
"""Sets of companions; more seldom tell more."""
_MOST_OFTEN = 100.0
"""Times in ten thousand characters that a set of companions may be expected: commoner ones tell
nothing."""
_MAY_DIFFER = re.compile("[\ud800-\udfff\ufffd]|[(][?][a-zA-Z]*i")
"""Where a match may hold other characters than the expression: RE2 reads a half character as the
mark for what is none, and ``(?i)`` a small letter for a large one."""
_EMPTY: Strings = frozenset([""])
_NAMED = {r"\d": "0123456789", r"\s": "\n "}
"""The named sets of RE2 that are small, as far as the normal form has their characters."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part; each is ``None`` when nothing is.

    Every match also holds one of each set of ``also``, which may be single letters.
    """

    exact: Strings | None = None
    required: Strings | None = None
    also: tuple[Strings, ...] = ()
    ends: Strings | None = None
    """Every match begins with one of these and ends with one of these."""

    @property
    def best(self) -> Strings | None:
        return _better(self.exact, self.required)


_NOTHING = _Part()
_NO_WIDTH = _Part(_EMPTY)


@dataclass(slots=True)
class _Group:
    """An open group: its finished alternatives and the parts of the one being read."""

    alternatives: list[_Part] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)

    def end_alternative(self) -> None:
        self.alternatives.append(_sequence(self.parts))
        self.parts = []


def literals(source: str) -> tuple[str, ...]:
    """Return strings of which at least one is in every match of a folded expression.

    Returns none when nothing useful can be told: a literal is at least one Chinese character, two
    letters or three digits, since less is in nearly every text.
    """
    part = _sum(source)
    return tuple(sorted(part.best)) if part.best else ()


def companions(source: str) -> tuple[tuple[str, ...], ...]:
    """Return sets of strings of each of which every match holds one, beside the `literals`.

    >>> companions("(?:tel|call)[a-z ]{0,8}1[34]")
    (('call', 'tel'),)
    """
    also = [each for each in _sum(source).also if len(each) <= _MAX_COMPANIONS]
    if any(map(_MAY_DIFFER.search, (source, *(text for each in also for text in each)))):
        return ()
    return tuple(tuple(sorted(each)) for each in also)


@lru_cache(maxsize=1)
def _sum(source: str) -> _Part:
    """Return what is known of a whole expression."""
    stack = [_Group()]
    for token in tokens(source):
        group = stack[-1]
        if token.kind == "note":
            continue
        if token.kind == "open":
            stack.append(_Group())
        elif token.kind == "or":
            group.end_alternative()
        elif token.kind == "close" and len(stack) > 1:
            group.end_alternative()
            stack.pop()
            stack[-1].parts.append(_union(group.alternatives))
        elif token.kind == "repeat" and group.parts:
            group.parts.append(_repeated(group.parts.pop(), token))
        elif token.kind in ("close", "repeat", "other"):
            return _NOTHING
        else:
            group.parts.append(_atom(token, source))
    if len(stack) > 1:
        return _NOTHING
    stack[0].end_alternative()
    return _union(stack[0].alternatives)


def _atom(token: Token, source: str) -> _Part:
    if token.kind == "literal":
        return _Part(frozenset([token.char]))
    if token.kind == "zero":
        return _NO_WIDTH
    if token.negated:
        return _NOTHING
    sets = [token] if token.kind == "set" else [item for item in token.items if item.is_set]
    named = [source[each.start : each.end] for each in sets]
    if any(name not in _NAMED for name in named):
        return _NOTHING
    chars = set("".join(map(_NAMED.__getitem__, named)))
    for item in token.items:
        if not item.is_set:
            if ord(item.high) - ord(item.low) >= _MAX_CLASS:
                return _NOTHING
            chars.update(map(chr, range(ord(item.low), ord(item.high) + 1)))
    return _Part(frozenset(chars)) if len(chars) <= _MAX_CLASS else _NOTHING


def _repeated(part: _Part, token: Token) -> _Part:
    least, most = token.least, token.most
    if least == 0:
        if most == 1 and part.exact is not None:
            return _Part(part.exact | _EMPTY)
        return _NO_WIDTH if most == 0 else _NOTHING
    copies = min(least, _MAX_COPIES)
    while copies > 1 and part.exact is not None and len(part.exact) ** copies > _MAX_ENDS:
        copies -= 1
    all_copies = _sequence([part] * copies)
    if copies == most:
        return all_copies
    return _Part(required=all_copies.best, ends=all_copies.exact)


def _sequence(parts: Iterable[_Part]) -> _Part:
    run = _EMPTY
    made_of: list[Strings] = []
    whole = True
    pieces: list[Strings | None] = []
    others: list[Strings | None] = []
    for part in parts:
        edge = part.ends if part.exact is None else part.exact
        joined = None if edge is None else _joined(run, edge)
        if part.exact is not None and joined is not None:
            run = joined
            made_of.append(part.exact)
            continue
        pieces += (run if joined is None else joined, part.required)
        others += (*part.also, *_fewer(run, made_of))
        whole = False
        run, made_of = (_EMPTY, []) if edge is None else (edge, [edge])
    pieces.append(run)
    others += _fewer(run, made_of)
    required = reduce(_better, pieces, None)
    return _Part(run if whole else None, required, _most_telling((*pieces, *others), required))


def _fewer(run: Strings, made_of: list[Strings]) -> list[Strings]:
    """Return what a run of many strings is made of, which may tell as much in fewer."""
    return made_of if len(run) > _MAX_COMPANIONS else []


def _most_telling(
    pieces: Iterable[Strings | None], required: Strings | None
) -> tuple[Strings, ...]:
    """Return the sets of few strings, but for the one that is required, that are rarest."""
    useful = {_useful(each, least=1) for each in pieces if each} - {None, required}
    found = [
        each
        for each in useful
        if each is not None and len(each) <= _MAX_COMPANIONS and _frequency(each) <= _MOST_OFTEN
    ]
    found.sort(key=lambda each: (_frequency(each), sorted(each)))
    return tuple(found[:_MAX_SETS])


def _joined(left: Strings, right: Strings) -> Strings | None:
    """Return every string of one followed by every string of the other, if that stays small."""
    if len(left) * len(right) > _MAX_RUN:
        return None
    if max(map(len, left), default=0) + max(map(len, right), default=0) > _MAX_LENGTH:
        return None
    return frozenset(a + b for a in left for b in right)


def _union(alternatives: list[_Part]) -> _Part:
    if len(alternatives) == 1:
        return alternatives[0]
    exact: set[str] | None = set()
    required: set[str] | None = set()
    for part in alternatives:
        best = part.best
        exact = None if exact is None or part.exact is None else exact | part.exact
        required = None if required is None or best is None else required | best
    return _Part(
        None if exact is None or len(exact) > MAX_LITERALS else frozenset(exact),
        None if required is None else _useful(_few(frozenset(required))),
        tuple(_also(alternatives)),
    )


def _few(strings: Strings) -> Strings:
    """Return the strings, cut short if they are too many: whoever holds one holds its beginning."""
    length = max(map(len, strings), default=0)
    while len(strings) > MAX_LITERALS and length > 1:
        length -= 1
        strings = frozenset(string[:length] for string in strings)
    return strings


def _also(alternatives: list[_Part]) -> Iterator[Strings]:
    """Yield sets of which every match of one of the alternatives holds a string."""
    for number in range(max(len(part.also) for part in alternatives)):
        each = [
            part.also[number] if number < len(part.also) else part.best for part in alternatives
        ]
        known = [strings for strings in each if strings is not None]
        useful = _useful(frozenset().union(*known), least=1) if len(known) == len(each) else None
        if useful is not None:
            yield useful


def _better(one: Strings | None, two: Strings | None) -> Strings | None:
    """Return the set that is rarer in texts; of equals the first."""
    candidates = [found for each in (one, two) if each is not None and (found := _useful(each))]
    return min(candidates, key=_frequency, default=None)


@lru_cache(maxsize=4096)
def _useful(strings: Strings, least: int = _LEAST) -> Strings | None:
    """Return a set without strings that hold another of it, or nothing if some are too short."""
    if not strings or len(strings) > MAX_LITERALS or min(map(_weight, strings)) < least:
        return None
    lengths = sorted({len(string) for string in strings})
    kept: set[str] = set()
    for string in sorted(strings, key=len):
        pieces = (
            string[at : at + length]
            for length in lengths
            if length < len(string)
            for at in range(len(string) - length + 1)
        )
        if kept.isdisjoint(pieces):
            kept.add(string)
    return frozenset(kept)


_frequency = lru_cache(maxsize=4096)(frequency)


@lru_cache(maxsize=1 << 14)
def _weight(string: str) -> int:
    """Count a Chinese character as two letters or marks, and these as two digits or blanks."""
    return sum(
        4 if char >= "\u2e80" and char.isalnum() else 1 if char.isdigit() or char.isspace() else 2
        for char in string
    )
