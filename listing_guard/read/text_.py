"""Plain text: every line that is not blank is the title of one listing.

Only where it is asked for by name, since most text files hold no titles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from listing_guard.model.listing import Listing, Source
from listing_guard.read.encoding import EncodingError
from listing_guard.read.lines import LineReader
from listing_guard.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.read.options import ReadOptions

NAME = "text"
EXTENSIONS: tuple[str, ...] = ()


def read(
    stream: BinaryIO, path: str | None, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    """Yield one listing a line."""
    lines = LineReader(stream, options.max_line)
    record = 0
    for line in lines:
        if line is not None and not line.strip():
            continue
        record += 1
        source = Source(path, lines.number, record)
        if line is None:
            yield Unreadable(
                source, f"the line is longer than {options.max_line:,} bytes; split it"
            )
            continue
        try:
            title = lines.text(line).rstrip("\r\n")
        except EncodingError as error:
            yield Unreadable(source, str(error))
        else:
            if not title.isspace():
                yield options.shape.read({"title": title}, source, options.manner())
