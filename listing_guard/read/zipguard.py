"""A look into a workbook's zip archive before any parser gets it.

Two things can make a small workbook fill the memory: members that unpack to gigabytes, and a
sheet with a cell in its far corner, since the parser holds every cell of the rectangle between
the outermost ones. So the directory's sizes are added up, every member is unpacked once in
pieces (which shows a directory that lies), and the cells' addresses are read on the way.
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from typing import BinaryIO

_PIECE = 1 << 20
_LONGEST_TAG = 4 << 20
_MOST_MEMBERS = 10_000
_FREE = 8 << 20
"""Members smaller than this may be packed as tightly as they like."""
_MOST_RATIO = 200
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<]*)")
_ADDRESS = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,4})(\d{1,9})""")
_OTHER_FORMATS = ("xl/workbook.bin", "content.xml", "mimetype")


_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises on archives that are broken on purpose."""


class WorkbookError(ValueError):
    """A file that is no workbook, or none that may be opened; says why and what to do."""


def inspect(stream: BinaryIO, max_bytes: int, max_cells: int) -> None:
    """Raise `WorkbookError` if a workbook is broken or would fill the memory."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            names = {member.filename.lower() for member in members}
            if "xl/workbook.xml" not in names or not names.isdisjoint(_OTHER_FORMATS):
                raise WorkbookError("a zip archive, but no .xlsx workbook; save it again as .xlsx")
            _check_sizes(members, max_bytes)
            for member in members:
                _check_member(archive, member, max_cells)
    except WorkbookError:
        raise
    except _FAULTS as error:
        cause = str(error) or type(error).__name__
        raise WorkbookError(f"no workbook ({cause}); save it again as .xlsx") from None


def _check_sizes(members: list[zipfile.ZipInfo], max_bytes: int) -> None:
    if len(members) > _MOST_MEMBERS:
        raise WorkbookError(f"the workbook has more than {_MOST_MEMBERS:,} parts; it is not opened")
    if sum(member.file_size for member in members) > max_bytes:
        raise WorkbookError(
            f"the workbook unpacks to more than {max_bytes:,} bytes; split it or save it as CSV"
        )
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > _FREE and member.file_size > _MOST_RATIO * packed:
            raise WorkbookError(
                f"the workbook's part {member.filename!r} unpacks to more than {_MOST_RATIO} times"
                " its size, as zip bombs do; save it as CSV"
            )


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_cells: int) -> None:
    """Unpack a member in pieces, which checks its size and sum, and measure it if it is a sheet.

    Any member may be a sheet, whatever its name.
    """
    extent = _Extent(max_cells)
    held = b""
    with archive.open(member) as part:
        while piece := part.read(_PIECE):
            held += piece
            cut = held.rfind(b"<")
            if cut < 0 and len(held) < _LONGEST_TAG:
                continue
            extent.measure(held[:cut])
            held = held[cut:]
            if len(held) > _LONGEST_TAG:
                held = b""
                if extent.rows:
                    raise WorkbookError("a cell's text is too long; shorten it")
    extent.measure(held)


class _Extent:
    """The rectangle that the rows and cells seen so far span."""

    def __init__(self, max_cells: int) -> None:
        self.rows = 0
        self._columns = 0
        self._row = 0
        self._column = 0
        self._max_cells = max_cells

    def measure(self, xml: bytes) -> None:
        """Take in whole tags. Raises `WorkbookError` when the rectangle is too large."""
        for kind, rest in _ROW_OR_CELL.findall(xml):
            address = _ADDRESS.search(rest)
            if kind == b"row":
                self._row = int(address[2]) if address else self._row + 1
                self._column = 0
            elif address:
                self._row = int(address[2])
                self._column = _column_number(address[1])
            else:
                self._column += 1
            self.rows = max(self.rows, self._row)
            self._columns = max(self._columns, self._column)
        if self.rows * self._columns > self._max_cells:
            raise WorkbookError(
                f"a sheet spans {self.rows:,} rows by {self._columns:,} columns, more than"
                f" {self._max_cells:,} cells; delete stray cells far out, or save it as CSV"
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
