"""Telling the format of a stream without a name from its beginning."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from listing_guard.read import strict_json
from listing_guard.read.columns import column

_HEAD = 1 << 16


def sniff(stream: BinaryIO) -> tuple[str | None, BinaryIO]:
    """Return the name of the reader for a stream, if it can be told, and the stream unread."""
    head = stream.read(_HEAD)
    whole = io.BufferedReader(cast("io.RawIOBase", _Unread(head, stream)))
    return _format_of(head), cast("BinaryIO", whole)


def _format_of(head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, "replace").lstrip()
    if text[:1] == "[":
        return "json"
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return "jsonl"  # nothing at all is nothing in JSON Lines
    if text[:1] == "{":
        is_a_line_each = _is_object(lines[0]) or (len(lines) > 1 and lines[1][:1] == "{")
        return "jsonl" if is_a_line_each else "json"
    return "csv" if _names_columns(head) else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(strict_json.decode(line), dict)
    except strict_json.JsonError:
        return False


def _names_columns(head: bytes) -> bool:
    line = head.splitlines()[0]
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        text = line.decode(encoding, "replace")
        for separator in (",", "\t", ";", "|"):
            if any(column(cell.strip().strip('"')) for cell in text.split(separator)):
                return True
    return False


class _Unread(io.RawIOBase):
    """A stream with the bytes that were read from it put back in front."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, view: memoryview) -> int:  # type: ignore[override]  # it is given one
        data = self._head[: len(view)] or self._stream.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)
