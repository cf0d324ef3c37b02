"""JSON Lines: one line, one record, in flat memory."""

from __future__ import annotations

import io
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from listing_guard.model.listing import Source
from listing_guard.read import ReadOptions, Unreadable
from listing_guard.read import jsonl as reader
from tests.read.reading import errors, listings, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT = ReadOptions(max_line=100)


def test_places() -> None:
    found = read_bytes("jsonl", b'{"title": "a"}\n\n  \n{"title": "b"}\r\nbad\n{"title": "c"}')
    assert [each.source for each in found] == [
        Source("f", 1, 1),
        Source("f", 4, 2),
        Source("f", 5, 3),
        Source("f", 6, 4),
    ]
    assert isinstance(found[2], Unreadable)
    assert not found[2].fatal


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_nothing_is_nothing(data: bytes) -> None:
    assert read_bytes("jsonl", data) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    lines = '{"title": "ascii"}\n{"title": "晨云保温杯", "price": 5}\n{"title": "猫"}\n'
    found = listings(read_bytes("jsonl", lines.encode(encoding)))
    assert [each.title for each in found] == ["ascii", "晨云保温杯", "猫"]
    assert [each.source.line for each in found] == [1, 2, 3]


def test_files_put_together_from_two_encodings() -> None:
    a, b = '{"title": "晨云保温杯双层真空"}\n', '{"title": "晨云折叠伞"}\n'
    for first, second in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        found = read_bytes("jsonl", a.encode(first) + b.encode(second))
        titles = [getattr(each, "title", None) for each in found]
        # a GB18030 line after UTF-8 ones is refused only if it was reached by the slow way
        assert titles[0] == "晨云保温杯双层真空"
        assert titles[1] == "晨云折叠伞"


def test_a_damaged_line_costs_that_line_and_says_where() -> None:
    good = '{"title": "晨云保温杯双层真空"}\n'.encode()
    damaged = good.replace("杯".encode(), b"\xe6\x9d")
    found = read_bytes("jsonl", damaged + good)
    offset = damaged.index(b"\xe6\x9d\xe5") if b"\xe6\x9d\xe5" in damaged else -1
    assert offset > 0
    assert errors(found) == [
        f"f:1: byte {offset} (0xE6) is neither UTF-8 nor GB18030; save the file as UTF-8"
    ]
    assert listings(found[1:])[0].title == "晨云保温杯双层真空"


def test_a_long_line_is_skipped_and_the_rest_read() -> None:
    long = b'{"title": "' + b"x" * 1000 + b'"}'
    for data in (long + b'\n{"title": "b"}\n', b'{"title": "b"}\n' + long):
        found = read_bytes("jsonl", data, SHORT)
        assert [type(each).__name__ for each in found].count("Listing") == 1
        assert errors(found)[0].endswith("the line is longer than 100 bytes; split or shorten it")
    exact = b'{"title": "' + b"x" * 86 + b'"}\n'
    assert len(exact) == 100
    assert len(listings(read_bytes("jsonl", exact, SHORT))) == 1


class _Endless(io.RawIOBase):
    """A stream of the given pieces, which are never in memory together."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._pieces, b"")
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def test_a_20_mb_line_and_many_lines_take_flat_memory() -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"title": "'
        for _ in range(20):
            yield b"x" * (1 << 20)
        yield b'"}\n'
        for i in range(20_000):
            yield b'{"id": %d, "title": "' % i + b"y" * 200 + b'"}\n'

    options = ReadOptions(max_line=1 << 20)
    tracemalloc.start()
    good = bad = 0
    for each in reader.read(io.BufferedReader(_Endless(pieces())), "f", options):
        bad += isinstance(each, Unreadable)
        good += not isinstance(each, Unreadable)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (good, bad) == (20_000, 1)
    assert peak < 8 << 20


def test_a_20_mb_line_is_too_long_by_default() -> None:
    data = b'{"title": "' + b"x" * (20 << 20) + b'"}\n{"title": "b"}\n'
    found = read_bytes("jsonl", data)
    assert errors(found) == ["f:1: the line is longer than 16,777,216 bytes; split or shorten it"]
    assert listings(found[1:])[0].title == "b"


@pytest.mark.parametrize(
    "deep",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"title": "t", "a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}",
    ],
)
def test_deep_lines_are_one_error(deep: bytes) -> None:
    found = read_bytes("jsonl", deep + b'\n{"title": "b"}\n')
    assert errors(found) == ["f:1: column 1: nested too deep for a listing; flatten it"]
    assert listings(found[1:])[0].title == "b"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"price": NaN, "title": "t"}', "column 11: NaN is no number in JSON; write null"),
        (b'{"title": "-Infinity", "p": -Infinity}', "column 29: -Infinity is no number in JSON"),
        (b'{"title": "t"', "column 14: not JSON (the text ends too soon); mend it"),
        (b'{"title": "t\x00"}', "column 13: not JSON (a NUL character); mend it"),
        (b'{"title": "t", }', "column 16: not JSON (expecting property name"),
        ('{"题": "好", }'.encode(), "column 12: not JSON (expecting property name"),
        (b'{"title": "t", "n": ' + b"9" * 5000 + b"}", "a number has too many digits; write it"),
        (b"null", "null is no object of names and values"),
    ],
)
def test_bad_lines_say_where_and_why(line: bytes, error: str) -> None:
    (found,) = read_bytes("jsonl", line)
    assert isinstance(found, Unreadable)
    assert error in found.error


def test_listings_at_a_path_in_every_line() -> None:
    data = b"""{"label": 1, "listing": {"title": "a"}}
{"listing": {"price": 1}}
{"label": 2}
{"listing": {"title": "b"}}
"""
    found = read_bytes("jsonl", data, ReadOptions(records="listing"))
    assert [getattr(each, "title", None) for each in found] == ["a", None, None, "b"]
    assert [(each.source.line, each.source.record) for each in found] == [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 4),
    ]
    assert errors(found)[1] == "f:3: no “listing” here; correct --records"
    lists = b'{"page": [[{"title": "a"}, {"title": "b"}], []]}\n{"page": 5}\n'
    found = read_bytes("jsonl", lists, ReadOptions(records="page[0][*]"))
    assert [each.title for each in listings(found[:2])] == ["a", "b"]
    assert errors(found) == ["f:2: no list here; correct --records"]


def test_odd_but_valid_lines() -> None:
    data = b"""{"title": "a", "title": "b"}
{"title": "\\ud83d\\ude00 \\ud800"}
{"title": "t", "price": 1e400, "big": 123456789012345678901234567890}
"""
    first, second, third = listings(read_bytes("jsonl", data))
    assert first.title == "b"
    assert second.title == "\U0001f600 \ud800"
    assert third.price is None
    assert third.notes == ("price: “inf” is no number",)
    assert third.attributes == {"big": 123456789012345678901234567890}
