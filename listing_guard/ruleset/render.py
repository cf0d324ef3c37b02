"""Diagnostics for a terminal, in the manner of rustc.

    error[E103]: expected a value after `>`
      --> rules/cn/price.yaml:7:33
       |
     7 |     condition: original_price > and market == "CN"
       |                                 ^^^
       = help: compare with a field, a number, or `lowest(price_history, days: 7)`

A Chinese character takes two columns of a terminal, a combining mark none; tabs are widened and
control characters written out, so that the caret stands under what is meant and a file cannot
send commands to the terminal.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from listing_guard.model.diagnostic import Diagnostic

_TAB = "    "
_WIDEST = 120
"""Columns of source that are shown; a longer line is cut around the caret."""
_SLACK = 40
"""Columns before the caret that a cut line still shows."""

_RED, _YELLOW, _BLUE, _BOLD, _OFF = "\x1b[31;1m", "\x1b[33;1m", "\x1b[34;1m", "\x1b[1m", "\x1b[0m"


def render(diagnostics: Iterable[Diagnostic], colour: bool = False) -> str:
    """Return diagnostics as text, a blank line between them; empty for none."""
    paint = _paint if colour else _plain
    return "\n".join(_one(each, paint) for each in diagnostics)


def _plain(text: str, codes: str) -> str:
    return text


def _paint(text: str, codes: str) -> str:
    return f"{codes}{text}{_OFF}"


def _one(found: Diagnostic, paint: Callable[[str, str], str]) -> str:
    tone = _RED if found.severity == "error" else _YELLOW
    head = paint(f"{found.severity}[{found.code}]", tone)
    number = str(found.line)
    margin = " " * len(number)
    bar = paint("|", _BLUE)
    lines = [
        f"{head}{paint(f': {visible(found.message)}', _BOLD)}",
        f" {margin}{paint('-->', _BLUE)} {visible(found.path)}:{found.line}:{found.column}",
    ]
    if found.source_line.strip():
        source, before, carets = _window(found)
        lines += [
            f" {margin} {bar}",
            f" {paint(number, _BLUE)} {bar} {source}".rstrip(),
            f" {margin} {bar} {' ' * before}{paint('^' * carets, tone)}",
        ]
    if found.help:
        lines.append(f" {margin} {paint('=', _BLUE)} help: {visible(found.help)}")
    return "\n".join(lines) + "\n"


def _window(found: Diagnostic) -> tuple[str, int, int]:
    """Return the source line as it is shown, the columns before the caret, and of carets."""
    # Far more characters than are shown need not be measured: a line may have a megabyte.
    start = max(0, found.column - 1 - _WIDEST)
    end = found.column - 1 + _WIDEST
    shown = [visible(char, tab=_TAB) for char in found.source_line[start:end]]
    at = found.column - 1 - start
    widths = [cell_len(each) for each in shown]
    first = 0
    if sum(widths) > _WIDEST:
        while first < at and sum(widths[first:at]) > _SLACK:
            first += 1
    last = len(shown)
    while last > at + 1 and sum(widths[first:last]) > _WIDEST:
        last -= 1
    opening = "…" if start + first > 0 else ""
    closing = "…" if start + last < len(found.source_line) else ""
    before = cell_len(opening) + sum(widths[first:at])
    carets = sum(widths[at : min(at + found.length, last)])
    text = opening + "".join(shown[first:last]) + closing
    return text, before, max(1, carets)


def visible(text: str, tab: str = " ") -> str:
    """Return text that is safe on a terminal: what cannot be seen is written as ``<U+200B>``."""
    if text.isprintable():
        return text
    return "".join(_shown(char, tab) for char in text)


def _shown(char: str, tab: str) -> str:
    if char == "\t":
        return tab
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    return f"<U+{ord(char):04X}>"
