"""What the tests of the readers share."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from listing_guard.model.listing import Listing, Source
from listing_guard.read import ReadOptions, Unreadable
from listing_guard.read.sources import reader_named

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent


def read_bytes(
    reader: str, data: bytes, options: ReadOptions | None = None
) -> list[Listing | Unreadable]:
    """Read bytes as a file called ``f``."""
    return list(reader_named(reader).read(io.BytesIO(data), "f", options or ReadOptions()))


def listings(found: Sequence[Listing | Unreadable]) -> list[Listing]:
    """Return what was read, which must be listings alone."""
    bad = [str(each) for each in found if isinstance(each, Unreadable)]
    assert not bad, bad
    return [each for each in found if isinstance(each, Listing)]


def errors(found: Sequence[Listing | Unreadable]) -> list[str]:
    """Return what could not be read, in words."""
    return [str(each) for each in found if isinstance(each, Unreadable)]


def told(each: Listing | Unreadable) -> str:
    """Return one line that shows everything that was read of a record."""
    if isinstance(each, Unreadable):
        return f"{'FATAL' if each.fatal else 'ERROR'} {each.source.record} {each}"
    fields = {
        name: value
        for name in each.__struct_fields__
        if (value := getattr(each, name)) not in (None, ())
        or (value == () and name[:1] not in "nu")
    }
    source = fields.pop("source")
    assert isinstance(source, Source)
    plain = msgspec.to_builtins(fields, builtin_types=())
    text = json.dumps(_without_none(plain), ensure_ascii=False)
    # half characters, which no file can hold
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"{source.line} {source.record} {text}"


def _without_none(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    return [_without_none(item) for item in value] if isinstance(value, (list, tuple)) else value
