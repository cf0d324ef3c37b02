"""How discounts are written in English, as expressions over the normal form.

All repetitions are bounded, so that a text takes time in proportion to its length. What the
groups mean is in `englishdiscounts`.
"""

from __future__ import annotations

import re

from listing_guard.prices.numerals import ENGLISH

_FIGURE = r"\d{1,7}(?:[.,]\d{3}){0,2}(?:[.,]\d{1,2})?(?!\d|[.,]\d)"
_SIGN = r"(?:us|hk|au|ca|nz|sg|[acs])?\$|[£€¥]"
_NAME = r"usd|eur|gbp|aud|cad|dollars?|euros?|pounds?|bucks|€|£"


def _money(name: str) -> str:
    return (
        rf"(?:(?<![a-z\d])(?P<{name}s>{_SIGN})\s?(?P<{name}1>{_FIGURE})"
        rf"|(?P<{name}2>{_FIGURE})\s?(?P<{name}n>{_NAME})(?![a-z]))"
    )


_WORDS = "|".join(ENGLISH)
_N = rf"(?:\d{{1,2}}|{_WORDS})"
_MOST = r"(?P<most>up to|as much as|upto)\s"
_PERCENT = r"(?P<p>\d{1,2}(?:\.\d{1,2})?)\s?(?:%|percent)"
_NO_HYPHEN = r"(?![\w-])"

PERCENT_OFF = re.compile(
    rf"(?<![a-z\d-])(?<!\d[.,])(?:(?P<saving>save|take|get|enjoy)\s)?(?:{_MOST})?(?P<extra>(?:an\s)?(?:extra|additional)\s)?"
    rf"{_PERCENT}[\s-]?(?:off|discount|reduction){_NO_HYPHEN}"
)
SAVE_PERCENT = re.compile(rf"\bsave\s(?P<extra>an\sextra\s)?(?:{_MOST})?{_PERCENT}(?![\w%])")
HALF = re.compile(rf"\b(?:{_MOST})?(?P<half>half[\s-]price|half off|1/2 price){_NO_HYPHEN}")
SAVE = re.compile(rf"\bsave\s(?P<extra>an\sextra\s)?(?:{_MOST})?{_money('a')}")
OFF = re.compile(
    rf"(?<![a-z\d-])(?<!\d[.,])(?P<extra>(?:extra|additional)\s)?(?:{_MOST})?{_money('a')}\soff{_NO_HYPHEN}"
)
SPEND = re.compile(
    rf"\bspend\s(?P<each>every\s)?{_money('t')}(?:\sor more)?[\s,&]{{1,2}}"
    r"(?:and\s)?(?:get\s|save\s)?"
    rf"(?:{_money('a')}|{_PERCENT})(?:\soff)?"
)
OVER = re.compile(
    rf"(?:(?:save\s)?{_money('a')}(?:\soff)?|{_PERCENT}\soff)\s(?:on\s)?"
    rf"(?:when you spend|(?:your\s)?(?:orders?|purchases?)\s(?:over|of|above))\s{_money('t')}"
)
WAS_NOW = re.compile(
    rf"\b(?:was|were|originally):?\s{_money('w')}[\s,;./|-]{{1,3}}(?:is\s)?now(?:\sonly|\sjust|:)?\s{_money('a')}"
)
NOW_WAS = re.compile(
    rf"\bnow(?:\sonly|\sjust|:)?\s{_money('a')}[\s,;./|(-]{{1,3}}(?:was|originally):?\s{_money('w')}"
)
REDUCED = re.compile(rf"\breduced from\s{_money('w')}\sto\s{_money('a')}")
N_FOR_M = re.compile(
    rf"(?<![a-z\d-])(?<!\d[.,])(?P<n>{_N})[\s-]for[\s-](?:the price of\s)?(?P<m>{_N})"
    r"(?=$|\s?[^\w\s%.:/-]|\s?\.(?:\s|$)|\s(?:offer|deal|sale|promotion|special|on|across|mix)\b)"
)
N_FOR_MONEY = re.compile(
    rf"(?<![a-z\d-])(?<!\d[.,])(?P<n>{_N})\sfor\s(?:only\s|just\s)?{_money('a')}"
)
BUY_GET = re.compile(
    rf"\bbuy\s(?P<n>{_N})[\s,]{{1,2}}get\s(?:the\s)?"
    rf"(?P<m>{_N}|another|second|2nd)\s(?:(?:one|item)\s)?(?:(?P<free>free)"
    rf"|(?:at\s|for\s)?(?P<half>half[\s-]price|half off)|(?:at\s)?{_PERCENT}\soff){_NO_HYPHEN}"
)
BOGO = re.compile(
    rf"\bbogof?(?:\s(?:(?P<half>half[\s-]price|half off)|{_PERCENT}\soff))?{_NO_HYPHEN}"
)
FROM = re.compile(
    rf"\b(?:(?:only|prices?)\s)?(?:from(?:\sonly|\sjust)?|starting (?:at|from))\s{_money('a')}"
)
ONLY = re.compile(rf"\b(?:now(?:\sonly|\sjust)?|only|just)\s{_money('a')}")

CONDITION = re.compile(
    r"\b(?:code|coupon|voucher|members?|membership|subscribe|subscription|first|students?|sign up"
    r"|trade[- ]in|prime|app|orders?|when you|if you|buy|spend|extra|additional|cashback|rebate)\b"
)
VAGUE_BEFORE = re.compile(r"(?:than|nearly|almost|about|over|worth|least|from|not)\s$")
NO_PRICE_BEFORE = re.compile(r"(?:was|reduced|down|discounted|marked down|saved|off)\s$")
SENTENCE_END = re.compile(r"[\n!?;|]|\.\s")

LITERALS: tuple[str, ...] = (
    *(f"{c}{gap}{word}" for c in "%t" for gap in (" ", "-", "") for word in ("off", "discount")),
    *("% reduction", "%-reduction", "%reduction", "percent reduction", "percent-reduction"),
    *(f"{c} off" for c in "0123456789€£"),
    *(f"{name} off" for name in ("usd", "eur", "gbp", "aud", "cad", "dollar", "dollars", "euro")),
    *("euros off", "pound off", "pounds off", "bucks off", "half price", "half-price", "half off"),
    *("1/2 price", "spend ", "reduced from", "bogo", "when you spend"),
    *(f"{word} {c}" for word in ("order", "orders", "purchase", "purchases") for c in "oa"),
    *(f"save {c}" for c in (*"$£€¥0123456789a", "us$", "hk$", "ca$", "c$", "s$", "nz$", "up")),
    *(f"buy {n}" for n in (*"123456789", *ENGLISH)),
    *(f"{a}for{b}{n}" for a in " -" for b in " -" for n in (*"123456789", *ENGLISH, "the price")),
    *(
        f"{word} {sign}"
        for word in ("for", "was", "was:", "were", "originally", "now", "now:", "only", "just")
        for sign in (*"$£€¥0123456789", "us$", "hk$", "au$", "ca$", "nz$", "sg$", "a$", "c$", "s$")
    ),
    *(
        f"{word} {sign}"
        for word in ("from", "starting at")
        for sign in (*"$£€¥0123456789", "us$", "hk$", "au$", "ca$", "nz$", "sg$", "a$", "c$", "s$")
    ),
)
"""One of these stands in every claim."""
