"""Which category a listing is in."""

from __future__ import annotations

import pickle
import time

import pytest

from listing_guard.ruleset.taxonomy import Category, Taxonomy

GOODS = Taxonomy(
    [
        Category("electronics", names=(("zh", "数码"), ("en", "Electronics"))),
        Category(
            "power-bank",
            parent="electronics",
            names=(("zh", "移动电源"), ("en", "Power bank")),
            aliases=("充电宝",),
            paths=(("taobao", "3C数码配件/电源"), ("tmall", "数码家电 > 移动充电")),
            title_words=("充电宝", "移动电源"),
            not_words=("收纳包",),
        ),
        Category(
            "phone", parent="electronics", title_words=("手机", "phone"), not_words=("保护套",)
        ),
        Category("smart-phone", parent="phone", title_words=("智能手机",)),
        Category("book", names=(("zh", "图书"),), title_words=("图书",)),
    ]
)


def resolve(
    category: str | None = None, title: str | None = None, platform: str | None = None
) -> tuple[str, str] | None:
    found = GOODS.resolve(category, title, platform)
    return (found.leaf, found.confidence) if found else None


@pytest.mark.parametrize(
    ("category", "leaf"),
    [
        ("power-bank", "power-bank"),
        ("Power Bank", "power-bank"),
        ("移动电源", "power-bank"),
        ("行動電源 / 移動電源", "power-bank"),
        ("数码/充电宝", "power-bank"),
        ("数码＞充电宝＞新品", "power-bank"),
        ("数码 » 图书", "book"),
        ("图书 - 数码", "electronics"),
        ("数码\\充电宝", "power-bank"),
        ("首页 | 数码", "electronics"),
        ("３Ｃ数码配件/电源", "power-bank"),
        ("淘宝/3c数码配件/电源/新品", "power-bank"),
        ("电源", None),
        ("", None),
        ("/", None),
    ],
)
def test_by_category(category: str, leaf: str | None) -> None:
    assert resolve(category) == ((leaf, "high") if leaf else None)


def test_paths_belong_to_their_platform() -> None:
    assert resolve("数码家电/移动充电", platform="tmall") == ("power-bank", "high")
    assert resolve("数码家电/移动充电", platform="taobao") is None
    assert resolve("数码家电/移动充电") == ("power-bank", "high")


@pytest.mark.parametrize(
    ("title", "leaf"),
    [
        ("20000毫安充电宝", "power-bank"),
        ("充电宝收纳包", None),
        ("充电宝 手机", "power-bank"),
        ("手机 图书", "book"),
        ("图书 手机", "phone"),
        ("智能手机", "smart-phone"),
        ("智能手机保护套", None),
        ("Phone 15", "phone"),
        ("headphone", None),
        ("蓝牙phone套装", "phone"),
        ("毛巾", None),
    ],
)
def test_by_title(title: str, leaf: str | None) -> None:
    assert resolve(title=title) == ((leaf, "low") if leaf else None)


def test_the_category_outranks_the_title() -> None:
    assert resolve("图书", "充电宝") == ("book", "high")
    assert resolve("其他", "充电宝") == ("power-bank", "low")


def test_ancestors() -> None:
    assert GOODS.ancestors("smart-phone") == {"smart-phone", "phone", "electronics"}
    assert GOODS.ancestors("unknown") == frozenset()
    found = GOODS.resolve("充电宝", None, None)
    assert found is not None
    assert found.ids == {"power-bank", "electronics"}
    assert "book" in GOODS.ids


def test_circles_end() -> None:
    circle = Taxonomy([Category("a", parent="b"), Category("b", parent="a")])
    assert circle.ancestors("a") == {"a", "b"}


def test_it_pickles() -> None:
    GOODS.resolve(None, "充电宝", None)
    copy = pickle.loads(pickle.dumps(GOODS))
    assert copy == GOODS
    assert copy.resolve(None, "充电宝", None) == GOODS.resolve(None, "充电宝", None)


def test_an_empty_one_knows_nothing() -> None:
    assert Taxonomy().resolve("图书", "图书", None) is None


@pytest.mark.parametrize("hostile", ["/" * 200_000, "a/" * 200_000, " " * 200_000, " - " * 100_000])
def test_hostile_categories_are_quick(hostile: str) -> None:
    begin = time.monotonic()
    assert resolve(hostile) is None
    assert time.monotonic() - begin < 2


SHELVES = Taxonomy(
    [
        Category("toy", aliases=("doll", "toys & games"), title_words=("toy car",)),
        Category(
            "watch", aliases=("watch",), title_words=("quartz watch",), not_words=("BAND", "box")
        ),
        Category(
            "battery", aliases=("battery",), title_words=("电池", "battery"), not_words=("box",)
        ),
    ]
)


@pytest.mark.parametrize(
    ("category", "leaf"),
    [
        ("Women Quartz Watches", "watch"),
        ("Toys & Games > Dolls", "toy"),
        ("Batteries & Chargers", "battery"),
        ("Dolls and Accessories", "toy"),
        ("Watches for Women", "watch"),
        ("Home >> Watches >> Acme Watches (Steel", "watch"),
        ("Doll Storage", None),
        ("Watch Bands", None),
        ("Glass", None),
    ],
)
def test_english_shelves_are_read_from_their_head(category: str, leaf: str | None) -> None:
    found = SHELVES.resolve(category, None, None)
    assert (found.leaf if found else None) == leaf


@pytest.mark.parametrize(
    ("title", "leaf"),
    [
        ("Two toy cars, red", "toy"),
        ("Quartz watches with box", None),
        ("纽扣电池 BOX牌", "battery"),
        ("battery 盒装", "battery"),
        ("battery box 盒装", None),
        ("quartz watch 电池", "battery"),
        ("quartz watch BAND 手表带", None),
    ],
)
def test_english_words_yield_to_chinese_ones(title: str, leaf: str | None) -> None:
    found = SHELVES.resolve(None, title, None)
    assert (found.leaf if found else None) == leaf
