"""Names of markets and platforms, as columns and forms write them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.model.market import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARKET_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "中国": "CN", "中国大陆": "CN", "中国内地": "CN", "大陆": "CN", "内地": "CN",
        "国内": "CN", "china": "CN", "mainland china": "CN", "香港": "HK", "中国香港": "HK",
        "hong kong": "HK", "澳门": "MO", "中国澳门": "MO", "台湾": "TW", "中国台湾": "TW",
        "taiwan": "TW", "日本": "JP", "japan": "JP", "韩国": "KR", "korea": "KR",
        "south korea": "KR", "新加坡": "SG", "singapore": "SG", "马来西亚": "MY",
        "malaysia": "MY", "泰国": "TH", "thailand": "TH", "越南": "VN", "vietnam": "VN",
        "菲律宾": "PH", "philippines": "PH", "印度尼西亚": "ID", "印尼": "ID",
        "indonesia": "ID", "印度": "IN", "india": "IN", "澳大利亚": "AU", "澳洲": "AU",
        "australia": "AU", "新西兰": "NZ", "new zealand": "NZ", "美国": "US", "usa": "US",
        "united states": "US", "加拿大": "CA", "canada": "CA", "墨西哥": "MX", "mexico": "MX",
        "巴西": "BR", "brazil": "BR", "英国": "GB", "united kingdom": "GB", "欧盟": "EU",
        "欧洲": "EU", "european union": "EU", "europe": "EU", "德国": "DE", "germany": "DE",
        "法国": "FR", "france": "FR", "意大利": "IT", "italy": "IT", "西班牙": "ES",
        "spain": "ES", "荷兰": "NL", "netherlands": "NL", "波兰": "PL", "poland": "PL",
        "瑞典": "SE", "sweden": "SE", "俄罗斯": "RU", "russia": "RU", "阿联酋": "AE",
        "沙特": "SA", "沙特阿拉伯": "SA", "土耳其": "TR", "turkey": "TR",
    }
)  # fmt: skip
_PLATFORM_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "淘宝": "taobao", "淘宝网": "taobao", "天猫": "tmall", "天猫商城": "tmall",
        "京东": "jd", "京东商城": "jd", "拼多多": "pdd", "pinduoduo": "pdd", "抖音": "douyin",
        "抖店": "douyin", "抖音小店": "douyin", "快手": "kuaishou", "快手小店": "kuaishou",
        "小红书": "xiaohongshu", "唯品会": "vip", "苏宁": "suning", "苏宁易购": "suning",
        "阿里巴巴": "1688", "亚马逊": "amazon", "速卖通": "aliexpress", "虾皮": "shopee",
        "来赞达": "lazada", "希音": "shein", "沃尔玛": "walmart", "易贝": "ebay",
        "微信小店": "weixin", "视频号": "weixin", "得物": "dewu", "闲鱼": "xianyu",
        "tiktok shop": "tiktok", "amazon.com": "amazon", "amazon.co.uk": "amazon",
        "amazon.de": "amazon", "walmart.com": "walmart", "walmart marketplace": "walmart",
        "ebay.com": "ebay", "ebay.co.uk": "ebay", "谷歌": "google", "google merchant": "google",
        "google merchant center": "google", "google shopping": "google", "美客多": "mercadolibre",
        "mercado libre": "mercadolibre", "mercado livre": "mercadolibre", "拼多多海外": "temu",
    }
)  # fmt: skip


def to_market(text: str) -> str | None:
    """Return the code of a market by code or by name (``美国站``), ``None`` if it is unknown."""
    name = text.strip()
    return canonical(name) or _MARKET_NAMES.get(name.casefold().removesuffix("站"))


def to_platform(text: str) -> str:
    """Return a platform's name in lower case, a Chinese name in the form that rules use."""
    name = text.strip().casefold()
    return _PLATFORM_NAMES.get(name, name)
