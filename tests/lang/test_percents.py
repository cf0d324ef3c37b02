"""Shares of fibres and other parts in texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from listing_guard.lang.percents import percent


@pytest.mark.parametrize(
    ("text", "part", "share"),
    [
        ("亚麻55% 棉45%", "亚麻", "55"),
        ("亚麻55% 棉45%", "棉", "45"),
        ("55%亚麻45%棉", "亚麻", "55"),
        ("55%亚麻45%棉", "棉", "45"),
        ("棉60%涤纶40%", "涤纶", "40"),
        ("羊毛含量：70％", "羊毛", "70"),
        ("90% 白鹅绒", "白鹅绒", "90"),
        ("90%白鸭绒", "鸭绒", "90"),
        ("可可含量约为 72.5 %", "可可", "72.5"),
        ("亚麻55% 棉45%", "羊毛", None),
        ("亚麻混纺", "亚麻", None),
        ("亚麻55% 里料亚麻30%", "亚麻", None),
        ("100%", "", None),
    ],
)
def test_the_share_of_a_part(text: str, part: str, share: str | None) -> None:
    assert percent(text, part) == (None if share is None else Decimal(share))
