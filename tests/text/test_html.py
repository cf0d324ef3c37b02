"""HTML to text with exact places."""

from __future__ import annotations

import pytest
from hypothesis import given

from listing_guard.text.html import Extract, is_html, to_text
from listing_guard.text.markup import marks
from tests.text.strategies import values


def read(value: str) -> str:
    return to_text(value)[0].text


def units(value: str, extract: Extract) -> list[str]:
    return [value[a:b] for a, b in zip(extract.starts, extract.ends, strict=True)]


@pytest.mark.parametrize(
    "value",
    ["<b>x", "x<br>", "a</P>", "A&amp;B", "&#x6700;", "&#26368好", "a&nbsp好", "<!-- x -->"],
)
def test_known_tags_comments_and_references_make_html(value: str) -> None:
    assert is_html(value)


@pytest.mark.parametrize(
    "value",
    ["3<5", "A&B", "<UNK>", "《x》", "R&D; <3", "a<b and c", "?a=1&copy=2", "&#1 <!-- x", "<>"],
)
def test_everything_else_is_text(value: str) -> None:
    assert not is_html(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<p>全网<b>最低</b>价</p>", "全网最低价"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br><br/>b<br>", "a\nb"),
        ("第<!-- > -->一", "第一"),
        ("a<script>if (a<b) '</p>'</script>b<STYLE>p{}</style >c", "abc"),
        ("<template><p>x</p></template>y", "y"),
        ("第<x-y z>一</x-y><p>", "第一"),
        ("&lt;b&gt;&quot;&amp;nbsp;", '<b>"&nbsp;'),
        ("&#0;&#x110000;&#xd800;&#150;", "\ufffd\ufffd\ufffd–"),
        ("&#00000000000000026368;", "最"),
        ("<a title=it's href='a>b'>x</a>", "x"),
        ('<p>x<a href="y', 'x<a href="y'),
        ("<b>1 < 2 & 3</b>", "1 < 2 & 3"),
        ("<b>x<!-- y", "x<!-- y"),
        ("<script>x<b>y", "xy"),
        ('<img alt="<b>">x', "x"),
    ],
)
def test_what_a_reader_sees(value: str, text: str) -> None:
    assert read(value) == text


def test_alternative_texts_and_titles_are_extracts_of_their_own() -> None:
    value = "<img alt='最&#x4f73;' src=x title=全网 data-alt=no alt=''>面膜"
    extracts = to_text(value)
    assert [(each.origin, each.text) for each in extracts] == [
        ("text", "面膜"),
        ("alt", "最佳"),
        ("title", "全网"),
    ]
    assert units(value, extracts[1]) == ["最", "&#x4f73;"]


def test_a_reference_is_one_unit_and_tags_lie_between() -> None:
    value = "最<b>&#x4f4e;</b>价<p>x"
    assert units(value, to_text(value)[0]) == ["最", "&#x4f4e;", "价", "<p>", "x"]


def test_a_reference_of_two_characters_is_one_unit() -> None:
    value = "&NotEqualTilde;"
    assert units(value, to_text(value)[0]) == [value, value]


@given(values())
def test_maps_are_exact(value: str) -> None:
    for extract in to_text(value):
        assert len(extract.text) == len(extract.starts) == len(extract.ends)
        assert list(extract.starts) == sorted(extract.starts)
        assert list(extract.ends) == sorted(extract.ends)
        for char, unit in zip(extract.text, units(value, extract), strict=True):
            assert char == unit or unit[0] in "<&"


@given(values())
def test_marks_are_in_order_and_apart(value: str) -> None:
    at = 0
    for mark in marks(value):
        assert at <= mark.start < mark.end <= len(value)
        at = mark.end


@given(values())
def test_what_is_no_html_is_left_alone(value: str) -> None:
    if not is_html(value) and not any(mark.kind == "tag" for mark in marks(value)):
        assert read(value) == value


HOSTILE = [
    "<",
    "<a ",
    "<a '",
    '<a ="',
    '<a ="<a "=',
    "&",
    "&#",
    "&#0",
    "<!--",
    "<script>",
    "<script></script",
    "</",
    "<p>",
    "&amp;",
    "<b x='",
    "<p title='",
    "<b " + "x" * 50,
    "<a " + "=" * 50,
    "<img alt='&'>",
    "<a x=\"<a y='",
]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("last", ["", "'>"])
def test_a_million_hostile_characters_are_read(unit: str, last: str) -> None:
    value = unit * (1_000_000 // len(unit)) + last
    assert sum(len(extract.text) for extract in to_text(value)) <= len(value)
