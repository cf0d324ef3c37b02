"""One listing in several markets: one report each, and one block that tells where they differ.

After a wanted change: ``REGENERATE_GOLDEN=1 pytest tests/cli/test_markets.py``, and read the
difference before it is committed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from listing_guard.report.layout import cell_len

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

GOLDEN = Path(__file__).parent / "golden"
DAY = ("--as-of", "2026-11-22", "--isolated")

RULES = """\
schema: 1
rules:
- id: green-generic
  title: {zh: 泛化的环保宣称, en: Generic environmental claim}
  category: unsupported-claim
  severity: error
  basis: [{law: Directive 2005/29/EC, article: "6(1)"}]
  applies: market in ["EU"]
  patterns: {$w: [eco-friendly]}
  condition: $w
  message: {zh: "“{match}”是泛化的环保宣称", en: '“{match}” is a generic environmental claim'}
  advice: {zh: 写明是哪个方面, en: Say which aspect and how much}
  examples: {flag: [{title: eco-friendly cup, market: DE}], pass: [cup]}
- id: green-unqualified
  title: {zh: 未加限定的环保宣称, en: Unqualified environmental claim}
  category: unsupported-claim
  severity: warning
  confidence: medium
  basis: [{law: 16 CFR 260, article: "260.4"}]
  applies: market in ["US"]
  patterns: {$w: [eco-friendly]}
  condition: $w
  message: {zh: "“{match}”没有限定", en: '“{match}” is unqualified'}
  examples: {flag: [{title: eco-friendly cup, market: US}], pass: [cup]}
- id: disease
  title: {zh: 治病宣称, en: Disease claim}
  category: medical-claim
  severity: error
  basis:
  - {law: FTC Act, article: "5", market: US}
  - {law: Directive 2005/29/EC, article: "6(1)", market: EU}
  - {law: DMCCA 2024, article: "226", market: GB}
  patterns:
    $w:
      words: [cures arthritis, treats eczema]
      except:
      - name: pharmacy
        preceded_by: "pharmacist: "
        basis: [{law: DMCCA 2024, article: "226", market: GB}]
  condition: $w
  message: {zh: "“{match}”宣称治病", en: '“{match}” claims to treat a disease'}
  penalty: {zh: 处罚款, en: Civil penalties}
  examples: {flag: [{title: cures arthritis, market: US}], pass: [cup, "pharmacist: treats eczema"]}
