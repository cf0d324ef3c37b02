"""Amounts of goods in a text: 500g, 2×500ml, 5斤, 30片*2盒, in the base unit of a dimension.

The text may say more around the amount. It has no answer when the dimension is not named, when
several different amounts are (500g+100g, 2-3kg), or when the amount is only a bound (≤100Wh).
``2×500g`` is one kilogram and ``500g*2袋`` too; for lengths and areas ``×`` separates width from
height, so there it has no answer either.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.lang.operations import decimals
from listing_guard.lang.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BASE_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "mass": "g",
        "volume": "ml",
        "length": "mm",
        "area": "cm²",
        "power": "W",
        "voltage": "V",
        "energy": "J",
        "time": "s",
        "charge": "mAh",
        "data": "GB",
        "count": "1",
    }
)
"""The unit that each dimension is counted in."""

# Factor, then the spellings of the unit after NFKC. What differs only in case stands in its own
# case (mW, MW); everything else is compared in lower case. A month is a twelfth of the Gregorian
# year of 365.2425 days, so that 12个月 == 1年. A 寸 is an inch, as sellers of screens and pans
# mean it, not the 33 mm of the market.
_UNITS = {
    "mass": """
        1 g gram grams gm 克|1000 kg kgs kilogram kilograms kilo 千克 公斤|0.001 mg 毫克
        0.000001 μg ug mcg 微克|500 斤 市斤|50 两 市两|0.2 ct 克拉|1000000 t ton tons tonne 吨
        453.59237 lb lbs pound pounds 磅|28.349523125 oz ounce ounces 盎司""",
    "volume": """
        1 ml cc 毫升|1000 l ltr litre litres liter liters 升 公升|10 cl 厘升|100 dl 分升
        29.5735295625 fl.oz floz|3785.411784 gal gallon gallons 加仑|1000000 m3 立方米""",
    "length": """
        1 mm 毫米|10 cm 厘米 公分|100 dm 分米|1000 m metre metres meter meters 米 公尺
        1000000 km 公里 千米|0.001 μm um 微米|25.4 in inch inches 英寸 寸 吋
        304.8 ft foot feet 英尺""",
    "area": """
        1 cm2 平方厘米|0.01 mm2 平方毫米|100 dm2 平方分米|10000 m2 平方米 平米
        6.4516 sq.in sqin|929.0304 sq.ft sqft 平方英尺""",
    "power": "1 w watt watts 瓦 瓦特|1000 kw 千瓦|0.001 mW mw 毫瓦|1000000 MW 兆瓦",
    "voltage": "1 v 伏 伏特|1000 kv 千伏|0.001 mV mv 毫伏",
    "energy": """
        1 j 焦 焦耳|1000 kj 千焦|1000000 mj MJ 兆焦|3600 wh 瓦时|3600000 kwh 千瓦时
        3.6 mwh 毫瓦时|4.184 cal 卡|4184 kcal 大卡 千卡""",
    "time": """
        1 s sec secs second seconds 秒|0.001 ms 毫秒|60 min mins minute minutes 分钟
        3600 h hr hrs hour hours 小时|86400 d day days 天 日|604800 week weeks 周 星期
        2629746 month months 月 个月|31556952 year years yr yrs 年""",
    "charge": "1 mah 毫安时 毫安|1000 ah 安时",
    "data": "1 gb g|1024 tb t|0.0009765625 mb m",
    "count": """
        1 片 粒 个 支 只 包 袋 盒 瓶 条 张 件 枚 颗 块 双 对 套 卷 抽 罐 桶 箱 份 根 把 台 丸 贴
        1 杯 听
        1 pcs pc piece pieces pack packs count ct tablets tablet capsules capsule sheets""",
}
_TIMES = "[×x*✕]"
_NO_PRODUCT = frozenset({"length", "area"})
_NEAR = 12
"""Code points beside an amount in which a sign changes its meaning."""
_BOUND = re.compile(r"\s*(?:[（(]?不?含[)）]?\s*)?(?:及|或)?(?:以[上下内]|之内|左右|起|[-~–—至到])")
"""What follows an amount that is a bound or the start of a range: 15L以下, 20L(含)-25L(含)."""
_INEXACT = re.compile(
    r"(?:\d\s*(?:[a-z克升米]{1,2})?\s*(?:[（(]含[)）])?\s*[-~–—至到]|[<>≤≥+])$", re.IGNORECASE
)
"""What stands before the end of a range, a bound, or a further part of a sum."""
_NUMBER = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?)"


@lru_cache(maxsize=len(_UNITS))
def _factors(dimension: str) -> Mapping[str, Decimal]:
    factors: dict[str, Decimal] = {}
    for row in _UNITS[dimension].replace("\n", "|").split("|"):
        if row.strip():
            factor, *names = row.split()
            factors |= {_normal(name): Decimal(factor) for name in names}
    return MappingProxyType(factors)


@lru_cache(maxsize=len(_UNITS))
def _expression(dimension: str) -> re.Pattern[str]:
    """Return what finds one amount: factors, number, unit, factors.

    Runs of digits are taken whole and at most three factors on a side, so it is linear.
    """
    units = _alternatives(_factors(dimension))
    count = _alternatives(_factors("count"))
    before = rf"(?P<before>(?:{_NUMBER}\s*+(?:{count})?\s*+{_TIMES}\s*+){{0,3}})"
    each = rf"(?:/\s*+(?:{count}))?\s*+"
    factor = rf"{_TIMES}\s*+{_NUMBER}(?:\s*+(?:{count}))?"
    after = rf"(?P<after>(?:\s*+{each}{factor}){{0,3}})"
    return re.compile(
        rf"(?<![\da-z.,]){before}(?P<number>{_NUMBER})\s*+(?P<unit>{units}){after}",
        # ASCII: else İ would count as i, and no unit is spelt so.
        re.IGNORECASE | re.ASCII,
    )


def _alternatives(names: Mapping[str, Decimal]) -> str:
    # A Latin unit ends where its letters end: 100W is not in 100Wh.
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(
        re.escape(name) + ("(?![a-z0-9])" if name.isascii() or name[-1].isascii() else "")
        for name in ordered
    )


def quantity(value: str, dimension: str) -> Quantity | None:
    """Return the one amount of ``dimension`` that a text names, exact, or ``None``.

    A bare number is a count.
    """
    text = _normal(value)
    if dimension == "count" and re.fullmatch(_NUMBER, text.strip()):
        return Quantity(_decimal(text.strip()), dimension)
    only: Decimal | None = None
    for amount in _amounts(text, dimension):
        if amount is None or (only is not None and amount != only):
            return None
        only = amount
    return None if only is None else Quantity(only, dimension)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("µ", "μ")


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _amounts(text: str, dimension: str) -> Iterator[Decimal | None]:
    """Yield every amount that the text names, ``None`` for one that is not exact."""
    context = decimals()
    factors = _factors(dimension)
    for found in _expression(dimension).finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()].rstrip()
        if before.endswith("±"):
            continue  # a tolerance: 500g±5g
        multiplied = found["before"] or found["after"]
        added = text[found.end() : found.end() + _NEAR].lstrip().startswith("+")
        bound = _BOUND.match(text, found.end()) is not None
        if _INEXACT.search(before) or added or bound or (multiplied and dimension in _NO_PRODUCT):
            yield None
            continue
        unit = found["unit"]
        amount = context.multiply(
            _decimal(found["number"]), factors[unit] if unit in factors else factors[unit.lower()]
        )
        for factor in re.findall(_NUMBER, found["before"] + found["after"]):
            amount = context.multiply(amount, _decimal(factor))
        yield amount
