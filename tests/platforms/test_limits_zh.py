"""The field limits of the Chinese platforms: one below, at and one above, in four scripts.

What a character costs is written down here and not asked of `length`, which the rules use.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from listing_guard import Guard

RULES = Path(__file__).parents[2] / "rules"
PLATFORMS = {
    "platform-1688": "1688",
    "platform-douyin": "douyin",
    "platform-jd": "jd",
    "platform-kuaishou": "kuaishou",
    "platform-pdd": "pdd",
    "platform-taobao": "taobao",
    "platform-weixin": "weixin",
    "platform-xianyu": "xianyu",
    "platform-xiaohongshu": "xiaohongshu",
}


@dataclass(frozen=True)
class Limit:
    """One row of a table of limits."""

    pack: str
    name: str
    field: str
    unit: str
    over: bool
    size: int

    @property
    def rule(self) -> str:
        return f"{self.pack}/{self.name}"

    def broken_by(self, size: int) -> bool:
        """Say whether a field of this size breaks the limit."""
        return size > self.size if self.over else size < self.size


@dataclass(frozen=True)
class Script:
    """A character, which may be several code points, and what it costs in each unit."""

    name: str
    character: str
    costs: dict[str, int]

    def text(self, size: int, unit: str) -> str:
        """Return a text of exactly this size, filled up with Latin letters."""
        cost = self.costs[unit]
        if not cost:
            return self.character * 3 + "a" * size
        return self.character * (size // cost) + "a" * (size % cost)


SCRIPTS = (
    Script("Chinese", "竹", {"chars": 1, "bytes": 3, "width": 2, "effective": 1}),
    Script("Latin", "a", {"chars": 1, "bytes": 1, "width": 1, "effective": 1}),
    Script("emoji", "😀", {"chars": 1, "bytes": 4, "width": 2, "effective": 0}),
    Script("combining", "e\u0301", {"chars": 2, "bytes": 3, "width": 2, "effective": 1}),
)


def _limits() -> list[Limit]:
    found = []
    for pack in PLATFORMS:
        table = RULES / pack / "tables" / "limits.yaml"
        for row in yaml.safe_load(table.read_text(encoding="utf-8"))["rows"]:
            over = {">": True, "<": False}[row["compare"]]
            limit = Limit(pack, row["id"], row["field"], row["unit"], over, row["limit"])
            found.append(limit)
    return found


LIMITS = _limits()


@functools.cache
def _guard(pack: str) -> Guard:
    return Guard.load(market="CN", as_of="2026-11-22", packs=[pack])


def _fires(limit: Limit, text: str, platform: str | None) -> bool:
    listing: dict[str, Any] = {"title": "竹编果篮"}
    if limit.field.startswith("attributes["):
        listing["attributes"] = {limit.field.split('"')[1]: text}
    else:
        listing[limit.field] = text
    if platform is not None:
        listing["platform"] = platform
    return limit.rule in {each.rule for each in _guard(limit.pack).check(listing).violations}


def test_every_platform_has_limits() -> None:
    assert {limit.pack for limit in LIMITS} == set(PLATFORMS)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_a_limit_holds_to_the_character(limit: Limit, script: Script) -> None:
    sizes = (limit.size - 1, limit.size, limit.size + 1)
    fired = {
        size: _fires(limit, script.text(size, limit.unit), PLATFORMS[limit.pack]) for size in sizes
    }
    assert fired == {size: limit.broken_by(size) for size in sizes}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_a_limit_is_the_platforms_own(limit: Limit) -> None:
    broken = SCRIPTS[0].text(limit.size + (1 if limit.over else -1), limit.unit)
    assert _fires(limit, broken, PLATFORMS[limit.pack])
    assert not _fires(limit, broken, None)
    assert not _fires(limit, broken, "suning")


def test_tmall_has_the_limits_of_taobao() -> None:
    limit = next(each for each in LIMITS if each.rule == "platform-taobao/title-too-long")
    assert _fires(limit, "竹" * 30 + "a", "tmall")
    assert _fires(limit, "竹" * 30 + "a", "天猫")
    assert not _fires(limit, "竹" * 30, "tmall")


def test_game_currency_has_twice_the_room_on_taobao() -> None:
    limit = next(each for each in LIMITS if each.rule == "platform-taobao/title-too-long")
    assert not _fires(limit, "金币" + "竹" * 58, "taobao")


def test_nested_marks_and_joined_emoji_count_as_their_code_points() -> None:
    limit = next(each for each in LIMITS if each.rule == "platform-xianyu/title-too-long")
    family = "👩‍👩‍👧"  # five code points
    assert not _fires(limit, family * 6, "xianyu")
    assert _fires(limit, family * 6 + "a", "xianyu")
