"""Functions that measure a text: its length as platforms count it, its words, its capitals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang import measures
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import NUMBER, TEXT, EnumOf
from listing_guard.lang.values import Unknown, Value

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment

UNITS = EnumOf("a unit of length", ("chars", "bytes", "width", "effective"))


def _length(env: Environment, item: Value, text: str, unit: str | None) -> Value:
    if unit == "bytes":
        return Decimal(len(text.encode("utf-8", "replace")))
    if unit == "width":
        return Decimal(measures.width(text))
    return Decimal(measures.effective(text) if unit == "effective" else len(text))


def _words(env: Environment, item: Value, text: str) -> Value:
    return Decimal(measures.words(env.matcher.plain(text)))


def _uppercase(env: Environment, item: Value, text: str) -> Value:
    share = measures.uppercase(env.matcher.plain(text))
    return Unknown() if share is None else share


FUNCTIONS = (
    Function(
        name="length",
        parameters=(Parameter("text", (TEXT,)), Parameter("unit", (UNITS,), optional=True)),
        returns=NUMBER,
        run=_length,
        pure=True,
        zh="文本的长度。`chars`（默认）按码位，由几个码位组成的表情或带附加符号的字母按几个算；"
        "`bytes` 按 UTF-8 字节；`width` 汉字、假名、谚文、全角字符和多数表情算 2，其余（包括空格、"
        "“”、…、半角假名、附加符号）算 1，即平台常说的“30 个汉字（60 个字符）”；"
        "`effective` 只算汉字、字母和数字，各算 1，标点、空格、表情、附加符号不算。",
        en="How long a text is. `chars`, the default, counts code points, so an emoji or accented "
        "letter that is made of several counts as several. `bytes` counts those of UTF-8. `width` "
        "counts Han, kana, Hangul, full-width characters and most emoji as two and all else as one "
        "— blanks, “ ” …, half-width kana, combining marks —, as platforms do that allow “30 Han "
        "characters (60 characters)”. `effective` counts Han characters, letters and digits as one "
        "each and nothing else: no punctuation, blanks, emoji or combining marks.",
        examples=(
            Example("length(title)", {"title": "面膜 30片"}, Decimal(6)),
            Example("length(title, unit: width) > 60", {"title": "面膜"}, False),
            Example("length(title, effective)", {"title": "【面膜】 30片！"}, Decimal(5)),
        ),
    ),
    Function(
        name="words",
        parameters=(Parameter("text", (TEXT,)),),
        returns=NUMBER,
        run=_words,
        zh="文本有多少个词：连续的字母和数字为一个词，中间可以有撇号、连字符，数字中可以有小数点；"
        "汉字和假名一个字算一个词。网页标记不算。",
        en="How many words a text has: runs of letters and digits, with apostrophes and hyphens "
        "inside, or a point between digits; each Han character or kana is one. Markup is no word.",
        examples=(
            Example("words(title)", {"title": "Children's T-shirt, 2.5 m"}, Decimal(4)),
            Example("words(title)", {"title": "纯棉 T恤"}, Decimal(4)),
        ),
    ),
    Function(
        name="uppercase",
        parameters=(Parameter("text", (TEXT,)),),
        returns=NUMBER,
        run=_uppercase,
        zh="大写字母在字母中所占的份额，从 0 到 1。四个字母以内的词（USB、LED）和带数字的型号不算；"
        "算下来一个字母也没有的为未知。",
        en="The share of capitals among the letters that have a case, from 0 to 1. Words of up to "
        "four letters (USB, LED) and codes with digits do not count; unknown if no letter is left.",
        examples=(
            Example("uppercase(title)", {"title": "GARDEN Chair, USB"}, Decimal("0.6363")),
            Example("uppercase(title) == 1", {"title": "FOLDING GARDEN CHAIR"}, True),
        ),
    ),
)
