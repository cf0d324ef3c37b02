"""Markets: which lies within which, in what zone its days begin, what money it counts in.

A market is an ISO 3166-1 code, or ``EU``. Where a country has several zones, the one of its
capital or largest market is meant, since civil days of a promotion need a single answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Market:
    """One market: ISO code, the code it lies within, IANA zone, ISO 4217 currency."""

    code: str
    parent: str | None
    zone: str
    currency: str


_OUTSIDE = """
CN Asia/Shanghai CNY|HK Asia/Hong_Kong HKD|MO Asia/Macau MOP|TW Asia/Taipei TWD|JP Asia/Tokyo JPY
KR Asia/Seoul KRW|SG Asia/Singapore SGD|MY Asia/Kuala_Lumpur MYR|TH Asia/Bangkok THB
VN Asia/Ho_Chi_Minh VND|PH Asia/Manila PHP|ID Asia/Jakarta IDR|IN Asia/Kolkata INR
AE Asia/Dubai AED|SA Asia/Riyadh SAR|AU Australia/Sydney AUD|NZ Pacific/Auckland NZD
US America/New_York USD|CA America/Toronto CAD|MX America/Mexico_City MXN|BR America/Sao_Paulo BRL
GB Europe/London GBP|CH Europe/Zurich CHF|NO Europe/Oslo NOK|TR Europe/Istanbul TRY
RU Europe/Moscow RUB
"""
_EU = """
AT Europe/Vienna EUR|BE Europe/Brussels EUR|BG Europe/Sofia EUR|CY Asia/Nicosia EUR
CZ Europe/Prague CZK|DE Europe/Berlin EUR|DK Europe/Copenhagen DKK|EE Europe/Tallinn EUR
ES Europe/Madrid EUR|FI Europe/Helsinki EUR|FR Europe/Paris EUR|GR Europe/Athens EUR
HR Europe/Zagreb EUR|HU Europe/Budapest HUF|IE Europe/Dublin EUR|IT Europe/Rome EUR
LT Europe/Vilnius EUR|LU Europe/Luxembourg EUR|LV Europe/Riga EUR|MT Europe/Malta EUR
NL Europe/Amsterdam EUR|PL Europe/Warsaw PLN|PT Europe/Lisbon EUR|RO Europe/Bucharest RON
SE Europe/Stockholm SEK|SI Europe/Ljubljana EUR|SK Europe/Bratislava EUR
"""


def _table() -> Mapping[str, Market]:
    markets = {"EU": Market("EU", None, "Europe/Brussels", "EUR")}
    for rows, parent in ((_OUTSIDE, None), (_EU, "EU")):
        for row in rows.replace("\n", "|").strip("|").split("|"):
            code, zone, currency = row.split()
            markets[code] = Market(code, parent, zone, currency)
    return MappingProxyType(markets)


MARKETS = _table()
"""Every known market by code."""

ALIASES: Mapping[str, str] = MappingProxyType({"UK": "GB", "EL": "GR"})
"""Codes in common use that are not the ISO ones."""


def canonical(code: str) -> str | None:
    """Return the code of a known market, upper case and with aliases undone, else ``None``."""
    upper = code.strip().upper()
    upper = ALIASES.get(upper, upper)
    return upper if upper in MARKETS else None


def is_within(code: str, ancestor: str) -> bool:
    """Say whether market ``code`` is ``ancestor`` or lies within it (``DE`` in ``EU``)."""
    return code == ancestor or (code in MARKETS and MARKETS[code].parent == ancestor)
