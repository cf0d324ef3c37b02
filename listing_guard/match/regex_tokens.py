r"""The tokens of a regular expression in RE2's syntax.

Folding and literal extraction read the same tokens. Python's own parser cannot stand in: it
refuses ``\p{Han}``, ``\z`` and ``(?<name>…)``, which RE2 takes, and knows nothing of ``\Q…\E``.
The scanner never fails; what it cannot read becomes a token of kind ``other``, and compiling says
what is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["literal", "class", "set", "zero", "open", "close", "or", "repeat", "note", "other"]
"""What a token is: one character; ``[…]``; ``.`` or ``\\d`` and the like; an assertion; ``(``;
``)``; ``|``; a quantifier; what is no part of its own (``(?i)``, ``\\Q``, ``\\E``), so that a
quantifier after it belongs to what stands before; anything else."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a bracketed class: the characters ``low`` to ``high``, or a named set."""

    start: int
    end: int
    low: str = ""
    high: str = ""

    @property
    def is_set(self) -> bool:
        r"""Whether this is ``\d``, ``\p{Han}`` or ``[:alpha:]``."""
        return not self.low


@dataclass(frozen=True, slots=True)
class Token:
    """A piece ``source[start:end]`` of a regular expression.

    ``char`` is the character of a literal, ``quoted`` if ``\\Q`` makes it one; ``items`` and
    ``negated`` belong to a class, ``least`` and ``most`` (``None``: no bound) to a quantifier.
    """

    kind: Kind
    start: int
    end: int
    char: str = ""
    items: tuple[Item, ...] = ()
    negated: bool = False
    least: int = 0
    most: int | None = None
    quoted: bool = False


_ESCAPES = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CODED = re.compile(
    r"""\\(?: x\{(?P<long>[0-9A-Fa-f]{1,8})\} | x(?P<hex>[0-9A-Fa-f]{2})
        | u\{(?P<braced>[0-9A-Fa-f]{1,8})\} | u(?P<four>[0-9A-Fa-f]{4})
        | U(?P<eight>[0-9A-Fa-f]{8}) | (?P<octal>0[0-7]{0,2}|[1-7][0-7]{1,2}) )""",
    re.VERBOSE,
)
_PROPERTY = re.compile(r"\\[pP](?:\{[^{}]*\}|[A-Za-z])")
_POSIX = re.compile(r"\[:\^?[a-z]+:\]")
_OPEN = re.compile(r"\((?:\?(?:P?<[^<>=!]*>|[imsU]*(?:-[imsU]+)?:))?")
_FLAGS = re.compile(r"\(\?[imsU]*(?:-[imsU]+)?\)")
_REPEAT = re.compile(r"(?:[*+?]|\{(?P<least>\d{1,9})(?P<to>,(?P<most>\d{1,9})?)?\})\??")
_BOUNDS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


def tokens(source: str) -> list[Token]:
    """Return the tokens of a regular expression; together they cover all of it."""
    found: list[Token] = []
    at = 0
    while at < len(source):
        if source.startswith(r"\Q", at):
            at = _quoted(source, at, found)
            continue
        token = _token(source, at)
        found.append(token)
        at = token.end
    return found


def _token(source: str, at: int) -> Token:
    char = source[at]
    if char == "\\":
        return _escape(source, at)
    if char == "[":
        return _bracketed(source, at)
    if char == "(":
        if flags := _FLAGS.match(source, at):
            return Token("note", at, flags.end())
        if source.startswith("(?", at) and (match := _OPEN.match(source, at)) is not None:
            readable = match.end() > at + 1
            return Token("open" if readable else "other", at, max(match.end(), at + 2))
        return Token("open", at, at + 1)
    if char == ")":
        return Token("close", at, at + 1)
    if char == "|":
        return Token("or", at, at + 1)
    if char in "^$":
        return Token("zero", at, at + 1)
    if char == ".":
        return Token("set", at, at + 1)
    if char in "*+?{" and (match := _REPEAT.match(source, at)):
        least, most = _BOUNDS.get(char, (int(match["least"] or 0), None))
        if char == "{":
            most = int(match["most"]) if match["most"] else None if match["to"] else least
        return Token("repeat", at, match.end(), least=least, most=most)
    return Token("literal", at, at + 1, char)


def _quoted(source: str, at: int, found: list[Token]) -> int:
    r"""Read ``\Q…\E``: its marks are notes, every character inside is literal."""
    stop = source.find(r"\E", at + 2)
    end = len(source) if stop < 0 else stop
    found.append(Token("note", at, at + 2))
    found += (Token("literal", i, i + 1, source[i], quoted=True) for i in range(at + 2, end))
    if stop < 0:
        return end
    found.append(Token("note", stop, stop + 2))
    return stop + 2


def _escape(source: str, at: int) -> Token:
    if match := _PROPERTY.match(source, at):
        return Token("set", at, match.end())
    letter = source[at + 1 : at + 2]
    if letter and letter in "dDwWsSC":
        return Token("set", at, at + 2)
    if letter and letter in "bBAz":
        return Token("zero", at, at + 2)
    char, end = _escaped_char(source, at)
    return Token("literal", at, end, char) if char else Token("other", at, end)


def _escaped_char(source: str, at: int) -> tuple[str, int]:
    """Return the character that an escape stands for ("" if none) and where the escape ends."""
    if match := _CODED.match(source, at):
        digits = next(group for group in match.groups() if group)
        code = int(digits, 8 if match["octal"] else 16)
        return (chr(code) if code < 0x110000 else ""), match.end()
    letter = source[at + 1 : at + 2]
    if letter in _ESCAPES:
        return _ESCAPES[letter], at + 2
    # RE2 takes a backslash before ASCII punctuation only; one before ， is harmless all the same.
    return ("" if letter.isascii() and letter.isalnum() else letter), at + 1 + len(letter)


def _bracketed(source: str, at: int) -> Token:
    """Read ``[…]``; a class that is never closed is ``other`` up to the end."""
    negated = source.startswith("[^", at)
    items: list[Item] = []
    here = at + 1 + negated
    first = True
    while here < len(source):
        if source[here] == "]" and not first:
            return Token("class", at, here + 1, items=tuple(items), negated=negated)
        first = False
        named = _POSIX.match(source, here) or _PROPERTY.match(source, here)
        if named or re.match(r"\\[dDwWsS]", source[here : here + 2]):
            end = named.end() if named else here + 2
            items.append(Item(here, end))
            here = end
            continue
        low, end = _member(source, here)
        high = low
        if source.startswith("-", end) and not source.startswith("-]", end):
            high, end = _member(source, end + 1)
        if not low or not high or low > high:
            break
        items.append(Item(here, end, low, high))
        here = end
    close = source.find("]", here)
    return Token("other", at, close + 1 if close >= 0 else len(source))


def _member(source: str, at: int) -> tuple[str, int]:
    if at >= len(source):
        return "", at
    return _escaped_char(source, at) if source[at] == "\\" else (source[at], at + 1)
