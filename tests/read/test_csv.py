"""Tables as text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.model.listing import Listing
from listing_guard.read import ReadOptions, Unreadable
from tests.read.reading import errors, listings, read_bytes


def table(text: str) -> list[Listing | Unreadable]:
    return read_bytes("csv", text.encode())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    cells = ["标题", "价格", "备注"], ["a,b;c\td|e", "1", "x"]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(cells)
    for prefix in ("", f"sep={separator}\n"):
        (listing,) = listings(table(prefix + out.getvalue()))
        assert listing.title == "a,b;c\td|e"
        assert listing.attributes == {"备注": "x"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_where_rows_start(end: str) -> None:
    rows = ["title,描述", "", "a,x", '"b', 'b2","y', 'y2"', "", "c,z"]
    found = listings(table(end.join(rows) + end))
    assert [each.title for each in found] == ["a", f"b{end}b2", "c"]
    assert [each.description for each in found] == ["x", f"y{end}y2", "z"]
    assert [each.source.line for each in found] == [3, 4, 8]
    assert [each.source.record for each in found] == [1, 2, 3]


def test_empty_cells_and_short_rows_are_absent() -> None:
    first, second = listings(table("title,brand,证书,备注\na,, ,\nb\n"))
    assert (first.brand, first.certificates, first.attributes) == (None, None, None)
    assert second.title == "b"
    assert first.notes == second.notes == ()


def test_rows_with_too_many_cells_are_errors_unless_these_are_blank() -> None:
    found = table("title,brand\na,x,,\nb,x,y\nc,x\n")
    assert [each.source.line for each in found] == [2, 3, 4]
    assert errors(found) == [
        "f:3: the row has 3 cells and the header 2;"
        " put texts that contain the separator in quotation marks"
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "the table is empty"),
        ("\n , ,\n", "the table is empty"),
        ("保温杯,19\n伞,5\n", "the first row names no column with text (it has “保温杯”, “19”)"),
        ("price,brand\n1,x\n", "names no column with text"),
        ("title,备注,备注\n", "the header has “备注” more than once"),
        ('"title,brand\na,b\n', "a quotation mark opens here and never closes"),
        ("a,b,c,d,e,f,g,h,i\n", "“h” …)"),
    ],
)
def test_a_table_without_a_usable_header_is_one_clear_error(text: str, error: str) -> None:
    (bad,) = table(text)
    assert isinstance(bad, Unreadable)
    assert bad.fatal
    assert error in bad.error


def test_columns_without_a_name_keep_their_values() -> None:
    (listing,) = listings(table("title,,\na,x,\n"))
    assert listing.attributes == {"column 2": "x"}
    assert listing.unknown_keys == ("column 2",)


def test_lists_in_cells() -> None:
    (listing,) = listings(table('卖点,授权品牌,证书,规格\n"防风|轻；\n加固",耐克;Nike,无,红|蓝\n'))
    assert listing.selling_points == ("防风", "轻", "加固")
    assert listing.authorised_brands == ("耐克", "Nike")
    assert listing.certificates == ()
    assert [sku.name for sku in listing.skus or ()] == ["红", "蓝"]


def test_an_open_quotation_mark_says_where_it_opens() -> None:
    found = table('title,brand\na,b\n"c,d\ne,f\n')
    assert listings(found[:1])[0].title == "a"
    assert errors(found) == [
        "f:3: a quotation mark opens here and never closes; what follows is not read"
    ]


def test_cells_longer_than_the_parsers_own_limit_are_read() -> None:
    (listing,) = listings(table("title,描述\na," + "x" * 500_000 + "\n"))
    assert len(listing.description or "") == 500_000


def test_long_lines_and_nul_characters_are_errors_of_their_row() -> None:
    data = b"title,brand\na," + b"x" * 500 + b"\nb,\0\nc,d\n"
    found = read_bytes("csv", data, ReadOptions(max_line=100))
    assert errors(found) == [
        "f:2: a line is longer than 100 bytes; shorten it",
        "f:3: a NUL character in the row; save the file as UTF-8 text",
    ]
    assert listings(found[2:])[0].title == "c"


def test_damaged_bytes_cost_their_row_even_inside_quotation_marks() -> None:
    text = 'title,brand\n晨云保温杯,x\n"晨云折叠伞\n二行?",x\n晨云帆布包,y\n'
    found = read_bytes("csv", text.encode().replace(b"?", b"\xff"))
    assert [each.source.line for each in found] == [2, 3, 5]
    assert len(errors(found)) == 1
    assert "(0xFF) is not UTF-8, as the lines before are" in errors(found)[0]


# Every character that both encodings can write, as listings are written in: Chinese and ASCII.
chinese = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from("，。！（）、：；《》“”…—０１２ＡＢ"),
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    ),
    max_size=12,
)


@given(st.lists(st.tuples(chinese, chinese, chinese), min_size=1, max_size=5))
def test_any_chinese_table_reads_alike_in_utf8_and_gb18030(
    rows: list[tuple[str, str, str]],
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("标题", "描述", "品牌"), *rows])
    text = out.getvalue()
    in_utf8 = read_bytes("csv", text.encode("utf-8"))
    assert in_utf8 == read_bytes("csv", text.encode("utf-8-sig"))
    assert in_utf8 == read_bytes("csv", text.encode("gb18030"))
    assert in_utf8 == read_bytes("csv", text.encode("utf-16"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for each in read_bytes("csv", b"title,brand\n" + data):
        assert isinstance(each, (Listing, Unreadable))


def test_lines_above_the_header_are_one_clear_error() -> None:
    junk = "某某公司商品表,,\n制表人：张三,,\n标题,卖点,售价\na,b,1\n"
    assert errors(table(junk)) == ["f:1: the header seems to be in row 3; delete the rows above it"]
    assert "(it has “某某公司商品表”)" in errors(table("某某公司商品表,,\n1,2,3\n"))[0]
