"""The law mapped to rules: how entries find theirs, and that the shipped mapping has no gap."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from docs.coveragepage import page
from docs.generate import AS_OF, HERE, coverage
from docs.lawcoverage import Coverage, coverage_of
from docs.lawentries import read_entries
from listing_guard import Guard

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
    schema: 1
    rules:
    - id: best
      title: The best
      category: absolute-claim
      severity: error
      message: "{match}"
      basis:
      - {law: 广告法, article: "9(3)", from: 2015-09-01}
      - {law: 指南, article: 7、8, from: 2026-06-03}
      - {law: 竞争法, article: "8", until: 2025-10-15}
      - {law: 竞争法, article: "9", from: 2025-10-15}
      - {law: 无人提及, article: "1"}
      patterns:
        $claim:
          words: [最好]
          except:
          - {name: own-range, preceded_by: 本店, basis: [{law: 指南, article: "6(1)"}]}
      condition: $claim
      examples: {flag: [最好的杯子], pass: [本店最好的杯子]}
    - id: recalled
      title: From memory
      category: platform-format
      severity: warning
      confidence: low
      applies: platform == "amazon" and market in ["EU"]
      message: "{match}"
      basis:
      - {law: 记忆, article: "1", verified: false}
      - {law: 记忆, article: "2"}
      patterns: {$claim: {words: [促销]}}
      condition: $claim
      examples: {flag: [{title: 促销, platform: amazon, market: DE}], pass: [促销]}
    - id: alone
      title: In no entry
      category: price
      severity: info
      message: "{match}"
      basis: [{law: 孤例, article: "1"}]
      patterns: {$claim: {words: [孤例]}}
      condition: $claim
      examples: {flag: [孤例], pass: [成例]}
"""
INDEX = """
    schema: 1
    parts: [law, platform]
    reasons:
      picture: {zh: 看图, en: A picture}
"""
ENTRIES = """
    schema: 1
    title: {zh: 法, en: Law}
    sections:
    - title: {zh: 甲, en: A}
      law: 广告法
      entries:
      - {article: "9", what: {zh: 总则, en: Whole}}
      - {article: "9(3)(1)", what: {zh: 更细, en: Finer}}
      - {article: "90", what: {zh: 另一条, en: Another}}
      - {article: "10", what: {zh: 画面, en: Shown}, why_not: picture}
    - title: {zh: 乙, en: B}
      record: {price: 1}
      entries:
      - {law: 指南, article: ["8", "11"], what: {zh: 并列, en: Joined}}
      - {law: 指南, article: "6(1)", what: {zh: 豁免, en: Exempt}}
      - {law: 竞争法, article: ["8", "9"], from: 2025-10-15, what: {zh: 新, en: New}}
      - {law: 竞争法, article: "9", until: 2025-10-15, what: {zh: 旧, en: Old}}
      - {what: {zh: 试, en: Probe}, kind: [absolute-claim], probe: [{title: 最好的碗}]}
      - {what: {zh: 类, en: Kind}, kind: [price], probe: [{title: 最好的碗}], why_not: picture}
      - {what: {zh: 名, en: Named}, rules: [house/best]}
      - {what: {zh: 错, en: Wrong}, rules: [house/worst]}
      - {what: {zh: 无辜, en: Innocent}, probe: [最好的碗], pass: [本店最好的碗, 饭碗]}
      - {what: {zh: 误伤, en: Harmed}, probe: [最好的碗], pass: [最好的饭碗]}
      - {what: {zh: 他包, en: Elsewhere}, packs: [other], probe: [最好的碗], pass: [最好的碗]}
"""
PLATFORM = """
    schema: 1
    title: {zh: 平台, en: Platforms}
    sections:
    - title: {zh: 丙, en: C}
      platform: amazon
      market: DE
      kind: [platform-format]
      memory: true
      entries:
      - {what: {zh: 促销, en: Promotion}, probe: [促销碗], pass: [{title: 促销碗, platform: ebay}]}
      - {what: {zh: 促销于英国, en: In Britain}, market: GB, probe: [促销碗]}
      - {law: 记忆, article: "1", what: {zh: 自认, en: Owning}}
      - {law: 记忆, article: "2", what: {zh: 自信, en: Sure}}
      - {what: {zh: 冒充, en: Posing}, rules: [house/best]}
      - {what: {zh: 已核, en: Checked}, checked: {zh: 官网, en: Its site}, rules: [house/best]}
      - {what: {zh: 不记, en: Known}, memory: false, secondary: true, rules: [house/best]}
"""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Coverage:
    folder: Path = tmp_path_factory.mktemp("toy")
    files = {"house": RULE, "index": INDEX, "law": ENTRIES, "platform": PLATFORM}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    guard = Guard.load(packs=[folder / "house.yaml"], as_of="2026-11-22")
    return coverage_of(*read_entries(folder), guard.ruleset, guard)