- id: rank
  title: {zh: 排名没有依据, en: Rank without a source}
  category: unsupported-claim
  severity: info
  basis: [{law: Paris Convention, article: 10bis}]
  patterns: {$w: [world's best]}
  condition: $w
  message: {zh: "“{match}”没有依据", en: '“{match}” is a rank without a source'}
  examples: {flag: [world's best cup], pass: [cup]}
- id: no-price
  title: {zh: 缺少价格, en: No price}
  category: labelling
  severity: warning
  applies: market in ["EU", "GB"]
  condition: price is missing
  message: {zh: 没有价格, en: the price is missing}
  examples: {flag: [{title: cup, market: GB}], pass: [{title: cup, price: 3, market: GB}]}
"""
LISTINGS = (
    {
        "id": "brush",
        "title": "World's best bamboo brush, eco-friendly, cures arthritis",
        "selling_points": ["It treats eczema, and again: treats eczema"],
    },
    {"id": "cup", "title": "World's best cup", "price": 3},
    {"id": "mug", "title": "Eco-friendly mug", "price": 3},
    {"id": "balm", "title": "Balm - pharmacist: treats eczema", "price": 4},
    {"id": "towel", "title": "Towel", "price": 5},
)


@pytest.fixture
def shop(here: Path) -> Path:
    """Write rules of three markets, and listings, into the current folder."""
    (here / "house.yaml").write_text(RULES, "utf-8")
    (here / "goods.jsonl").write_text(
        "".join(json.dumps(each) + "\n" for each in LISTINGS), "utf-8"
    )
    return here


def checked(cli: Cli, markets: str, *more: str) -> str:
    result = cli("check", "goods.jsonl", "--pack", "house.yaml", "--market", markets, *DAY, *more)
    assert result.code == 1, result.err
    return result.out


CASES = {
    "markets-2-en.txt": ("US,EU",),
    "markets-3-zh.txt": ("US,EU,GB", "--lang", "zh"),
    "markets-3-en-quiet.txt": ("US,EU,GB", "--quiet"),
    "markets-9-zh.txt": ("US,EU,GB,DE,FR,IT,ES,CA,AU", "--lang", "zh", "--max-findings", "1"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("shop")
def test_the_text_report_is_as_it_was(cli: Cli, name: str) -> None:
    markets, *more = CASES[name]
    output = checked(cli, markets, *more)
    path = GOLDEN / name
    if os.environ.get("REGENERATE_GOLDEN"):
        path.write_text(output, "utf-8")
    assert output == path.read_text("utf-8")
    assert all(cell_len(line) <= 80 for line in output.splitlines())


def test_there_is_no_golden_file_without_a_case() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.usefixtures("shop")
def test_every_report_says_what_it_was_checked_by(cli: Cli) -> None:
    output = checked(cli, "US,EU", "--platform", "amazon", "--format", "jsonl")
    reports = [json.loads(line) for line in output.splitlines()]
    assert [(each["listing_id"], each["market"]) for each in reports[:4]] == [
        *(("brush", "US"), ("brush", "EU"), ("cup", "US"), ("cup", "EU")),
    ]
    assert {each["platform"] for each in reports} == {"amazon"}
    american, european = reports[:2]
    cited = [[b["law"] for b in v["basis"]] for v in american["violations"]]
    assert cited[0] == ["Paris Convention"]
    assert ["FTC Act"] in cited
    assert ["Directive 2005/29/EC"] not in cited
    rules = [{v["rule"] for v in each["violations"]} for each in (american, european)]
    assert rules[0] - rules[1] == {"house/green-unqualified"}
    assert rules[1] - rules[0] == {"house/green-generic", "house/no-price"}
    marks = [
        {v["fingerprint"] for v in each["violations"] if v["rule"] == "house/disease"}
        for each in (american, european)
    ]
    assert marks[0] == marks[1], "what is accepted in one market is known in the other"


@pytest.mark.usefixtures("shop")
def test_a_single_market_has_the_block_that_it_always_had(cli: Cli) -> None:
    output = checked(cli, "GB")
    assert "all markets" not in output
    assert "basis    DMCCA 2024 art. 226" in output
    assert output.count("score ") == 1


@pytest.mark.usefixtures("shop")
def test_the_order_of_the_markets_is_the_one_asked_for(cli: Cli) -> None:
    output = checked(cli, "GB,US")
    assert output.index("basis    GB: DMCCA") < output.index("US: FTC Act")


def test_a_record_with_a_market_of_its_own_has_one_report(cli: Cli, shop: Path) -> None:
    (shop / "listing-guard.yaml").write_text("market: [US, EU]\npacks: ./house.yaml\n", "utf-8")
    rows = [{"id": "a", "title": "Eco-friendly cup", "market": "DE"}, {"id": "b", "title": "Cup"}]
    (shop / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = cli("check", "own.jsonl", "--format", "jsonl")
    reports = [json.loads(line) for line in result.out.splitlines()]
    assert [(each["listing_id"], each["market"]) for each in reports] == [
        *(("a", "DE"), ("b", "US"), ("b", "EU")),
    ]


@pytest.mark.usefixtures("shop")
def test_counts_by_market_go_to_stderr_beside_a_machine_format(cli: Cli) -> None:
    result = cli(
        *("check", "goods.jsonl", "--pack", "house.yaml", "--market", "US,GB", *DAY),
        *("--format", "json"),
    )
    assert "\nUS: 5: 1 block · " in result.err
    assert "\nGB: 5: 1 block · " in result.err
