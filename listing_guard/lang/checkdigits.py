"""Check digits of the numbers that Chinese and international listings show.

A number that passes is well-formed, which is no proof that it was issued; one that fails was
mistyped or made up. Some early pilot codes of `uscc` are legal although they fail, and so are a
few `sc` numbers, so a failure by itself is a warning and no verdict.

Every function takes a text as written: full-width digits, blanks and hyphens are let be.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_PATENT = re.compile(r"(?:ZL)?((?:19|20)[0-9]{2}[12389][0-9]{7}|[0-9]{2}[12389][0-9]{5})\.([0-9X])")
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_LICENCE = re.compile(r"[0-9]{14}")
_ISBN = re.compile(r"97[89][0-9]{10}")
_GTIN = re.compile(r"[0-9]{8}|[0-9]{12,14}")


def _plain(text: str) -> str:
    """Return the number in capital letters without blanks and hyphens."""
    return re.sub(r"[\s\-‐–]", "", unicodedata.normalize("NFKC", text)).upper()


def is_uscc(text: str) -> bool:
    """Check a unified social credit code, 统一社会信用代码 (GB 32100-2015)."""
    code = _plain(text)
    if not _USCC.fullmatch(code):
        return False
    total = sum(
        _USCC_ALPHABET.index(character) * pow(3, place, 31)
        for place, character in enumerate(code[:17])
    )
    return code[17] == _USCC_ALPHABET[-total % 31]


def is_patent(text: str) -> bool:
    """Check a Chinese patent number, 专利号, in the form since October 2003 or the older one."""
    found = _PATENT.fullmatch(_plain(text).replace("．", "."))
    if not found:
        return False
    # The older form has eight digits and uses the first eight weights.
    total = sum(int(d) * w for d, w in zip(found[1], _PATENT_WEIGHTS, strict=False))
    return "0123456789X"[total % 11] == found[2]


def is_gtin(text: str) -> bool:
    """Check a bar code number: GTIN-8, -12 (UPC), -13 (EAN), -14."""
    code = _plain(text)
    if not _GTIN.fullmatch(code):
        return False
    # From the right, the digits before the check digit weigh 3, 1, 3, 1 …
    total = sum(
        int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(code[:-1]))
    )
    return int(code[-1]) == -total % 10


def is_isbn13(text: str) -> bool:
    """Check an ISBN of 13 digits."""
    code = re.sub(r"^ISBN:?", "", _plain(text))
    return bool(_ISBN.fullmatch(code)) and is_gtin(code)


def is_sc(text: str) -> bool:
    """Check a food production licence number, 食品生产许可证编号 (ISO 7064 MOD 11,10)."""
    return _is_licence(text, "SC")


def is_jy(text: str) -> bool:
    """Check a food business licence number, 食品经营许可证编号 (ISO 7064 MOD 11,10)."""
    return _is_licence(text, "JY")


def _is_licence(text: str, prefix: str) -> bool:
    code = _plain(text).removeprefix(prefix)
    if not _LICENCE.fullmatch(code):
        return False
    product = 10
    for digit in code[:13]:
        product = (product + int(digit)) % 10 or 10
        product = product * 2 % 11
    return int(code[13]) == (11 - product) % 10


CHECKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "sc": is_sc,
        "jy": is_jy,
        "uscc": is_uscc,
        "patent": is_patent,
        "gtin": is_gtin,
        "isbn13": is_isbn13,
    }
)
"""The checks by the name that ``check_digit`` takes."""