def _carried(toy: Coverage, what: str) -> tuple[bool, bool]:
    """Return whether an entry has rules, and whether it is a gap."""
    entry = next(each for each in toy.carried if dict(each.entry.what)["zh"] == what)
    return bool(entry.rules or entry.exemptions), entry.is_gap


@pytest.mark.parametrize(
    ("what", "carried", "gap"),
    [
        ("总则", True, False),  # 9(3) is a part of 9
        ("更细", False, True),  # 9(3) says nothing of its own first item
        ("另一条", False, True),  # 90 is no part of 9
        ("画面", False, False),
        ("并列", True, False),  # one citation of two articles
        ("豁免", True, False),
        ("新", True, False),
        ("旧", False, True),  # 9 was another article then
        ("试", True, False),
        ("类", False, True),  # found, but by no rule of that category; a reason mends no probe
        ("名", True, False),
        ("错", False, True),
        ("无辜", True, False),
        ("误伤", True, True),  # found, and an innocent listing with it
        ("他包", False, True),  # found, but by no rule of that pack
        ("促销", True, False),  # on the section's platform, in its market
        ("促销于英国", False, True),
    ],
)
def test_what_carries_an_entry(toy: Coverage, what: str, carried: bool, gap: bool) -> None:
    assert _carried(toy, what) == (carried, gap)


def test_faults_are_rules_that_do_not_exist(toy: Coverage) -> None:
    assert toy.faults() == ["错: there is no rule house/worst"]


def test_citations_that_no_entry_names_are_told(toy: Coverage) -> None:
    """Of laws that entries name, and of rules that no row shows: 无人提及 is house/best's alone."""
    assert toy.notes() == [
        "no entry for 孤例 1, cited by house/alone",
        "no entry for 竞争法 8, cited by house/best",
    ]
    assert "| 孤例 | 1 | [house/alone](rules/house/alone.md) |" in page(toy)


def test_gaps_name_the_probe_that_nothing_found(toy: Coverage) -> None:
    assert "类\n    not found: 1; 最好的碗" in toy.gaps()


def test_gaps_name_the_innocent_that_a_rule_found(toy: Coverage) -> None:
    assert "误伤\n    found: 1; 最好的饭碗 (house/best)" in toy.gaps()


def test_rules_that_carry_a_fact_from_memory_must_say_so(toy: Coverage) -> None:
    assert toy.too_sure() == [
        "记忆 2: 自信: house/recalled does not say that this is from memory",
        "冒充: house/best does not say that this is from memory",
    ]


def test_the_page_shows_rules_exemptions_reasons_and_gaps(toy: Coverage) -> None:
    text = page(toy)
    assert "| 广告法 9 | 总则<br>Whole | [house/best](rules/house/best.md) |  |" in text
    assert "[house/best](rules/house/best.md)（豁免 exempts: own-range）" in text
    assert "| 广告法 10 | 画面<br>Shown | – | 看图<br>A picture |" in text
    assert "尚无规则 no rule yet" in text
    assert "误报 found: 1; 最好的饭碗 (house/best)" in text


