"""Check digits of the numbers that Chinese and international listings show.

A number that passes is well-formed, which is no proof that it was issued; one that fails was
mistyped or made up. Some early pilot codes of `uscc` are legal although they fail, and so are a
few `sc` numbers, so a failure by itself is a warning and no verdict.

The sums are python-stdnum's, imported when a number is first checked. What is our own: patents and
organisation codes, which it does not have, and the shape of `uscc` and `ric`, of which it refuses
some that are issued.

Every function takes a text as written: full-width digits, blanks and hyphens are let be.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_ORGCODE = re.compile(r"([0-9A-Z]{8})([0-9X])")
_ORGCODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RIC = re.compile(r"[1-9][0-9]{16}[0-9X]")
_PATENT = re.compile(r"(?:ZL)?((?:19|20)[0-9]{2}[12389][0-9]{7}|[0-9]{2}[12389][0-9]{5})\.([0-9X])")
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_LICENCE = re.compile(r"[0-9]{14}")
_LUHN = re.compile(r"[0-9]{2,64}")
_CAS = re.compile(r"[1-9][0-9]{1,6}-[0-9]{2}-[0-9]")
_CAS_NAME = re.compile(r"^CAS(?:RN|NO\.?)?:?")
_ISBN_NAME = re.compile(r"^ISBN(?:1[03](?=:))?:?")


def _plain(text: str) -> str:
    """Return the number in capital letters without blanks and hyphens."""
    return re.sub(r"[\s\-‐–]", "", unicodedata.normalize("NFKC", text)).upper()


def is_uscc(text: str) -> bool:
    """Check a unified social credit code, 统一社会信用代码 (GB 32100-2015).

    The first two characters may be letters, as in the codes that the ministry of agriculture
    gives to village collectives; python-stdnum takes digits only.
    """
    from stdnum.cn import uscc

    code = _plain(text)
    return bool(_USCC.fullmatch(code)) and uscc.calc_check_digit(code[:17]) == code[17]


def is_orgcode(text: str) -> bool:
    """Check an organisation code, 组织机构代码 (GB 11714-1997), alone or inside a `uscc`."""
    code = _plain(text)
    found = _ORGCODE.fullmatch(code[8:17] if _USCC.fullmatch(code) else code)
    if not found:
        return False
    total = sum(int(c, 36) * w for c, w in zip(found[1], _ORGCODE_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11] == found[2]


def is_ric(text: str) -> bool:
    """Check a resident identity number, 公民身份号码 (GB 11643-1999): birthday and check digit.

    The county is let be, since the list of those that ever were is never complete.
    """
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    code = _plain(text)
    if not _RIC.fullmatch(code) or ric.calc_check_digit(code) != code[17]:
        return False
    try:
        return bool(ric.get_birth_date(code))
    except ValidationError:
        return False


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
    from stdnum import ean

    return ean.is_valid(_plain(text))


def is_isbn(text: str) -> bool:
    """Check an ISBN of 10 or 13 digits."""
    return is_isbn13(text) or is_isbn10(text)


def is_isbn13(text: str) -> bool:
    """Check an ISBN of 13 digits."""
    return _isbn(text, 13)


def is_isbn10(text: str) -> bool:
    """Check an ISBN of 10 digits, as printed until 2006."""
    return _isbn(text, 10)


def _isbn(text: str, digits: int) -> bool:
    from stdnum import isbn

    code = _ISBN_NAME.sub("", _plain(text))
    return len(code) == digits and isbn.is_valid(code)


def is_issn(text: str) -> bool:
    """Check the ISSN of a periodical."""
    from stdnum import issn

    return issn.is_valid(re.sub(r"^ISSN:?", "", _plain(text)))


def is_luhn(text: str) -> bool:
    """Check digits that end in a Luhn check digit (ISO/IEC 7812): bank cards, IMEI."""
    from stdnum import luhn

    code = _plain(text)
    return bool(_LUHN.fullmatch(code)) and luhn.is_valid(code)


def is_vat(text: str) -> bool:
    """Check a VAT number of the EU, Northern Ireland (XI) or Great Britain, with its prefix.

    Without the prefix nobody can tell whose it is, so it is refused.
    """
    from stdnum.eu import vat
    from stdnum.gb import vat as british

    code = _plain(text)
    return british.is_valid(code) if code.startswith("GB") else vat.is_valid(code)


def is_cas(text: str) -> bool:
    """Check a CAS Registry Number of a substance, written with its hyphens."""
    from stdnum import casrn

    code = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    code = re.sub("[‐–]", "-", _CAS_NAME.sub("", code))
    return bool(_CAS.fullmatch(code)) and casrn.is_valid(code)


def is_sc(text: str) -> bool:
    """Check a food production licence number, 食品生产许可证编号 (ISO 7064 MOD 11,10)."""
    return _is_licence(text, "SC")


def is_jy(text: str) -> bool:
    """Check a food business licence number, 食品经营许可证编号 (ISO 7064 MOD 11,10)."""
    return _is_licence(text, "JY")


def _is_licence(text: str, prefix: str) -> bool:
    from stdnum.iso7064 import mod_11_10

    code = _plain(text).removeprefix(prefix)
    return bool(_LICENCE.fullmatch(code)) and mod_11_10.is_valid(code)


CHECKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "sc": is_sc,
        "jy": is_jy,
        "uscc": is_uscc,
        "orgcode": is_orgcode,
        "ric": is_ric,
        "patent": is_patent,
        "gtin": is_gtin,
        "isbn": is_isbn,
        "isbn13": is_isbn13,
        "isbn10": is_isbn10,
        "issn": is_issn,
        "luhn": is_luhn,
        "vat": is_vat,
        "cas": is_cas,
    }
)
"""The checks by the name that ``check_digit`` takes."""
