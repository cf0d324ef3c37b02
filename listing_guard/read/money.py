"""Amounts of money as sellers write them, read exactly or not at all.

What has no single exact value (``99-199``, ``面议``, ``1.299 €``) is unknown, with the reason: a
price that was guessed could accuse a seller of a false discount.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from listing_guard.model.listing import Money
from listing_guard.model.market import is_within
from listing_guard.read.currency import chosen, currency_signs, meanings

_LONGEST = 64
LARGEST = Decimal(10) ** 15
_NUMBER = r"\d[\d.,'’ ]*|\.\d+"
_RANGE = re.compile(r"\D{0,8}[\d.,]+\D{0,6}[-~–—～至到]\D{0,6}[\d.,]+\D{0,8}|.*(起|以上|以下|\+)")
_PLAIN = re.compile(r"\d*\.?\d+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_APOSTROPHES = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?")
_EUROPEAN = re.compile(r"\d{1,3}(?:[. ]\d{3})+,\d{1,2}|\d+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")
_EITHER_WAY = re.compile(r"\d{1,3}[.,]\d{3}")


class Unclear(NamedTuple):
    """Why a value gives no amount; a clause that follows the value: ``is a range``."""

    reason: str


def to_money(
    value: object, *, currency: str | None = None, market: str | None = None
) -> Money | Unclear | None:
    """Read a number or a text as money; ``None`` for a blank text.

    ``currency`` and ``market`` are the record's own, and decide what ``¥`` and ``$`` mean. A
    number, and a text without a sign, get no currency: the listing's own holds.
    """
    if isinstance(value, str):
        return _from_text(value, currency, market)
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return Unclear("is no amount of money")
    if isinstance(value, int):
        if abs(value) > int(LARGEST):
            return Unclear("is too large for a price")
        return _checked(Decimal(value), None)
    return _checked(Decimal(repr(value)) if isinstance(value, float) else value, None)


def _checked(amount: Decimal, currency: str | None) -> Money | Unclear:
    if not amount.is_finite():
        return Unclear("is no number")
    if amount < 0:
        return Unclear("is negative")
    if amount > LARGEST:
        return Unclear("is too large for a price")
    return Money(amount, currency)


def _from_text(value: str, currency: str | None, market: str | None) -> Money | Unclear | None:
    if len(value) > _LONGEST:
        return None if value.isspace() else Unclear("is no amount of money")
    text = " ".join(unicodedata.normalize("NFKC", value).split()).casefold()
    if not text:
        return None
    whole = _shape().fullmatch(text)
    if whole is None:
        if _RANGE.fullmatch(text) and any(c.isdigit() for c in text):
            return Unclear("is a range")
        return Unclear("is no amount of money")
    signs = [meanings(sign) for sign in whole.group("before", "after") if sign]
    # “¥99 RMB” agrees with itself; the word in “$99 CAD” says which dollar is meant
    common = tuple(code for code in signs[0] if code in signs[-1]) if signs else ()
    if signs and not common:
        return Unclear("names two currencies")
    code = chosen(common, currency=currency, market=market)
    if whole["minus"] or (text.startswith("(") and text.endswith(")")):
        return Unclear("is negative")
    amount = _amount(whole["number"].strip(), _is_european(code or currency, market))
    if amount is None:
        return Unclear("can be read in more than one way")
    return _checked(amount, code)


def _is_european(currency: str | None, market: str | None) -> bool:
    """Say whether amounts may be written with a comma before the cents."""
    return currency == "EUR" or (
        currency is None and market is not None and is_within(market, "EU")
    )


def _amount(number: str, european: bool) -> Decimal | None:
    """Read the digits; ``None`` where separators leave more than one reading."""
    if european and _EITHER_WAY.fullmatch(number):
        return None
    if _PLAIN.fullmatch(number):
        return Decimal(number)
    if _GROUPED.fullmatch(number):
        return Decimal(number.replace(",", ""))
    if _APOSTROPHES.fullmatch(number):
        return Decimal(re.sub("['’]", "", number))
    if _EUROPEAN.fullmatch(number):
        return Decimal(re.sub("[. ]", "", number).replace(",", "."))
    return None


@lru_cache(maxsize=1)
def _shape() -> re.Pattern[str]:
    sign = "|".join(re.escape(sign) for sign in currency_signs())
    return re.compile(
        rf"\(?(?P<minus>[-−])? ?(?P<before>{sign})? ?[:]? ?(?P<number>{_NUMBER})"
        rf" ?(?P<after>{sign})? ?(?:整|正)?\)?"
    )
