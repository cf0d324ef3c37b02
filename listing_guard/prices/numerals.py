"""Numbers as prices write them: Chinese words, thousands separators, decimal commas."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType

DIGITS = MappingProxyType(
    {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
)
_UNITS = MappingProxyType({"十": 10, "百": 100, "千": 1000})

CHINESE = "[零〇一二两三四五六七八九十百千万]"
"""A character of a number in Chinese words (normal form)."""

_WHOLE = re.compile(r"\d{1,12}|\d{1,3}(?:,\d{3}){1,3}")
_POINT = re.compile(r"(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})\.(\d{1,2})")
_COMMA = re.compile(r"(\d{1,12}|\d{1,3}(?:\.\d{3}){1,3}),(\d{2})")


def chinese_number(text: str) -> int | None:
    """Read 三百五十, 一千二, 两万 or 九十九; ``None`` for what is no number.

    >>> chinese_number("一千二")
    1200
    """
    total = section = 0
    digit: int | None = None
    last = 0  # the unit before, for a trailing digit: 一千二 is 1200
    zero = False
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
            zero = zero or digit == 0
        elif char in _UNITS:
            unit = _UNITS[char]
            if last and unit >= last and section:
                return None
            section += (1 if digit is None and unit == 10 else digit or 0) * unit
            digit, last, zero = None, unit, False
        elif char == "万":
            if total:
                return None
            total = (section + (digit or 0)) * 10_000
            section, digit, last, zero = 0, None, 10_000, False
        else:
            return None
    if digit:
        section += digit * (last // 10 if last >= 100 and not zero else 1)
    return total + section


def amount(text: str) -> Decimal | None:
    """Read an amount in digits or Chinese words; ``None`` where it could mean two things.

    ``1,299.00``, ``19,99`` and ``1.299,00`` are clear, ``1.299`` is not.
    """
    text = text.strip()
    if _WHOLE.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if found := _POINT.fullmatch(text):
        return Decimal(f"{found[1].replace(',', '')}.{found[2]}")
    if found := _COMMA.fullmatch(text):
        return Decimal(f"{found[1].replace('.', '')}.{found[2]}")
    number = chinese_number(text) if text else None
    return Decimal(number) if number else None


def small_number(text: str) -> int | None:
    """Read a number of pieces: 2, 二, 两, two."""
    if text.isascii() and text.isdigit():
        return int(text)
    return ENGLISH.get(text) or chinese_number(text)


ENGLISH = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
        )
    }
)
