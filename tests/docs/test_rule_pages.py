"""Pages of rules: what they tell, and that no text of a rule file becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from docs.generate import stale, write
from docs.mdtext import both, code, link, plain
from docs.rulepages import page_name, rule_pages
from listing_guard.match.pattern import Cite
from listing_guard.ruleset.load import load_ruleset
from listing_guard.ruleset.rule import Law

if TYPE_CHECKING:
    from pathlib import Path

    from listing_guard.ruleset.rule import Ruleset

RULE = """
    schema: 1
    rules:
    - id: best
      title: {zh: 最好, en: The best}
      description: {zh: 为什么, en: The reason}
      category: absolute-claim
      severity: warning
      confidence: low
      message: {zh: "“{match}”不可以", en: "“{match}” may not be"}
      advice: {zh: 改掉, en: Mend it}
      penalty: {zh: 罚款, en: A fine}
      basis:
      - {law: 广告法, article: "9(3)", from: 2015-09-01}
      - {law: 商标法, article: "64", from: 2027-01-01, verified: false, note: {zh: 注, en: A note}}
      patterns:
        $claim:
          words: [最好]
          except:
          - name: own-range
            basis: [{law: 指南, article: "6(1)", from: 2023-03-20}]
            preceded_by: 本店
            keep: {zh: 留存甲, en: Keep A}
      condition: $claim
      examples:
        flag:
        - 最好的杯子
        - {title: 杯子, price: 12, certificates: [], expect: {text: 最好}, as_of: 2026-11-22,
           description: 最好的}
        pass:
        - {title: 本店最好的杯子, expect: {exempted: own-range}}
"""
HOSTILE = "<script>x</script>|[a](javascript:b)\n# c `d` *e* _f_ \u202egnp.exe https://evil.example"


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    path: Path = tmp_path_factory.mktemp("house") / "house.yaml"
    path.write_text(dedent(RULE).lstrip("\n"), encoding="utf-8")
    loaded = load_ruleset([path])
    assert loaded.ruleset is not None, loaded.diagnostics
    law = Law(
        "广告法", (("zh", "中华人民共和国广告法"), ("en", "The law")), "https://law.example/9"
    )
    return replace(loaded.ruleset, laws={"广告法": law})


def test_a_page_tells_everything(ruleset: Ruleset) -> None:
    page = rule_pages(ruleset, {"house": (("zh", "本店"), ("en", "House"))})["house/best.md"]
    for told in (
        "# 最好 The best",
        "| 编号 id | `house/best` |",
        "本店 House `house`",
        "绝对化用语 absolute-claim",
        "警告 warning",
        "把握低 low",
        "“…”不可以\n\n“…” may not be",
        "为什么\n\nThe reason",
        "改掉\n\nMend it",
        "罚款\n\nA fine",
        "中华人民共和国广告法<br>The law | 9(3) | 自 from 2015-09-01 | [原文 text](https://law.example/9)",
        "商标法 | 64 | 自 from 2027-01-01 | 注<br>A note<br>未核实原文 not verified",
        "| `own-range` | 指南 6(1)；自 from 2023-03-20 | 留存甲<br>Keep A |",
        "| 应当发现 flagged | 最好的杯子 |  |",
        "证书：无 none",
        "发现 found: 最好<br>日期 as of 2026-11-22",
        "| 应当放行 let be | 本店最好的杯子 | 豁免 exempt: `own-range` |",
        "house.yaml",
    ):
        assert told in page


def test_the_index_counts_by_category_and_pack(ruleset: Ruleset) -> None:
    index = rule_pages(ruleset, {})["README.md"]
    assert "| 绝对化用语 absolute-claim | 0 | 1 | 0 | [house/best](house/best.md) |" in index
    assert "## house （1）" in index


def test_no_text_of_a_rule_file_becomes_markup(ruleset: Ruleset) -> None:
    both_ways = (("zh", HOSTILE), ("en", f"{HOSTILE}!"))
    rule = ruleset.rules[0]
    cite = Cite(HOSTILE, HOSTILE, note=both_ways, url="javascript:alert(1)")
    rule = replace(
        rule,
        title=both_ways,
        message=both_ways,
        description=both_ways,
        advice=both_ways,
        penalty=both_ways,
        basis=(cite,),
        examples=tuple(
            replace(each, record={"title": HOSTILE, HOSTILE: HOSTILE}) for each in rule.examples
        ),
    )
    pages = rule_pages(replace(ruleset, rules=(rule,)), {"house": both_ways})
    for page in pages.values():
        outside = re.sub(r"(`+).*?\1", "", re.sub(r"\\.", "", page))
        assert set(re.findall(r"<[^>]*>", outside)) <= {"<br>"}
        assert "](javascript" not in outside
        assert "\u202e" not in page
        assert "https://evil" not in page
        assert [line for line in page.splitlines() if line.startswith("# c")] == []
        for block in re.findall(r"(?:^\|.*\n)+", page, re.M):
            cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(cells) == 1, block


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("1. 一", r"1\. 一"),
        ("- 一", r"\- 一"),
        ("长-短", "长-短"),
        ("<b>", "&lt;b&gt;"),
        ("http://x.example", r"http\://x.example"),
        ("www.x.example", r"www\.x.example"),
        ("一\n二", "一 二"),
        ("\u200b", "⟨U+200B⟩"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_code_holds_backticks_and_bars() -> None:
    assert code("a `b` | c") == "``a `b` \\| c``"
    assert code("`") == "`` ` ``"


def test_links_lead_to_pages_and_safe_addresses_only() -> None:
    assert link("一", "https://a.example/b") == "[一](https://a.example/b)"
    assert link("一", "javascript:alert(1)") == "一 (`javascript:alert(1)`)"
    assert link("一", "https://a.example/(b)<c>") == "一 (`https://a.example/(b)<c>`)"


def test_both_languages_or_the_one_there_is() -> None:
    assert both((("zh", "一"), ("en", "one"))) == "一<br>one"
    assert both((("", "eins"),)) == "eins"
    assert both(()) == ""


def test_names_of_pages_stay_in_their_folder() -> None:
    assert page_name("cn-ad/superstition") == "cn-ad/superstition.md"
    assert ".." not in page_name("../../etc/passwd")


def test_pages_of_rules_that_are_no_more_are_deleted(tmp_path: Path) -> None:
    gone, kept, new = tmp_path / "a" / "gone.md", tmp_path / "kept.md", tmp_path / "b" / "new.md"
    gone.parent.mkdir()
    gone.write_text("old", encoding="utf-8")
    kept.write_text("same", encoding="utf-8")
    made = {kept: "same", new: "fresh"}
    assert stale(made, tmp_path) == ([new], [gone])
    assert write(made, tmp_path) == ["new.md written", "gone.md deleted"]
    assert not gone.parent.exists()
    assert new.read_text(encoding="utf-8") == "fresh"
    assert stale(made, tmp_path) == ([], [])
