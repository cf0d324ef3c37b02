"""Names of markets and platforms, as columns and forms write them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.model.market import canonical
from listing_guard.model.platforms import PLATFORMS

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
_SECOND_LEVEL = frozenset({"co", "com", "org", "net"})
_FILLING = re.compile(r"[\s\-_·.&]+")


def to_market(text: str) -> str | None:
    """Return the code of a market by code or by name (``美国站``), ``None`` if it is unknown."""
    name = text.strip()
    return canonical(name) or _MARKET_NAMES.get(name.casefold().removesuffix("站"))


def to_platform(text: str) -> str:
    """Return a platform in the name that rules have for it; one that is unknown in lower case."""
    return known_platform(text) or text.strip().casefold()


@lru_cache(maxsize=1024)
def known_platform(text: str) -> str | None:
    """Return a known platform by any of its names, ``None`` if it is none.

    Case, width, blanks and hyphens do not matter, and neither does a market that is named with
    it: ``Amazon US``, ``亚马逊美国站``, ``www.amazon.co.uk``.
    """
    names = _platform_names()
    written = unicodedata.normalize("NFKC", text).strip().casefold()
    address = written.partition("://")[2] or written
    if "." in address and not re.search(r"\s", address):
        labels = address.partition("/")[0].split(".")[-2::-1]  # from the right, without .com
        own = next((label for label in labels if label not in _SECOND_LEVEL), "")
        return names.get(_squeezed(own))
    name = _squeezed(written)
    if name in names:
        return names[name]
    for known in sorted(names, key=len, reverse=True):
        place = name.removeprefix(known).strip("()[]/:,|")
        if len(place) < len(name) and name.startswith(known) and to_market(place):
            return names[known]
    return None


@cache
def _platform_names() -> Mapping[str, str]:
    return {
        _squeezed(name.casefold()): code
        for code, platform in PLATFORMS.items()
        for name in (code, platform.zh, platform.en, *platform.also)
    }


def _squeezed(name: str) -> str:
    return _FILLING.sub("", name)
