"""Making hostile text harmless on a terminal, and what cannot be seen visible.

A listing may hold ANSI sequences that repaint the screen, bidi controls that reorder a line,
zero-width characters that hide a banned word, and code points that no encoding can write. Each
is shown as its number, ``<U+202E>``; emoji, accents and East Asian text stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

LONGEST = 10
"""Code points shown as one character; a stack of accents above that is spelt out."""

_HARMLESS = re.compile("(?:[!-~、-〟一-鿿！-～“”‘’…—·×→−]| (?! ))*")
"""Most texts: nothing in them to join, fold or spell out."""
_NEWLINES = frozenset("\n\r\v\f\x85\u2028\u2029")
_JOINER = "\u200d"
_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN = range(0x1F3FB, 0x1F400)


class Glyph(NamedTuple):
    """A character as a reader sees it: its code points ``[start, end)``, words, columns."""

    start: int
    end: int
    shown: str
    cells: int


def glyphs(text: str, newline: str = " ") -> Iterator[Glyph]:
    """Yield the characters of a text in a form that is safe to print on one line.

    Runs of blanks are one blank; a run with a line break in it is shown as ``newline``.
    """
    start, size = 0, len(text)
    while start < size:
        first = text[start]
        end = start + 1
        if _is_blank(first):
            while end < size and _is_blank(text[end]):
                end += 1
            run = text[start:end]
            shown = newline if _NEWLINES.intersection(run) else " "
        elif not first.isprintable() or unicodedata.category(first) in ("Mn", "Me"):
            shown = f"<U+{ord(first):04X}>"
        else:
            end = _end_of_cluster(text, start)
            shown = text[start:end]
        yield Glyph(start, end, shown, 1 if shown == " " else cell_len(shown))
        start = end


def visible(text: str) -> str:
    """Return the text on one line, without anything that a terminal would act on."""
    if _HARMLESS.fullmatch(text):
        return text
    return "".join(glyph.shown for glyph in glyphs(text))


def _is_blank(char: str) -> bool:
    return char in _NEWLINES or char == "\t" or unicodedata.category(char) == "Zs"


def _end_of_cluster(text: str, start: int) -> int:
    """Return the end of the character that starts here, its accents and emoji parts included."""
    first = ord(text[start])
    limit = min(len(text), start + LONGEST)
    end = start + 1
    if first in _REGIONAL:
        return end + 1 if end < limit and ord(text[end]) in _REGIONAL else end
    pictorial = unicodedata.category(text[start]) == "So"
    while end < limit:
        char = text[end]
        if unicodedata.category(char) in ("Mn", "Me") or (pictorial and ord(char) in _SKIN):
            end += 1
        elif (
            pictorial
            and char == _JOINER
            and end + 1 < limit
            and unicodedata.category(text[end + 1]) == "So"
        ):
            end += 2
        else:
            break
    return end
