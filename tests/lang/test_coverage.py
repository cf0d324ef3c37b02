"""What a certificate covers: different only where it cannot be the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from listing_guard.lang.coverage import covers_category, covers_model, same_brand

PARENTS = {"power-bank": "electronics", "charger": "electronics", "blanket": "home"}


def lineage(text: str) -> tuple[str, frozenset[str]] | None:
    if text in PARENTS:
        return text, frozenset({text, PARENTS[text]})
    return (text, frozenset({text})) if text in PARENTS.values() else None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("美的", "美的", True),
        ("Midea/美的", "美的", True),
        ("Sony索尼", "索尼 SONY", True),
        ("甲木电器", "甲木", True),
        ("乙火、甲木", "甲木", True),
        ("ＭＩＤＥＡ", "midea", True),
        ("H&M", "h&m", True),
        ("美的", "格力", False),
        ("Nike", "Adidas", False),
        ("Nike耐克", "阿迪达斯", False),
        ("LG", "LGD", False),
        ("Midea", "美的", None),
        ("无品牌", "美的", None),
        ("", "美的", None),
        ("---", "美的", None),
    ],
)
def test_brands(one: str, other: str, same: bool | None) -> None:
    assert same_brand(one, other) is same
    assert same_brand(other, one) is same


@pytest.mark.parametrize(
    ("recorded", "sold", "covered"),
    [
        ("AB-10", "AB-10", True),
        ("AB-10、AB-12", "ab12", True),
        ("AB10", "AB-10 白色", True),
        ("AB10", "AB-10 2米", True),
        ("AB10", "AB10B", True),
        ("AB-1*", "AB-100", True),
        ("GN-XX", "GN-B3", None),  # no digit in it: no code to compare with
        ("ＡＢ－１０", "ab 10", True),
        ("AB-10", "AB-100", False),
        ("AB-10", "ZX-20", False),
        ("AB-1*", "ZX-20", False),
        ("AB-10系列", "AB-100", None),
        ("AB-10等", "ZX-20", None),
        ("AB-10", "AB", None),
        ("AB-10B", "AB-10", None),
        ("AB-10", "通用", None),
        ("见附件", "AB-10", None),
    ],
)
def test_models(recorded: str, sold: str, covered: bool | None) -> None:
    assert covers_model(recorded, sold) is covered


@pytest.mark.parametrize(
    ("recorded", "sold", "covered"),
    [
        ("power-bank", {"power-bank", "electronics"}, True),
        ("electronics", {"power-bank", "electronics"}, True),
        ("charger、power-bank", {"power-bank", "electronics"}, True),
        ("charger", {"power-bank", "electronics"}, False),
        ("blanket", {"power-bank", "electronics"}, False),
        ("power-bank", {"electronics"}, None),
        ("0902", {"power-bank", "electronics"}, None),
    ],
)
def test_categories(recorded: str, sold: set[str], covered: bool | None) -> None:
    assert covers_category(recorded, frozenset(sold), lineage) is covered


@given(st.text(), st.text())
def test_any_text_has_an_answer_and_brands_have_no_order(one: str, other: str) -> None:
    assert same_brand(one, other) is same_brand(other, one)
    assert covers_model(one, other) in (True, False, None)


@example("xx0")  # begins as an open code does
@given(st.from_regex(r"[a-z]{1,4}-?[0-9]{1,5}", fullmatch=True))
def test_every_code_covers_itself(code: str) -> None:
    assert covers_model(code, code.upper()) is True
