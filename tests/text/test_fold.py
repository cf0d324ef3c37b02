"""The normal form: what becomes of which character, exact maps, the fast path."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from listing_guard.model.span import Span
from listing_guard.text.characters import expand, is_joining
from listing_guard.text.fold import Folded, fold, fold_char, fold_with_map
from tests.text.strategies import texts


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("全網最優", "全网最优"),
        ("，：（）％", ",:()%"),
        ("。“”、《》", "。“”、《》"),
        ("①㎡℃㏄", "1m2°ccc"),
        ("STRASSE Straße", "strasse strasse"),
        ("第\u200b一\u00ad名\ufe0f\u202e", "第一名"),
        ("a\u3000b\xa0c\td", "a b c d"),
        ("a\r\nb\u2028c", "a\n\nb\nc"),
        ("e\u0301 ｶﾞ ㄱㅏㄱ", "é ガ 가ᄀ"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("NIKE™", "nike™"),
        ("a´b¨", "a´b¨"),
        ("薴", "苎"),
        ("\x00a\x7f", "a"),
        ("", ""),
    ],
)
def test_what_becomes_of_a_text(text: str, form: str) -> None:
    assert fold(text) == form
    assert fold_with_map(text).text == form


def test_every_character_becomes_a_fixed_point() -> None:
    for code in range(0x30000):
        char = chr(code)
        form = fold(char)
        assert fold(form) == form, hex(code)
        assert fold_char(char) == form, hex(code)


def test_canonical_equivalents_fold_alike() -> None:
    for code in range(0x30000):
        char = chr(code)
        apart = unicodedata.normalize("NFD", char)
        if apart != char:
            assert fold(apart) == fold(char), hex(code)


def test_every_second_part_of_a_composition_is_joining() -> None:
    for code in range(0x110000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            assert is_joining(chr(int(parts[1], 16))), hex(code)


@given(texts())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts())
def test_fast_and_mapped_ways_agree_with_the_plain_one(text: str) -> None:
    assert fold(text) == fold_with_map(text).text == _plainly(text)


def _plainly(text: str) -> str:
    """The normal form without a single short cut."""
    runs: list[str] = []
    for char in "".join(map(expand, text)):
        if runs and is_joining(char):
            runs[-1] += char
        else:
            runs.append(char)
    return "".join(unicodedata.normalize("NFC", run) for run in runs)


@given(texts())
def test_maps_rise_and_stay_in_range(text: str) -> None:
    folded = fold_with_map(text)
    if folded.starts is None or folded.ends is None:
        assert len(folded.text) == len(text)
        return
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True)
    )


@given(texts())
def test_each_slice_of_the_source_folds_to_what_was_read(text: str) -> None:
    folded = fold_with_map(text)
    for index in range(len(folded.text)):
        span = folded.source_span(index, index + 1)
        assert folded.text[index] in fold(text[span.start : span.end])


@given(texts(), texts(), texts())
def test_a_term_is_found_between_any_neighbours(before: str, term: str, after: str) -> None:
    form, behind = fold(term), fold(after)
    if form and (is_joining(form[0]) or (behind and is_joining(behind[0]))):
        return  # marks merge across the edge
    assert form in fold(before + term + after)


def test_marks_map_to_their_whole_run() -> None:
    folded = fold_with_map("xe\u0301y")
    assert folded.text == "xéy"
    assert folded.source_span(1, 2) == Span(1, 3)
    assert folded.source_span(0, 3) == Span(0, 4)


def test_an_empty_span_stays_empty() -> None:
    folded = fold_with_map("㎡")
    assert folded.source_span(1, 1) == Span(0, 0)
    assert folded.source_span(2, 2) == Span(1, 1)
    assert Folded("", [], []).source_span(0, 0) == Span(0, 0)


def test_no_map_where_every_character_has_its_own_place() -> None:
    assert fold_with_map("全網，ＡＢＣ").starts is None
    assert fold_with_map("全網…").starts is not None


@pytest.mark.parametrize("piece", ["好，", "好…", "\u200b", "e\u0301", "\u0301\u0315", "ㄱㅏ"])
def test_a_million_characters_are_folded(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    folded = fold_with_map(text)
    assert fold(folded.text[:1000]) == folded.text[:1000]
    assert len(folded.text) <= 3 * len(text)
