"""Model codes in texts: whether a title names another model than the attribute does."""

from __future__ import annotations

import re
import unicodedata

_CODE = re.compile(r"(?<![a-z0-9])([a-z]{1,8})[\s_-]?(\d{1,5})[a-z]{0,4}(?![a-z0-9])")
_NO_MODEL = frozenset({"x", "usb", "type", "ip", "gb", "no", "win"})
"""Letters before digits that are no model's: x2 (twice), USB3, IP67, GB31701."""


def names_other_model(text: str, model: str) -> bool | None:
    """Say whether ``text`` names a sibling of ``model`` (Z6 for Z7) and never ``model`` itself.

    A sibling has the same letters and as many digits, other ones; a text that names several is a
    list of what the goods fit or come as. ``None`` when ``model`` is not
    letters followed by digits, such as 通用 or 见描述: then nothing can be compared.
    """
    own = _CODE.fullmatch(_normal(model).strip())
    if own is None or own[1] in _NO_MODEL:
        return None
    siblings: set[str] = set()
    for letters, digits in _CODE.findall(_normal(text)):
        if letters != own[1]:
            continue
        if digits == own[2]:
            return False
        if len(digits) == len(own[2]):
            siblings.add(digits)
    return len(siblings) == 1


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
