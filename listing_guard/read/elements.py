"""The list fields: certificates, price points, pictures … in every shape that they arrive in.

An element that cannot be read stands in its list as an empty one where that is harmless, so
that ``skus[3]`` stays the fourth variant and a rule finds *unknown* instead of *none*. Price
points and promotions are dropped instead: without a time they would count for every day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from listing_guard.model.listing import (
    Certificate,
    CertificateRecord,
    Evidence,
    Image,
    Money,
    Patent,
    PricePoint,
    Promotion,
    Sku,
)
from listing_guard.read.columns import element_part
from listing_guard.read.currency import currency_of
from listing_guard.read.dates import to_date, to_datetime
from listing_guard.read.money import Unclear, to_money
from listing_guard.read.spread import is_pair, spread
from listing_guard.read.values import (
    Context,
    key_text,
    shown,
    to_text,
)

_STRUCTS: Mapping[str, type[msgspec.Struct]] = MappingProxyType(
    {
        "certificates": Certificate,
        "certificate_records": CertificateRecord,
        "price_history": PricePoint,
        "promotions": Promotion,
        "patents": Patent,
        "evidence": Evidence,
        "images": Image,
        "skus": Sku,
    }
)
_DROPPED_IF_UNREADABLE = frozenset({"price_history", "promotions"})

_TYPE_AND_NUMBER = re.compile(
    r"([^\d\s:：]{1,20}|3C|3c)\s*(?:[:：]\s*|\s(?=[A-Za-z]{0,6}\d))(\S.*)"
)
_DAY_AND_PRICE = re.compile(r"(.+?)\s*(?:[=：,，\s]|:(?=\s*[^:]+\Z))\s*(\S+)")
_WORDS: Mapping[Literal["listed", "sold", "promotion"], tuple[str, ...]] = MappingProxyType(
    {
        "listed": ("listed", "list", "标价", "挂牌", "挂牌价", "页面价"),
        "sold": ("sold", "sale", "成交", "成交价", "售出", "实际成交"),
        "promotion": (
            *("promotion", "promo", "promotional", "promotion_price", "sale_price", "sale price"),
            *("deal", "deal_price", "促销", "促销价", "活动", "活动价", "特价", "秒杀价", "优惠价"),
        ),
    }
)
_KINDS = MappingProxyType({word: kind for kind, words in _WORDS.items() for word in words})


def to_kind(text: str) -> Literal["listed", "sold", "promotion"] | None:
    """Return what kind of price a word says: 成交价 is ``sold``; ``None`` if it says none."""
    return _KINDS.get(text.strip().casefold())


def to_elements(field: str, value: object, context: Context) -> tuple[Any, ...] | None:
    """Read a list field; ``()`` says that there are none, ``None`` that nothing can be told."""
    items = spread(field, value, context)
    if items is None:
        return None
    read = [_element(field, item, f"{field}[{i}]", context) for i, item in enumerate(items)]
    if field in _DROPPED_IF_UNREADABLE:
        kept = tuple(element for element in read if element is not None)
        return kept if kept or not items else None
    return tuple(read)


def _element(field: str, item: object, path: str, context: Context) -> object:
    struct = _STRUCTS.get(field)
    if struct is None:
        return _name(item, path, context)
    if isinstance(item, struct):
        return item
    if isinstance(item, Mapping):
        given = _known_parts(field, item, context)
    elif isinstance(item, (list, tuple)):
        given = {"at": item[0], "price": item[1]} if is_pair(item) else {}
    else:
        text = to_text(item, path, context)
        given = dict(_BARE[field](text.strip())) if text else {}
    if field == "price_history":
        return _price_point(given, path, context)
    parts = {
        part: read
        for part, value in given.items()
        if (read := _part(field, part, value, f"{path}.{part}", context)) is not None
    }
    if not parts:
        end = "is left out" if field in _DROPPED_IF_UNREADABLE else "is taken as unknown"
        context.note(f"{path}: nothing in it can be read; it {end}")
        return None if field in _DROPPED_IF_UNREADABLE else struct()
    if field == "promotions" and not parts.keys() & {"start", "end"}:
        context.note(f"{path}: it says neither start nor end, and is left out")
        return None
    return struct(**parts)


def _known_parts(field: str, item: Mapping[Any, Any], context: Context) -> dict[str, object]:
    """Return the values of an object by the parts that its keys name."""
    given: dict[str, object] = {}
    for raw_key, value in item.items():
        key = key_text(raw_key)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        part = element_part(field, key)
        if part is None:
            context.note(f"{field}: {shown(key)} names no part of one and is left out")
        elif part in given:
            context.note(f"{field}: {shown(key)} gives “{part}” again and is left out")
        else:
            given[part] = value
    return given


def _name(item: object, path: str, context: Context) -> str:
    """Read an element that is a text; one that cannot be read is empty, and keeps its place."""
    if isinstance(item, str):
        return to_text(item, path, context) or ""
    if isinstance(item, Mapping):
        item = _known_parts("names", item, context).get("name")
    return "" if item is None else to_text(item, path, context) or ""


def _part(field: str, part: str, value: object, path: str, context: Context) -> object:
    if part == "records":
        return to_elements("certificate_records", value, context)
    if part in ("valid_from", "valid_until", "date"):
        day = to_date(value, serials=context.serials)
        if day is None and not _is_open(value):
            context.note(f"{path}: {shown(value)} is no date")
        return day
    if part in ("start", "end"):
        return _moment(value, path, context, end_of_day=part == "end")
    if part == "price":
        return to_price(value, path, context)
    text = to_text(value, path, context)
    return text.strip() if text and field != "skus" and part != "text" else text


def _moment(
    value: object, path: str, context: Context, *, end_of_day: bool = False
) -> datetime | None:
    moment = to_datetime(value, serials=context.serials, end_of_day=end_of_day)
    if moment is None and not _is_open(value):
        context.note(f"{path}: {shown(value)} is no date")
    return moment


def _is_open(value: object) -> bool:
    """Say whether the words mean that there is no last day."""
    return isinstance(value, str) and value.strip() in ("长期", "长期有效", "永久", "永久有效")


def _price_point(given: dict[str, object], path: str, context: Context) -> PricePoint | None:
    at = _moment(given["at"], f"{path}.at", context) if "at" in given else None
    price = to_price(given["price"], f"{path}.price", context) if "price" in given else None
    if at is None or price is None:
        context.note(f"{path}: without a time and a price that can be read it is left out")
        return None
    if price.currency is None and "currency" in given:
        price = Money(price.amount, to_currency(given["currency"], f"{path}.currency", context))
    kind = (to_text(given.get("kind", "listed"), path, context) or "").strip().casefold()
    if kind not in _KINDS:
        context.note(f"{path}.kind: {shown(given.get('kind'))} is not listed, sold or promotion")
    channel = to_text(given["channel"], path, context) if "channel" in given else None
    return PricePoint(at=at, price=price, kind=_KINDS.get(kind, "listed"), channel=channel)


def to_price(value: object, path: str, context: Context) -> Money | None:
    """Read a price: a number, a text, or an object of amount and currency."""
    if isinstance(value, Money):
        return value
    currency = None
    if isinstance(value, Mapping):
        given = _known_parts("price", value, context)
        if "currency" in given:
            currency = to_currency(given["currency"], f"{path}.currency", context)
        value = given.get("amount")
        if isinstance(value, Mapping):
            value = None
    money = to_money(value, currency=currency or context.currency, market=context.market)
    if isinstance(money, Unclear):
        context.note(f"{path}: {shown(value)} {money.reason}")
        return None
    if money and currency and money.currency is None:
        return Money(money.amount, currency)
    return money


def to_currency(value: object, path: str, context: Context) -> str | None:
    """Read the name, sign or code of a currency as its ISO 4217 code."""
    text = to_text(value, path, context)
    if text is None:
        return None
    code = text.strip().upper()
    known = currency_of(text, currency=context.currency, market=context.market)
    if known:
        return known
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    context.note(f"{path}: {shown(text)} is no currency")
    return None


def _bare_certificate(text: str) -> Mapping[str, str]:
    """Tell ``CCC:2016010901123456`` and ``生产许可证 SC106…`` into type and number."""
    if parted := _TYPE_AND_NUMBER.fullmatch(text):
        return {"type": parted[1], "number": parted[2]}
    has_number = any(c.isdigit() for c in text) and text.upper() != "3C"
    return {"number" if has_number else "type": text}


def _bare_price_point(text: str) -> Mapping[str, str]:
    parted = _DAY_AND_PRICE.fullmatch(text)
    return {"at": parted[1], "price": parted[2]} if parted else {"at": text}


def _bare_image(text: str) -> Mapping[str, str]:
    is_address = "://" in text or text.startswith(("//", "data:"))
    return {"url" if is_address else "path": text}


_BARE: Mapping[str, Callable[[str], Mapping[str, str]]] = MappingProxyType(
    {
        "certificates": _bare_certificate,
        "certificate_records": _bare_certificate,
        "price_history": _bare_price_point,
        "promotions": lambda text: {"name": text},
        "patents": lambda text: {"number": text},
        "evidence": lambda text: {"claim": text},
        "images": _bare_image,
        "skus": lambda text: {"name": text},
    }
)
"""How an element that is a text alone gives its parts."""
