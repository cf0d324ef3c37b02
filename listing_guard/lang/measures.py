"""How long a text is in each way of counting that platforms use, its words, capitals, tags."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from listing_guard.lang.wordforms import HAN, KANA, RUN

WORD = re.compile(rf"[{HAN}{KANA}]|{RUN}")
"""One word; a Han character or kana is one by itself."""

_ACRONYM = 3
"""So many letters may be an acronym (LED, USB): longer words tell how a text is written."""
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_BREAK = re.compile(r"</?br\s*/?>", re.IGNORECASE)


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


def capitals(text: str) -> Decimal:
    """Return how many per cent of the words are in capitals throughout, 0 where no word tells.

    Words of up to three letters are as likely abbreviations, and those with a digit model codes.
    Two decimal places, rounded down, so that 100 is all of them.
    """
    told = [word for word in WORD.findall(_without_marks(text)) if _tells(word)]
    written = sum(map(str.isupper, told))
    return Decimal(f"{written * 10_000 // len(told)}e-2") if told else Decimal(0)


def _tells(word: str) -> bool:
    has_case = word.upper() != word.lower()
    return len(word) > _ACRONYM and has_case and not any(map(str.isdigit, word))


def tags(text: str, *, breaks: bool = True) -> int:
    """Count the HTML tags and comments of a text as written; ``<10 lb`` is none.

    Without ``breaks`` line breaks (``<br>``, ``</br>``) are left out.
    """
    return sum(breaks or not _BREAK.fullmatch(tag[0]) for tag in _TAG.finditer(text))


def _without_marks(text: str) -> str:
    """Leave out accents and vowel signs, which would cut a word in two."""
    if text.isascii():
        return text
    return "".join([c for c in text if unicodedata.category(c)[0] != "M"])
