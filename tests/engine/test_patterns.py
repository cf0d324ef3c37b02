"""The order of evaluation of a pattern, DESIGN §3: occurrences, innocents, nesting, borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench import excused, found, missing

if TYPE_CHECKING:
    from tests.workbench import Workbench


def pattern(body: str, condition: str = "$p") -> str:
    """Return a rule body with one pattern."""
    return f"patterns:\n  $p: {{{body}}}\ncondition: {condition}"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("words: [最, 最低, 全网最低]", "全网最低价", ["全网最低"]),
        ("words: [全网最, 最低价]", "全网最低价", ["全网最"]),  # crossing: the leftmost
        ("words: [最好], innocent: [最好先]", "最好先试，最好用", ["最好"]),
        ("words: [最佳食用期], innocent: [最佳]", "最佳食用期", ["最佳食用期"]),  # hit covers it
        ("words: [国第一], innocent: [第一次]", "全国第一次", []),  # crossed
        ("words: [cure]", "secure cure cures", ["cure"]),
        ("words: [cure], prefix: true", "secure cure cures", ["cure"] * 3),
        ("words: [cure], inflect: true", "cure cures cured", ["cure", "cures", "cured"]),
        ("words: [5折]", "15折 5折", ["5折"]),
        ("words: [iphone]", "适配iPhone手机", ["iphone"]),  # a Han neighbour is a border
        ("words: [Gap], case: exact", "Gap卫衣 gap卫衣 GAP", ["gap"]),
        ("words: [全网最低]", "全網最低", ["全网最低"]),
        ("words: [no.1]", "ＮＯ．１ NO.10", ["no.1"]),
        ("words: [最佳]", "最\u200b佳", ["最佳"]),
        ("words: [路口], whole_token: true", "路口交通", ["路口"]),
        ("words: [口交], whole_token: true", "路口交通", []),
        ("regex: '最(好|棒)'", "最好最棒最坏", ["最好", "最棒"]),
        ("words: [最好], regex: '最好(用|吃)'", "最好用，最好", ["最好用", "最好"]),
    ],
)
def test_hits(workbench: Workbench, words: str, text: str, expected: list[str]) -> None:
    report = workbench.guard(pattern(words)).check({"title": text})
    assert found(report) == expected


def test_innocent_words_of_one_entry_count_for_the_whole_pattern(workbench: Workbench) -> None:
    guard = workbench.guard(
        pattern("words: [{term: 最新, innocent: [最新鲜的空气]}, 最新鲜]"),
    )
    assert found(guard.check({"title": "最新鲜的空气，最新鲜"})) == ["最新鲜"]


def test_every_value_is_matched_alone(workbench: Workbench) -> None:
    guard = workbench.guard(pattern("words: [最佳]") + "\nfields: [title, 'selling_points.*']")
    report = guard.check({"title": "最", "selling_points": ["佳", "最佳"], "description": "最佳"})
    assert [(v.field, v.text) for v in report.violations] == [("selling_points[1]", "最佳")]


def test_private_patterns_and_negated_ones_are_not_reported(workbench: Workbench) -> None:
    body = """
    patterns:
      $seen: {words: [最佳]}
      $hidden: {words: [面膜], private: true}
      $absent: {words: [来源]}
    condition: $seen and $hidden and not $absent
    """
    guard = workbench.guard(body)
    assert found(guard.check({"title": "最佳面膜"})) == ["最佳"]
    assert found(guard.check({"title": "最佳面膜 来源"})) == []


def test_a_true_condition_without_a_hit_is_one_finding_at_its_field(workbench: Workbench) -> None:
    guard = workbench.guard("condition: none(certificates, type == 'CCC')\nat: certificates")
    [violation] = guard.check({"title": "充电宝", "certificates": []}).violations
    assert (violation.field, violation.start, violation.end) == ("certificates", None, None)
    assert (violation.text, violation.plain) == (None, None)


EXCEPTIONS = """
patterns:
  $claim:
    words: [{{term: 最新, tags: [newness]}}, {{term: 最低, tags: [price]}}, 最佳]
    except:
    - {exception}
