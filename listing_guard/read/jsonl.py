"""JSON Lines: one object a line, in flat memory; a bad line costs that line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing, Source
from listing_guard.read import strict_json
from listing_guard.read.encoding import EncodingError
from listing_guard.read.lines import LineReader
from listing_guard.read.record_path import parse_path, values_at
from listing_guard.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.read.options import ReadOptions
    from listing_guard.read.record import Manner
    from listing_guard.read.shape import Shape

NAME = "jsonl"
EXTENSIONS = (".jsonl", ".ndjson", ".jsonlines")


def read(
    stream: BinaryIO, path: str | None, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    """Yield a record, or what is wrong, for every line that is not blank."""
    lines = LineReader(stream, options.max_line)
    manner = options.manner()
    steps = parse_path(options.records) if options.records is not None else None
    # untyped, so that faults in a field stay notes on it; keys twice: the last one holds
    decode = msgspec.json.Decoder().decode
    record = 0
    for line in lines:
        if line is not None and not line.strip():
            continue
        try:
            if line is None:
                limit = f"{options.max_line:,} bytes"
                raise ListingError(f"the line is longer than {limit}; split or shorten it")
            try:
                value = _decode_slowly(lines, line) if lines.is_gb18030 else decode(line)
            except (ValueError, RecursionError):
                value = _decode_slowly(lines, line)
            values = (value,) if steps is None else values_at(value, steps)
            for each in values:
                record += 1
                yield _record(each, Source(path, lines.number, record), manner, options.shape)
        except (ListingError, EncodingError) as error:
            record += 1
            yield Unreadable(Source(path, lines.number, record), str(error))
        except strict_json.JsonError as error:
            record += 1
            source = Source(path, lines.number, record)
            yield Unreadable(source, f"column {error.offset + 1}: {error}")


def _record(value: object, source: Source, manner: Manner, shape: Shape) -> Any:
    try:
        return shape.read(cast("Mapping[str, Any]", value), source, manner)
    except ListingError as error:
        return Unreadable(source, str(error))


def _decode_slowly(lines: LineReader, line: bytes) -> object:
    """Decode what the fast decoder refuses: GB18030, half characters, and to say what is wrong."""
    return strict_json.decode(lines.text(line).rstrip("\r\n"))
