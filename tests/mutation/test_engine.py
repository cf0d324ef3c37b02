"""The mutation tests themselves, on rules whose survivors are known."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from listing_guard.lang.printer import to_source
from listing_guard.ruleset.load import load_ruleset
from tests.mutation.judge import Judge, table, tally
from tests.mutation.mutants import KINDS, Mutant, mutants_of
from tests.mutation.selftest import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from listing_guard.ruleset.rule import Ruleset

FILES = {
    "pack.yaml": """
        schema: 1
        name: house
        version: 1.0.0
        """,
    "taxonomy.yaml": """
        schema: 1
        categories:
          cup: {names: {zh: 杯子, en: Cup}, title_words: [杯子]}
        """,
    "rules.yaml": """
        schema: 1
        definitions:
          $own: {private: true, words: [本店, 小店], except: [{name: closed, followed_by: 已关}]}
        rules:
        - id: best
          title: Best
          category: absolute-claim
          severity: error
          message: "{match}"
          applies: market in ["CN"] and category under cup and price is present
          patterns:
            $claim:
              words: [最好, 最佳]
              regex: '第[一1]名'
              innocent: [最好先, 最佳食用期, 最近]
              except:
              - name: own-range
                preceded_by: {pattern: $own, within: 4}
                unless: {near: {any_of: [全网], same: sentence}}
              - name: never-shown
                followed_by: 之一
              - name: only-here
                followed_by: 听众
            $price: {private: true, words: [元]}
          condition: $claim and not $price
          examples:
            flag:
            - {title: 最好的杯子, price: 1}
            - {title: 全网第一名的杯子, price: 1}
            - {title: 小店已关，最好的杯子, price: 1}
            pass:
            - {title: 最好先洗的杯子, price: 1}
            - {title: 小店最好的杯子, price: 1}
            - {title: 最好听众的杯子, price: 1}
            - {title: 最好的杯子 9元, price: 1}
        - id: own
          title: Own
          category: absolute-claim
          severity: error
          message: "{match}"
          patterns: {$ours: {words: [祖传]}}
          condition: $ours and not $own
          examples:
            flag: [祖传杯子]
            pass: [本店祖传杯子, 本店 杯子]
        """,
    "tables/stuffs.yaml": """
        schema: 1
        rows:
        - {id: silk, word: 真丝, flag: [真丝衬衫], pass: [仿真丝感衬衫, 布衬衫]}
        - {id: wool, word: 羊毛, flag: [羊毛衫], pass: [布衫]}
        """,
    "stuffs.yaml": """
        schema: 1
        rules:
        - for_each: stuffs
          id: stuff-{row.id}
          title: Stuff
          category: absolute-claim
          severity: error
          message: "{match}"
          patterns:
            $stuff: {words: ["{row.word}"], except: [{name: feel, followed_by: 感}]}
          condition: $stuff
          examples: {flag: "{row.flag}", pass: "{row.pass}"}
        """,
}


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder: Path = tmp_path_factory.mktemp("toy") / "house"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    loaded = load_ruleset([folder])
    assert loaded.ruleset is not None, loaded.diagnostics
    return loaded.ruleset


@pytest.fixture(scope="module")
def survivors(ruleset: Ruleset) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for each in Judge(ruleset).survivors(mutants_of(ruleset.rules)):
        found[each.mutant.kind].add(each.mutant.what)
    return found


def _named(ruleset: Ruleset, kind: str) -> Iterator[Mutant]:
    return (mutant for mutant in mutants_of(ruleset.rules) if mutant.kind == kind)


def test_the_examples_hold(ruleset: Ruleset) -> None:
    judge = Judge(ruleset)
    assert [judge.faults(rule) for rule in ruleset.rules] == [[]] * 4


def test_an_exception_without_an_example_survives(survivors: dict[str, set[str]]) -> None:
    assert survivors["exception"] == {"never-shown"}


def test_an_unless_without_an_example_survives(survivors: dict[str, set[str]]) -> None:
    assert survivors["unless"] == {"own-range, unless no. 1"}


def test_words_test_themselves_where_no_example_does(survivors: dict[str, set[str]]) -> None:
    # 最近 holds no term; 最佳食用期 stands in no example, but keeps 最佳 away in its own text.
    assert survivors["innocent"] == {"最近"}
    assert survivors["term"] == set()


def test_a_regex_needs_an_example(ruleset: Ruleset) -> None:
    judge = Judge(ruleset)
    regex = next(each for each in _named(ruleset, "term") if each.what.startswith("/"))
    assert not regex.words
    assert judge.kills(regex)


def test_a_gate_and_a_condition_without_an_example_survive(
    survivors: dict[str, set[str]],
) -> None:
    assert survivors["gate"] == {"without category under cup"}
    # No pass example of house/own is without 本店 and without 祖传.
    assert survivors["condition"] == {"without $ours"}


def test_conditions_lose_and_negate_each_operand(ruleset: Ruleset) -> None:
    made = {
        (mutant.what, to_source(mutant.mutate(mutant.rules[0]).condition))
        for mutant in _named(ruleset, "condition")
        if mutant.rule == "house/best"
    }
    assert made == {
        ("without $claim", "not $price"),
        ("negated $claim", "not $claim and not $price"),
        ("without not $price", "$claim"),
        ("negated not $price", "$claim and $price"),
    }


def test_what_two_rules_share_is_one_mutant(ruleset: Ruleset) -> None:
    shared = [each for each in _named(ruleset, "exception") if each.what == "closed"]
    assert [[rule.id for rule in each.rules] for each in shared] == [["house/best", "house/own"]]
    word = [each for each in _named(ruleset, "term") if each.what == "本店"]
    assert [len(each.rules) for each in word] == [2]


def test_what_a_template_says_is_one_mutant(
    ruleset: Ruleset, survivors: dict[str, set[str]]
) -> None:
    feel = [each for each in _named(ruleset, "exception") if each.what == "feel"]
    assert [len(each.rules) for each in feel] == [2]  # only silk has an example of it
    assert "feel" not in survivors["exception"]
    conditions = [each.name for each in _named(ruleset, "condition") if "stuff" in each.name]
    assert conditions == ["house/stuff-silk (+1): condition: negated $stuff"]


def test_a_mutant_differs_in_one_thing_only(ruleset: Ruleset) -> None:
    for mutant in mutants_of(ruleset.rules):
        for rule in mutant.rules:
            mutated = mutant.mutate(rule)
            assert mutated != rule
            assert mutated.examples == rule.examples


def test_verdicts_of_words(ruleset: Ruleset) -> None:
    claim = ruleset.rules[0].patterns["$claim"]
    words = Words(claim)
    verdicts = {word.text: words.innocent(word) for word in claim.innocent}
    assert verdicts == {"最好先": "good", "最佳食用期": "good", "最近": "unreached"}


def test_figures_and_table(ruleset: Ruleset) -> None:
    mutants = list(mutants_of(ruleset.rules))
    found = list(Judge(ruleset).survivors(mutants))
    figures = tally(mutants, found)
    assert figures.mutants["exception"] == 5
    assert figures.share("exception") == 0.2
    assert figures.share("innocent") == pytest.approx(1 / 3)
    lines = table(found).splitlines()
    assert lines[0].endswith("  house/best")
    assert "  exception  $claim  never-shown" in lines
    assert "  innocent   $claim  最近  [unreached]" in lines
