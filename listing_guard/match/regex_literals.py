"""Strings of which one is in every match of a regular expression.

The scan over all texts looks for these strings; the expression itself runs only where one was
found. ``(数据)?来源[:：]`` gives ``来源:``: whatever matches holds it.

Each part of an expression is summed up by two sets, either of which may be unknown: everything it
can match (``exact``), and strings of which every match holds one (``required``). A sequence joins
exact sets into runs as long as they stay small, and of all its runs the most telling is required.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from listing_guard.match.regex_tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

Strings = frozenset[str]

MAX_LITERALS = 1024
"""Longer and rarer strings are worth many more of them: the automaton takes no longer for it."""
_MAX_RUN = 1024
"""Strings in a run; beyond this a new run begins."""
_MAX_CLASS = 16
"""Characters of a class that is spelled out."""
_MAX_COPIES = 4
"""Copies of a repeated part that are spelled out."""
_MAX_LENGTH = 32
"""Length of a string in a run; a longer one tells nothing more."""
_EMPTY: Strings = frozenset([""])


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part; ``exact`` and ``required`` are ``None`` when nothing is."""

    exact: Strings | None = None
    required: Strings | None = None

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

    Returns none when nothing useful can be told: a literal is at least one Chinese character or
    two others, since less is in nearly every text.
    """
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
            return ()
        else:
            group.parts.append(_atom(token))
    if len(stack) > 1:
        return ()
    stack[0].end_alternative()
    found = _union(stack[0].alternatives).best
    return tuple(sorted(found)) if found else ()


def _atom(token: Token) -> _Part:
    if token.kind == "literal":
        return _Part(frozenset([token.char]))
    if token.kind == "zero":
        return _NO_WIDTH
    if token.kind == "set" or token.negated or any(item.is_set for item in token.items):
        return _NOTHING
    if sum(ord(item.high) - ord(item.low) + 1 for item in token.items) > _MAX_CLASS:
        return _NOTHING
    codes = (range(ord(item.low), ord(item.high) + 1) for item in token.items)
    return _Part(frozenset(chr(code) for part in codes for code in part))


def _repeated(part: _Part, token: Token) -> _Part:
    least, most = token.least, token.most
    if least == 0:
        if most == 1 and part.exact is not None:
            return _Part(part.exact | _EMPTY)
        return _NO_WIDTH if most == 0 else _NOTHING
    copies = min(least, _MAX_COPIES)
    if copies == most:
        return _sequence([part] * copies)
    return _Part(required=_sequence([part] * copies).best)


def _sequence(parts: Iterable[_Part]) -> _Part:
    run = _EMPTY
    whole = True
    required: Strings | None = None
    for part in parts:
        if part.exact is not None:
            joined = _joined(run, part.exact)
            if joined is not None:
                run = joined
                continue
        required = _better(_better(required, run), part.required)
        whole = False
        run = _EMPTY if part.exact is None else part.exact
    return _Part(run if whole else None, _better(required, run))


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
        None if required is None else _useful(frozenset(required)),
    )


def _better(one: Strings | None, two: Strings | None) -> Strings | None:
    """Return the set that is rarer in texts, with longer and with fewer strings; else the first."""
    candidates = [found for each in (one, two) if each is not None and (found := _useful(each))]
    return max(candidates, key=_rarity, default=None)


def _useful(strings: Strings) -> Strings | None:
    """Return a set without strings that hold another of it, or nothing if some are too short."""
    if not strings or len(strings) > MAX_LITERALS or min(map(_weight, strings)) < 2:
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


def _rarity(strings: Strings) -> int:
    return 2 * min(min(map(_weight, strings)), 12) - len(strings).bit_length()


def _weight(string: str) -> int:
    """Count a Chinese character as two letters; what is no letter or digit counts as one."""
    return sum(2 if char >= "\u2e80" and char.isalnum() else 1 for char in string)
