"""YAML: plain values, exact lines, no bombs."""

from __future__ import annotations

import time

import pytest

from listing_guard.read import ReadOptions, Unreadable
from tests.read.reading import errors, listings, read_bytes


def test_documents_lists_and_lines() -> None:
    data = b"title: a\n---\n# note\n- title: b\n- {title: c}\n---\n---\n\ntitle: d\n"
    found = listings(read_bytes("yaml", data))
    assert [(each.title, each.source.line, each.source.record) for each in found] == [
        ("a", 1, 1),
        ("b", 4, 2),
        ("c", 5, 3),
        ("d", 9, 4),
    ]


def test_listings_at_a_path() -> None:
    data = b"shop: {name: x}\ngoods:\n  list:\n  - title: a\n  - title: b\n"
    found = listings(read_bytes("yaml", data, ReadOptions(records="goods.list[*]")))
    assert [(each.title, each.source.line) for each in found] == [("a", 4), ("b", 5)]
    found = listings(read_bytes("yaml", data, ReadOptions(records="goods.list[1]")))
    assert [each.title for each in found] == ["b"]
    for path, error in (("x[*]", "no “x” here"), ("shop[*]", "no list here")):
        (bad,) = read_bytes("yaml", data, ReadOptions(records=path))
        assert isinstance(bad, Unreadable)
        assert bad.fatal
        assert error in bad.error


def test_values_are_those_of_yaml_1_1() -> None:
    data = "标题: 12:30\nprice: 19.90\nmarket: NO\n证书: [{type: CCC, 有效期至: 2027-01-01}]\n"
    (listing,) = listings(read_bytes("yaml", data.encode()))
    assert listing.title == "750"
    assert str(listing.price.amount if listing.price else None) == "19.9"
    assert listing.market is None
    assert "put it in quotes" in listing.notes[0]
    assert str((listing.certificates or ())[0].valid_until) == "2027-01-01"


@pytest.mark.parametrize(
    "data",
    [
        b"a: &a [x, x]\nb: [*a, *a]\n",
        b"title: t\nself: &s {again: *s}\n",
        b"- &a {title: t}\n- {<<: *a}\n",
    ],
)
def test_aliases_are_refused(data: bytes) -> None:
    (bad,) = read_bytes("yaml", data)
    assert isinstance(bad, Unreadable)
    assert bad.fatal
    assert "is not allowed; write its value out" in bad.error


def test_an_alias_bomb_ends_at_once() -> None:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    started = time.perf_counter()
    assert "alias" in errors(read_bytes("yaml", "\n".join(lines).encode()))[0]
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("data", [b"[" * 50_000, b"{a: " * 50_000, b"- " * 50_000 + b"x"])
def test_deep_documents_are_one_error(data: bytes) -> None:
    (bad,) = read_bytes("yaml", data)
    assert isinstance(bad, Unreadable)
    assert "nested too deep" in bad.error


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ("{title: t, d: 2026-02-30}", "day is out of range for month); put it in quotes"),
        ("{title: t, n: " + "9" * 5000 + "}", "put it in quotes"),
        ("{title: !!python/name:os.system x}", "remove the tag"),
        ("{title: !secret x}", "remove the tag"),
        ("{title: t, [a, {b: c}]: x}", "no plain value"),
        ("{title: a, title: b}", "the key “title” stands twice; remove one"),
        ("just text", "is no object of names and values"),
    ],
)
def test_a_bad_record_does_not_take_the_others(record: str, error: str) -> None:
    found = read_bytes("yaml", f"- title: a\n- {record}\n- title: c\n".encode())
    assert len(found) == 3
    bad = found[1]
    assert isinstance(bad, Unreadable)
    assert error in bad.error
    assert bad.source.line == 2
    assert not bad.fatal


def test_records_before_a_fault_are_read() -> None:
    found = read_bytes("yaml", b"title: a\n---\ntitle: [b\n---\n")
    assert len(errors(found)) == 1
    assert found[-1] == next(each for each in found if isinstance(each, Unreadable))


def test_large_documents_are_refused() -> None:
    found = read_bytes("yaml", b"title: t\n" * 50, ReadOptions(max_yaml=100))
    assert "larger than 100 bytes" in errors(found)[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = read_bytes("yaml", "标题: 晨云保温杯\n".encode(encoding))
    assert listings(found)[0].title == "晨云保温杯"
