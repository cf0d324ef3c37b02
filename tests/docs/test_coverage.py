"""The law mapped to rules: how entries find theirs, and that the shipped mapping has no gap."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from docs.generate import AS_OF, HERE, coverage
from docs.lawcoverage import Coverage, coverage_of, page, read_entries
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
"""
ENTRIES = """
    schema: 1
    reasons:
      picture: {zh: 看图, en: A picture}
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
"""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Coverage:
    folder: Path = tmp_path_factory.mktemp("toy")
    for name, text in (("house.yaml", RULE), ("coverage.yaml", ENTRIES)):
        (folder / name).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    guard = Guard.load(packs=[folder / "house.yaml"], market="CN", as_of="2026-11-22")
    return coverage_of(*read_entries(folder / "coverage.yaml"), guard.ruleset, guard)


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
    ],
)
def test_what_carries_an_entry(toy: Coverage, what: str, carried: bool, gap: bool) -> None:
    assert _carried(toy, what) == (carried, gap)


def test_faults_are_rules_that_do_not_exist(toy: Coverage) -> None:
    assert toy.faults() == ["错: there is no rule house/worst"]


def test_citations_that_no_entry_names_are_told(toy: Coverage) -> None:
    assert toy.notes() == [
        "no entry for 无人提及 1, cited by house/best",
        "no entry for 竞争法 8, cited by house/best",
    ]
    assert "| 无人提及 | 1 | [house/best](rules/house/best.md) |" in page(toy)


def test_gaps_name_the_probe_that_nothing_found(toy: Coverage) -> None:
    assert "类\n    not found: 1; 最好的碗" in toy.gaps()


def test_the_page_shows_rules_exemptions_reasons_and_gaps(toy: Coverage) -> None:
    text = page(toy)
    assert "| 广告法 9 | 总则<br>Whole | [house/best](rules/house/best.md) |  |" in text
    assert "[house/best](rules/house/best.md)（豁免 exempts: own-range）" in text
    assert "| 广告法 10 | 画面<br>Shown | – | 看图<br>A picture |" in text
    assert "尚无规则 no rule yet" in text


def test_a_misspelt_key_is_no_entry(tmp_path: Path) -> None:
    path = tmp_path / "coverage.yaml"
    path.write_text(
        "reasons: {}\nsections: [{title: {zh: a}, entries: [{what: {zh: b}, rule: [c]}]}]\n",
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="no such key: rule"):
        read_entries(path)


def test_every_article_has_a_rule_or_a_reason() -> None:
    found = coverage(Guard.load(as_of=AS_OF, lang="zh"))
    assert found.carried, HERE
    assert not found.faults()
    gaps = found.gaps()
    assert not gaps, f"{len(gaps)} entries without a rule or a reason:\n" + "\n".join(gaps)
