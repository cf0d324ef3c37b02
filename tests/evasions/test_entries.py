"""What a rule file says of disguises, and what a report says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench import found

if TYPE_CHECKING:
    from listing_guard import Report
    from tests.workbench import Workbench


def told(report: Report) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [(each.text, each.plain, each.folds) for each in report.violations]


def pattern(body: str) -> str:
    return f"patterns:\n  $p: {{{body}}}\ncondition: $p"


@pytest.mark.parametrize(
    ("body", "title", "expected"),
    [
        ("words: [最佳], folds: gaps", "面霜 最*佳", [("最*佳", "最佳", ("gaps",))]),
        ("words: [最佳], folds: gaps", "面霜 最佳", [("最佳", "最佳", ())]),
        ("words: [最佳]", "面霜 最*佳", []),
        ("words: [国家级], folds: gaps", "国̶家̶级̶面霜", [("国̶家̶级̶", "国家级", ("gaps",))]),
        ("words: [最新], folds: gaps", "最 新款连衣裙", []),
        ("words: [最佳], folds: gaps, innocent: [最佳食用期]", "最佳 食用期", []),
        (
            "words: [第一], folds: numerals, innocent: [第一次]",
            "第1次用 第1",
            [("第1", "第一", ("numerals",))],
        ),
        ("words: [高仿], folds: homophones", "高访问量", []),
        ("words: [真品], folds: homophones", "珍品", []),
        (
            "words: [{term: 薇信, disguise: homophones, reads: 微信}]",
            "看薇信",
            [("薇信", "微信", ("homophones",))],
        ),
        (
            "words: [{regex: '一三八[零一二三]{8}', disguise: numerals}]",
            "打一三八零零一二三零一二",
            [("一三八零零一二三零一二", "13800123012", ("numerals",))],
        ),
        ("regex: '全网最低(?:价|了)', folds: gaps", "全*网最低价", []),
        (
            "words: [{regex: '全网最低(?:价|了)', folds: gaps}]",
            "全*网最低价 全网最低了",
            [("全*网最低价", "全网最低价", ("gaps",)), ("全网最低了", "全网最低了", ())],
        ),
        ("words: [华为, huawei], folds: pinyin", "HUAWEI", [("HUAWEI", "huawei", ())]),
        ("words: [nike], folds: scripts", "ΝIKE", [("ΝIKE", "nike", ("scripts",))]),
        ("words: [nike], folds: scripts", "nιke", [("nιke", "nike", ("scripts",))]),
        (
            "words: [nike], folds: slips, disguised: true",
            "NIKE NlKE",
            [("NlKE", "nike", ("slips",))],
        ),
    ],
)  # fmt: skip
def test_disguises(
    workbench: Workbench,
    body: str,
    title: str,
    expected: list[tuple[str, str, tuple[str, ...]]],
) -> None:
    report = workbench.guard(pattern(body)).check({"title": title})
    assert told(report) == expected
    assert [each.evaded for each in report.violations] == [bool(folds) for _, _, folds in expected]


def test_what_excuses_is_read_plainly(workbench: Workbench) -> None:
    guard = workbench.guard(
        "patterns:\n"
        "  $p: {words: [最佳], except: [{name: aim, near: {words: [{term: 力争, folds: gaps}], "
        "same: sentence}}]}\n"
        "condition: $p"
    )
    assert found(guard.check({"title": "力争最佳"})) == []
    assert found(guard.check({"title": "力*争最佳"})) == ["最佳"]


def test_folds_are_switched(workbench: Workbench) -> None:
    body = pattern(
        "words: [{term: 最佳, folds: [gaps, pinyin]}, {term: 薇信, disguise: homophones}]"
    )
    title = {"title": "最*佳，zui佳，薇信"}
    assert len(workbench.guard(body).check(title).violations) == 3
    assert told(workbench.guard(body, folds=["pinyin"]).check(title)) == [
        ("zui佳", "最佳", ("pinyin",)),
        ("薇信", "薇信", ()),
    ]


def test_what_is_explained_tells_the_reading(workbench: Workbench) -> None:
    explanation = workbench.guard(pattern("words: [最佳], folds: [gaps, homophones]")).explain(
        {"title": "蕞*佳"}
    )
    assert explanation.stories[0].hits == ("title: 最佳 (written 蕞*佳: homophones, gaps)",)
