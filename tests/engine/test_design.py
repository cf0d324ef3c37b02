"""The example rules of the design load, and behave as their examples say."""

from __future__ import annotations

from pathlib import Path

import pytest

from listing_guard import Guard
from tests.workbench import excused, found, missing

PACK = Path(__file__).parent / "design"
CLAIM = "design/absolute-superlative"


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard.load(market="CN", packs=[PACK], as_of="2026-11-22")


def test_every_example_behaves(guard: Guard) -> None:
    for rule in guard.ruleset.rules:
        if rule.pack != "design":
            continue
        assert {example.flag for example in rule.examples} == {True, False}
        for example in rule.examples:
            fired = {violation.rule for violation in guard.check(example.record).violations}
            assert (rule.id in fired) == example.flag, example.record


@pytest.mark.parametrize(
    ("title", "live", "let_be"),
    [
        ("全网最低价", ["全网最低价"], []),  # one finding, not four
        ("我们的面膜销量第一", ["销量第一"], []),
        ("本店最新款", [], [("最新款", "self-comparison")]),
        ("全国第一次", [], []),
        ("最佳食用期12个月", [], [("最佳", "consumption-tip")]),
        ("最佳食用期12个月，最佳面膜", ["最佳"], [("最佳", "consumption-tip")]),
        ("本店商品全网最低价", ["全网最低价"], []),
        (
            "2024年1-12月天猫面膜类目销量第一（数据来源：生意参谋）",
            [],
            [("销量第一", "sourced-fact")],
        ),
        ("最近发货", [], []),
    ],
)
def test_claims(guard: Guard, title: str, live: list[str], let_be: list[tuple[str, str]]) -> None:
    report = guard.check({"title": title})
    assert (found(report), excused(report)) == (live, let_be)


def test_an_exemption_shows_with_its_clause(guard: Guard) -> None:
    [exempted] = guard.check({"title": "最佳食用期12个月"}).exempted
    assert (exempted.rule, exempted.field, exempted.start, exempted.end) == (CLAIM, "title", 0, 2)
    assert [(b.law, b.article) for b in exempted.basis] == [("绝对化用语执法指南", "6(2)")]


def test_a_bare_title_is_not_evaluated_for_its_brand(guard: Guard) -> None:
    report = guard.check({"title": "耐克运动鞋"})
    assert found(report) == []
    assert "brand" in missing(report)
