"""Lines of a given width: cutting, wrapping and painting, counted in terminal columns."""

from __future__ import annotations

from types import MappingProxyType

from rich.cells import cell_len

from listing_guard.report.escape import Glyph, glyphs, visible

CUT = "…"
BLANKS = " \t\r\n\u3000"
NO_START = frozenset("，。；：、！？）》】”’…,.;:!?)]}%℃·")
"""Characters that may not open a line."""
NO_END = frozenset("（《【“‘([{¥$€£")
"""Characters that may not close a line."""

STYLES = MappingProxyType(
    {
        "": "",
        "bold": "1",
        "dim": "2",
        "good": "32",
        "error": "31",
        "warning": "33",
        "info": "36",
        "head-error": "1;31",
        "head-warning": "1;33",
        "head-good": "1;32",
        "mark-error": "1;4;31",
        "mark-warning": "1;4;33",
        "mark-info": "4;36",
    }
)
"""ANSI attributes by the part they play; the sixteen colours follow the reader's theme."""


def paint(text: str, style: str, colour: bool) -> str:
    """Return the text in a style, or as it is where colour is off."""
    code = STYLES[style]
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text.strip() else text


def cut(text: str, width: int) -> str:
    """Return the text on one line of at most ``width`` columns, ``…`` where it was cut."""
    kept: list[str] = []
    used = 0
    # No character is narrower than a tenth of a column: enough of a long text to fill the line.
    for glyph in glyphs(text[: width * 12 + 12].strip(BLANKS)):
        if used + glyph.cells > width:
            while kept and used > width - 1:
                used -= cell_len(kept.pop())
            return "".join(kept).rstrip() + CUT if width > 0 else ""
        kept.append(glyph.shown)
        used += glyph.cells
    return "".join(kept)


def cut_front(text: str, width: int) -> str:
    """Return the end of the text on one line, for paths: ``…/goods.csv:12``."""
    shown = list(glyphs(text.strip(BLANKS)))
    used = sum(glyph.cells for glyph in shown)
    if used <= width:
        return "".join(glyph.shown for glyph in shown)
    while shown and used > width - 1:
        used -= shown.pop(0).cells
    return CUT + "".join(glyph.shown for glyph in shown) if width > 0 else ""


def pad(text: str, width: int) -> str:
    """Return a visible text filled up with blanks to ``width`` columns."""
    return text + " " * (width - cell_len(text))


def pad_left(text: str, width: int) -> str:
    """Return a visible text set to the right of ``width`` columns."""
    return " " * (width - cell_len(text)) + text


def wrap(text: str, width: int, most: int = 6) -> list[str]:
    """Return the text in lines of at most ``width`` columns, and at most ``most`` of them.

    Lines break at blanks and between East Asian characters, with punctuation kept off the edge
    where it does not belong; a word that is wider than a line is broken.
    """
    if len(text) <= width * 4 and cell_len(shown := visible(text.strip(BLANKS))) <= width:
        return [shown]
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width):
        if line and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
            if len(lines) > most:
                break
        line += piece if line else piece.lstrip()
    if line.strip():
        lines.append(line.rstrip())
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = cut(lines[-1], width - 1).removesuffix(CUT) + CUT
    return lines or [""]


def _pieces(text: str, width: int) -> list[str]:
    """Split a text where a line may break; no piece but a trailing blank exceeds the width."""
    pieces: list[str] = []
    piece: list[Glyph] = []
    cells = 0
    for glyph in glyphs(text.strip(BLANKS)):
        full = cells + glyph.cells > width and glyph.shown != " "
        if piece and (full or _may_break(piece[-1], glyph)):
            pieces.append("".join(g.shown for g in piece))
            piece, cells = [], 0
        piece.append(glyph)
        cells += glyph.cells
    pieces.append("".join(g.shown for g in piece))
    return pieces


def _may_break(before: Glyph, after: Glyph) -> bool:
    if after.shown == " ":
        return False
    if before.shown == " ":
        return True
    if after.shown in NO_START or before.shown in NO_END:
        return False
    return before.cells == 2 or after.cells == 2


__all__ = [
    "CUT",
    "STYLES",
    "cell_len",
    "cut",
    "cut_front",
    "pad",
    "pad_left",
    "paint",
    "visible",
    "wrap",
]
