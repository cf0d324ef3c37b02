"""Citations as a reader of the law writes them.

Rule files cite ``9(3)``. Whether the ``(3)`` is a paragraph (款) or an item (项) the file does
not say, and the law's own articles differ (广告法 九 lists items, 广告法 十一 has paragraphs), so
one number stays as it is, 第九条（三）. Of two, the first is the paragraph and the second the item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from listing_guard.model.report import Basis

_ARTICLE = re.compile(r"(\d{1,4})((?:\(\d{1,2}\))*)")
_RANGE = re.compile(r"(\d{1,4})[-–—](\d{1,4})")
_BY_SECTION = re.compile(r"\b(CFR|C\.F\.R\.|USC|U\.S\.C\.)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DIGITS = "零一二三四五六七八九"


def citations(bases: Iterable[Basis], lang: str, laws: Mapping[str, str]) -> str:
    """Return citations in one line; ``laws`` gives titles in the language, by name."""
    joint = "；" if lang == "zh" else "; "
    return joint.join(cite(basis, lang, laws) for basis in bases)


def cite(basis: Basis, lang: str, laws: Mapping[str, str]) -> str:
    """Return one citation: ``《广告法》第九条（三）``, ``Advertising Law art. 9(3)``.

    In Chinese the law keeps the short name that the rule gives it.
    """
    article = basis.article.strip()
    if lang == "zh" and _HAN.search(basis.law):
        law = basis.law if basis.law.startswith("《") else f"《{basis.law}》"
        place = f"{law}{chinese_article(article)}"
        return f"{place}（{basis.note}）" if basis.note else place
    law = basis.law if lang == "zh" else laws.get(basis.law, basis.law)
    mark = "§ " if _BY_SECTION.search(law) else "art. "
    place = f"{law} {mark if article[:1].isdigit() else ''}{article}".rstrip()
    return f"{place} ({basis.note})" if basis.note else place


def chinese_article(article: str) -> str:
    """Return ``第九条（三）`` for ``9(3)``; what has another form stays as it is.

    >>> chinese_article("28(2)(1)"), chinese_article("16-20")
    ('第二十八条第二款第（一）项', '第十六至二十条')
    """
    if match := _RANGE.fullmatch(article):
        return f"第{numeral(int(match[1]))}至{numeral(int(match[2]))}条"
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return f" {article}" if article[:1].isascii() and article else article
    place = f"第{numeral(int(match[1]))}条"
    levels = [numeral(int(level)) for level in re.findall(r"\d+", match[2])]
    if len(levels) == 2:
        return f"{place}第{levels[0]}款第（{levels[1]}）项"
    return place + "".join(f"（{level}）" for level in levels)


def numeral(number: int) -> str:
    """Return a whole number below 10,000 in Chinese: 十七, 一百零五, 一千二百六十."""
    if number == 0:
        return _DIGITS[0]
    written = ""
    gap = False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += (_DIGITS[0] if gap else "") + _DIGITS[digit] + unit
            gap = False
        elif written:
            gap = True
    return written.removeprefix("一") if 10 <= number < 20 else written
