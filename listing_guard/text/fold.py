"""The normal form of a text, and the way back from it to the original.

``全 網Ｎo.１`` is read as ``全 网no.1``. Folding goes character by character (`characters`); the
only thing that looks further is composition: a starter and the combining marks after it become
one character where Unicode has one, and all of it maps to the whole run.

Most texts change in a handful of distinct characters, full-width commas above all. So the
commonest are replaced unseen, one scan collects the other distinct ones, and each is replaced in
C; a map is built only if some replacement is longer or shorter than one character.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from listing_guard.model.span import Span
from listing_guard.text.characters import (
    FoldTable,
    expand,
    fold_table,
    is_joining,
    joining,
    odd,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_MANY = 16
"""So many distinct characters to replace make one substitution cheaper than one pass for each."""
_USUAL = "，：；！？（）"
"""Replaced without a look whether they are there, which costs less than to find them: in most texts
nothing odd is left then. Each becomes one character."""
_MAX_MARKS = 30
"""Combining marks kept in a row (the Stream-Safe Text Format of UAX #15): sorting them takes
quadratic time, and what stacks more of them is no writing."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A normal form with its map: character ``i`` was read from ``[starts[i], ends[i])``.

    Both lists rise or stay; they are ``None`` when each character was read from its own place.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def source_span(self, start: int, end: int) -> Span:
        """Return the span of the source that ``[start, end)`` of the text was read from."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        return project(self.starts, self.ends, start, end)


def project(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> Span:
    """Map ``[start, end)`` through an offset map; an empty span stays empty."""
    if start < end:
        return Span(starts[start], ends[end - 1])
    at = starts[start] if start < len(starts) else ends[-1] if ends else 0
    return Span(at, at)


@dataclass(frozen=True, slots=True)
class _Tools:
    odd: re.Pattern[str]
    joining: re.Pattern[str]
    table: FoldTable
    ascii: dict[int, str]
    usual: tuple[tuple[str, str], ...]


@cache
def _tools() -> _Tools:
    ascii = {code: expand(chr(code)) for code in range(128)}
    usual = tuple((char, expand(char)) for char in _USUAL)
    return _Tools(odd(), joining(), fold_table(), ascii, usual)


def fold(text: str) -> str:
    """Return the normal form of a text; folding it again changes nothing."""
    tools = _tools()
    if text.isascii():
        return text.translate(tools.ascii)
    text = _prepared(text, tools)
    found = set(tools.odd.findall(text))
    if not found:
        return text
    if _composes(found, tools):
        return _fold_mapped(text, tools, compose=True).text
    return _replaced(text, found, tools)


def _prepared(text: str, tools: _Tools) -> str:
    """Return the text in small letters and with plain punctuation: little is left to replace.

    Every character keeps its place. A small letter folds as its capital does, but for two
    letters: ``İ`` has a small form of two characters, that of ``Σ`` hangs on what follows.
    """
    if "İ" not in text and "Σ" not in text:
        text = text.lower()
    for char, form in tools.usual:
        text = text.replace(char, form)
    return text


def fold_char(char: str) -> str:
    """Return what one character becomes by itself: none, one or several characters."""
    return expand(char)


def fold_with_map(text: str) -> Folded:
    """Return the normal form of a text with its map to the text."""
    tools = _tools()
    text = _prepared(text, tools)
    found = set(tools.odd.findall(text))
    if not found:
        return Folded(text)
    compose = _composes(found, tools)
    if not compose and all(len(tools.table[char]) == 1 for char in found):
        return Folded(_replaced(text, found, tools))
    return _fold_mapped(text, tools, compose)


def _composes(found: set[str], tools: _Tools) -> bool:
    """Say whether one of these leaves something that may join with what stands before it."""
    forms = "".join([tools.table[char] for char in found])
    return any(map(is_joining, tools.joining.findall(forms)))


def _replaced(text: str, found: set[str], tools: _Tools) -> str:
    table = tools.table
    if len(found) > _MANY:
        return tools.odd.sub(lambda match: table[match[0]], text)
    for char in found:
        # What is put in is a fixed point, so the order of the replacements makes no difference.
        form = table[char]
        if form != char:
            text = text.replace(char, form)
    return text


def _fold_mapped(text: str, tools: _Tools, compose: bool) -> Folded:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in tools.odd.finditer(text):
        start, end = match.span()
        if start > at:
            pieces.append(text[at:start])
            starts.extend(range(at, start))
            ends.extend(range(at + 1, end))
        form = tools.table[match[0]]
        pieces.append(form)
        starts.extend([start] * len(form))
        ends.extend([end] * len(form))
        at = end
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    folded = Folded("".join(pieces), starts, ends)
    return _compose(folded.text, starts, ends, tools) if compose else folded


def _compose(text: str, starts: list[int], ends: list[int], tools: _Tools) -> Folded:
    """Compose each run of a starter and its marks; the run's range is that of every part."""
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = 0
    for start, end in _runs(text, tools):
        run = text[start:end]
        composed = unicodedata.normalize("NFC", _limited(run))
        if composed == run:
            continue
        pieces += text[at:start], composed
        new_starts += starts[at:start]
        new_starts += [starts[start]] * len(composed)
        new_ends += ends[at:start]
        new_ends += [ends[end - 1]] * len(composed)
        at = end
    return Folded("".join([*pieces, text[at:]]), new_starts + starts[at:], new_ends + ends[at:])


def _runs(text: str, tools: _Tools) -> list[tuple[int, int]]:
    """Return the ranges of joining characters, each with the starter before it."""
    runs: list[tuple[int, int]] = []
    for match in tools.joining.finditer(text):
        start, end = match.span()
        if match[0] > "\uffff" and not is_joining(match[0]):
            continue
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((max(start - 1, 0), end))
    return runs


def _limited(run: str) -> str:
    """Cut each row of reordering marks in a run to `_MAX_MARKS`."""
    if len(run) <= _MAX_MARKS:
        return run
    kept: list[str] = []
    row = 0
    for char in run:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def foldable_between(low: str, high: str) -> list[str]:
    """Return the characters of the basic plane from ``low`` to ``high`` that folding changes."""
    return [char for char in list(_tools().table) if low <= char <= min(high, "\uffff")]
