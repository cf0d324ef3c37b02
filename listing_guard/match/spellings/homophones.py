"""Terms with a character that sounds the same: ``蕞佳``, ``加薇信``, ``弟一``.

The table holds what platforms name in their rules and what is met in listings, not every
character of a syllable: ``最`` is also said like 罪, and nobody sells the 罪好 of anything.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SOUNDS_LIKE: Mapping[str, str] = MappingProxyType(
    {
        "最": "蕞醉嘴槜㝡朂冣", "佳": "嘉", "好": "郝", "第": "弟苐递帝", "一": "壹弌",
        "级": "极汲机鸡积集", "极": "級及级", "品": "榀聘", "国": "囯郭", "家": "佳嘉",
        "顶": "鼎丁", "全": "荃痊泉", "网": "罔罓往", "低": "底氐滴抵", "高": "糕膏",
        "首": "艏手守", "独": "毒", "唯": "惟维", "王": "汪", "牌": "排", "冠": "观",
        "领": "岭", "先": "鲜", "微": "薇威徽葳维围嶶溦", "信": "芯伈訫心馨",
        "加": "咖伽佳", "群": "裙羣君", "扣": "叩釦", "码": "马玛", "号": "浩", "联": "莲",
        "系": "细", "私": "厶丝", "聊": "辽", "治": "冶制", "疗": "辽聊", "愈": "瑜预",
        "癌": "岩", "病": "併", "药": "葯约要", "毒": "独", "炎": "严", "痛": "通",
        "痘": "逗豆", "斑": "班", "祛": "袪", "肥": "淝飞菲", "瘦": "受兽", "胖": "畔",
        "降": "绛", "血": "雪", "糖": "唐", "壮": "状撞", "阳": "羊杨", "肾": "慎",
        "丰": "峰风疯", "胸": "凶兄", "壹": "一", "仿": "访", "奢": "赊", "原": "源圆",
        "单": "丹", "真": "珍", "烟": "咽菸淹", "减": "剪", "赌": "堵睹", "枪": "抢呛",
        "刀": "叨", "票": "漂飘", "发": "伐", "代": "带", "购": "够", "淘": "陶", "宝": "寳饱",
        "京": "惊", "东": "冬", "拼": "姘", "免": "勉", "费": "废", "返": "反", "现": "限线",
        "红": "洪", "包": "苞", "评": "平苹坪", "优": "忧", "惠": "会", "价": "架", "假": "甲",
        "效": "孝", "销": "消", "钱": "前", "根": "跟亘", "耐": "奈", "供": "贡", "绝": "决",
        "对": "兑", "速": "诉", "强": "墙", "能": "熊", "量": "亮", "香": "湘", "迪": "笛",
        "达": "哒",
    }
)  # fmt: skip


def spellings(term: str) -> Iterator[str]:
    """Yield a term with one character replaced by each of those that sound like it."""
    if len(term) < 2:
        return
    for index, char in enumerate(term):
        for other in _SOUNDS_LIKE.get(char, ""):
            yield f"{term[:index]}{other}{term[index + 1 :]}"
