"""Whether two texts name the same thing of a kind."""

from __future__ import annotations

import pytest

from listing_guard.lang.mentions import agree, disagree, kin, mentions, strangers

from .conftest import FakeMatcher

CHIPS = FakeMatcher({"$chip": r"[rg]tx[\s-]?\d{4}(?:ti)?|i\d[\s-]?\d{4,5}[a-z]?"})


@pytest.mark.parametrize(
    ("text", "other", "answer"),
    [
        ("游戏本 RTX3060", "NVIDIA GeForce ＲＴＸ 3070", False),
        ("游戏本 RTX-3060", "NVIDIA GeForce rtx 3060", True),
        ("游戏本 RTX3060 或 RTX3070", "RTX3070", True),
        ("游戏本 RTX3060", "RTX3060Ti", True),
        ("主机 i7-12700F", "i7 12700", True),
        ("主机 i7-12700F", "i7 8700", False),
        ("游戏本", "RTX3070", None),
        ("游戏本 RTX3060", "集成显卡", None),
    ],
)
def test_two_texts(text: str, other: str, answer: bool | None) -> None:
    assert agree(CHIPS, "$chip", text, other) is (answer is True)
    assert agree(CHIPS, "$chip", other, text) is (answer is True)
    assert disagree(CHIPS, "$chip", text, other) is (answer is False)
    assert disagree(CHIPS, "$chip", other, text) is (answer is False)


def test_mentions_are_the_normal_form_without_blanks_and_hyphens() -> None:
    text = "i7-12700F ＲＴＸ　3060 RTX3060"
    assert mentions(CHIPS, "$chip", text) == {"i712700f", "rtx3060"}
    assert mentions(CHIPS, "$chip", "") == frozenset()


STUFFS = FakeMatcher(
    {"$stuff": r"linen|flax|polyester|cloth|stuff"},
    kinds={
        "linen": "linen",
        "flax": "linen",
        "polyester": "polyester",
        "cloth": "linen polyester",
    },
)


@pytest.mark.parametrize(
    ("text", "other", "answer"),
    [
        ("Linen cushion", "Flax", True),
        ("Linen cushion", "100% Polyester", False),
        ("Linen and polyester cushion", "Polyester", True),
        ("Cushion of cloth", "Polyester", True),
        ("Cushion", "Polyester", None),
        ("Linen cushion", "see label", None),
        ("Linen cushion", "stuff", None),
    ],
)
def test_two_texts_by_tags(text: str, other: str, answer: bool | None) -> None:
    assert kin(STUFFS, "$stuff", text, other) is (answer is True)
    assert kin(STUFFS, "$stuff", other, text) is (answer is True)
    assert strangers(STUFFS, "$stuff", text, other) is (answer is False)
    assert strangers(STUFFS, "$stuff", other, text) is (answer is False)


def test_another_pattern_for_the_other_text() -> None:
    stuffs = FakeMatcher(
        {"$said": "linen|polyester", "$answer": "linen|polyester|cloth"},
        kinds={"linen": "linen", "polyester": "polyester", "cloth": "linen polyester"},
    )
    assert not strangers(stuffs, "$said", "Linen of cloth", "Cloth")
    assert not strangers(stuffs, "$said", "Linen", "Cloth", "$answer")
    assert kin(stuffs, "$said", "Linen", "Cloth", "$answer")
    assert strangers(stuffs, "$said", "Linen of cloth", "Polyester", "$answer")
    assert disagree(stuffs, "$said", "Linen", "Cloth", "$answer")
    assert not disagree(stuffs, "$said", "Linen", "Cloth")
    assert agree(stuffs, "$said", "Linen", "Cloth, linen", "$answer")
