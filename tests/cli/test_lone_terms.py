"""``eval --lone-terms``: terms that the rules owe to one labelled row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

RULES = """\
schema: 1
rules:
- id: words
  title: Words
  category: absolute-claim
  severity: warning
  basis: [{law: 广告法, article: "9(3)"}]
  patterns: {$w: [顶呱呱, 没得比]}
  condition: $w
  message: 最
  examples: {flag: [顶呱呱, 没得比], pass: [好用]}
"""


@pytest.fixture
def call(here: Path) -> list[str]:
    row = {"id": "a", "lang": "zh", "market": "CN", "listing": {"title": "顶呱呱的锅"}, "gold": []}
    (here / "rows.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    (here / "own.yaml").write_text(RULES, encoding="utf-8")
    (here / "texts").mkdir()
    (here / "texts" / "a.md").write_text("没得比\n", encoding="utf-8")
    return ["eval", "rows.jsonl", "--isolated", "--pack", "own.yaml", "--lone-terms", "texts"]


def test_they_are_printed_with_their_row_and_share(cli: Cli, call: list[str]) -> None:
    told = cli(*call)
    assert told.code == 0
    assert "terms that occur in one labelled listing only: 1 of 2 (50.00%)" in told.out
    assert "  a  顶呱呱" in told.out
    values = json.loads(cli(*call, "--format", "json").out)
    assert values["lone_terms"] == {
        "share": 0.5,
        "total": 2,
        "terms": [{"term": "顶呱呱", "listing": "a"}],
    }


def test_a_bar_holds_until_another_text_has_the_term(cli: Cli, call: list[str], here: Path) -> None:
    told = cli(*call, "--max-lone", "0.1")
    assert told.code == 1
    assert "the share of lone terms is 0.5000, above 0.1" in told.err
    (here / "texts" / "b.jsonl").write_text('{"t": "\\u9876呱呱"}\n', encoding="utf-8")
    assert cli(*call, "--max-lone", "0.1").code == 0


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (["--max-lone", "0.1"], "--max-lone needs --lone-terms"),
        (["--lone-terms", "none.txt"], "none.txt cannot be read"),
    ],
)
def test_wrong_use_is_told(cli: Cli, call: list[str], extra: list[str], told: str) -> None:
    result = cli(*call[:5], *extra)
    assert result.code == 2
    assert told in result.err
