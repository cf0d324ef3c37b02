"""A page of lines: width, colour, language and where they go."""

from __future__ import annotations

import os
import shutil
from typing import IO, TYPE_CHECKING

from listing_guard.report.layout import cell_len, pad, paint, wrap
from listing_guard.report.words import words_of

if TYPE_CHECKING:
    from listing_guard.report.excerpt import Excerpt

NARROWEST = 40
WIDEST = 140
"""Lines of text longer than this are no easier to read on a wide screen."""
PIPED = 80


class Page:
    """Writes lines to a stream. Text is made visible before it comes here."""

    def __init__(
        self, out: IO[str], lang: str, width: int | None = None, colour: bool | None = None
    ) -> None:
        """Take a stream.

        ``width`` ``None``: that of the terminal, 80 elsewhere. ``colour`` ``None``: on a
        terminal, unless ``NO_COLOR`` is set.
        """
        terminal = out.isatty()
        if width is None:
            width = shutil.get_terminal_size().columns if terminal else PIPED
        if colour is None:
            dumb = os.environ.get("TERM") == "dumb"
            colour = terminal and not dumb and not os.environ.get("NO_COLOR")
        self.words = words_of(lang)
        self.width = min(max(width, NARROWEST), WIDEST)
        self.colour = colour
        self._out = out

    def line(self, *parts: tuple[str, str]) -> None:
        """Write a line of ``(style, text)`` parts."""
        self._out.write("".join(paint(t, s, self.colour) for s, t in parts).rstrip() + "\n")

    def paragraph(self, indent: int, text: str, style: str = "", most: int = 6) -> None:
        """Write wrapped text."""
        for line in wrap(text, self.width - indent, most):
            self.line(("", " " * indent), (style, line))

    def labelled(
        self, indent: int, label: str, column: int, text: str, style: str = "", most: int = 6
    ) -> None:
        """Write a dim label and, ``column`` columns on from it, wrapped text."""
        head = " " * indent + pad(label, column)
        for line in wrap(text, self.width - indent - column, most):
            self.line(("dim", head), (style, line))
            head = " " * cell_len(head)

    def excerpt(self, indent: int, shown: Excerpt) -> None:
        """Write a line of a listing with its marks: coloured, or underlined on a second line."""
        margin = " " * indent
        if not self.colour:
            self.line(("", margin + shown.text))
            self.line(("", margin + shown.underline))
            return
        parts: list[tuple[str, str]] = []
        for cell in shown.cells:
            style = f"mark-{cell.severity}" if cell.severity else ""
            if parts and parts[-1][0] == style:
                parts[-1] = (style, parts[-1][1] + cell.shown)
            else:
                parts.append((style, cell.shown))
        self.line(("", margin), *parts)
