"""Shares of a part in a text: 亚麻55%, 55%亚麻, 棉 60 % 涤纶 40 %."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_SHARE = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)\s*%")
_GAP = re.compile(r"[\s:：（）()的含量约为白灰]{0,6}")


def percent(text: str, part: str) -> Decimal | None:
    """Return how many per cent of ``part`` a text names, ``None`` if it does not or names several.

    The figure stands right before or right after the part. Where a text gives figures on both
    sides (棉60%涤纶40%), it goes by the side on which its first figure stands.
    """
    text, part = _normal(text), _normal(part)
    shares = [(found.start(), found.end(), found[1]) for found in _SHARE.finditer(text)]
    if not part or not shares:
        return None
    figure_first = _GAP.fullmatch(text, 0, shares[0][0]) is not None
    figures: set[Decimal] = set()
    for place in (found.start() for found in re.finditer(re.escape(part), text)):
        end = place + len(part)
        ahead = [s for s in shares if s[1] <= place and _GAP.fullmatch(text, s[1], place)]
        behind = [s for s in shares if s[0] >= end and _GAP.fullmatch(text, end, s[0])]
        if ahead and behind:
            ahead, behind = (ahead, []) if figure_first else ([], behind)
        figures.update(Decimal(share) for _, _, share in (*ahead, *behind))
    return figures.pop() if len(figures) == 1 else None


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
