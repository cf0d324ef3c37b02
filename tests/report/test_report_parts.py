"""Escaping, layout, citations and words, each by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.model.listing import Listing
from listing_guard.model.report import CONFIDENCES, SEVERITIES, Basis
from listing_guard.report.citation import citations, cite, numeral
from listing_guard.report.escape import visible
from listing_guard.report.evidence import evidence_lines
from listing_guard.report.layout import NO_END, NO_START, cell_len, cut, pad_left, wrap
from listing_guard.report.words import WORDS, words_of

ANY = st.text(st.characters(), max_size=200)

CATEGORIES = [
    "absolute-claim",
    "medical-claim",
    "efficacy-claim",
    "unsupported-claim",
    "authority",
    "certification",
    "price",
    "ip-risk",
    "diversion",
    "prohibited-goods",
    "consistency",
    "labelling",
    "unfair-terms",
    "disparagement",
    "public-order",
    "personal-data",
    "outcome-promise",
    "platform-format",
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("全网最低 best", "全网最低 best"),
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("a\u202eb\u200bc\u00add", "a<U+202E>b<U+200B>c<U+00AD>d"),
        ("\ud800", "<U+D800>"),
        ("a\r\n\t b", "a b"),
        ("a\u00a0\u3000b", "a b"),
        ("👨‍👩‍👧 👍🏽 🇨🇳 ❤️", "👨‍👩‍👧 👍🏽 🇨🇳 ❤️"),
        ("e\u0301", "e\u0301"),
        ("\u0301a", "<U+0301>a"),
        ("x\u200dy", "x<U+200D>y"),
        ("\U000e0041", "<U+E0041>"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@settings(deadline=None, max_examples=150)
@given(ANY)
def test_visible_text_holds_nothing_a_terminal_acts_on(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert all(char.isprintable() or char == "\u200d" for char in shown)


@settings(deadline=None, max_examples=150)
@given(ANY, st.integers(1, 60))
def test_cut_text_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


def test_cut_text_shows_that_it_was_cut() -> None:
    assert cut("全网最低价", 10) == "全网最低价"
    assert cut("全网最低价", 9) == "全网最低…"
    assert cut("全网最低价", 8) == "全网最…"
    assert cut("abc", 0) == ""


@settings(deadline=None, max_examples=150)
@given(ANY, st.integers(20, 90))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, most=10_000)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == visible(text).replace(" ", "")


def test_punctuation_stays_off_the_edges() -> None:
    lines = wrap("这是一句话，后面还有（括号里的话），以及“引文”。" * 4, 20, most=99)
    assert len(lines) > 5
    assert not any(line[0] in NO_START or line[-1] in NO_END for line in lines)


def test_words_are_kept_whole_and_long_ones_broken() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_too_many_lines_are_cut() -> None:
    lines = wrap("word " * 100, 20, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert cell_len(lines[-1]) <= 20


def test_numbers_are_set_right() -> None:
    assert pad_left("7", 4) == "   7"


LAWS = {"广告法": "Advertising Law"}


@pytest.mark.parametrize(
    ("law", "article", "zh", "en"),
    [
        ("广告法", "9(3)", "《广告法》第九条（三）", "Advertising Law art. 9(3)"),
        ("广告法", "17", "《广告法》第十七条", "Advertising Law art. 17"),
        (
            "广告法",
            "28(2)(1)",
            "《广告法》第二十八条第二款第（一）项",
            "Advertising Law art. 28(2)(1)",
        ),
        ("广告法", "16-20", "《广告法》第十六至二十条", "Advertising Law art. 16-20"),
        ("广告法", "附件", "《广告法》附件", "Advertising Law 附件"),
        ("《食品安全法》", "78", "《食品安全法》第七十八条", "《食品安全法》 art. 78"),
        ("EU 98/6", "6a", "EU 98/6 art. 6a", "EU 98/6 art. 6a"),
        ("16 CFR", "233.1", "16 CFR § 233.1", "16 CFR § 233.1"),
        ("REACH", "Annex XVII", "REACH Annex XVII", "REACH Annex XVII"),
        ("强制性标准", "GB 4706.1", "《强制性标准》 GB 4706.1", "强制性标准 GB 4706.1"),
    ],
)
def test_citations(law: str, article: str, zh: str, en: str) -> None:
    basis = Basis(law=law, article=article)
    assert cite(basis, "zh", {}) == zh
    assert cite(basis, "en", LAWS) == en


def test_citations_are_joined_with_their_notes() -> None:
    bases = [Basis(law="广告法", article="9", note="注"), Basis(law="FTC Act", article="5")]
    assert citations(bases, "zh", {}) == "《广告法》第九条（注）；FTC Act art. 5"
    assert citations(bases, "en", LAWS) == "Advertising Law art. 9 (注); FTC Act art. 5"


@pytest.mark.parametrize(
    ("number", "chinese"),
    [
        (0, "零"), (5, "五"), (10, "十"), (17, "十七"), (20, "二十"), (99, "九十九"),
        (100, "一百"), (105, "一百零五"), (110, "一百一十"), (1260, "一千二百六十"),
        (1005, "一千零五"), (2010, "二千零一十"),
    ],
)  # fmt: skip
def test_chinese_numerals(number: int, chinese: str) -> None:
    assert numeral(number) == chinese


def test_both_languages_say_the_same_with_the_same_places() -> None:
    for key, texts in WORDS.items():
        assert len(texts) == 2, key
        chinese, english = texts
        assert chinese, key
        assert english, key
        assert "|" not in chinese, key
        places = set(re.findall(r"\{(\w+)\}", chinese)) - {"n"}
        forms = english.split("|")
        assert len(forms) <= 2, key
        for form in forms:
            assert set(re.findall(r"\{(\w+)\}", form)) - {"n"} == places, key


def test_a_text_with_a_number_says_it_in_both_languages() -> None:
    unequal = [key for key, (zh, en) in WORDS.items() if ("{n}" in zh) != ("{n}" in en)]
    assert unequal == []


def test_every_category_severity_and_field_has_a_name() -> None:
    for category in CATEGORIES:
        assert f"category.{category}" in WORDS
    for severity in SEVERITIES:
        assert {f"severity.{severity}", f"n_{severity}"} <= set(WORDS)
    for confidence in CONFIDENCES:
        assert f"confidence.{confidence}" in WORDS
    apart = {"source", "notes", "unknown_keys"}
    for name in set(Listing.__struct_fields__) - apart:
        assert f"field.{name}" in WORDS, name


def test_singular_and_plural() -> None:
    say = words_of("en")
    assert say("n_error", n=1) == "1 error"
    assert say("n_error", n=2) == "2 errors"
    assert say("n_error", n=1200) == "1,200 errors"
    assert words_of("zh-Hans")("n_error", n=2) == "错误 2"


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("title", "标题", "title"),
        ("selling_points[2]", "卖点 3", "selling point 3"),
        ('attributes["材质"]', "属性“材质”", "attribute “材质”"),
        ("skus[0].name", "规格 1 name", "variant 1 name"),
        ("images[1].text", "图片 2 text", "image 2 text"),
        ("certificates", "证书", "certificates"),
        ("x_unknown", "x_unknown", "x_unknown"),
        ("x_list[3]", "x_list 4", "x_list 4"),
        (None, "整条商品", "the whole listing"),
    ],
)
def test_paths_as_a_person_says_them(path: str | None, zh: str, en: str) -> None:
    assert words_of("zh").place(path) == zh
    assert words_of("en").place(path) == en


def test_names_that_are_not_ours_stay() -> None:
    assert words_of("zh").name("category", "x-house-style") == "x-house-style"


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "written 3 times here"), ("zh", "这里共写了 3 次")]
)
def test_how_often_a_word_is_told_stands_with_the_facts(lang: str, told: str) -> None:
    evidence = {"repeat": {"count": 3, "adjacent": False}}
    assert list(evidence_lines(evidence, words_of(lang))) == [("facts", told)]
