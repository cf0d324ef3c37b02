"""UTF-8, GB18030 and damage told apart."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.read.encoding import EncodingError, decode, encoding_of
from listing_guard.read.lines import LineReader


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"ascii", "utf-8"),
        ("晨云保温杯".encode(), "utf-8"),
        ("晨云保温杯".encode("gb18030"), "gb18030"),
        ("晨雲保溫杯".encode("gb18030"), "gb18030"),
        ("𠮷野家 €5 ①".encode("gb18030"), "gb18030"),
        ("猫咪: 猫猫".encode("gb18030"), "gb18030"),
        ("café für è".encode(), "utf-8"),
        ("дом".encode(), "utf-8"),
        ("привет мир".encode(), "utf-8"),
        ("γάτα".encode(), "utf-8"),
        ("晨云保温杯双层真空".encode()[:-1], None),
        (b"\xff", None),
        (b"na\xefve\xe9", None),
    ],
)
def test_encodings_are_told(data: bytes, encoding: str | None) -> None:
    assert encoding_of(data) == encoding


def test_bytes_that_are_valid_in_both_are_chinese_where_they_come_in_runs() -> None:
    run = "猫眉".encode("gb18030")
    assert run.decode("utf-8") == "èü"
    assert encoding_of(run) == "gb18030"
    assert encoding_of("f猫r".encode("gb18030")) == "utf-8"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"ab\xff", "byte 2 (0xFF) is neither UTF-8 nor GB18030; save the file as UTF-8"),
        (b"\xff\xfea", "is not UTF-16; save the file as UTF-8"),
        ("晨云保温杯双层真空".encode() + b"\xe6", "byte 27 (0xE6) is neither"),
    ],
)
def test_faults_have_their_offset(data: bytes, message: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(data)
    assert message in str(caught.value)


@given(st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=60))
def test_what_was_written_is_read(text: str) -> None:
    marked = text.removeprefix("\ufeff")
    assert decode(marked.encode("utf-8-sig")) == marked or encoding_of(marked.encode()) != "utf-8"
    assert decode(marked.encode("utf-16")) == marked


@given(
    st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")), max_size=8),
    st.integers(min_value=1, max_value=20),
)
def test_lines_come_with_their_numbers_and_offsets(lines: list[bytes], longest: int) -> None:
    data = b"".join(b"x" + line + b"\n" for line in lines)
    reader = LineReader(io.BytesIO(data), longest)
    seen = 0
    for line in reader:
        seen += 1
        assert reader.number == seen
        if line is not None:
            assert data[reader.offset : reader.offset + len(line)] == line
            assert len(line) <= longest
    assert seen == len(lines)


def test_utf16_that_is_damaged_costs_the_line() -> None:
    data = "甲\n".encode("utf-16") + b"\x00\xd8\n\x00" + "乙\n".encode("utf-16-le") + b"\x01"
    reader = LineReader(io.BytesIO(data), 100)
    found = []
    for line in reader:
        assert line is not None
        try:
            found.append(reader.text(line))
        except EncodingError as error:
            found.append(str(error))
    assert found == ["甲\n", "line 2 is damaged UTF-16", "乙\n", "line 4 is damaged UTF-16"]
