"""Functions on how a text is written: its capitals and its markup."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import NUMBER, TEXT

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment
    from listing_guard.lang.values import Value

_ACRONYM = 3
"""So many letters may be an acronym (LED, USB): longer words tell how a text is written."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)


def _capitals(env: Environment, item: Value, text: str) -> Value:
    words = [word for word in _WORD.findall(text) if _tells(word)]
    written = sum(word.isupper() for word in words)
    return Decimal(100 * written) / len(words) if words else Decimal(0)


def _tells(word: str) -> bool:
    """Say whether a word tells of capitals: letters that have two cases, and no model number."""
    return len(word) > _ACRONYM and word.upper() != word.lower() and not re.search(r"\d", word)


def _markup(env: Environment, item: Value, text: str) -> Value:
    return Decimal(sum(1 for _ in _TAG.finditer(text)))


FUNCTIONS = (
    Function(
        name="capitals",
        parameters=(Parameter("text", (TEXT,)),),
        returns=NUMBER,
        run=_capitals,
        pure=True,
        zh="全部大写的单词占多少（百分比）。只看四个字母以上、没有数字的单词，缩写（LED）和型号不算；"
        "没有这样的单词为 0。",
        en="How many per cent of the words are written in capitals throughout. Only words of more "
        "than three letters and without digits tell, so acronyms (LED) and model numbers do not; "
        "0 where there are none.",
        examples=(
            Example("capitals(title)", {"title": "STEEL CUPS with a lamp"}, Decimal(50)),
            Example("capitals(title) == 100", {"title": "STEEL MUG 2PCS LED"}, True),
        ),
    ),
    Function(
        name="markup",
        parameters=(Parameter("text", (TEXT,)),),
        returns=NUMBER,
        run=_markup,
        pure=True,
        zh="文本原文中有多少个 HTML 标签（含注释）；`<10 lb` 不是标签。",
        en="How many HTML tags, comments included, the text has as written; `<10 lb` is none.",
        examples=(
            Example("markup(description)", {"description": "<p>Steel<br/>mug</p>"}, Decimal(3)),
            Example("markup(title) > 0", {"title": "Weight <10 lb"}, False),
        ),
    ),
)
