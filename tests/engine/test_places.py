"""Rules of one market and of one platform: what speaks where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

SHARED = """
    patterns:
      $p:
        words: [cure]
        except:
          - name: leather
            preceded_by: {words: [leather], within: 1}
            basis:
              - {law: Law A, article: "1", market: US}
              - {law: Law B, article: "2", market: [EU, GB]}
    condition: $p
    basis:
      - {law: Law A, article: "5", market: US}
      - {law: Law B, article: "6", market: [EU, GB]}
      - {law: Law C, article: "7", market: DE, from: 2026-12-01}
"""


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench(tmp_path)


@pytest.mark.parametrize(
    ("market", "as_of", "cited"),
    [
        ("US", "2026-11-22", [["Law A"]]),
        ("GB", "2026-11-22", [["Law B"]]),
        ("DE", "2026-11-22", [["Law B"]]),
        ("DE", "2026-12-01", [["Law B", "Law C"]]),
        ("FR", "2026-12-01", [["Law B"]]),
        ("CN", "2026-11-22", []),
    ],
)
def test_a_market_sees_its_own_citations(
    bench: Workbench, market: str, as_of: str, cited: list[list[str]]
) -> None:
    report = bench.guard(SHARED, market=market, as_of=as_of).check({"title": "a cure"})
    assert [[basis.law for basis in each.basis] for each in report.violations] == cited


@pytest.mark.parametrize(("market", "law"), [("US", "Law A"), ("GB", "Law B")])
def test_so_do_exemptions(bench: Workbench, market: str, law: str) -> None:
    report = bench.guard(SHARED, market=market).check({"title": "leather cure"})
    assert [[basis.law for basis in each.basis] for each in report.exempted] == [[law]]


@pytest.mark.parametrize(
    ("gate", "platform", "speaks"),
    [
        ('platform == "Amazon"', "amazon", True),
        ('platform == "amazon"', "AMAZON", True),
        ('platform == "amazon"', "ebay", False),
        ('platform == "amazon"', None, False),
        ('platform in ["ebay", "amazon"]', "amazon", True),
        ('platform in ["ebay", "etsy"]', "amazon", False),
        ('platform != "ebay"', "amazon", True),
        ('platform != "ebay"', None, False),
        ('not (platform == "ebay")', "etsy", True),
        ('platform == "ebay" or title is present', "amazon", True),
        ('platform == "ebay" or title is present', None, True),
    ],
)
@pytest.mark.parametrize("condition", ["$p", "length(title) > 3"])
def test_a_gate_of_platforms(
    bench: Workbench, gate: str, platform: str | None, speaks: bool, condition: str
) -> None:
    patterns = "patterns: {$p: {words: [cure]}}\n" if condition == "$p" else ""
    guard = bench.guard(f"{patterns}applies: {gate}\ncondition: {condition}\nat: title")
    record = {"title": "a cure", "platform": platform} if platform else {"title": "a cure"}
    for other in (
        "amazon",
        "etsy",
        None,
        platform,
    ):  # one listing's shape says nothing of another's
        guard.check({"title": "a cure", "platform": other} if other else {"title": "a cure"})
        assert len(guard.check(record).violations) == speaks
