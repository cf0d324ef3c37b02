"""Whether a certificate was issued for these goods: their brand, model and category.

Each comparison has three answers. Names are written in many ways, so only what cannot be the same
is *different*; what may be the same under another name is unknown (``None``).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Lineage = Callable[[str], "tuple[str, frozenset[str]] | None"]

MODEL_NAMES = (
    "型号", "产品型号", "商品型号", "规格型号", "型号规格", "认证型号", "证书型号", "3C型号",
    "CCC型号", "货品型号", "model", "Model", "model_number", "Model Number",
)  # fmt: skip
"""Attributes that hold the model of the goods."""

_LISTED = re.compile(r"[/|、,;()\[\]【】+&\n]+")
_SAYS_NOTHING = frozenset(
    {
        "无", "无品牌", "其他", "其它", "不限", "通用", "全部", "所有", "全系列", "系列", "见附件",
        "详见附件", "见证书", "见描述", "自有品牌", "none", "other", "others", "unbranded",
        "generic", "n/a", "all", "series", "see annex",
    }
)  # fmt: skip
_GOES_ON = re.compile(r"系列|附件|附页|全部|所有|等|series|annex|attach", re.IGNORECASE)
_LATIN_RUN = re.compile(r"[a-z0-9.'’& -]*[a-z][a-z0-9.'’& -]*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_SHORTEST_LATIN = 3
_SHORTEST_HAN = 2
"""Characters of a name that may be a part of another; shorter ones must be the whole."""
_CODE = re.compile(r"(?=.*\d)[a-z0-9.*#□■?]{2,}")
_CODES = re.compile(r"[a-z0-9.]+")
_LEFT_OPEN = re.compile(r"[*#□■?]|x{2,}|x\Z")
_MOST_PARTS = 100


def same_brand(one: str, other: str) -> bool | None:
    """Say whether two texts name a brand in common; ``None``: perhaps, in two scripts.

    >>> same_brand("Midea/美的", "美的"), same_brand("美的", "格力"), same_brand("Midea", "美的")
    (True, False, None)
    """
    mine, theirs = _brands(one), _brands(other)
    if any(_alike(a, b) for run in mine for a in mine[run] for b in theirs[run]):
        return True
    return False if any(mine[run] and theirs[run] for run in mine) else None


def covers_model(recorded: str, sold: str) -> bool | None:
    """Say whether a model that is sold is among those of a certificate.

    >>> covers_model("AB-10、AB-12", "ab10 白色"), covers_model("AB-10", "AB-100")
    (True, False)
    """
    codes = [code for part in _parts(recorded) if _CODE.fullmatch(code := _joined(part))]
    wanted = [
        code
        for part in _parts(sold)
        for text in (_joined(part), *map(_joined, part.split()))
        for code in _CODES.findall(text)
        if _CODE.fullmatch(code)
    ]
    if not codes or not wanted:
        return None
    if any(_is_model(code, want) for code in codes for want in wanted):
        return True
    partly = any(code.startswith(want) for code in codes for want in wanted)
    return None if partly or _GOES_ON.search(recorded) else False


def covers_category(recorded: str, sold: frozenset[str], lineage: Lineage) -> bool | None:
    """Say whether goods of resolved categories fall under those of a certificate.

    ``lineage`` resolves a text to a category and its ancestors.
    """
    known = [found for part in _parts(recorded) if (found := lineage(part)) is not None]
    if any(leaf in sold for leaf, _ in known):
        return True
    # The listing may be under a category that lies above the certificate's.
    return None if not known or any(sold <= above for _, above in known) else False


def _parts(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    parts = (" ".join(part.split()) for part in _LISTED.split(folded, _MOST_PARTS))
    return [part for part in parts if part and part not in _SAYS_NOTHING]


def _brands(text: str) -> dict[str, list[str]]:
    """Return the names in a text by script: ``Sony索尼`` is one of each."""
    parts = _parts(text)
    return {
        "latin": [_joined(run) for part in parts for run in _LATIN_RUN.findall(part)],
        "han": [run for part in parts for run in _HAN_RUN.findall(part)],
    }


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    least = _SHORTEST_LATIN if shorter.isascii() else _SHORTEST_HAN
    return shorter == longer or (len(shorter) >= least and shorter in longer)


def _joined(text: str) -> str:
    """Leave out blanks and hyphens: ``AB-10 C`` and ``ab10c`` are one model."""
    return "".join(each for each in text if unicodedata.category(each) not in ("Zs", "Pd"))


def _is_model(code: str, want: str) -> bool:
    """Say whether a recorded model, perhaps with an open end (``AB-1*``), is the one wanted."""
    if code == want:
        return True
    open_from = _LEFT_OPEN.search(code)
    if open_from:
        return open_from.start() > 1 and want.startswith(code[: open_from.start()])
    # AB10B is an AB10 in black, AB100 and AB10-2 are others.
    rest = want[len(code) :] if want.startswith(code) else None
    return rest is not None and rest.isalpha() and code[-1].isdigit()
