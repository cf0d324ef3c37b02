"""What becomes of one character in the normal form.

``Ａ`` becomes ``a``, ``①`` becomes ``1``, ``㎡`` becomes ``m2``, ``飲`` becomes ``饮``, a
zero-width space becomes nothing. Every rule here looks at a single character, so that an offset
map stays exact: converters that work on whole strings replace phrases and move offsets.

Two departures from NFKC, both because it would put something into the text that no reader sees:

* ``™`` and ``℠`` stay. As ``tm`` they would glue to the brand before them, and ``nike`` would no
  longer end at a word's edge in ``NIKE™``.
* Spacing accents such as ``´`` or ``￣`` stay. NFKC makes a space and a combining mark of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# White on black, boxed, in two rings or without serifs: Unicode gives them no compatibility form.
_RINGED = {
    chr(first + at): letters[at]
    for first, letters in (
        (0x2776, "123456789"), (0x2780, "123456789"), (0x278A, "123456789"),
        (0x24F5, "123456789"), (0x24FF, "0"), (0x1F150, "abcdefghijklmnopqrstuvwxyz"),
        (0x1F170, "abcdefghijklmnopqrstuvwxyz"),
    )
    for at in range(len(letters))
}  # fmt: skip
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_KEPT = frozenset("™℠")
# Letters and marks that are not Cf but have no glyph: the combining grapheme joiner, Hangul
# fillers, Khmer inherent vowels, the variation selectors of Mongolian and of everything else; and
# rings and keycaps around another character, which is what is read.
_INVISIBLE = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0}
).union(range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x20DD, 0x20E5))
_HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
# The basic plane without Han (only the traditional table changes it), Hangul syllables and
# private use (nothing does).
_MIXED = (
    range(0x3400),
    range(0x4DC0, 0x4E00),
    range(0xA000, 0xAC00),
    range(0xD7A4, 0xE000),
    range(0xF900, 0x10000),
)
_HANGUL_JOINING = (range(0x1160, 0x11A8), range(0x11A8, 0x1200), range(0xD7B0, 0xD800))


def is_dropped(char: str) -> bool:
    """Say whether a character leaves no trace: zero-width, bidi and other controls, selectors."""
    if ord(char) in _INVISIBLE:
        return True
    category = unicodedata.category(char)
    return category == "Cf" or (category == "Cc" and not char.isspace())


def is_joining(char: str) -> bool:
    """Say whether a character attaches to the one before it: a mark, or a Hangul vowel or final.

    U+16D67 is the one letter outside Hangul that composes with what stands before it.
    """
    code = ord(char)
    if unicodedata.category(char)[0] == "M" or unicodedata.combining(char):
        return True
    return code == 0x16D67 or any(code in part for part in _HANGUL_JOINING)


def is_han(char: str) -> bool:
    """Say whether a character is a Chinese one of the basic plane, as nearly all in use are."""
    return "\u3400" <= char <= "\u9fff"


def is_ringed(char: str) -> bool:
    """Say whether a character is a letter or digit in a ring that Unicode does not tell as such."""
    return char in _RINGED


def is_enclosing(char: str) -> bool:
    """Say whether a character is a ring or keycap around the one before it."""
    return "\u20dd" <= char <= "\u20e4"


def is_lying(char: str) -> bool:
    """Say whether a character is a mark on the one before it: a stroke, a ring, a selector."""
    return char >= "\u0300" and unicodedata.category(char) in ("Mn", "Me")


def expand(char: str) -> str:
    """Return what one character becomes: itself, another one, several, or nothing.

    The result is a fixed point: expanding each of its characters changes nothing.
    """
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    if char in _LINE_ENDS:
        return "\n"
    if char.isspace():
        return " "
    if is_dropped(char):
        return ""
    if char in _KEPT:
        return char
    form = _compatible(char)
    if form != char:
        return "".join(map(expand, form))
    simple = _simplified(char)
    return char if simple == char else expand(simple)


def _compatible(char: str) -> str:
    """Fold width, case and compatibility forms (NFKC, full case folding) of one character."""
    form = _RINGED.get(char) or unicodedata.normalize("NFKC", char)
    if form[0] == " ":
        return unicodedata.normalize("NFC", char)
    # Case folding can leave what composes, or what has a compatibility form of its own.
    while True:
        again = unicodedata.normalize("NFKC", form.casefold())
        if again == form:
            return form
        form = again


def _simplified(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return _simplified_bmp().get(char, char)
    return _convert([char])[0] if 0x20000 <= code < 0x40000 else char


@cache
def _simplified_bmp() -> dict[str, str]:
    """Return the simplified form of each traditional character of the basic plane.

    Source: the character table of OpenCC's conversion ``t2s``.
    """
    chars = [chr(code) for part in _HAN for code in part]
    pairs = zip(chars, _convert(chars), strict=True)
    return {char: simple for char, simple in pairs if simple != char and len(simple) == 1}


def _convert(chars: list[str]) -> list[str]:
    """Convert characters one by one; a line each keeps phrases from forming."""
    return _converter()("\n".join(chars)).split("\n")


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


class FoldTable(dict[str, str]):
    """`expand` as a table: the characters of the basic plane that change, others as asked."""

    def __missing__(self, char: str) -> str:
        self[char] = form = expand(char)
        return form


@cache
def fold_table() -> FoldTable:
    """Return the table of what changes; built once, some 50 ms."""
    table = FoldTable({char: expand(char) for char in _simplified_bmp()})
    for char in _mixed():
        form = expand(char)
        if form != char:
            table[char] = form
    return table


@cache
def odd() -> re.Pattern[str]:
    """Return a test that finds every character that changes, attaches or is astral.

    The class is written as what it is *not*: a character class that names even one astral
    character loses its bitmap and gets some sixty times slower; a negated one of the basic plane
    keeps it.
    """
    return re.compile(outside(set(fold_table()) | _joining_bmp()))


@cache
def joining() -> re.Pattern[str]:
    """Return a test that finds every joining character and, falsely, every astral one."""
    return re.compile(outside(_joining_bmp()))


@cache
def _joining_bmp() -> frozenset[str]:
    return frozenset(filter(is_joining, _mixed()))


def _mixed() -> Iterator[str]:
    return (chr(code) for part in _MIXED for code in part)


def outside(chars: Iterable[str]) -> str:
    """Return the class that matches ``chars`` and whatever is beyond the basic plane."""
    codes = sorted(ord(char) for char in chars if char <= "\uffff")
    gaps, at = [], 0
    for code in [*codes, 0x10000]:
        if code > at:
            gaps.append(f"\\u{at:04x}-\\u{code - 1:04x}")
        at = code + 1
    return f"[^{''.join(gaps)}]"
