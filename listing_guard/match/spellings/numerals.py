"""Terms with a numeral in other signs: ``第1``, ``壹流``, ``no.一``.

Circled, full-width, Roman and keycap digits are plain ones in the normal form already.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "一": ("1", "壹", "弌", "i", "—", "ー"),
        "二": ("2", "贰", "弍", "ii"), "三": ("3", "叁", "弎", "iii"), "四": ("4", "肆"),
        "五": ("5", "伍"), "六": ("6", "陆"), "七": ("7", "柒"), "八": ("8", "捌"),
        "九": ("9", "玖"), "十": ("10", "拾"), "百": ("100", "佰"), "千": ("仟",),
        "1": ("一", "壹", "i"),
    }
)  # fmt: skip


def spellings(term: str) -> Iterator[str]:
    """Yield a term with one numeral in each of its other signs."""
    if len(term) < 2:
        return
    for index, char in enumerate(term):
        for sign in _SIGNS.get(char, ()):
            yield f"{term[:index]}{sign}{term[index + 1 :]}"
