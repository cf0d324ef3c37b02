"""Platforms: the name that rules and reports have for each, and what else it is called."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform: its names in Chinese and in English, and further ones that people write."""

    zh: str
    en: str
    also: tuple[str, ...] = ()


_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("taobao", "淘宝", "Taobao", "淘宝网, 淘宝店, tb"),
    ("tmall", "天猫", "Tmall", "天猫商城, 天猫国际, 天猫超市, Tmall Global"),
    ("jd", "京东", "JD", "京东商城, 京东国际, 京东超市, JD Worldwide, Jingdong"),
    ("pdd", "拼多多", "Pinduoduo", ""),
    ("douyin", "抖音", "Douyin", "抖店, 抖音小店, 抖音商城, 抖音电商, 抖音超市"),
    ("kuaishou", "快手", "Kuaishou", "快手小店, 快手电商"),
    ("xiaohongshu", "小红书", "Xiaohongshu", "小红书商城, 小红书店铺, xhs, RedNote, RED"),
    ("1688", "1688", "1688", "阿里巴巴, 阿里巴巴1688, 1688 Alibaba"),
    ("weixin", "微信小店", "WeChat Store", "微信, 视频号, 视频号小店, WeChat, WeChat Shop"),
    ("xianyu", "闲鱼", "Xianyu", "Goofish"),
    ("vip", "唯品会", "Vipshop", ""),
    ("suning", "苏宁", "Suning", "苏宁易购"),
    ("dewu", "得物", "Dewu", "Poizon"),
    ("amazon", "亚马逊", "Amazon", "Amazon Marketplace, Amazon Seller Central, amz"),
    ("walmart", "沃尔玛", "Walmart", "Walmart Marketplace"),
    ("ebay", "易贝", "eBay", "eBay Motors"),
    (
        *("google", "谷歌", "Google"),
        "谷歌购物, Google Shopping, Google Merchant, Google Merchant Center, Merchant Center, "
        "Google Merchant Centre, Merchant Centre, GMC",
    ),
    ("temu", "Temu", "Temu", "多多跨境, 拼多多海外"),
    ("shopify", "Shopify", "Shopify", "Shopify Store, MyShopify"),
    ("etsy", "Etsy", "Etsy", ""),
    ("aliexpress", "速卖通", "AliExpress", "全球速卖通, 阿里速卖通"),
    ("tiktok", "TikTok Shop", "TikTok Shop", "TikTok, TikTok 小店, 海外抖音"),
    ("shopee", "虾皮", "Shopee", "虾皮购物"),
    ("lazada", "来赞达", "Lazada", ""),
    ("mercadolibre", "美客多", "Mercado Libre", "Mercado Livre, Meli"),
    ("shein", "希音", "Shein", ""),
)

PLATFORMS: Mapping[str, Platform] = MappingProxyType(
    {
        code: Platform(zh, en, tuple(name.strip() for name in also.split(",") if name))
        for code, zh, en, also in _ROWS
    }
)
"""Every known platform by the name that rules compare with."""
