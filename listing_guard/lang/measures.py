"""How long a text is in each way of counting that platforms use, its words, and its capitals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Han characters, with the zero 〇 and the repetition 々."""
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d"
_LETTER = rf"[^\W_{_HAN}{_KANA}]"
WORD = re.compile(rf"[{_HAN}{_KANA}]|{_LETTER}+(?:(?:['’\-‐‑]|(?<=[0-9])[.,](?=[0-9])){_LETTER}+)*")
"""One word: a Han character or kana; letters and digits with apostrophes and hyphens inside, or
with a point or comma between digits."""

_LETTERS = re.compile(f"{_LETTER}+")
_SHORT = 4
"""Letters of the longest word that is written in capitals as a matter of course: USB, HDMI."""


def width(text: str) -> int:
    """Count Han and other wide or full-width characters as two, everything else as one.

    Wide is what Unicode's East Asian Width says (UAX #11): Han, kana, Hangul, full-width forms and
    emoji. What attaches to a character counts by itself, which is the stricter way.
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def effective(text: str) -> int:
    """Count Han characters, letters and digits as one each, and nothing else.

    A letter with its accent is one, however it is encoded.
    """
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return sum(map(_is_effective, composed))


def _is_effective(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] == "L" or category == "Nd" or char == "\u3007"


def words(text: str) -> int:
    """Count the words of a text without markup."""
    return sum(1 for _ in WORD.finditer(_without_marks(text)))


def uppercase(text: str) -> Decimal | None:
    """Return the share of capitals among the letters of words of five letters or more.

    Words with a digit in them are model codes, and count as little as abbreviations do. ``None``
    where no letter is left; four decimal places, rounded down, so that 1 is all of them.
    """
    capitals = cased = 0
    for word in _LETTERS.findall(_without_marks(text)):
        if len(word) > _SHORT and word.isalpha():
            upper = sum(map(str.isupper, word))
            capitals += upper
            cased += upper + sum(map(str.islower, word))
    if not cased:
        return None
    return Decimal(f"{capitals * 10_000 // cased}e-4")  # no context rounds it


def _without_marks(text: str) -> str:
    """Leave out accents and vowel signs, which would cut a word in two."""
    if text.isascii():
        return text
    return "".join([c for c in text if unicodedata.category(c)[0] != "M"])
