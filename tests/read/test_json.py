"""JSON documents and paths into them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.errors import UsageError
from listing_guard.model.listing import Listing
from listing_guard.read import ReadOptions, Unreadable
from listing_guard.read.record_path import Each, Index, Key, parse_path
from tests.read.reading import errors, listings, read_bytes

DOCUMENT = b"""{
  "shop": {"title": "no listing"},
  "products": [
    {"title": "a"},

    {"title": "b",
     "tags": ["]", "}", "\\"{"]}, {"title": "c"}
  ],
  "a.b": {"list": [[{"title": "d"}], [{"title": "e"}, {"title": "f"}]]},
  "one": {"title": "g"}
}"""


@pytest.mark.parametrize(
    ("path", "titles", "lines"),
    [
        ("products[*]", "abc", [4, 6, 7]),
        ("$.products[*]", "abc", [4, 6, 7]),
        ("products[1]", "b", [6]),
        ('"a.b".list[*][*]', "def", [9, 9, 9]),
        ("['a.b'].list[1][*]", "ef", [9, 9]),
        ("one", "g", [10]),
    ],
)
def test_listings_at_a_path(path: str, titles: str, lines: list[int]) -> None:
    found = listings(read_bytes("json", DOCUMENT, ReadOptions(records=path)))
    assert "".join(each.title or "" for each in found) == titles
    assert [each.source.line for each in found] == lines
    assert [each.source.record for each in found] == list(range(1, len(titles) + 1))


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("goods[*]", "no “goods” here: the object here has “shop”, “products”, “a.b”, “one”"),
        ("shop[*]", "no list here; correct --records"),
        ("products.title", "no “title” here: no object; correct --records"),
    ],
)
def test_a_path_that_leads_nowhere(path: str, error: str) -> None:
    (found,) = read_bytes("json", DOCUMENT, ReadOptions(records=path))
    assert isinstance(found, Unreadable)
    assert error in found.error
    assert found.fatal


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("products[*]", (Key("products"), Each())),
        ("[*]", (Each(),)),
        ("$[*].a", (Each(), Key("a"))),
        ("数据.商品[*]", (Key("数据"), Key("商品"), Each())),
        (r'a."b\"c"[2]', (Key("a"), Key('b"c'), Index(2))),
        ('a["b.c"][*]', (Key("a"), Key("b.c"), Each())),
    ],
)
def test_paths(path: str, steps: object) -> None:
    assert parse_path(path) == steps


@pytest.mark.parametrize(
    "path", ["", " ", "$", "a.", "a..b", "a[", "a[x]", "a]b", "a b", "[*]x", "a[-1]"]
)
def test_paths_that_cannot_be_read(path: str) -> None:
    with pytest.raises(UsageError, match=r"--records .*write a path such as products\[\*\]"):
        parse_path(path)


@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "描述", "x"]), st.text(max_size=9))),
    st.sampled_from([None, 0, 1, 2]),
)
def test_every_record_has_its_exact_line(records: list[dict[str, str]], indent: int | None) -> None:
    records = [{"title": "t", **record} for record in records]
    text = json.dumps(records, indent=indent, ensure_ascii=False)
    found = read_bytes("json", text.encode("utf-8", "surrogatepass"))
    assert len(found) == len(records)
    for each, record in zip(found, records, strict=True):
        assert each.source.line is not None
        line = text.split("\n")[each.source.line - 1]
        assert "{" in line
        if isinstance(each, Listing):
            assert (each.title or "").strip() == record["title"].strip()


@pytest.mark.parametrize(
    ("data", "titles", "faults"),
    [
        (b'[{"title":"a"},{"title":},{"title":"c"}]', "ac", 1),
        (b'[{"title":"a"},{"title":"b","x":{]},{"title":"c"}]', "ac", 1),
        (b'[{"title":"a"} {"title":"b"}]', "ab", 1),
        (b'[{"title":"a"},]', "a", 1),
        (b'[{"title":"a"}', "a", 1),
        (b'[{"title":"a"},{"title":"b"', "a", 1),
        (b'[{"title":"a"}]]', "a", 0),
        (b'[{"title":"a"},NaN,{"title":"b"}]', "a", 1),
        (b'[{"title":"a"},{"x":NaN,"title":"n"},{"title":"b"}]', "ab", 1),
        (b"[]", "", 0),
        (b"5", "", 1),
        (b"\x00", "", 1),
    ],
)
def test_one_fault_does_not_take_the_rest(data: bytes, titles: str, faults: int) -> None:
    found = read_bytes("json", data)
    assert "".join(each.title or "" for each in found if isinstance(each, Listing)) == titles
    assert len(errors(found)) == faults


def test_faults_have_line_and_column() -> None:
    found = read_bytes("json", '[\n {"title": "好"},\n {"题": "好",\n  }\n]'.encode())
    assert errors(found) == [
        "f:3: line 4, column 3: not JSON (expecting property name enclosed in double quotes);"
        " mend it"
    ]


@pytest.mark.parametrize("wrap", ['{"a":%s}', "[%s]"])
def test_deep_records_are_one_error_and_the_rest_is_read(wrap: str) -> None:
    left, right = wrap.split("%s")
    deep = left * 100_000 + right * 100_000
    found = read_bytes("json", f'[{deep}, {{"title": "b"}}]'.encode())
    assert "nested too deep" in errors(found)[0]
    assert listings(found[1:])[0].title == "b"


def test_a_deep_document_is_one_error_at_a_path_too() -> None:
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    found = read_bytes("json", f'{{"x": {deep}, "p": [{{"title": "b"}}]}}'.encode(),
                       ReadOptions(records="p[*]"))  # fmt: skip
    assert listings(found)[0].title == "b"
    (bad,) = read_bytes("json", b'{"p": ' + b"[" * 100_000, ReadOptions(records="p[*]"))
    assert isinstance(bad, Unreadable)


@pytest.mark.parametrize("key", ["products", "a b", 'a"b', "商品"])
def test_the_advice_for_a_wrapper_can_be_followed(key: str) -> None:
    data = json.dumps({key: [{"title": "a"}], "price": 1}).encode()
    (error,) = errors(read_bytes("json", data))
    path = error.partition("give --records '")[2].removesuffix("'")
    assert [
        each.title for each in listings(read_bytes("json", data, ReadOptions(records=path)))
    ] == ["a"]


def test_errors_that_quote_a_document_can_be_written_anywhere() -> None:
    for data in (rb'{"\ud800\n": [{"title": "a"}]}', rb'{"a": "\u001b"}', rb'{"\u001b": 1}'):
        for path in (None, "x[*]"):
            for error in errors(read_bytes("json", data, ReadOptions(records=path))):
                assert error.isprintable()
                error.encode()


def test_large_documents_are_refused() -> None:
    found = read_bytes("json", b"[" + b" " * 200 + b"]", ReadOptions(max_document=100))
    assert errors(found) == [
        "f: the document is larger than 100 bytes; give JSON Lines, which is read in pieces"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = read_bytes("json", '[{"title": "晨云保温杯"}]'.encode(encoding))
    assert listings(found)[0].title == "晨云保温杯"


def test_a_listing_with_lists_of_objects_is_no_wrapper() -> None:
    data = b'{"title": "a", "reviews": [{"title": "nice"}], "variants": [{"name": "red"}]}'
    (listing,) = listings(read_bytes("json", data))
    assert listing.title == "a"
    assert listing.skus is not None
