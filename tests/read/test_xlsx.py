"""Workbooks, and archives that only look like one."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from listing_guard.model.listing import Certificate, Listing, Money
from listing_guard.read import ReadOptions, Unreadable, read_listings
from tests.read.reading import errors, listings, read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def workbook(*rows: Sequence[Any], **others: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook with these rows on its first sheet, and further sheets by name."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for name, more in others.items():
        further = book.create_sheet(name)
        for row in more:
            further.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return a workbook with the XML of its first sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", 8) as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                assert old in part, part
                part = part.replace(old, new)
            target.writestr(name, part)
    return out.getvalue()


def test_a_usual_workbook() -> None:
    header = ["商品ID", "标题", "售价(元)", "证书编号", "证书有效期至", "活动结束时间", "备注"]
    until, end = date(2027, 1, 1), datetime(2026, 11, 11)
    data = workbook(
        header,
        [10023, "云朵杯", 1299, 2016010900000001, until, end, time(8, 5)],
        [],
        ["007", 2026, "¥99", "A1", 46327, 46327.5, True],
        ["9", "伞", 19.9],
    )
    first, second, third = listings(read_bytes("xlsx", data))
    assert (first.id, first.title, first.price) == ("10023", "云朵杯", Money(Decimal(1299), "CNY"))
    assert first.certificates == (
        Certificate(number="2016010900000001", valid_until=date(2027, 1, 1)),
    )
    assert (first.promotions or ())[0].end == datetime(2026, 11, 11, 23, 59, 59, 999999)
    assert first.attributes == {"备注": "08:05:00"}
    assert (second.id, second.title, second.price) == ("007", "2026", Money(Decimal(99), "CNY"))
    assert (second.certificates or ())[0].valid_until == date(2026, 11, 1)
    assert (second.promotions or ())[0].end == datetime(2026, 11, 1, 12)
    assert third.price == Money(Decimal("19.9"), "CNY")
    assert [each.source.line for each in (first, second, third)] == [2, 4, 5]
    assert [each.source.record for each in (first, second, third)] == [1, 2, 3]
    assert first.notes == second.notes == third.notes == ()


def test_the_header_is_the_first_row_that_is_not_empty_wherever_it_is() -> None:
    data = workbook([], [None, None], [None, "title", "brand"], [None, "a", "x"])
    (listing,) = listings(read_bytes("xlsx", data))
    assert (listing.title, listing.brand, listing.source.line) == ("a", "x", 4)


def test_a_title_above_the_header_is_one_clear_error() -> None:
    data = workbook(["商品导入模板"], ["请勿改动"], ["标题", "价格"], ["a", 1])
    assert errors(read_bytes("xlsx", data)) == [
        "f:1: the header seems to be in row 3; delete the rows above it"
    ]
    assert "names no column with text" in errors(read_bytes("xlsx", workbook(["x"], ["y"])))[0]
    twice = workbook(["title", "x", "x"], ["a", 1, 2])
    assert "“x” more than once" in errors(read_bytes("xlsx", twice))[0]


def test_rows_without_text_do_not_take_the_others() -> None:
    found = read_bytes("xlsx", workbook(["title", "price"], [None, 5], ["b", 6]))
    assert "f:2: no text to check" in errors(found)[0]
    assert listings(found[1:])[0].title == "b"


def test_only_the_first_visible_sheet_is_read_and_that_is_said() -> None:
    data = workbook(["title"], ["a"], ["b"], more=[["title"], ["c"]])
    first, second = listings(read_bytes("xlsx", data))
    assert first.notes == ("of this workbook only the first sheet is read, not “more”",)
    assert second.notes == ()
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Sheet"].sheet_state = "hidden"
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    (listing,) = listings(read_bytes("xlsx", out.getvalue()))
    assert (listing.title, listing.notes) == ("c", ())


def test_formulas_count_with_their_values() -> None:
    plain = workbook(["title", "price"], ["a", 5])
    cell = b'<c r="B2" t="n"><v>5</v></c>'
    formula = changed(plain, cell, b'<c r="B2"><f>2*3</f><v>6</v></c>')
    assert listings(read_bytes("xlsx", formula))[0].price == Money(Decimal(6))
    fault = changed(plain, cell, b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    assert listings(read_bytes("xlsx", fault))[0].price is None


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576" t="n"><v>5</v></c>',
        b"<c r='XFD1048576'><v>5</v></c>",
        b'<c s=">" r="XFD1048576"><v>5</v></c>',
        b'<c\n r = "XFD1048576" ><v>5</v></c>',
        b'<x:c r="XFD1048576"><v>5</v></x:c>',
        b'<c><v>1</v></c></row><row r="1048576"><c r="ZZ1048576"/>',
        b'<c/></row><row r="900000">' + b"<c><v>1</v></c>" * 30,
    ],
)
def test_a_cell_far_out_is_refused_before_the_parser_fills_the_memory(cell: bytes) -> None:
    data = changed(workbook(["title"], ["a", 5]), b'<c r="B2" t="n"><v>5</v></c>', cell)
    (bad,) = read_bytes("xlsx", data)
    assert isinstance(bad, Unreadable)
    assert "delete stray cells far out" in bad.error
    assert bad.fatal


def test_the_far_cell_is_found_in_a_large_sheet_and_under_any_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        rows = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (i, i) for i in range(1, 60_000))
        archive.writestr("xl/else.xml", b"<worksheet>" + rows + b'<c r="XFD9"/></worksheet>')
    assert "16,384 columns" in errors(read_bytes("xlsx", out.getvalue()))[0]


def bomb(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(name, "w") as part:
            for _ in range(size >> 20):
                part.write(b" " * (1 << 20))
    return out.getvalue()


def test_zip_bombs_are_refused_by_size_and_by_ratio() -> None:
    data = bomb(20 << 20)
    assert "unpacks to more than 200 times its size" in errors(read_bytes("xlsx", data))[0]
    small = ReadOptions(max_document=10 << 20)
    assert "unpacks to more than 10,485,760 bytes" in errors(read_bytes("xlsx", data, small))[0]


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    data = bomb(20 << 20)
    true, false = (20 << 20).to_bytes(4, "little"), (4096).to_bytes(4, "little")
    assert data.count(true) == 2  # in the member's own header and in the directory
    (bad,) = read_bytes("xlsx", data.replace(true, false))
    assert isinstance(bad, Unreadable)
    assert "no workbook" in bad.error


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "no workbook (File is not a zip file); save it again as .xlsx"),
        (b"title,price\n", "no workbook (File is not a zip file)"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old .xls or a locked workbook"),
        (workbook(["title"], ["a"])[:-40], "no workbook"),
        (workbook(), "the first sheet is empty"),
    ],
)
def test_what_is_no_workbook_is_one_error(data: bytes, error: str) -> None:
    (bad,) = read_bytes("xlsx", data)
    assert isinstance(bad, Unreadable)
    assert bad.fatal
    assert error in bad.error


@pytest.mark.parametrize("name", ["content.xml", "xl/workbook.bin", "mimetype"])
def test_other_formats_in_a_zip_are_refused(name: str) -> None:
    out = io.BytesIO(workbook(["title"], ["a"]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, "x")
    assert "but no .xlsx workbook" in errors(read_bytes("xlsx", out.getvalue()))[0]


def test_parts_that_are_missing_or_broken_are_one_error() -> None:
    whole = workbook(["title"], ["a"])
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for broken in parts:
        for content in (None, b"<a", b"\x00\xff" * 50):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as target:
                for name, part in parts.items():
                    if name != broken:
                        target.writestr(name, part)
                    elif content is not None:
                        target.writestr(name, content)
            found = read_bytes("xlsx", out.getvalue())
            assert len(found) == 1, (broken, content)
            assert isinstance(found[0], (Listing, Unreadable))


def test_an_archive_with_places_before_its_start_is_one_error() -> None:
    data = workbook(["title"], ["a"])
    end = data.rindex(b"PK\x05\x06")
    # the directory's offset, larger than where it is: the members then lie before the file
    data = data[: end + 16] + (len(data) * 2).to_bytes(4, "little") + data[end + 20 :]
    assert "no workbook" in errors(read_bytes("xlsx", data))[0]


def test_a_missing_extra_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (bad,) = read_bytes("xlsx", workbook(["title"], ["a"]))
    assert isinstance(bad, Unreadable)
    assert 'pip install "listing-guard[xlsx]"' in bad.error
    assert bad.fatal


def test_large_files_are_refused() -> None:
    found = read_bytes("xlsx", workbook(["title"], ["a"]), ReadOptions(max_document=1000))
    assert errors(found) == ["f: the file is larger than 1,000 bytes; split it"]


def test_an_old_workbook_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    (tmp_path / "new.csv").write_text("title\na\n", encoding="utf-8")
    read, unread = read_listings([tmp_path])
    assert isinstance(read, Listing)
    assert str(unread).endswith(
        "old.xls: an old .xls or a locked workbook; save it as .xlsx without a password"
    )
