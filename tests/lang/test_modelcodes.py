"""Model codes in titles, held against the model of the attributes."""

from __future__ import annotations

import pytest

from listing_guard.lang.modelcodes import names_other_model


@pytest.mark.parametrize(
    ("text", "model", "answer"),
    [
        ("电话手表Z6 双摄", "Z7", True),
        ("石英表 ja1016", "JA-1018", True),
        ("ＮＯＶＡ 5 手机", "nova 6", True),
        ("电话手表Z7 双摄", "Z7", False),
        ("墨盒 适用L301 L303 L310", "L303", False),
        ("Z7S 电话手表", "Z7", False),
        ("电话手表 双摄", "Z7", False),
        ("显卡 RX6000 RX7000", "RX8000", False),
        ("吸尘器 V10 手持", "V8", False),
        ("垃圾袋 x2", "x3", None),
        ("电话手表Z6", "见描述", None),
        ("电话手表Z6", "123", None),
        ("4K显示器 G27", "27G", None),
    ],
)
def test_siblings(text: str, model: str, answer: bool | None) -> None:
    assert names_other_model(text, model) is answer
