"""Columns of text that line up, Chinese counted as two cells a character."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def columns(rows: Iterable[Sequence[str]], *, gap: int = 2) -> str:
    """Return rows as lines, every column but the last filled up to its widest cell."""
    from rich.cells import cell_len

    table = [tuple(row) for row in rows]
    if not table:
        return ""
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    widths[-1] = 0
    return "\n".join(
        (" " * gap)
        .join(
            cell + " " * max(0, width - cell_len(cell))
            for cell, width in zip(row, widths, strict=True)
        )
        .rstrip()
        for row in table
    )
