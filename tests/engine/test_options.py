"""What `Guard.load` refuses, and that a guard stays as it was loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from listing_guard import Guard, RuleError, UsageError

PACK = Path(__file__).parent / "design"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"market": "ZZ"}, "unknown market 'ZZ'"),
        ({"market": 5}, "market is one code"),
        ({"market": ["CN"]}, "market is one code"),
        ({"as_of": 5}, "5 is no day"),
        ({"as_of": "11.11.2026"}, "is no day"),
        ({"lang": "fr"}, "lang is 'zh' or 'en', not 'fr'"),
        ({"platform": 5}, "platform is a name"),
        ({"packs": []}, "packs is a list of names or paths"),
        ({"packs": "cn-ad"}, "packs is a list of names or paths"),
        ({"select": "cn-ad/"}, "select is a list of rule ids"),
        ({"ignore": [5]}, "ignore is a list of rule ids"),
        ({"weights": {"x": 1}}, "weights is a"),
        ({"select": ["cn-ad/absolut-superlative"]}, "did you mean 'cn-ad/absolute-superlative'"),
    ],
)
def test_an_option_that_cannot_be_used_is_told(options: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Guard.load(**options)


def test_an_unknown_pack_is_a_rule_error() -> None:
    with pytest.raises(RuleError, match="nowhere"):
        Guard.load(packs=["nowhere"])


def test_a_guard_cannot_be_changed() -> None:
    guard = Guard.load(packs=[PACK], market="CN")
    with pytest.raises(AttributeError):
        guard.market = "US"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del guard.ruleset


def test_one_listing_is_no_list_of_listings() -> None:
    guard = Guard.load(packs=[PACK], market="CN")
    with pytest.raises(TypeError, match="check"):
        list(guard.check_many({"title": "x"}))  # type: ignore[arg-type]
