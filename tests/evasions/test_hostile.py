"""Arbitrary texts: no crash, no span out of range, nothing worse than linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.match.compiled import compile_pattern
from listing_guard.match.hit import Hit
from listing_guard.match.pattern import Entry, Pattern
from listing_guard.match.spellings import FAMILIES, FOLDS, spellings
from listing_guard.match.survivors import standing
from listing_guard.model.span import Span
from listing_guard.text.fieldtext import read_field
from listing_guard.text.fold import fold
from listing_guard.text.gaps import bigrams, readings
from tests.text.strategies import MARKUP, PIECES

ALL = frozenset(FOLDS)
TERMS = ("最佳", "第一", "国家级", "加微信", "全网最低", "nike", "adidas", "louis vuitton", "no.1")
PATTERN = compile_pattern(
    Pattern("$p", tuple(Entry(text=term, folded=term, folds=ALL) for term in TERMS))
)
EVASIVE = (
    "最*佳", "z ui佳", "弟壹", "n i k e", "аdidas", "加❤微❤信", "国-家-级", "全 网 最 低", "Νike",
    "·/|~_ .'", "最", "佳", "<b></b>", "&#x4f73;", "1️⃣", "\u0336", "一三八", " ", "\n",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from((*PIECES, *MARKUP, *EVASIVE)), st.text(max_size=6)), max_size=14
).map("".join)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_what_is_found_lies_in_the_text(raw: str) -> None:
    for where in read_field("title", raw, title_like=True):
        for start, end, entry in standing(
            PATTERN.entries.find(where.text), PATTERN.innocent, where
        ):
            assert 0 <= start < end <= len(where.text)
            hit = Hit(where, Span(start, end), entry)
            assert hit.plain == entry.folded
            assert (where.text[start:end] == entry.folded) == (not hit.folds)
            first, last = where.raw_span(start, end)
            assert 0 <= first < last <= len(raw)
            where.tricks(start, end)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_a_reading_is_the_text_with_places(raw: str) -> None:
    text = fold(raw)
    for read in readings(text, bigrams(TERMS)):
        assert len(read.at) == len(read.text)
        assert list(read.at) == sorted(set(read.at))
        assert all(0 <= place < len(text) for place in read.at)
        changed = [
            (text[place], char)
            for place, char in zip(read.at, read.text, strict=True)
            if text[place] != char
        ]
        assert all(
            (other.isascii() and (not one.isascii() or one.isdigit())) or other == "第"
            for one, other in changed
        )


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=12), st.sampled_from(TERMS)))
def test_spellings_are_other_normal_forms(term: str) -> None:
    folded = fold(term)
    for form, name in spellings(folded, ALL).items():
        assert form != folded
        assert name in FAMILIES
        assert fold(form) == form


@pytest.mark.parametrize(
    "piece",
    [
        "最*",
        "最 ",
        "最 佳 ",
        "*",
        " ",
        "n i k e ",
        "а",
        "aа",
        "最.佳 ",
        "/最/佳",
        "最-",
        "_",
        "第 一",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = fold(piece * count)
        start = time.perf_counter()
        for read in readings(text, bigrams(TERMS)):
            for begin, end, _ in PATTERN.entries.find(read.text)[:200]:
                read.joins(read.at[begin], read.at[end - 1] + 1)
        return time.perf_counter() - start

    seconds(200)
    short = max(min(seconds(2000) for _ in range(3)), 0.002)
    assert min(seconds(20000) for _ in range(2)) < 60 * short
