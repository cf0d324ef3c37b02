"""Words: where they begin and end, which of them say little, and when two are the same."""

from __future__ import annotations

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Han characters, with the zero 〇 and the repetition 々; like the others a part of a regex set."""
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d"
LETTER = rf"[^\W_{HAN}{KANA}]"
RUN = rf"{LETTER}+(?:(?:['’\-‐‑]|(?<=[0-9])[.,](?=[0-9])){LETTER}+)*"
"""Letters and digits with apostrophes and hyphens inside, or a point or comma between digits."""

_FUNCTION = """
a an the
and or but nor so yet if than as that while because although though unless whether
about above across after against along among around at before behind below beneath beside besides
between beyond by despite down during except for from in inside into like near of off on onto
opposite out outside over past per plus round since through throughout till to toward towards under
underneath until up upon versus via vs with within without
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""English articles, conjunctions and prepositions."""

CHINESE_FUNCTION_WORDS = frozenset(
    ["以及", "或者", "并且", "还有", "而且", "及其", "对于", "关于", "用于", "由于", "适用", "适合"]
)

_UNITS = """
inch inches ft feet foot yd yard yards cm mm km oz ounce ounces lb lbs pound pounds gram grams gm
gms kg mg mcg ml liter liters litre litres qt gal gallon gallons volt volts watt watts amp amps ah
mah wh kwh hz khz mhz ghz mb gb tb mp px dpi db rpm psi bar pc pcs piece pieces pk pack packs ct
count set sets pair pairs sheet sheets roll rolls sec second seconds min minute minutes hr hrs
hour hours day days week weeks month months yr yrs year years
"""
UNITS = frozenset(_UNITS.split())
"""What stands after a number and belongs to it."""

SIZES = frozenset(("xxs", "xs", "sm", "md", "med", "lg", "xl", "xxl", "xxxl", "xxxxl"))

_TWICE = """
agar aye bling bon bora bye cha choo chop chow ding dum ha ho hush knock la mahi pago peri piri pom
tam tick tuk ylang yo yum
"""
TWICE = frozenset(_TWICE.split())
"""What is said twice in a row as a matter of course: ylang ylang, peri peri, yo yo."""

_ALIKE = frozenset(("atlas", "canvas", "christmas", "lens"))
"""Singulars in s."""


def singular(word: str) -> str:
    """Return what the singular and the plural of a lower-case word have in common.

    It need not be a word: *battery* and *batteries* are *batteri*, *house* and *houses* *hous*.
    """
    word = word.removesuffix("'s").removesuffix("’s")
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        word = word if word in _ALIKE else word[:-1]
    if word.endswith("ie") and len(word) > 2:
        return word[:-1]
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        return f"{word[:-1]}i"
    return word[:-1] if word.endswith(("se", "xe", "ze", "che", "she")) else word
