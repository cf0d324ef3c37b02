"""Tables as text, as spreadsheets and shops export them: any usual separator, any encoding.

The first row names the columns. Rows may hold line breaks in quotation marks; a record's line is
the one where its row starts. A row with more cells than columns is an error: a separator in a
text without quotation marks would move every later value into the wrong field.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing, Source
from listing_guard.read.encoding import EncodingError
from listing_guard.read.lines import LineReader
from listing_guard.read.table import HeaderError, is_empty, read_header, row_record, why_no_header
from listing_guard.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.read.options import ReadOptions
    from listing_guard.read.shape import Shape

NAME = "csv"
EXTENSIONS = (".csv", ".tsv", ".tab")

_SEPARATORS = (",", "\t", ";", "|")
_TOLD_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)(?!\Z)")


class _Row(NamedTuple):
    """A row with the line where it starts, or why there is none; ``last``: nothing follows."""

    line: int
    cells: list[str]
    error: str | None = None
    last: bool = False


def read(
    stream: BinaryIO, path: str | None, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    """Yield a record, or what is wrong, for every row that is not empty."""
    shape = options.shape
    lines = _Lines(stream, options.max_line, shape)
    rows = lines.rows()
    head = next((row for row in rows if row.error or not is_empty(row.cells)), None)
    if head is None:
        yield Unreadable(Source(path), "the table is empty; give a header and rows", fatal=True)
        return
    try:
        if head.error:
            raise HeaderError(head.error)
        header = read_header(head.cells, shape)
    except HeaderError as error:
        below = ((row.line, row.cells) for row in rows if not row.error)
        why = why_no_header(error, head.cells, below, shape)
        yield Unreadable(Source(path, head.line), why, fatal=True)
        return
    manner = options.manner(flat=True)
    record = 0
    for row in rows:
        if not row.error and is_empty(row.cells):
            continue
        record += 1
        source = Source(path, row.line, record)
        if row.error:
            yield Unreadable(source, row.error, fatal=row.last)
            continue
        try:
            yield shape.read(row_record(header, row.cells), source, manner)
        except ListingError as error:
            yield Unreadable(source, str(error))


class _Lines:
    """The lines of a table, handed to the row parser one at a time, with what is wrong in them."""

    def __init__(self, stream: BinaryIO, longest: int, shape: Shape) -> None:
        self._shape = shape
        self._lines = LineReader(stream, longest)
        self._longest = longest
        self._fault: str | None = None
        self._number = 0

    def rows(self) -> Iterator[_Row]:
        """Yield the rows; the separator is told from the first line."""
        texts = self._texts()
        first = next(texts, "")
        told = _TOLD_SEPARATOR.fullmatch(first)
        if told:
            first = next(texts, "")
        separator = told[1] if told else _separator(first, self._shape)
        # the parser's own limit on a cell is one for the whole process, so it is only raised
        csv.field_size_limit(max(csv.field_size_limit(), self._longest))
        parser = csv.reader(_chained(first, texts), delimiter=separator, strict=True)
        start = self._number
        while True:
            cells: list[str] = []
            error, last = None, False
            try:
                cells = next(parser)
            except StopIteration:
                return
            except csv.Error as fault:
                error, last = _explained(str(fault))
            if self._fault is not None:
                error, self._fault = self._fault, None
            yield _Row(start, cells, error, last)
            if last:
                return
            start = self._number + 1

    def _texts(self) -> Iterator[str]:
        for line in self._lines:
            text = "\n" if line is None else self._text(line)
            if line is None:
                self._fault = f"a line is longer than {self._longest:,} bytes; shorten it"
            elif "\0" in text:
                self._fault = "a NUL character in the row; save the file as UTF-8 text"
            # old spreadsheets end their lines with a carriage return alone
            for piece in _LONE_RETURN.split(text) if "\r" in text else (text,):
                self._number += 1
                yield piece

    def _text(self, line: bytes) -> str:
        try:
            return self._lines.text(line)
        except EncodingError as error:
            self._fault = str(error)
            return self._lines.damaged(line)


def _chained(first: str, texts: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from texts


def _separator(first: str, shape: Shape) -> str:
    """Return the separator under which the header names most columns."""

    def named(separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([first], delimiter=separator), [])
        except csv.Error:
            return 0, 0
        return sum(map(shape.names, cells)), len(cells)

    return max(_SEPARATORS, key=named)


def _explained(fault: str) -> tuple[str, bool]:
    """Return the parser's complaint in plain words, and whether it lost the rows that follow."""
    if "unexpected end" in fault:
        return "a quotation mark opens here and never closes; what follows is not read", True
    if "field limit" in fault:
        return "a cell is too long, perhaps an open quotation mark; the rest is not read", True
    if "expected after" in fault:
        return (
            'text after a closing quotation mark; write quotation marks inside a cell as ""',
            False,
        )
    return f"no row of a table ({fault}); mend it", False