def test_the_page_has_parts_sections_and_a_contents_list(toy: Coverage) -> None:
    text = page(toy)
    assert "| [甲 A](#s0) | 1 | 1 | 2 | 4 |" in text
    assert "| [丙 C](#s2) | 6 | 0 | 1 | 7 |" in text
    assert "| **平台 Platforms** | 6 | 0 | 1 | 7 |" in text
    assert text.index("## 法 Law") < text.index("甲 A", text.index("## 法 Law"))
    assert text.index("乙 B") < text.index("## 平台 Platforms") < text.index('<a id="s2"></a>丙 C')


def test_of_many_rules_of_one_table_the_page_names_the_first(toy: Coverage) -> None:
    few = tuple(f"p/{letter}" for letter in "abcd")
    carried = replace(toy.carried[0], rules=(*few, *(f"q/{letter}" for letter in "abcde")))
    tables = {rule: f"{rule[0]}/tables/t.yaml" for rule in carried.rules}
    text = page(replace(toy, carried=(carried,), tables=tables))
    shown = "<br>".join(f"[{rule}](rules/{rule}.md)" for rule in few)
    assert f"{shown}<br>[q/a](rules/q/a.md) 等5条 and 4 more of `q/tables/t.yaml` |" in text


def test_a_rule_that_carries_and_exempts_is_told_once(toy: Coverage) -> None:
    carried = replace(toy.carried[0], rules=("p/a",), exemptions=(("p/a", "x"), ("p/a", "y")))
    text = page(replace(toy, carried=(carried,)))
    assert "| [p/a](rules/p/a.md)（及豁免 and exempts: x, y） |" in text


def test_the_page_tells_what_is_from_memory_and_what_was_looked_up(toy: Coverage) -> None:
    rows = {line.split(" | ")[1]: line for line in page(toy).splitlines() if "<br>" in line}
    assert "凭记忆" in rows["自认<br>Owning"]
    assert "已核 looked up: 官网 Its site" in rows["已核<br>Checked"]
    assert "凭记忆" not in rows["已核<br>Checked"]
    assert "二手" in rows["不记<br>Known"]
    assert "凭记忆" not in rows["不记<br>Known"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("{title: {zh: a}, entries: [{what: {zh: b}, rule: [c]}]}", "no such key: rule"),
        ("{title: {zh: a}, platfrom: amazon, entries: []}", "no such key: platfrom"),
    ],
)
def test_a_misspelt_key_is_no_entry(tmp_path: Path, part: str, said: str) -> None:
    for name, text in (
        ("index", "reasons: {}\nparts: [a]\n"),
        ("a", f"title: {{zh: a}}\nsections: [{part}]\n"),
    ):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_entries(tmp_path)


@pytest.fixture(scope="module")
def shipped() -> Coverage:
    return coverage(Guard.load(as_of=AS_OF, lang="zh"))


def test_every_article_has_a_rule_or_a_reason(shipped: Coverage) -> None:
    assert shipped.carried, HERE
    assert not shipped.faults()
    gaps = shipped.gaps()
    assert not gaps, f"{len(gaps)} entries without a rule or a reason:\n" + "\n".join(gaps)


def test_facts_from_memory_are_no_certainties(shipped: Coverage) -> None:
    """The loader holds a rule with ``verified: false`` to low confidence and a warning."""
    assert any(each.entry.memory and each.rules for each in shipped.carried)
    assert not shipped.too_sure()
    owning = {
        rule
        for each in shipped.carried
        if each.entry.memory and not each.entry.checked
        for rule in each.rules
    }
    for rule in Guard.load(as_of=AS_OF, lang="zh").ruleset.rules:
        if rule.id in owning:
            assert rule.confidence == "low", rule.id
            assert rule.severity in ("warning", "info"), rule.id
