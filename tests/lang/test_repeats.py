"""Words that a text tells more than once, and those that may be told as often as one likes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.lang.repeats import repeats_in
from listing_guard.lang.wordforms import FUNCTION_WORDS, SIZES, UNITS, singular
from listing_guard.text.fieldtext import FieldText, read_field
from listing_guard.text.fold import fold


def told(text: str, brand: str = "", *, title_like: bool = True) -> dict[str, int]:
    where = FieldText("title", text, title_like=title_like)
    return {each.text: int(each.count) for each in repeats_in(where, fold(brand))}


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("Folding garden chair", {}),
        ("Garden chair, folding Chair", {"Chair": 2}),
        ("CHAIR chairs Chair", {"Chair": 3}),
        ("Chair, cushions for chairs", {"chairs": 2}),
        ("Battery case with 4 batteries", {"batteries": 2}),
        ("Cookie jar for cookies", {"cookies": 2}),
        ("Box, boxes, lunch box", {"box": 3}),
        ("Glass and glasses", {"glasses": 2}),
        ("House for houses", {"houses": 2}),
        ("Dress, dresses", {"dresses": 2}),
        ("Bikini, bikinis", {"bikinis": 2}),
        ("Bus, buses", {"buses": 2}),
        ("Women's scarf for women", {"women": 2}),
        ("Women’s scarf, womens hat", {"womens": 2}),
        # No plural of each other.
        ("Car care kit: care, car", {"care": 2, "car": 2}),
        ("Bus and bush, plan and plane", {}),
        ("Tape with tap", {}),
        # May come as often as they like.
        ("Towel for the bath and for the pool and for the dog", {}),
        ("Box 12 x 12 x 12", {}),
        ("Box 12 in x 8 inches x 3 inches, 2 pcs, 4 pcs", {}),
        ("Cable 2m 2m 5V 5V, 3-pack 3-pack", {}),
        ("Shirt M/L, L/XL, XL XL", {}),
        ("Pack, pack of 2", {"pack": 2}),
        ("Grade A, hepatitis A, size A", {}),
        # Compounds are words of their own.
        ("Non-slip, non-stick, non-toxic", {}),
        ("T-shirt and T-shirts", {"T-shirts": 2}),
        ("H11 bulb, H11 lamp", {"H11": 2}),
        ("Полотенце, полотенце", {"полотенце": 2}),
        ("유리 컵 유리", {"유리": 2}),
        ("ｃｕｐ Cup", {"Cup": 2}),
        ("", {}),
    ],
)
def test_words(text: str, repeats: dict[str, int]) -> None:
    assert told(text) == repeats


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("轮滑鞋成人溜冰鞋休闲鞋轮滑鞋", {"轮滑鞋": 2}),
        ("保温杯 大容量保温杯 不锈钢", {"保温杯": 2}),
        ("手机壳 适用苹果 适用华为", {}),
        ("面膜30片装 5片装", {}),
        ("红杯 绿杯 蓝杯", {}),
        ("抽纸100抽", {}),
    ],
)
def test_chinese_words_in_titles(text: str, repeats: dict[str, int]) -> None:
    assert told(text) == repeats
    assert told(text, title_like=False) == {}


def test_where_it_stands_is_the_last_occurrence_in_the_original() -> None:
    raw = "Ｄog bed, <b>d</b>og toy"
    (where, *_) = read_field("title", raw, title_like=True)
    (found,) = repeats_in(where, "")
    assert (found.field, found.start, found.end) == ("title", 12, 19)
    assert (found.text, where.text[slice(*found.span)]) == ("d</b>og", "dog")


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("USB USB cable", {"USB"}),
        ("USB  usb cable", {"usb"}),
        ("Desk lamp, lamp shade", set()),
        ("Dog bed, dog bed", set()),
        ("Dog, bed dog bed", set()),
        ("Dog bed dog, bed", set()),
        ("USB cable with USB", set()),
        ("Dog bed dog bed large", {"dog", "bed"}),
        ("Dog bed large dog bed", set()),
        ("For dogs for dogs", {"dogs"}),
        ("2 pcs 2 pcs", set()),
        ("Big red dog bed big red dog bed", {"big", "red", "dog", "bed"}),
        ("手机壳手机壳", {"手机"}),
        ("保温杯保温杯 保温杯", {"保温杯"}),
        ("Cup 杯 cup", set()),
        ("Skin fruits fruit lotion", set()),
        ("Ylang Ylang oil", set()),
        ("Peri peri sauce, Yo Yo", set()),
    ],
)
def test_what_follows_on_itself(text: str, doubled: set[str]) -> None:
    found = list(repeats_in(FieldText("title", text, title_like=True), ""))
    assert {each.text for each in found if each.adjacent} == doubled


@pytest.mark.parametrize(
    ("text", "brand", "own"),
    [
        ("Lumora lamp, Lumora lamp", "LUMORA", {"Lumora"}),
        ("Lamps by Lamp Lumora", "Lumora Lamps", {"Lamp"}),
        ("Lumora lamp lumora", "Lumo", set()),
        ("小鹿保温杯 小鹿保温杯", "小鹿", {"小鹿"}),
        ("Cup, cup", "", set()),
    ],
)
def test_words_of_the_brand(text: str, brand: str, own: set[str]) -> None:
    found = repeats_in(FieldText("title", text, title_like=True), fold(brand))
    assert {each.text for each in found if each.brand} == own


@pytest.mark.parametrize("word", sorted({*FUNCTION_WORDS, *SIZES}))
def test_words_that_never_count(word: str) -> None:
    assert told(f"{word} cup {word} mug {word}") == {}


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_units_count_only_without_a_number(unit: str) -> None:
    assert told(f"5 {unit} cup 6 {unit} mug 7-{unit}") == {}
    assert list(told(f"{unit} cup {unit}")) == [unit]


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("ab eisxyz'-"), max_size=24))
def test_the_common_form_is_that_of_the_plural(word: str) -> None:
    if (
        word.isalpha()
        and len(word) > 3
        and word[-1] not in "suxz"
        and word[-2:] not in ("ch", "sh")
    ):
        plural = f"{word[:-1]}ies" if word[-1] == "y" and word[-2] not in "aeiou" else f"{word}s"
        assert singular(plural) == singular(word)


def test_a_long_text_takes_no_time() -> None:
    assert told("cup " * 20_000) == {"cup": 20_000}
    assert told("杯子" * 5_000)["杯子"] == 5_000
