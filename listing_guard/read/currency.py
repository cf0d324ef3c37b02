"""Signs and words for currencies, and which of several currencies a sign stands for."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.model.market import MARKETS

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOLLARS = "USD CAD AUD NZD SGD HKD TWD MXN"
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "¥": "CNY JPY", "元": "CNY TWD HKD", "圆": "CNY TWD", "圓": "CNY TWD HKD", "块": "CNY",
        "rmb": "CNY", "人民币": "CNY", "人民幣": "CNY", "cn¥": "CNY", "人民币元": "CNY",
        "$": _DOLLARS, "us$": "USD", "美元": "USD", "美金": "USD", "dollar": _DOLLARS,
        "hk$": "HKD", "港元": "HKD", "港币": "HKD", "港幣": "HKD",
        "nt$": "TWD", "ntd": "TWD", "新台币": "TWD", "新台幣": "TWD", "台币": "TWD",
        "a$": "AUD", "au$": "AUD", "澳元": "AUD", "c$": "CAD", "ca$": "CAD", "加元": "CAD",
        "s$": "SGD", "sg$": "SGD", "新加坡元": "SGD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN",
        "€": "EUR", "欧元": "EUR", "歐元": "EUR", "euro": "EUR",
        "£": "GBP", "英镑": "GBP", "英鎊": "GBP",
        "jp¥": "JPY", "日元": "JPY", "日圆": "JPY", "円": "JPY",
        "₩": "KRW", "韩元": "KRW", "원": "KRW", "₹": "INR", "rs": "INR", "rs.": "INR",
        "₽": "RUB", "卢布": "RUB", "฿": "THB", "泰铢": "THB", "₫": "VND", "₱": "PHP",
        "rp": "IDR", "rm": "MYR", "₺": "TRY", "zł": "PLN", "kč": "CZK", "ft": "HUF",
        "lei": "RON", "fr.": "CHF", "kr": "? SEK NOK DKK", "mop$": "MOP",
    }
)  # fmt: skip
"""Sign or word, folded, to the currencies it may mean, the usual one first (``?``: none is)."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str | None, ...]]:
    codes = {market.currency for market in MARKETS.values()}
    table: dict[str, tuple[str | None, ...]] = {code.lower(): (code,) for code in codes}
    for sign, names in _SIGNS.items():
        table[sign] = tuple(None if name == "?" else name for name in names.split())
    return MappingProxyType(table)


def currency_signs() -> tuple[str, ...]:
    """Return every known sign, word and code, folded, longest first."""
    return tuple(sorted(_table(), key=lambda sign: (-len(sign), sign)))


def meanings(sign: str) -> tuple[str | None, ...]:
    """Return the ISO 4217 codes that a sign, word or code may mean, the usual one first.

    ``None`` at the front says that no meaning is usual; ``()`` that it is no currency's sign.
    """
    return _table().get(unicodedata.normalize("NFKC", sign).strip().casefold(), ())


def chosen(
    codes: tuple[str | None, ...], *, currency: str | None = None, market: str | None = None
) -> str | None:
    """Return which of several meanings holds: the record's currency, its market's, the usual."""
    if len(codes) > 1:
        if currency is not None and currency in codes:
            return currency
        place = MARKETS.get(market) if market else None
        if place and place.currency in codes:
            return place.currency
    return codes[0] if codes else None


def currency_of(sign: str, *, currency: str | None = None, market: str | None = None) -> str | None:
    """Return the ISO 4217 code that a sign, word or code stands for, ``None`` if that is open.

    A sign of several currencies (``¥``, ``$``) means the record's ``currency`` if it can, else
    that of the record's ``market``, else the usual one: ``¥`` is CNY unless the market is JP.
    """
    return chosen(meanings(sign), currency=currency, market=market)