condition: $claim
"""


@pytest.mark.parametrize(
    ("exception", "text", "live"),
    [
        ("{name: e, followed_by: 食用期}", "最佳食用期 最佳的食用期", ["最佳"]),
        ("{name: e, followed_by: {words: [食用期], within: 1}}", "最佳食用期 最佳的食用期", []),
        ("{name: e, preceded_by: [本店, 我司]}", "本店最佳，最佳", ["最佳"]),
        (
            "{name: e, preceded_by: {words: [本店], within: 2}}",
            "本店里面的最佳 本店的最佳",
            ["最佳"],
        ),
        (
            "{name: e, preceded_by: {words: [本店], same: clause}}",
            "本店里的一个最佳，最佳",
            ["最佳"],
        ),
        ("{name: e, for: {tag: newness}, preceded_by: 本店}", "本店最新 本店最低", ["最低"]),
        ("{name: e, for: {term: 最低}, preceded_by: 本店}", "本店最新 本店最低", ["最新"]),
        ("{name: e, near: {words: [来源], same: sentence}}", "最佳，来源。最佳", ["最佳"]),
        ("{name: e, near: {words: [来源], within: 2}}", "来源：最佳。来源是是是最佳", ["最佳"]),
        (
            "{name: e, near: {all_of: [来源, 年], same: sentence}}",
            "2024年最佳来源。2024年最佳",
            ["最佳"],
        ),
        ("{name: e, inside: {regex: '《[^》]*》'}}", "《最佳》与最佳", ["最佳"]),
        (
            "{name: e, preceded_by: {words: [本店], within: 6}, unless: {near: {words: [全网], "
            "same: clause}}}",
            "本店最低，本店全网最低",
            ["最低"],
        ),
    ],
)
def test_exceptions(workbench: Workbench, exception: str, text: str, live: list[str]) -> None:
    report = workbench.guard(EXCEPTIONS.format(exception=exception)).check({"description": text})
    assert found(report) == live
    assert len(report.exempted) + len(live) == 2


def test_near_a_pattern_sees_its_live_hits_only(workbench: Workbench) -> None:
    body = """
    patterns:
      $claim:
        words: [第一]
        except:
        - {name: sourced, near: {pattern: $source, same: sentence}}
      $source:
        private: true
        words: [来源]
        except:
        - {name: void, followed_by: 不明}
    condition: $claim
    """
    guard = workbench.guard(body)
    assert found(guard.check({"title": "第一，来源报告"})) == []
    assert found(guard.check({"title": "第一，来源不明"})) == ["第一"]


def test_the_clause_of_a_title_ends_at_a_space(workbench: Workbench) -> None:
    exception = "{name: e, preceded_by: {words: [本店], same: clause}}"
    guard = workbench.guard(EXCEPTIONS.format(exception=exception) + "fields: [title, description]")
    assert found(guard.check({"title": "本店 最佳"})) == ["最佳"]
    assert found(guard.check({"title": "x", "description": "本店 最佳"})) == []


def test_when_looks_at_the_record_and_absence_is_not_evaluated(workbench: Workbench) -> None:
    exception = "{name: proven, when: 'any(evidence, source is present)'}"
    guard = workbench.guard(EXCEPTIONS.format(exception=exception))
    proven = guard.check({"title": "最佳", "evidence": [{"source": "检测报告"}]})
    assert excused(proven) == [("最佳", "proven")]
    assert found(guard.check({"title": "最佳", "evidence": []})) == ["最佳"]
    silent = guard.check({"title": "最佳"})
    assert (found(silent), missing(silent)) == ([], ["evidence"])


def test_absent_unmet_makes_an_unknown_exception_fail(workbench: Workbench) -> None:
    exception = "{name: proven, absent: unmet, when: 'any(evidence, source is present)'}"
    guard = workbench.guard(EXCEPTIONS.format(exception=exception))
    assert found(guard.check({"title": "最佳"})) == ["最佳"]


BRANDS = """
patterns:
  $brand:
    words:
    - {id: nike, kind: brand, owner: Nike Inc, names: {exact: [NIKE], aliases: [耐克]}}
    - {id: jordan, kind: brand, owner: Nike Inc, names: {aliases: [乔丹鞋]}}
    - {id: gap, kind: brand, names: {exact: [Gap]}}
    except:
    - {name: own-brand, entity_is: brand}
    - {name: authorised, entity_in: authorised_brands, absent: unmet}
    - {name: nominative-use, preceded_by: {words: [适用于], within: 3}}
condition: $brand
"""


PART = """
patterns:
  $mark:
    words: ["!", sale]
    except:
    - {name: own-brand, part_of: brand, absent: unmet}
condition: $mark
"""


@pytest.mark.parametrize(
    ("record", "live"),
    [
        ({"title": "YAY! Steel Mug", "brand": "Yay!"}, []),
        ({"title": "Mug by ＹＡＹ！ now!", "brand": "Yay!"}, ["!"]),
        ({"title": "Mug! YAY Steel", "brand": "Yay!"}, ["!"]),
        ({"title": "Big Sale Tent", "brand": "Big Sale"}, []),
        ({"title": "Sale Tent", "brand": "Big Sale"}, ["sale"]),
        ({"title": "Bigger Sale Tent", "brand": "Er Sale"}, ["sale"]),  # a piece of a longer word
        ({"title": "Mug!", "brand": " "}, ["!"]),
        ({"title": "Mug!"}, ["!"]),
    ],
)
def test_a_part_of_what_a_field_says(
    workbench: Workbench, record: dict[str, object], live: list[str]
) -> None:
    assert [each.casefold() for each in found(workbench.guard(PART).check(record))] == live


@pytest.mark.parametrize(
    ("record", "live", "absent"),
    [
        ({"title": "耐克鞋", "brand": "NIKE"}, [], []),
        ({"title": "乔丹鞋", "brand": "NIKE/耐克"}, [], []),  # one owner
        ({"title": "耐克鞋", "brand": "Gap"}, ["耐克"], []),
        ({"title": "nike鞋", "brand": "Gap"}, [], []),  # exact writing
        ({"title": "耐克鞋"}, [], ["brand"]),
        ({"title": "耐克鞋", "brand": "Gap", "authorised_brands": ["NIKE"]}, [], []),
        ({"title": "适用于耐克的鞋垫", "brand": "Gap"}, [], []),
    ],
)
def test_entities(
    workbench: Workbench, record: dict[str, object], live: list[str], absent: list[str]
) -> None:
    report = workbench.guard(BRANDS).check(record)
    assert (found(report), missing(report)) == (live, absent)
