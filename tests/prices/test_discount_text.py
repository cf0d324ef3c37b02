"""The language of discounts: what is read, and what is left alone because it is not clear."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.model.listing import Money
from listing_guard.prices.discount import Discount
from listing_guard.prices.discounttext import LITERALS, discounts_in
from listing_guard.prices.numerals import amount, chinese_number
from listing_guard.text.fold import fold

CASES = {
    # the share that is paid
    "5折": "ratio 0.5",
    "五折": "ratio 0.5",
    "八五折": "ratio 0.85",
    "85折": "ratio 0.85",
    "８．５折": "ratio 0.85",
    "七点五折": "ratio 0.75",
    "两折": "ratio 0.2",
    "半折": "ratio 0.5",
    "打对折": "ratio 0.5",
    "对折优惠": "ratio 0.5",
    "半价": "ratio 0.5",
    "0.5折": "ratio 0.05",
    "全場5折": "ratio 0.5",
    "打5折面膜": "ratio 0.5",
    "三折伞 五折优惠": "ratio 0.5",
    "低至3折起": "ratio 0.3 from",
    "最低5折": "ratio 0.5 from",
    "八折起": "ratio 0.8 from",
    "会员8折": "ratio 0.8 conditional",
    "8折券": "ratio 0.8 conditional",
    "再打9折": "ratio 0.9 conditional",
    "满2件8折": "ratio 0.8 conditional count=2",
    "2件8折": "ratio 0.8 conditional count=2",
    "满300打8折": "ratio 0.8 conditional threshold=300",
    "50% off": "ratio 0.5",
    "50%OFF": "ratio 0.5",
    "save 20%": "ratio 0.8",
    "33.3% discount": "ratio 0.667",
    "half price": "ratio 0.5",
    "Half-price sale": "ratio 0.5",
    "up to 70% off": "ratio 0.3 up_to",
    "save up to 70%": "ratio 0.3 up_to",
    "extra 10% off": "ratio 0.9 conditional",
    "20% off your first order": "ratio 0.8 conditional",
    "20% off with code SALE": "ratio 0.8 conditional",
    # money off
    "立减100": "money_off amount=100",
    "直降200元": "money_off amount=200",
    "立减一百": "money_off amount=100",
    "省50元": "money_off amount=50",
    "立减￥1,299.50": "money_off amount=1299.50",
    "领券立减20": "money_off conditional amount=20",
    "最高立减500": "money_off up_to amount=500",
    "save $20": "money_off amount=20",
    "£5 off": "money_off amount=5GBP",
    "save up to £20": "money_off up_to amount=20GBP",
    "save €19,99": "money_off amount=19.99EUR",
    "save 1,299.00 dollars": "money_off amount=1299.00",
    # money off from a sum on
    "满300减50": "threshold_off conditional amount=50 threshold=300",
    "每满300减50": "threshold_off conditional amount=50 threshold=300 repeated",
    "满三百减五十": "threshold_off conditional amount=50 threshold=300",
    "300减50": "threshold_off conditional amount=50 threshold=300",
    "满3件减20": "threshold_off conditional amount=20 count=3",
    "£10 off orders over £50": "threshold_off conditional amount=10GBP threshold=50GBP",
    "Spend $100, get $20 off": "threshold_off conditional amount=20 threshold=100",
    # several pieces
    "第二件半价": "nth_item 0.5 conditional count=2",
    "第2件0元": "nth_item 0 conditional count=2",
    "第三件5折": "nth_item 0.5 conditional count=3",
    "第2件1元": "nth_item conditional amount=1 count=2",
    "buy one get one 50% off": "nth_item 0.5 conditional count=2",
    "buy 2 get 1 half price": "nth_item 0.5 conditional count=3",
    "BOGO 50% off": "nth_item 0.5 conditional count=2",
    "买一送一": "bundle conditional count=2 free=1",
    "买2免1": "bundle conditional count=2 free=1",
    "买二得三": "bundle conditional count=3 free=1",
    "拍1发3": "bundle conditional count=3 free=2",
    "2 for 1": "bundle conditional count=2 free=1",
    "3-for-2 offer": "bundle conditional count=3 free=1",
    "buy one get one free": "bundle conditional count=2 free=1",
    "buy 2, get 1 free": "bundle conditional count=3 free=1",
    # prices
    "券后99": "final_price conditional amount=99",
    "到手价99": "final_price conditional amount=99",
    "到手价99元起": "final_price from conditional amount=99",
    "特价99元": "final_price amount=99",
    "from £9": "final_price from amount=9GBP",
    "only $9.99": "final_price amount=9.99",
    "2 for £10": "final_price conditional amount=10GBP count=2",
    "原价199现价99": "was_now amount=99 was=199",
    "原价199元，券后价99元": "was_now conditional amount=99 was=199",
    "was $50 now $25": "was_now amount=25 was=50",
    "Now £5, was £10": "was_now amount=5GBP was=10GBP",
    "reduced from $50 to $30": "was_now amount=30 was=50",
}
UNCLEAR = [
    *[
        "打折",
        "9.9折上折",
        "一折不扣",
        "不折不扣",
        "5折叠伞",
        "五折伞",
        "三折叠屏手机",
        "骨折",
        "打骨折",
    ],
    *["打骨折", "曲折", "百折不挠", "对折页", "1.5折射率", "七折八扣", "3-5折", "一到五折", "10折"],
    *["50折", "15折0", "不到5折", "5折封顶", "5折扣率", "三折 全自动雨伞", "5折面膜", "直降"],
    *[
        "直降20度",
        "直降10 分贝",
        "立减30%",
        "减肥10斤",
        "到手48片",
        "到手2件",
        "特价3件",
        "特价99多元",
    ],
    *["买一送一个杯子", "买1送1条毛巾", "第二代", "第二件", "满100可用", "100满50减", "满50减300"],
    *["50% cotton off-white", "2 for 1 year warranty", "3 for 2 people", "2 for 10", "off"],
    *["kills 99% of germs", "save energy", "0% off", "100% off", "reduced from $9", "half priced"],
    *["more than half price", "better than 50% off", "was here now there", "from 9 to 5"],
    *["1 for 2", "buy one", "from £1.299", "half-off-white", "50% off-grid"],
]


def told(found: Discount) -> str:
    """Write a claim as the cases do."""
    words: list[str] = [found.kind]
    if found.ratio is not None:
        words.append(f"{found.ratio.normalize():f}")
    words += [found.bound] if found.bound != "exact" else []
    words += ["conditional"] if found.conditional else []
    for name in ("amount", "was", "threshold"):
        money: Money | None = getattr(found, name)
        words += [f"{name}={money.amount}{money.currency or ''}"] if money else []
    for name in ("count", "free"):
        number = getattr(found, name)
        words += [f"{name}={number}"] if number is not None else []
    return " ".join(words + (["repeated"] if found.repeated else []))


def key(text: str) -> list[str]:
    order = ["conditional", "amount", "was", "threshold", "count", "free"]
    return sorted(text.split(), key=lambda word: (word.split("=")[0] in order, word))


@pytest.mark.parametrize("text", CASES)
def test_is_read(text: str) -> None:
    (found,) = discounts_in(fold(text))
    assert key(told(found)) == key(CASES[text])
    around = discounts_in(fold(f"好物，{text} ！"))
    assert [told(each) for each in around] == [told(found)]


@pytest.mark.parametrize("text", UNCLEAR)
def test_is_left_alone(text: str) -> None:
    assert discounts_in(fold(text)) == ()


def test_several_claims_do_not_overlap() -> None:
    text = fold("限时8折，立减100，买一送一；was $50 now $25, 50% off")
    found = discounts_in(text)
    assert [text[each.start : each.end] for each in found] == [
        "限时8折", "立减100", "买一送一", "was $50 now $25", "50% off"
    ]  # fmt: skip


PIECES = st.sampled_from(
    [*CASES, *UNCLEAR, *"0123456789五折减满起券件元%.,-$£ ", "off", "save", "for", "now"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text(text: str) -> None:
    text = fold(text)
    found = discounts_in(text)
    assert list(found) == sorted(found, key=lambda each: each.start)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        assert any(word in text for word in LITERALS)


@pytest.mark.parametrize("piece", ["9", "满1", "buy ", "第二件", "1,", "a for ", "原价9 ", "$1 "])
def test_long_hostile_texts_end(piece: str) -> None:
    discounts_in(piece * 20_000)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三百五十", 350), ("一千二", 1200), ("两万", 20000), ("九十九", 99), ("十五", 15),
        ("一百零五", 105), ("三百五", 350), ("一万二", 12000), ("百", 0),
        ("五五", None), ("x", None),
    ],
)  # fmt: skip
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,299.00", "1299.00"), ("19,99", "19.99"), ("1.299,00", "1299.00"), ("1.299", None),
        ("12", "12"), ("1,2345", None), ("一百", "100"), ("", None), ("零", None),
    ],
)  # fmt: skip
def test_amounts(text: str, value: str | None) -> None:
    assert amount(text) == (None if value is None else Decimal(value))
