"""Terms with a character taken apart: ``弓虽``力 for 强力, 力口微信 for 加微信.

Only splits whose parts are no word together: 好 is never read out of 女子.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "最": ("日取", "曰取"), "强": ("弓虽",), "加": ("力口",), "信": ("亻言", "人言"),
        "群": ("君羊",),
        "码": ("石马",), "联": ("耳关",), "治": ("氵台",), "赌": ("贝者",), "枪": ("木仓",),
        "烟": ("火因",), "假": ("亻叚",), "仿": ("亻方",), "钱": ("钅戋",), "肿": ("月中",),
        "胖": ("月半",), "肥": ("月巴",), "级": ("纟及",), "佳": ("亻圭",), "低": ("亻氐",),
        "顶": ("丁页",), "绝": ("纟色",), "极": ("木及",), "效": ("交攵",), "神": ("礻申",),
        "特": ("牛寺",), "功": ("工力",), "祛": ("礻去",), "扫": ("扌彐",), "推": ("扌隹",),
        "销": ("钅肖",), "领": ("令页",), "独": ("犭虫",), "唯": ("口隹",), "杀": ("乂木",),
        "抗": ("扌亢",), "消": ("氵肖",), "防": ("阝方",), "降": ("阝夅",), "糖": ("米唐",),
        "瘦": ("疒叟",), "痘": ("疒豆",), "癌": ("疒嵒",), "病": ("疒丙",), "疗": ("疒了",),
        "药": ("艹约",), "阳": ("阝日",), "胸": ("月匈",), "微": ("彳敳",), "扣": ("扌口",),
        "淘": ("氵匋",), "购": ("贝勾",), "聊": ("耳卯",), "私": ("禾厶",), "奢": ("大者",),
        "品": ("口吅",), "短": ("矢豆",), "酒": ("氵酉",), "枝": ("木支",), "弹": ("弓单",),
        "炎": ("火火",), "耐": ("而寸",), "驰": ("马也",), "速": ("束辶",), "疼": ("疒冬",),
        "根": ("木艮",), "第": ("竹弟",), "秒": ("禾少",), "嫩": ("女敕",), "减": ("冫咸",),
    }
)  # fmt: skip


def spellings(term: str) -> Iterator[str]:
    """Yield a term with one character in its parts."""
    if len(term) < 2:
        return
    for index, char in enumerate(term):
        for parts in _PARTS.get(char, ()):
            yield f"{term[:index]}{fold(parts)}{term[index + 1 :]}"
