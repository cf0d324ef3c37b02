"""From each character of a YAML scalar's value to its place in the file.

YAML gives the start and the end of a scalar, but a fault *inside* an expression or a regular
expression needs the place of one character. What stands in the file is not what the value holds:

    condition: >           the value is ``$a and $b\\n``; its ``$b`` is character 7, and stands
      $a and               on another line of the file, after an indentation that the value
      $b                   has not.

So the source of the scalar is walked again by the rules of its style, noting for every character
that the value gets the offset at which it was written. The walk is checked against the value that
YAML gave; where they differ (a style we do not know of), every offset is that of the scalar's
start: less exact, never wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_RUN = re.compile("[ \t\r\n\x85\u2028\u2029]+")
_HEX = {"x": 2, "u": 4, "U": 8}
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "\\": "\\", "/": "/", "N": "\x85",
    "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip

_Written = tuple[str, int]
"""One character of a value and the offset it is written at."""


def offsets(text: str, start: int, end: int, style: str, value: str) -> tuple[int, ...]:
    """Return the source offset of every character of ``value``, and of its end.

    ``text[start:end]`` is the scalar as written, ``style`` one of ``"" ' " | >``.
    """
    for walk in _walks(text, start, end, style):
        written = walk[: len(value)]
        if "".join(char for char, _ in written) == value:
            places = [place for _, place in written]
            return (*places, places[-1] + 1 if places else _inside(start, style))
    return (start,) * (len(value) + 1)


def _inside(start: int, style: str) -> int:
    return start + 1 if style in ("'", '"') else start


def _walks(text: str, start: int, end: int, style: str) -> Iterable[list[_Written]]:
    if style in ("|", ">"):
        yield from _block_walks(text, start, end, folded=style == ">")
    elif style in ("'", '"'):
        yield _flow_walk(text, start + 1, end - 1, style)
    else:
        yield _flow_walk(text, start, end, "")


def _line_break(found: str) -> str:
    """Return what a line break becomes in a value: only U+2028 and U+2029 stay themselves."""
    return found if found in "\u2028\u2029" else "\n"


def _flow_walk(text: str, start: int, end: int, quote: str) -> list[_Written]:
    written: list[_Written] = []
    at = start
    while at < end:
        char = text[at]
        run = _RUN.match(text, at, end)
        if run:
            written += _folded_run(run.group(), at)
            at = run.end()
        elif quote == "'" and text.startswith("''", at):
            written.append(("'", at))
            at += 2
        elif quote == '"' and char == "\\":
            at = _escape(text, at, end, written)
        else:
            written.append((char, at))
            at += 1
    return written


def _folded_run(run: str, at: int) -> list[_Written]:
    """Fold white space between words: a line end is a space, an empty line a line end."""
    breaks = [(found.group(), at + found.start()) for found in _BREAK.finditer(run)]
    if not breaks:
        return [(char, at + index) for index, char in enumerate(run)]
    first, place = breaks[0]
    rest = [(_line_break(found), where) for found, where in breaks[1:]]
    if _line_break(first) != "\n":
        return [(first, place), *rest]
    return rest or [(" ", place)]


def _escape(text: str, at: int, end: int, written: list[_Written]) -> int:
    """Take one escape of a double-quoted scalar; return the offset behind it."""
    code = text[at + 1 : at + 2]
    if code in _HEX:
        behind = at + 2 + _HEX[code]
        written.append((chr(int(text[at + 2 : behind], 16)), at))
        return behind
    found = _BREAK.match(text, at + 1)
    if not found:
        written.append((_ESCAPES.get(code, code), at))
        return at + 2
    # An escaped line end is nothing, nor is the indentation behind it; empty lines still count.
    run = _RUN.match(text, found.end(), end)
    if run is None:
        return found.end()
    written.extend(
        (_line_break(line_end.group()), run.start() + line_end.start())
        for line_end in _BREAK.finditer(run.group())
    )
    return run.end()


def _block_walks(text: str, start: int, end: int, *, folded: bool) -> Iterable[list[_Written]]:
    header = _BREAK.search(text, start)
    if header is None:
        return
    lines: list[tuple[int, int, str]] = []  # offset, length without line end, line end
    at = header.end()
    while at < end:
        found = _BREAK.search(text, at)
        if found is None:
            lines.append((at, len(text) - at, ""))
            break
        lines.append((at, found.start() - at, found.group()))
        at = found.end()
    margins = [
        length - len(text[at : at + length].lstrip(" "))
        for at, length, _ in lines
        if text[at : at + length].strip(" ")
    ]
    # Without an indentation digit the first line sets the margin; with one, lines may all stand
    # further in. The value tells which is right, so the widest is tried first.
    for margin in range(min(margins, default=0), -1, -1):
        yield _block_walk(text, lines, margin, folded=folded)


def _block_walk(
    text: str, lines: list[tuple[int, int, str]], margin: int, *, folded: bool
) -> list[_Written]:
    written: list[_Written] = []
    previous: tuple[str, int, bool] | None = None  # line end, its place, whether it folds
    blank: list[_Written] = []
    for at, length, line_end in lines:
        place = at + length
        if length <= margin:
            if line_end:
                blank.append((_line_break(line_end), place))
            continue
        spaced = text[at + margin] in " \t"
        if previous is not None:
            kind, where, folds = previous
            if not (folds and not spaced and kind == "\n"):
                written.append((kind, where))
            elif not blank:
                written.append((" ", where))
        written += blank
        written += [(text[index], index) for index in range(at + margin, place)]
        blank = []
        previous = (_line_break(line_end), place, folded and not spaced) if line_end else None
    if previous is not None:
        written.append(previous[:2])
    return written + blank
