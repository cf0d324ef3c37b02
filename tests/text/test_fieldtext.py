"""One field value: from any place in its normal form back to the original slice."""

from __future__ import annotations

import pytest
from hypothesis import given

from listing_guard.text.fieldtext import FieldText, read_field
from listing_guard.text.fold import fold
from listing_guard.text.html import is_html, to_text
from tests.text.strategies import texts, values


def field(raw: str, title_like: bool = False) -> FieldText:
    return read_field("title", raw, title_like=title_like)[0]


def slice_of(where: FieldText, plain: str) -> str:
    start = where.text.index(plain)
    return where.raw_text(start, start + len(plain))


@pytest.mark.parametrize(
    ("raw", "plain", "original"),
    [
        ("全网最低价", "最低价", "最低价"),
        ("全<b>网最</b>低价", "网最低", "网最</b>低"),
        ("銷量第\u200b一", "第一", "第\u200b一"),
        ("最&#x4f73;<br>好", "最佳", "最&#x4f73;"),
        ("100㎡房", "m2", "㎡"),
        ("caf<i>e</i>&#x301;!", "é", "e</i>&#x301;"),
        ("ＮＯ．１ 好", "no.1", "ＮＯ．１"),
    ],
)
def test_the_original_slice(raw: str, plain: str, original: str) -> None:
    assert slice_of(field(raw), plain) == original


def test_what_is_kept_of_a_value() -> None:
    where = field("<p>全網</p>", title_like=True)
    assert (where.path, where.raw, where.plain, where.text, where.title_like) == (
        "title",
        "<p>全網</p>",
        "全網",
        "全网",
        True,
    )


def test_alternative_texts_are_fields_of_their_own() -> None:
    main, alt = read_field("description", '<img alt="全網最佳">面膜', title_like=False)
    assert (main.text, alt.text, alt.path) == ("面膜", "全网最佳", "description")
    assert slice_of(alt, "最佳") == "最佳"


@given(values())
def test_every_slice_folds_to_what_was_read(raw: str) -> None:
    for where in read_field("x", raw, title_like=False):
        size = len(where.text)
        for start in range(size):
            for end in (start + 1, min(start + 4, size), size):
                span = where.raw_span(start, end)
                assert 0 <= span.start < span.end <= len(raw)
                assert where.raw_text(start, end) == raw[span.start : span.end]
        if not is_html(raw):
            for start in range(size):
                assert where.text[start] in fold(where.raw_text(start, start + 1))


@given(values())
def test_the_normal_form_is_that_of_the_extracts(raw: str) -> None:
    expected = [extract.text for extract in to_text(raw)] if is_html(raw) else [raw]
    assert [where.text for where in read_field("x", raw, title_like=False)] == [
        fold(text) for text in expected
    ]


@given(texts())
def test_clauses_and_sentences_partition_the_text(raw: str) -> None:
    where = FieldText("x", raw, title_like=True)
    for part in (where.clause, where.sentence):
        at = 0
        while at < len(where.text):
            span = part(at)
            assert span.start <= at < span.end <= len(where.text)
            assert part(span.end - 1) == span
            at = span.end
    for at in range(len(where.text)):
        assert where.sentence(at).covers(where.clause(at))


def test_clauses_count_in_the_normal_form() -> None:
    where = field("面积㎡，最\u200b好。第一")
    assert where.text == "面积m2,最好。第一"
    assert [where.text[slice(*where.clause(at))] for at in (0, 5, 8)] == [
        "面积m2,",
        "最好。",
        "第一",
    ]
    assert where.text[slice(*where.sentence(0))] == "面积m2,最好。"


def test_a_sourced_claim_is_one_sentence_across_tags() -> None:
    where = field("<p>天猫面膜类目销量第一</p><p>（数据来源：生意参谋）</p><p>本店好</p>")
    assert where.text[slice(*where.sentence(3))] == "天猫面膜类目销量第一\n(数据来源:生意参谋)\n"


def test_token_edges_are_those_of_the_clause() -> None:
    where = field("好，最好看的第一百货商店")
    assert where.text[2:] == "最好看的第一百货商店"
    assert where.token_edges(2) == {2, 3, 5, 6, 8, 12}
    assert where.is_token_edge(6)
    assert not where.is_token_edge(7)
    assert where.is_token_edge(len(where.text))
    assert where.is_token_edge(0)


def test_token_gap_counts_tokens_across_clauses_but_no_blanks() -> None:
    where = field("最好看的，第一 面膜")
    assert where.text == "最好看的,第一 面膜"
    assert where.token_gap(1, 1) == 0
    assert where.token_gap(3, 1) == 0
    assert where.token_gap(1, 3) == 1
    assert where.token_gap(2, 3) == 1
    assert where.token_gap(1, 5) == 3
    assert where.token_gap(3, 8) == 3
    assert where.token_gap(7, 8) == 0


@pytest.mark.parametrize(
    ("raw", "read", "done"),
    [
        ("第一", "第一", ""),
        ("第\u200b一", "第一", "hidden"),
        ("第&#8203;一", "第一", "hidden"),
        ("第<b>一</b>", "第一", ""),
        ("第<b></b>一", "第一", "markup"),
        ("第<!-- x -->一", "第一", "markup"),
        ("\u200b第一\u200b", "第一", ""),
        ("第\u202e一", "第一", "hidden"),
        ("第\u00ad一", "第一", "hidden"),
        ("第①品牌", "第1", "forms"),
        ("第1\ufe0f\u20e3品牌", "第1", "forms"),
        ("第１品牌", "第1", "forms"),
        ("第１品牌 ５０克", "第1", ""),
        ("𝐛𝐞st", "best", "forms"),
        ("國家級的面膜", "国家级", "variants"),
        ("國家級麵條產品", "国家级", ""),
        ("國家級", "国家级", ""),
    ],
)
def test_what_was_done_to_the_characters(raw: str, read: str, done: str) -> None:
    where = field(raw)
    start = where.text.index(read)
    assert where.tricks(start, start + len(read)) == tuple(done.split())


def test_an_empty_value() -> None:
    where = field("")
    assert (where.text, where.raw_span(0, 0), where.clause(0)) == ("", (0, 0), (0, 0))
    assert where.is_token_edge(0)
