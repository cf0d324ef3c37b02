"""JSON documents: a list of listings, one listing, or a document with listings at a path.

The document is in memory whole, but its listings are decoded one after another at their places,
so every record knows its line and a faulty one does not take the others with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing, Source
from listing_guard.read.encoding import EncodingError, decode
from listing_guard.read.record_path import Each, Index, Key, parse_path
from listing_guard.read.strict_json import JsonError, decode_at, end_of_value, skip_blanks
from listing_guard.read.unreadable import Unreadable
from listing_guard.read.values import shown
from listing_guard.read.wrapper import advice, listings_inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.read.options import ReadOptions
    from listing_guard.read.record_path import Step

NAME = "json"
EXTENSIONS = (".json",)


class _Found(NamedTuple):
    """A value at its offset, or what is wrong there; ``end`` is ``None`` where the rest is lost."""

    start: int
    end: int | None
    value: object = None
    error: JsonError | None = None


def read(
    stream: BinaryIO, path: str | None, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    """Yield the listings of a document, in their order."""
    data = stream.read(options.max_document + 1)
    if len(data) > options.max_document:
        limit = f"{options.max_document:,} bytes"
        error = f"the document is larger than {limit}; give JSON Lines, which is read in pieces"
        yield Unreadable(Source(path), error, fatal=True)
        return
    try:
        text = decode(data)
    except EncodingError as bad:
        yield Unreadable(Source(path), str(bad), fatal=True)
        return
    del data
    start = skip_blanks(text, 0)
    if start == len(text):
        yield Unreadable(Source(path), "the file is empty; give a list of objects", fatal=True)
        return
    if options.records is not None:
        found = _walk(text, start, parse_path(options.records))
    elif text[start] == "[":
        found = _elements(text, start)
    else:
        found = _sequence(text, start)
    yield from _listings(text, found, path, options)


def _listings(
    text: str, found: Iterator[_Found], path: str | None, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    manner = options.manner()
    line, counted = 1, 0
    for record, each in enumerate(found, 1):
        if each.start > counted:
            line += text.count("\n", counted, each.start)
            counted = each.start
        source = Source(path, line, record)
        if each.error is not None:
            error = f"{_place(text, each.error.offset)}: {each.error}"
            if each.end is None:
                error += "; what follows is not read"
            yield Unreadable(source, error, fatal=each.end is None)
            continue
        inside = listings_inside(each.value, usual=True) if options.records is None else None
        if inside and record == 1:
            yield Unreadable(source, f"this object is no listing: {advice(inside)}")
            continue
        try:
            yield options.shape.read(cast("Mapping[str, Any]", each.value), source, manner)
        except ListingError as error:
            inside = listings_inside(each.value)
            yield Unreadable(source, advice(inside) if inside else str(error))


def _place(text: str, offset: int) -> str:
    line_start = text.rfind("\n", 0, offset) + 1
    return f"line {text.count(chr(10), 0, offset) + 1}, column {offset - line_start + 1}"


def _value(text: str, start: int) -> _Found:
    """Decode the value at an offset; find its end even where it is faulty."""
    try:
        value, end = decode_at(text, start)
    except JsonError as error:
        return _Found(start, end_of_value(text, start), error=error)
    return _Found(start, end, value)


def _sequence(text: str, start: int) -> Iterator[_Found]:
    """Yield values that stand one after another: one object, or JSON Lines by another name."""
    while start < len(text):
        found = _value(text, start)
        yield found
        if found.end is None:
            return
        start = skip_blanks(text, found.end)


def _elements(text: str, start: int) -> Iterator[_Found]:
    """Yield the elements of the list at an offset."""
    at = skip_blanks(text, start + 1)
    if text.startswith("]", at):
        return
    while True:
        found = _value(text, at)
        yield found
        if found.end is None:
            return
        at = skip_blanks(text, found.end)
        if text.startswith("]", at):
            return
        if text.startswith(",", at):
            at = skip_blanks(text, at + 1)
            continue
        goes_on = text.startswith(("{", "["), at)
        error = JsonError("not JSON (a comma or ] is missing)", at)
        yield _Found(at, at if goes_on else None, error=error)
        if not goes_on:
            return


def _members(text: str, start: int) -> dict[str, int]:
    """Return the keys of the object at an offset, each with the offset of its (last) value."""
    members: dict[str, int] = {}
    at = skip_blanks(text, start + 1)
    while not text.startswith("}", at):
        key, end = decode_at(text, at)
        at = skip_blanks(text, end)
        if not isinstance(key, str) or not text.startswith(":", at):
            raise JsonError("not JSON (a key and a colon are missing)", at)
        at = skip_blanks(text, at + 1)
        members[key] = at
        end_here = end_of_value(text, at)
        end = end_here if end_here is not None else decode_at(text, at)[1]
        at = skip_blanks(text, end)
        if text.startswith(",", at):
            at = skip_blanks(text, at + 1)
        elif not text.startswith("}", at):
            raise JsonError("not JSON (a comma or } is missing)", at)
    return members


def _walk(text: str, start: int, steps: tuple[Step, ...]) -> Iterator[_Found]:
    """Yield the values at a path below the value at an offset."""
    if not steps:
        yield _value(text, start)
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, Key):
        try:
            members = _members(text, start) if text.startswith("{", start) else None
        except JsonError as error:
            yield _Found(start, None, error=error)
            return
        if members is not None and step.name in members:
            yield from _walk(text, members[step.name], rest)
            return
        held = ", ".join(shown(key) for key in list(members or ())[:8])
        has = f"the object here has {held or 'no keys'}" if members is not None else "no object"
        yield _Found(start, None, error=JsonError(f"no “{step.name}” here: {has}", start, _MEND))
    elif not text.startswith("[", start):
        yield _Found(start, None, error=JsonError("no list here", start, _MEND))
    elif isinstance(step, Each) and not rest:
        yield from _elements(text, start)
    else:
        for number, found in enumerate(_elements(text, start)):
            if isinstance(step, Index) and number < step.number:
                continue
            yield from (found,) if found.error else _walk(text, found.start, rest)
            if isinstance(step, Index):
                return


_MEND = "correct --records"
