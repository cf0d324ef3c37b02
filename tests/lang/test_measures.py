"""Texts measured as platforms measure them: Chinese, Latin, emoji, combining marks."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.lang import measures

CAFE = unicodedata.normalize("NFD", "café")
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HAN_SYLLABLE = unicodedata.normalize("NFD", "한")


@pytest.mark.parametrize(
    ("text", "chars", "width", "effective"),
    [
        ("", 0, 0, 0),
        ("abc 12", 6, 6, 5),
        ("面膜30片", 5, 8, 5),
        ("Ａ１，（", 4, 8, 2),  # full-width letter, digit, punctuation
        ("きゃﾊﾟ", 4, 6, 4),  # kana; half-width ones are narrow, their mark a letter
        ("한국", 2, 4, 2),
        (HAN_SYLLABLE, 3, 4, 1),
        ("café", 4, 4, 4),
        (CAFE, 5, 5, 4),
        ("\U0001f600", 1, 2, 0),
        ("\u2764\ufe0f", 2, 2, 0),  # a narrow heart and its selector
        ("1\ufe0f\u20e3", 3, 3, 1),
        (FAMILY, 5, 8, 0),
        ("\U0001f44d\U0001f3fd", 2, 4, 0),
        ("“好”…—·×°", 8, 9, 1),  # what may be wide in Chinese fonts counts as one
        ("★☛", 2, 2, 0),
        ("第Ⅲ代 ½", 5, 7, 2),
        ("二〇二六", 4, 8, 4),
        ("𠮷野", 2, 4, 2),
        ("दिल्ली", 6, 6, 3),
        ("正品\u200b", 3, 5, 2),
    ],
)
def test_ways_of_counting(text: str, chars: int, width: int, effective: int) -> None:
    assert (len(text), measures.width(text), measures.effective(text)) == (chars, width, effective)


@pytest.mark.parametrize("piece", ["面", "ab", "\U0001f600", "Ａ"])
def test_a_limit_of_sixty_is_reached_and_passed(piece: str) -> None:
    full = piece * 30
    assert measures.width(full[:-1]) < 60 == measures.width(full) < measures.width(full + "x")


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30))
def test_counts_agree_with_each_other(text: str) -> None:
    assert measures.effective(text) <= len(unicodedata.normalize("NFC", text))
    assert len(text) <= measures.width(text) <= 2 * len(text)
    assert measures.words(text) <= len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" – ★ !! ", 0),
        ("Stainless steel bottle", 3),
        ("women's T-shirt, non‑slip", 3),
        ("rock 'n' roll-", 3),
        ("2.5 m, 1,000 pieces", 4),
        ("12x12in/30cm", 2),
        ("snake_case", 2),
        (f"{CAFE}s bar", 2),
        ("दिल्ली शहर", 2),
        ("面膜30片", 4),
        ("蓝牙BT5.3耳机", 5),
        ("カメラ", 3),
        ("한국 김치", 2),
        ("Полотенце хлопок", 2),
    ],
)
def test_words(text: str, words: int) -> None:
    assert measures.words(text) == words


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("", "0"),
        ("USB HDMI LED XL 4K", "100"),
        ("USB LED XL 4K", "0"),
        ("面膜", "0"),
        ("RTX3060 X8WBT840F", "0"),  # codes
        ("garden chair", "0"),
        ("GARDEN CHAIR", "100"),
        ("GARDEN chair with USB", "33.33"),
        ("蓝牙USB耳机", "0"),
        ("蓝牙SPEAKER音箱", "100"),
        ("ALL-IN-ONE", "100"),
        ("BOY'S T-SHIRT", "100"),
        ("ÉCHARPE", "100"),
        (unicodedata.normalize("NFD", "ÉCHARPE"), "100"),
        ("ΜΠΛΟΥΖΑ", "100"),
    ],
)
def test_words_in_capitals(text: str, share: str) -> None:
    with localcontext(prec=2):
        assert measures.capitals(text) == Decimal(share)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Weight <10 lb, a < b > c", 0), ("<p>Steel<br/>mug</P>", 3), ("a<!-- x -->b", 1)],
)
def test_tags(text: str, count: int) -> None:
    assert measures.tags(text) == count
