"""Ends of clauses and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given

from listing_guard.model.span import Span
from listing_guard.text.boundaries import boundaries, part_at
from tests.text.strategies import texts


def cut(plain: str, ends: object) -> list[str]:
    assert isinstance(ends, list)
    return [plain[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def sentences(plain: str) -> list[str]:
    return cut(plain, boundaries(plain, title_like=False).sentences)


def clauses(plain: str, title_like: bool = False) -> list[str]:
    return cut(plain, boundaries(plain, title_like=title_like).clauses)


@pytest.mark.parametrize(
    "parts",
    [
        ["2024年1-12月天猫面膜类目销量第一（数据来源：生意参谋）"],
        ["销量第一。（数据来源：生意参谋。2024年）", "本店好。", "下一句"],
        ["销量第一！ [来源：x]（y）。", "本店好"],
        ["第一。\n（来源：x）\n", "下一行"],
        ["第一\n", "（赠品）下一行。"],
        ["第一\n（来源：x）"],
        ["第一。", "（没有关上"],
        ["【全网第一！】", "【规格】"],
        ["真的？！", "“好。”", "他说"],
        ["Best. ", "No.1 in 3.5 tests, really?"],
        ["a\n\n", "b"],
        ["满意；放心，好"],
        ["……"],
        [""],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["补水，", "保湿、", "控油；", "好：", "是"],
        ["每天12:30送1,299元", "（约）", "好"],
        ["满100，", "50件"],
        ["比例1：2好"],
        ["a:", " b,", " c"],
        ["销量第一", "（数据来源：", "生意参谋）"],
        ["补水面膜 保湿"],
        ["好。", "第3.5版v1.2好。", "是"],
    ],
)
def test_clauses(parts: list[str]) -> None:
    assert clauses("".join(parts)) == parts


def test_in_a_title_a_space_between_han_ends_a_clause() -> None:
    title = "补水面膜 保湿\u3000\xa0iPhone 手机壳 正品"
    assert clauses(title, title_like=True) == ["补水面膜 ", "保湿\u3000\xa0iPhone 手机壳 ", "正品"]


def test_a_place_past_the_text_is_in_the_last_part() -> None:
    ends = boundaries("好。是", title_like=False).sentences
    assert part_at(ends, 1) == Span(0, 2)
    assert part_at(ends, 2) == Span(2, 3)
    assert part_at(ends, 9) == Span(2, 3)
    assert part_at(boundaries("", title_like=True).clauses, 0) == Span(0, 0)


@given(texts())
def test_ends_rise_up_to_the_text_end(plain: str) -> None:
    found = boundaries(plain, title_like=True)
    for ends in (found.clauses, found.sentences):
        assert list(ends) == sorted(set(ends))
        assert ends[-1] == len(plain)
        assert not plain or ends[0] > 0
    assert set(found.sentences) <= set(found.clauses)


UNITS = ["(", "。(a)", "。", ".", "\n", "\n(a)", "。 ", "【", ")", "(]", "a. ", "好 ", " ", "。”"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_million_hostile_characters_are_cut(unit: str) -> None:
    plain = unit * (1_000_000 // len(unit))
    assert boundaries(plain, title_like=True).sentences[-1] == len(plain)
