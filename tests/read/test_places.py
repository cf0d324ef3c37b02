"""Names of platforms as people write them."""

from __future__ import annotations

import pytest

from listing_guard.model.platforms import PLATFORMS
from listing_guard.read.places import known_platform, to_platform


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("amazon", "amazon"), ("Amazon", "amazon"), (" ＡＭＡＺＯＮ ", "amazon")),
        *(("amazon.de", "amazon"), ("www.amazon.co.uk", "amazon"), ("Amazon.com", "amazon")),
        *(("https://www.amazon.com/dp/X", "amazon"), ("Amazon US", "amazon"), ("amz", "amazon")),
        *(("amazon-uk", "amazon"), ("Amazon (DE)", "amazon"), ("eBay Germany", "ebay")),
        *(("亚马逊", "amazon"), ("亚马逊美国站", "amazon"), ("亚马逊（美国）", "amazon")),
        *(("walmart.com", "walmart"), ("Walmart Marketplace", "walmart"), ("沃尔玛", "walmart")),
        *(("Google Shopping", "google"), ("google merchant center", "google"), ("GMC", "google")),
        *(("TikTok Shop", "tiktok"), ("tik-tok_shop", "tiktok"), ("shop.tiktok.com", "tiktok")),
        *(("Mercado Libre", "mercadolibre"), ("mercadolivre.com.br", "mercadolibre")),
        *(("Temu", "temu"), ("shopee.co.th", "shopee"), ("虾皮台湾", "shopee"), ("Etsy", "etsy")),
        *(("x.myshopify.com", "shopify"), ("1688.com", "1688"), ("阿里巴巴", "1688")),
        *(("淘宝网", "taobao"), ("天猫国际", "tmall"), ("Tmall Global", "tmall"), ("京东", "jd")),
        *(("global.jd.com", "jd"), ("抖音小店", "douyin"), ("视频号", "weixin")),
        *(("RED", "xiaohongshu"), ("快手小店", "kuaishou"), ("闲鱼", "xianyu")),
    ],
)  # fmt: skip
def test_known_names(written: str, name: str) -> None:
    assert known_platform(written) == name
    assert to_platform(written) == name


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "wallmart", "Amazonia", "vipkid", "my store", "amazon.mystore.com"),
        "vip.shop.com",
    ],
)
def test_what_only_looks_like_one(written: str) -> None:
    assert known_platform(written) is None
    assert to_platform(written) == written.strip().casefold()


def test_every_platform_answers_to_each_of_its_names() -> None:
    for code, platform in PLATFORMS.items():
        for name in (code, platform.zh, platform.en, *platform.also):
            assert known_platform(name) == code
