"""Writes terms as sellers do who want them read by people and not by word lists.

Each family takes a term and a seeded random source and yields one evasion or none: none where the
family has nothing to do, or where a reader would no longer read the term. The tables are the
generator's own, so that they test those of the engine.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from opencc import OpenCC
from pypinyin import Style, pinyin

from listing_guard.text.fold import fold
from listing_guard.text.tokens import token_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random


class Evasion(NamedTuple):
    """A term in disguise."""

    text: str
    folds: frozenset[str]
    """Of these the finding must name one."""


MARKS = "*·•★☆♥❤✿~^=_-.'#@$`"
LISTS = "|/+&"
"""Between two words they part them; one on each side of every character does not."""
EMOJI = ("🔥", "❤️", "👍", "🌸", "💯", "👍🏻", "⭐", "➕")
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u202d\ufe0e\u180e"
LYING = "\u0336\u0332\u0338\u0305\u20d2\u0489"
"""Marks that are written over or under a character and compose with no Chinese one."""
MARKUP = ("<b></b>", "<i></i>", "<!-- -->", "<span></span>", '<span class="s"></span>')
ODD = "*★☆♥❤✿^_"
"""What no Latin word is joined by as a matter of course."""

_HOMOPHONES: Mapping[str, str] = MappingProxyType({
    "最": "蕞醉嘴", "佳": "嘉", "第": "弟", "一": "壹", "级": "极", "国": "囯", "家": "佳",
    "顶": "鼎", "微": "薇威", "信": "芯", "加": "咖伽", "群": "裙", "好": "郝", "全": "荃",
    "独": "毒", "疗": "辽", "唯": "惟", "治": "冶", "品": "榀", "网": "罔",
})  # fmt: skip
_PARTS: Mapping[str, str] = MappingProxyType({
    "强": "弓虽", "加": "力口", "信": "亻言", "群": "君羊", "码": "石马", "级": "纟及",
    "胖": "月半", "肥": "月巴", "药": "艹约", "治": "氵台", "疗": "疒了", "枪": "木仓",
    "烟": "火因", "赌": "贝者", "仿": "亻方", "假": "亻叚", "顶": "丁页", "绝": "纟色",
    "佳": "亻圭", "极": "木及", "最": "日取",
})  # fmt: skip
_NUMERALS: Mapping[str, str] = MappingProxyType({
    "一": "1壹①Ⅰ㊀１", "二": "2贰②Ⅱ㊁", "三": "3叁③Ⅲ㊂", "百": "佰", "千": "仟", "十": "拾",
})  # fmt: skip
_CYRILLIC: Mapping[str, str] = MappingProxyType({
    "a": "аα", "c": "с", "e": "еε", "i": "іι", "k": "кκ", "o": "оο", "p": "рρ", "s": "ѕ", "x": "хχ",
    "y": "у", "n": "ո", "u": "υ", "j": "ј", "t": "тτ", "m": "м", "d": "ԁ",
})  # fmt: skip
_LOOKALIKE: Mapping[str, str] = MappingProxyType(
    {"l": "1I", "i": "l1", "o": "0", "s": "5", "e": "3", "a": "4"}
)
_LATIN_FORMS = (0x1D400, 0x1D434, 0x1D5A0, 0x1D670, 0x24B6, 0xFF21)
"""Capital A in bold, italic, sans-serif, monospace, in a ring, and wide."""
_HAN = re.compile("[\u3400-\u9fff]")


def gaps(term: str, rng: Random) -> Evasion | None:
    """Put a sign between two characters, or one kind of sign between all of them."""
    places = [at for at in range(1, len(term)) if _may_part(term, at)]
    if not places:
        return None
    sign = rng.choice([*MARKS, *EMOJI, *LYING, *LISTS, " ", " "])
    if sign in LISTS or sign == " ":
        if len(places) < len(term) - 1:
            return None  # 全网 最低 is two words either way
        chosen = places
    else:
        chosen = places if rng.random() < 0.4 else [rng.choice(places)]
    return Evasion(_with(term, chosen, sign), frozenset({"gaps"}))


def apart(term: str, rng: Random) -> Evasion | None:
    """Write a Latin name with odd signs in it, or letter by letter."""
    if not re.fullmatch("[a-z]{4,}", term):
        return None
    if rng.random() < 0.5:
        return Evasion(rng.choice(" .·*-_").join(term), frozenset({"gaps"}))
    return Evasion(
        _with(term, [rng.randrange(1, len(term))], rng.choice([*ODD, *EMOJI])), frozenset({"gaps"})
    )


def hidden(term: str, rng: Random) -> Evasion | None:
    """Put a character that nobody sees into a term."""
    if len(term) < 2:
        return None
    return Evasion(
        _with(term, [rng.randrange(1, len(term))], rng.choice(HIDDEN)), frozenset({"hidden"})
    )


def markup(term: str, rng: Random) -> Evasion | None:
    """Put an element without a text into a term."""
    if len(term) < 2:
        return None
    return Evasion(
        _with(term, [rng.randrange(1, len(term))], rng.choice(MARKUP)), frozenset({"markup"})
    )


def forms(term: str, rng: Random) -> Evasion | None:
    """Write the Latin letters and digits in rings, in mathematical type, wide or boxed."""
    if not re.search("[a-z0-9]", term):
        return None
    base = rng.choice(_LATIN_FORMS)
    step = 26 if base == 0x24B6 else 32 if base == 0xFF21 else 26

    def form(char: str) -> str:
        if "a" <= char <= "z":
            at = ord(char) - ord("a")
            made = chr(base + step + at) if rng.random() < 0.5 else chr(base + at)
            return made if fold(made) == char else char
        if "1" <= char <= "9":
            sign = rng.choice((0x2460, 0x2474, 0xFF11, 0))
            return chr(sign + int(char) - 1) if sign and sign != 0x2474 else f"{char}\ufe0f\u20e3"
        return char

    made = "".join(map(form, term))
    return None if made == term else Evasion(made, frozenset({"forms"}))


def variants(term: str, rng: Random) -> Evasion | None:
    """Write a character as it was before the reform, or as it is in Japan."""
    places = [at for at, char in enumerate(term) if _traditional(char) != char]
    if not places:
        return None
    at = rng.choice(places)
    return Evasion(f"{term[:at]}{_traditional(term[at])}{term[at + 1 :]}", frozenset({"variants"}))


def one_pinyin(term: str, rng: Random) -> Evasion | None:
    """Write one character in pinyin, with its tone or without."""
    places = _said(term)
    if len(term) < 2 or not places or len(_HAN.findall(term)) < 2:
        return None
    at = rng.choice(list(places))
    beside = term[at - 1 : at] + term[at + 1 : at + 2]
    if re.search("[a-z0-9]", beside):
        return None  # Latin letters would run together
    bare, toned = places[at]
    said = rng.choice([bare, toned, bare.upper(), bare.capitalize()])
    return Evasion(f"{term[:at]}{said}{term[at + 1 :]}", frozenset({"pinyin"}))


def whole_pinyin(term: str, rng: Random) -> Evasion | None:
    """Write the whole term in pinyin."""
    places = _said(term)
    if len(places) < max(2, len(term)) or sum(len(bare) for bare, _ in places.values()) < 8:
        return None
    kind = rng.randrange(2)
    return Evasion(
        rng.choice(["", " "]).join(said[kind] for said in places.values()), frozenset({"pinyin"})
    )


def initials(term: str, rng: Random) -> Evasion | None:
    """Write a character behind the first as the first letter of its syllable."""
    places = [at for at in _said(term) if at > 0]
    if not places or len(_HAN.findall(term)) < 2:
        return None
    at = rng.choice(places)
    if re.search("[a-z0-9]", term[at - 1 : at] + term[at + 1 : at + 2]):
        return None
    letter = _said(term)[at][0][0]
    return Evasion(
        f"{term[:at]}{rng.choice([letter, letter.upper()])}{term[at + 1 :]}",
        frozenset({"initials"}),
    )


def homophones(term: str, rng: Random) -> Evasion | None:
    """Write another character of the same sound."""
    return _replaced(term, rng, _HOMOPHONES, "homophones", "numerals")


def components(term: str, rng: Random) -> Evasion | None:
    """Take a character apart."""
    places = [at for at, char in enumerate(term) if char in _PARTS]
    if len(term) < 2 or not places:
        return None
    at = rng.choice(places)
    return Evasion(f"{term[:at]}{_PARTS[term[at]]}{term[at + 1 :]}", frozenset({"components"}))


def numerals(term: str, rng: Random) -> Evasion | None:
    """Write a numeral in other signs."""
    return _replaced(term, rng, _NUMERALS, "numerals", "homophones", "forms")


def scripts(term: str, rng: Random) -> Evasion | None:
    """Write some letters of a Latin name in another script."""
    places = [at for at, char in enumerate(term) if char in _CYRILLIC]
    if not re.fullmatch("[a-z]{4,}", term) or not places or len(places) == len(term):
        return None
    chars = list(term)
    for at in rng.sample(places, rng.randint(1, min(3, len(places)))):
        chars[at] = rng.choice(_CYRILLIC[chars[at]])
    return Evasion("".join(chars), frozenset({"scripts"}))


def slips(term: str, rng: Random) -> Evasion | None:
    """Mistype a name: a letter doubled, two swapped, or one that looks alike."""
    if not re.fullmatch("[a-z]{4,}", term):
        return None
    at = rng.randrange(len(term) - 1)
    looks = [place for place, char in enumerate(term) if char in _LOOKALIKE]
    if looks and (len(term) < 6 or rng.random() < 0.4):
        at = rng.choice(looks)
        return Evasion(
            f"{term[:at]}{rng.choice(_LOOKALIKE[term[at]])}{term[at + 1 :]}", frozenset({"slips"})
        )
    if len(term) < 6:
        return None
    if rng.random() < 0.5:
        return Evasion(f"{term[:at]}{term[at]}{term[at:]}", frozenset({"slips"}))
    if term[at] == term[at + 1]:
        return None
    return Evasion(f"{term[:at]}{term[at + 1]}{term[at]}{term[at + 2 :]}", frozenset({"slips"}))


FAMILIES: Mapping[str, Callable[[str, Random], Evasion | None]] = MappingProxyType({
    "gaps": gaps, "apart": apart, "hidden": hidden, "markup": markup, "forms": forms,
    "variants": variants, "one pinyin": one_pinyin, "whole pinyin": whole_pinyin,
    "initials": initials, "homophones": homophones, "components": components,
    "numerals": numerals, "scripts": scripts, "slips": slips,
})  # fmt: skip
NEEDS: Mapping[str, str] = MappingProxyType({
    "gaps": "gaps", "apart": "gaps", "one pinyin": "pinyin", "whole pinyin": "pinyin",
    "initials": "initials", "homophones": "homophones", "components": "components",
    "numerals": "numerals", "scripts": "scripts", "slips": "slips",
})  # fmt: skip
"""The fold that an entry must allow; the other families are undone for every term."""
CARRIERS = (
    "{}",
    "今天的这款，{}，看过的都说",
    "夏季新款（{}）上衣",
    "【{}】春秋外套",
    "我们说的是{}的东西",
    "面料柔软 {}，两件装",
)
"""Innocent texts around a term; none forms a word with it."""


def _with(term: str, places: list[int], sign: str) -> str:
    pieces = [term[a:b] for a, b in zip([0, *places], [*places, len(term)], strict=True)]
    return sign.join(pieces)


def _may_part(term: str, at: int) -> bool:
    """Say whether a sign may stand there: beside Chinese, and not where the term has one."""
    left, right = term[at - 1], term[at]
    return left.isalnum() and right.isalnum() and bool(_HAN.search(left) and _HAN.search(right))


def _said(term: str) -> dict[int, tuple[str, str]]:
    """Return the syllables of the Chinese characters of a term, by place: bare and toned."""
    found: dict[int, tuple[str, str]] = {}
    for run in re.finditer("[\u3400-\u9fff]+", term):
        bare = pinyin(run[0], style=Style.NORMAL)
        toned = pinyin(run[0], style=Style.TONE)
        for at, (plain, marked) in enumerate(zip(bare, toned, strict=False), run.start()):
            found[at] = (plain[0], marked[0])
    return found


def _replaced(term: str, rng: Random, table: Mapping[str, str], *folds: str) -> Evasion | None:
    places = [at for at, char in enumerate(term) if char in table]
    if len(term) < 2 or not places:
        return None
    at = rng.choice(places)
    made = f"{term[:at]}{rng.choice(table[term[at]])}{term[at + 1 :]}"
    if any(left < at < right or left <= at < right - 1 for left, right in _words(made)):
        return None  # 嘴硬 is a word of its own
    return Evasion(made, frozenset(folds))


def _words(text: str) -> list[tuple[int, int]]:
    return list(pairwise([0, *token_ends(text)]))


@cache
def _traditional(char: str) -> str:
    made: str = _converter().convert(char)
    return made if len(made) == 1 and fold(made) == char else char


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")
