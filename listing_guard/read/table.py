"""Rows under a header, from CSV and workbooks alike, become records."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from listing_guard.errors import ListingError
from listing_guard.read.values import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from listing_guard.read.shape import Shape

_MOST_SHOWN = 8
_ROWS_TO_SEEK_HEADER = 10


class HeaderError(ValueError):
    """A header that cannot name the cells below it; the message says why and what to do."""


def read_header(cells: Sequence[object], shape: Shape) -> tuple[str, ...]:
    """Return the columns' names; one without a name goes by its place. Raises `HeaderError`."""
    names = tuple(
        cell.strip() if isinstance(cell, str) and cell.strip() else f"column {number}"
        for number, cell in enumerate(cells, 1)
    )
    twice = [shown(name) for name, count in Counter(names).items() if count > 1]
    if twice:
        several = ", ".join(twice[:_MOST_SHOWN])
        raise HeaderError(
            f"the header has {several} more than once; give every column its own name"
        )
    if not shape.is_header(names):
        written = [name for name, cell in zip(names, cells, strict=True) if not _is_blank(cell)]
        seen = ", ".join(shown(name) for name in written[:_MOST_SHOWN])
        more = " …" if len(written) > _MOST_SHOWN else ""
        lacks, mend = shape.wanted
        raise HeaderError(
            f"the first row names no column {lacks} (it has {seen}{more});"
            f" make it the header, and {mend}"
        )
    return names


def why_no_header(
    error: HeaderError,
    first: Sequence[object],
    below: Iterable[tuple[int, Sequence[object]]],
    shape: Shape,
) -> str:
    """Return what to tell of a first row that is no header: where the header is, if seen below.

    ``below`` are the next rows with their numbers.
    """
    if not shape.is_header(first):
        for number, cells in islice(below, _ROWS_TO_SEEK_HEADER):
            if shape.is_header(cells):
                return f"the header seems to be in row {number}; delete the rows above it"
    return str(error)


def row_record(header: tuple[str, ...], cells: Sequence[object]) -> dict[str, object]:
    """Return a row's cells by column; missing cells are absent. Raises `ListingError`.

    More cells than columns are an error unless they are blank.
    """
    if len(cells) > len(header) and any(not _is_blank(cell) for cell in cells[len(header) :]):
        raise ListingError(
            f"the row has {len(cells)} cells and the header {len(header)};"
            " put texts that contain the separator in quotation marks"
        )
    return dict(zip(header, cells, strict=False))


def is_empty(cells: Sequence[object]) -> bool:
    """Say whether no cell of a row holds anything."""
    return all(_is_blank(cell) for cell in cells)


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))
