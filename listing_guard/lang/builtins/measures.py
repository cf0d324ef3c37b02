"""Functions that measure a text: its length as platforms count it, words, capitals, tags."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang import measures
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import NUMBER, TEXT, EnumOf
from listing_guard.lang.values import Value

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment

TAGS = EnumOf("a kind of tag", ("breaks",))
UNITS = EnumOf("a unit of length", ("chars", "bytes", "width", "effective"))


def _length(env: Environment, item: Value, text: str, unit: str | None) -> Value:
    if unit == "bytes":
        return Decimal(len(text.encode("utf-8", "replace")))
    if unit == "width":
        return Decimal(measures.width(text))
    return Decimal(measures.effective(text) if unit == "effective" else len(text))


def _words(env: Environment, item: Value, text: str) -> Value:
    return Decimal(measures.words(env.matcher.plain(text)))


def _capitals(env: Environment, item: Value, text: str) -> Value:
    return measures.capitals(env.matcher.plain(text))


def _markup(env: Environment, item: Value, text: str, without: str | None) -> Value:
    return Decimal(measures.tags(text, breaks=without is None))


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
        name="capitals",
        parameters=(Parameter("text", (TEXT,)),),
        returns=NUMBER,
        run=_capitals,
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
        parameters=(Parameter("text", (TEXT,)), Parameter("without", (TAGS,), optional=True)),
        returns=NUMBER,
        run=_markup,
        pure=True,
        zh="文本原文中有多少个 HTML 标签（含注释）；`<10 lb` 不是标签。"
        "`without: breaks` 不算换行 `<br>`。",
        en="How many HTML tags, comments included, the text has as written; `<10 lb` is none. "
        "`without: breaks` leaves out line breaks, `<br>`.",
        examples=(
            Example("markup(description)", {"description": "<p>Steel<br/>mug</p>"}, Decimal(3)),
            Example("markup(title) > 0", {"title": "Weight <10 lb"}, False),
            Example("markup(title, without: breaks)", {"title": "Steel<br>mug"}, Decimal(0)),
        ),
    ),
)
