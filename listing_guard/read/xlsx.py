"""Excel workbooks: the first visible sheet, its first row that is not empty as header.

Formulas count with the values that were last computed; numbers stay exact, and whole ones become
the text without ``.0`` where text is wanted. Needs the extra ``xlsx``.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing, Source
from listing_guard.read.table import HeaderError, is_empty, read_header, row_record, why_no_header
from listing_guard.read.unreadable import Unreadable
from listing_guard.read.zipguard import WorkbookError, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.read.options import ReadOptions
    from listing_guard.read.shape import Shape

NAME = "xlsx"
EXTENSIONS = (".xlsx", ".xlsm", ".xls")
"""``.xls`` is not read but told apart: a folder must not seem checked without it."""
MISSING = 'reading workbooks needs python-calamine: pip install "listing-guard[xlsx]"'

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"


def read(
    stream: BinaryIO, path: str | None, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    """Yield a record, or what is wrong, for every row that is not empty."""
    try:
        rows, unread = _open(stream, options)
        first, header = _header(rows, options.shape)
    except WorkbookError as error:
        yield Unreadable(Source(path), str(error), fatal=True)
        return
    except _RowError as error:
        yield Unreadable(Source(path, error.line), str(error), fatal=True)
        return
    manner = options.manner(flat=True, serials=True)
    note = f"of this workbook only the first sheet is read, not {', '.join(unread)}"
    record = 0
    for line, row in enumerate(rows[first:], first + 1):
        cells = [_plain(cell) for cell in row]
        if is_empty(cells):
            continue
        record += 1
        source = Source(path, line, record)
        try:
            listing = options.shape.read(row_record(header, cells), source, manner)
        except ListingError as error:
            yield Unreadable(source, str(error))
            continue
        if unread and record == 1:
            listing = msgspec.structs.replace(listing, notes=(*listing.notes, note))
        yield listing


class _RowError(ValueError):
    """What is wrong with a row, at its line."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


def _open(stream: BinaryIO, options: ReadOptions) -> tuple[list[list[Any]], list[str]]:
    """Return the rows of the sheet and the names of the other visible ones."""
    data = stream.read(options.max_document + 1)
    if len(data) > options.max_document:
        raise WorkbookError(f"the file is larger than {options.max_document:,} bytes; split it")
    if data.startswith(_OLD_OR_LOCKED):
        raise WorkbookError("an old .xls or a locked workbook; save it as .xlsx without a password")
    held = io.BytesIO(data)
    inspect(held, options.max_document, options.max_cells)
    held.seek(0)
    try:
        import python_calamine as calamine
    except ImportError:
        raise WorkbookError(MISSING) from None
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(held)
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if not names:
            raise WorkbookError("the workbook has no visible sheet; show one")
        rows = workbook.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
    except BaseException as error:
        # the parser's own panics are no Exception
        if isinstance(error, calamine.CalamineError) or type(error).__name__ == "PanicException":
            cause = " ".join(str(error).split())[:200]
            raise WorkbookError(f"no workbook ({cause}); save it again as .xlsx") from None
        raise
    return rows, [f"“{name}”" for name in names[1:]]


def _header(rows: list[list[Any]], shape: Shape) -> tuple[int, tuple[str, ...]]:
    """Return the offset of the first row below the header, and the columns' names."""
    at = next((i for i, row in enumerate(rows) if not is_empty(row)), None)
    if at is None:
        raise WorkbookError("the first sheet is empty; put a header and rows there")
    header = [_plain(cell) for cell in rows[at]]
    while header and is_empty(header[-1:]):
        header.pop()
    try:
        return at + 1, read_header(header, shape)
    except HeaderError as error:
        why = why_no_header(error, header, enumerate(rows[at + 1 :], at + 2), shape)
        raise _RowError(why, at + 1) from None


def _plain(cell: object) -> object:
    """Return a cell's value with whole numbers as such and times as text."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) <= 2**53:
        return int(cell)
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return date(cell.year, cell.month, cell.day)
    return cell
