"""Functions on texts, and the membership in lexicons."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from listing_guard.lang import mentions
from listing_guard.lang.checkdigits import CHECKS
from listing_guard.lang.modelcodes import names_other_model
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import BOOLEAN, LEXICON, PATTERN, TEXT, EnumOf
from listing_guard.lang.values import Unknown, Value

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment

NUMBERS = EnumOf("a kind of number", tuple(CHECKS))


def _starts_with(env: Environment, item: Value, text: str, start: str) -> Value:
    return env.matcher.fold(text).startswith(env.matcher.fold(start))


def _ends_with(env: Environment, item: Value, text: str, end: str) -> Value:
    return env.matcher.fold(text).endswith(env.matcher.fold(end))


def _digits(env: Environment, item: Value, text: str) -> Value:
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def _check_digit(env: Environment, item: Value, text: str, kind: str) -> Value:
    check = CHECKS.get(kind)
    return check(text) if check else Unknown()


def _names_other_model(env: Environment, item: Value, text: str, model: str) -> Value:
    answer = names_other_model(text, model)
    return Unknown() if answer is None else answer


def _agree(
    env: Environment,
    item: Value,
    text: str,
    other: str,
    kind: str,
    by: str | None,
    against: str | None,
) -> Value:
    test = mentions.kin if by == "tags" else mentions.agree
    return test(env.matcher, kind, text, other, against)


def _disagree(
    env: Environment,
    item: Value,
    text: str,
    other: str,
    kind: str,
    by: str | None,
    against: str | None,
) -> Value:
    test = mentions.strangers if by == "tags" else mentions.disagree
    return test(env.matcher, kind, text, other, against)


def _lexicon(env: Environment, item: Value, name: str) -> Value:
    return name


_TWO_TEXTS = (
    Parameter("text", (TEXT,)),
    Parameter("other", (TEXT,)),
    Parameter("kind", (PATTERN,)),
    Parameter("by", (EnumOf("what is compared", ("words", "tags")),), optional=True),
    Parameter("against", (PATTERN,), optional=True),
)

FUNCTIONS = (
    Function(
        name="starts_with",
        parameters=(Parameter("text", (TEXT,)), Parameter("start", (TEXT,))),
        returns=BOOLEAN,
        run=_starts_with,
        zh="文本是否以给定文字开头；不分全半角、大小写、繁简。",
        en="Whether the text starts with the other, compared in the normal form.",
        examples=(Example('starts_with(title, "【新品】")', {"title": "【新品】面膜"}, True),),
    ),
    Function(
        name="ends_with",
        parameters=(Parameter("text", (TEXT,)), Parameter("end", (TEXT,))),
        returns=BOOLEAN,
        run=_ends_with,
        zh="文本是否以给定文字结尾；不分全半角、大小写、繁简。",
        en="Whether the text ends with the other, compared in the normal form.",
        examples=(Example('ends_with(title, "包邮")', {"title": "面膜 包邮"}, True),),
    ),
    Function(
        name="digits",
        parameters=(Parameter("text", (TEXT,)),),
        returns=TEXT,
        run=_digits,
        pure=True,
        zh="只留下文本中的数字，全角变半角。",
        en="Only the digits of the text, full-width ones made plain.",
        examples=(Example("digits(sku)", {"title": "面膜", "sku": "No. １２-34"}, "1234"),),
    ),
    Function(
        name="check_digit",
        parameters=(Parameter("text", (TEXT,)), Parameter("kind", (NUMBERS,))),
        returns=BOOLEAN,
        run=_check_digit,
        pure=True,
        zh="编号的格式和校验位是否正确：`sc` 食品生产许可证，`jy` 食品经营许可证，"
        "`uscc` 统一社会信用代码，`orgcode` 组织机构代码，`ric` 公民身份号码，`patent` 专利号，"
        "`gtin` 条码，`isbn`（或只认一种：`isbn13`、`isbn10`），`issn`，`luhn`（银行卡号、IMEI），"
        "`vat` 欧盟、英国的增值税号（带国家前缀），`cas` 化学物质登记号。正确不代表编号真实存在。",
        en="Whether a number is well-formed and its check digit right: `sc` and `jy` (Chinese food "
        "licences), `uscc` and `orgcode` (Chinese companies), `ric` (Chinese identity cards), "
        "`patent` (ZL numbers), `gtin` (bar codes of 8, 12, 13 or 14 digits), `isbn` (or one form "
        "of it, `isbn13`, `isbn10`), `issn`, `luhn` (bank cards, IMEI), `vat` (of the EU and "
        "the United Kingdom, with the prefix of the country), `cas` (chemical substances). Being "
        "right is no proof that it was issued.",
        examples=(
            Example('check_digit("6921168509256", gtin)', {"title": "水"}, True),
            Example(
                "any(patents, not check_digit(number, patent))",
                {"title": "杯", "patents": [{"number": "ZL202322865413.3"}]},
                False,
            ),
        ),
    ),
    Function(
        name="names_other_model",
        parameters=(Parameter("text", (TEXT,)), Parameter("model", (TEXT,))),
        returns=BOOLEAN,
        run=_names_other_model,
        pure=True,
        zh="文本写的是另一型号而不是给定型号：字母相同、数字不同（Z6 对 Z7）。"
        "给定的不是“字母+数字”时为未知。",
        en="Whether the text names a sibling of the model, with the same letters and other digits "
        "(Z6 for Z7), and never the model itself. Unknown if the model is not letters and digits.",
        examples=(
            Example(
                'names_other_model(title, attributes["型号"])',
                {"title": "电话手表 Z6", "attributes": {"型号": "Z7"}},
                True,
            ),
            Example(
                'names_other_model(title, attributes["型号"])',
                {"title": "墨盒 适用 L301 L303", "attributes": {"型号": "L303"}},
                False,
            ),
        ),
    ),
    Function(
        name="agree",
        parameters=_TWO_TEXTS,
        returns=BOOLEAN,
        run=_agree,
        zh="两个文本是否写了模式所说的同一样东西；空格、连字符、大小写不论，"
        "i7-12700 与 i7-12700F 算同一样。有一个没写为否。`by: tags` 比较的是词条的标签："
        "两边的词条有一个标签相同就算一样。`against` 是另一文本要找的模式，不写则相同。",
        en="Whether two texts name the same thing of the kind that a pattern is, blanks, hyphens "
        "and case apart; i7-12700 is short for i7-12700F. False if one of them names none. "
        "`by: tags` compares the tags of the entries instead: one in common is enough. "
        "`against` is the pattern for the other text where it is another one.",
        examples=(
            Example(
                'agree(title, attributes["等级"], $word)',
                {"title": "爆款 鞋", "attributes": {"等级": "年度爆款"}},
                True,
            ),
        ),
    ),
    Function(
        name="disagree",
        parameters=_TWO_TEXTS,
        returns=BOOLEAN,
        run=_disagree,
        zh="两个文本是否都写了模式所说的东西，却没有一样相同：标题写 RTX 3060，属性是 RTX3070。"
        "有一个没写为否。`by: tags` 比较的是词条的标签：没有一个标签相同才算不同，"
        "所以带几个标签的词条与其中任何一类都不冲突。`against` 是另一文本要找的模式，不写则相同。",
        en="Whether two texts both name something of the kind that a pattern is, and nothing in "
        "common: a title says RTX 3060, the attribute RTX3070. False if one of them names none. "
        "`by: tags` compares the tags of the entries instead: they disagree if they share none, "
        "so that an entry with several tags contradicts no one of these kinds. "
        "`against` is the pattern for the other text where it is another one.",
        examples=(
            Example(
                'disagree(title, attributes["等级"], $word)',
                {"title": "爆款 鞋", "attributes": {"等级": "年度爆款"}},
                False,
            ),
        ),
    ),
    Function(
        name="lexicon",
        parameters=(Parameter("name", (TEXT,)),),
        returns=LEXICON,
        run=_lexicon,
        pure=True,
        zh="词库，只用在 `in` 的右边：整个文本是否为其中一个词条。",
        en="A lexicon, on the right of `in` only: whether the whole text is one of its entries.",
        examples=(Example('brand in lexicon("brands")', {"title": "鞋", "brand": "Nike"}, True),),
    ),
)
