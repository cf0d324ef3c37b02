"""Terms that rules owe to one labelled row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from listing_guard.evaluation.loneterms import LoneTerm, lone_terms
from listing_guard.ruleset.load import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

    from listing_guard.ruleset.rule import Ruleset

RULES = """
schema: 1
rules:
- id: words
  title: Words
  category: absolute-claim
  severity: warning
  basis: [{law: 广告法, article: "9(3)"}]
  patterns:
    $w:
      words: [顶呱呱, 刮刮叫, 没得比]
      regex: 赛过[神仙]仙
      innocent: [没得比赛]
      except:
        - name: named
          basis: [{law: 广告法, article: "9(3)"}]
          near: {any_of: [牌子叫], within: 4}
  condition: $w
  message: 最
  examples: {flag: [顶呱呱, 刮刮叫, 没得比, 赛过神仙], pass: [没得比赛, 牌子叫顶呱呱]}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


@pytest.fixture
def ruleset(pack: Path) -> Ruleset:
    loaded = load_ruleset([pack])
    assert loaded.ruleset is not None
    return loaded.ruleset


def test_a_term_of_one_row_alone_is_lone(ruleset: Ruleset) -> None:
    rows = {"a": ["顶呱呱的锅", "刮刮叫"], "b": ["刮刮叫的碗"], "c": ["没得比赛的日子"]}
    found = lone_terms(ruleset, rows, ["路人说没得比"])
    assert found.terms == (LoneTerm("顶呱呱", "a"), LoneTerm("没得比赛", "c"))
    assert found.total == 6
    assert found.share == pytest.approx(2 / 6)


def test_another_text_frees_a_term_and_the_row_itself_does_not(ruleset: Ruleset) -> None:
    rows = {"a": ["顶呱呱的锅"]}
    assert lone_terms(ruleset, rows, []).terms == (LoneTerm("顶呱呱", "a"),)
    assert lone_terms(ruleset, rows, [" 顶呱呱的锅 "]).terms == (LoneTerm("顶呱呱", "a"),)
    assert lone_terms(ruleset, rows, ["这把伞顶呱呱"]).terms == ()


def test_texts_do_not_run_into_each_other(ruleset: Ruleset) -> None:
    rows = {"a": ["顶呱呱的锅"]}
    assert lone_terms(ruleset, rows, ["顶呱", "呱"]).terms == (LoneTerm("顶呱呱", "a"),)
