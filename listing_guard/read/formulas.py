"""Cells that a spreadsheet would take for a formula, and how they are written so that it does not.

An apostrophe in front says that the cell is text. A text that has one there itself gets another, so
that what was written is read again as it was.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("-5"), harmless("A-5")
    ("'=1+1", "'-5", 'A-5')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """Return the text that `harmless` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
