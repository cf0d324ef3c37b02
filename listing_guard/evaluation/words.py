"""The words of an evaluation, in Chinese and in English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Lang = Literal["zh", "en"]

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "all": ("全部", "all"),
        "category": ("类别", "category"),
        "language": ("语言", "language"),
        "rule": ("规则", "rule"),
        "found": ("检出", "found"),
        "missed": ("漏检", "missed"),
        "false": ("误报", "false"),
        "true": ("正确", "true"),
        "unsure": ("存疑", "unsure"),
        "kept": ("放行", "kept"),
        "spoilt": ("误伤", "spoilt"),
        "info": ("提示", "info"),
        "precision": ("精确率", "precision"),
        "recall": ("召回率", "recall"),
        "f1": ("F1", "F1"),
        "category-right": ("类别正确", "category right"),
        "allowed-kept": ("合法用语放行", "allowed texts kept"),
        "clean-flagged": ("干净商品被报", "clean listings flagged"),
        "clean-infos": ("每件干净商品的提示", "infos per clean listing"),
        "listings": ("商品数", "listings"),
        "of": ("{part}/{whole}", "{part} of {whole}"),
        "in": ("{part} 条/{whole} 件", "{part} in {whole}"),
        "unread": ("，其中 {count} 件未能读取", ", of which {count} could not be read"),
        "left-out": ("{count} 个标注未计入：", "labels left out: {count}"),
        "intervals": (
            "“0.983 94–100”：数值及其 95% 区间（单位：百分之一），按商品重抽样 {resamples} 次",
            "0.983 94–100: the value, and its 95 % interval in hundredths, from "
            "{resamples}\nresamples of the listings",
        ),
        "behind": (
            "--show 名称 列出任一数字背后的商品；--listings 文件 写出全部",
            "--show NAME prints the listings behind a figure, --listings FILE writes all",
        ),
        "false-alarms": ("误报", "false alarms"),
        "misses": ("漏检", "misses"),
        "allowed": ("（标注为合法）", "(labelled as allowed)"),
        "lone": (
            "只在一件标注商品中出现的词条：{total} 个中有 {count} 个（{share}）",
            "terms that occur in one labelled listing only: {count} of {total} ({share})",
        ),
        "more": ("… 还有 {count} 条", "… and {count} more"),
    }
)


def word(key: str, lang: Lang, **values: object) -> str:
    """Return the words under a key, places filled in."""
    return WORDS[key][0 if lang == "zh" else 1].format(**values)
