"""Every limit in the tables of the platform packs abroad: at it, one below, one above.

The texts are of Latin, Chinese, emoji and combining characters, each counted as the row says: an
emoji is one character and four bytes, an e with a combining accent two characters and three bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from listing_guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

RULES = Path(__file__).parents[2] / "rules"
PACKS = (
    "aliexpress",
    "amazon",
    "ebay",
    "etsy",
    "google",
    "lazada",
    "mercadolibre",
    "shopee",
    "shopify",
    "temu",
    "tiktok",
    "walmart",
)
AS_OF = "2026-11-22"
SCRIPTS = {
    "latin": "steel mug with lid ",
    "chinese": "双层真空保温杯",
    "emoji": "😀🎁🚀",
    "flags": "🇺🇸🇩🇪",
    "combining": "e\u0301a\u0308n\u0303",
    "mixed": "Mug 杯 😀 e\u0301 ",
}
UNITS: Mapping[str, Callable[[str], int]] = {"chars": len, "bytes": lambda text: len(text.encode())}


@dataclass(frozen=True)
class Limit:
    """One row of a table of limits."""

    platform: str
    market: str
    table: str
    row: dict[str, Any]

    @property
    def rule(self) -> str:
        return f"platform-{self.platform}/{self.row['id']}"

    def record(self, text: str) -> dict[str, Any]:
        """Return a listing with a text in the field that is limited."""
        base: dict[str, Any] = {"title": "Mug", "platform": self.platform, "market": self.market}
        if self.table == "attribute-limits":
            return base | {"attributes": {self.row["names"][0]: text}}
        field = self.row["field"]
        if self.table == "limits":
            return base | {field: text}
        part = self.row["part"]
        return base | {field: [text if part == "it" else {part: text}]}


def _limits() -> Iterator[Limit]:
    for platform in PACKS:
        folder = RULES / f"platform-{platform}"
        markets = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))["markets"]
        market = "US" if "US" in markets else markets[0]
        for path in sorted((folder / "tables").glob("*limits.yaml")):
            for row in yaml.safe_load(path.read_text(encoding="utf-8"))["rows"]:
                yield Limit(platform, market, path.stem, row)


LIMITS = tuple(_limits())


@cache
def _guard(platform: str, market: str, day: str) -> Guard:
    return Guard.load(market=market, as_of=day, packs=[f"platform-{platform}"])


def _fires(limit: Limit, text: str, *, day: str = AS_OF, platform: str | None = None) -> bool:
    record = limit.record(text)
    if platform is not None:
        record["platform"] = platform
    report = _guard(limit.platform, limit.market, day).check(record)
    assert report.error is None
    return limit.rule in {violation.rule for violation in report.violations}


def _text(script: str, count: int, unit: str) -> str:
    """Return a text of a script that counts exactly so much, with plain letters at its end."""
    measure = UNITS[unit]
    piece = SCRIPTS[script]
    text = piece * ((count - 1) // measure(piece))
    text += "x" * (count - measure(text))  # no text ends in a blank, which readers take off
    assert measure(text) == count
    return text


def test_there_are_limits_of_every_platform() -> None:
    assert {limit.platform for limit in LIMITS} == set(PACKS)
    assert len({limit.rule for limit in LIMITS}) == len(LIMITS)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_a_limit_holds_to_the_character(limit: Limit, script: str) -> None:
    bound, unit = limit.row["limit"], limit.row["unit"]
    fired = [_fires(limit, _text(script, bound + step, unit)) for step in (-1, 0, 1)]
    assert fired == ([False, False, True] if limit.row["sign"] == ">" else [True, False, False])


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_a_limit_is_of_its_platform_alone(limit: Limit) -> None:
    over = limit.row["limit"] + 1 if limit.row["sign"] == ">" else 1
    text = _text("latin", over, limit.row["unit"])
    assert _fires(limit, text)
    assert not _fires(limit, text, platform="another")
    bare = limit.record(text)
    del bare["platform"]
    report = _guard(limit.platform, limit.market, AS_OF).check(bare)
    assert limit.rule not in {violation.rule for violation in report.violations}


@pytest.mark.parametrize(
    "limit", [limit for limit in LIMITS if "from" in limit.row], ids=lambda limit: limit.rule
)
def test_a_limit_holds_from_its_day(limit: Limit) -> None:
    since = limit.row["from"]
    text = _text("latin", limit.row["limit"] + 1, limit.row["unit"])
    assert _fires(limit, text, day=since.isoformat())
    assert not _fires(limit, text, day=(since - timedelta(days=1)).isoformat())


@pytest.mark.parametrize("script", SCRIPTS)
def test_titles_of_media_keep_two_hundred(script: str) -> None:
    guard = _guard("amazon", "US", AS_OF)

    def rules(count: int, **more: str) -> set[str]:
        text = _text(script, count, "chars")
        report = guard.check({"title": text, "platform": "amazon", **more})
        return {v.rule for v in report.violations if "title-over" in v.rule}

    short, long = "platform-amazon/title-over-75", "platform-amazon/title-over-200"
    assert rules(76) == {short}
    assert rules(76, category="Books") == set()
    assert rules(200, category="Books") == set()
    assert rules(201, category="Books") == {long}


def test_search_terms_are_counted_in_bytes() -> None:
    (limit,) = (each for each in LIMITS if each.row["id"] == "search-terms-over-249")
    assert not _fires(limit, "杯" * 83)  # 249 bytes
    assert _fires(limit, "杯" * 83 + "a")
    assert not _fires(limit, "e\u0301" * 83)
    assert _fires(limit, "é" * 125)
    assert not _fires(limit, "a" * 249)


@pytest.mark.parametrize("word", ["mug", "杯", "e\u0301te\u0301", "1.5"])
def test_a_description_on_tiktok_has_thirty_words(word: str) -> None:
    guard = _guard("tiktok", "US", AS_OF)

    def fires(count: int) -> bool:
        record = {"title": "Mug", "platform": "tiktok", "description": " ".join([word] * count)}
        rule = "platform-tiktok/description-under-30-words"
        return rule in {violation.rule for violation in guard.check(record).violations}

    assert [fires(count) for count in (29, 30, 31)] == [True, False, False]
