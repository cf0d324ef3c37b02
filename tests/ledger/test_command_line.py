"""Commands with a ledger in a file and on a server: files of prices in, reports out, no secrets."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from listing_guard.ledger import Ledger
from tests.ledger.server import ESCAPED, PASSWORD
from tests.ledger.test_errors import holding

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

HEADER = ("商家编码", "标价", "成交价", "数量", "日期", "渠道")
ROWS = (
    ("mug-01", 199, 159.5, 2, datetime(2026, 11, 6, 12), "天猫"),
    ("mug-01", 199, 169, 1, datetime(2026, 11, 8, 9, 30), "天猫"),
    ("mug-02", 39.9, None, None, datetime(2026, 11, 8), None),
)
LISTING = {
    "id": "mug-01",
    "title": "陶瓷杯",
    "market": "CN",
    "platform": "tmall",
    "price": 149,
    "original_price": 199,
    "promotions": [{"name": "双11", "start": "2026-11-11", "end": "2026-11-30"}],
}
RULE = """\
schema: 1
rules:
- id: reference
  title: {zh: 原价高, en: High price}
  category: price
  severity: error
  confidence: high
  condition: "original_price > reference(price_history, days: 7, kind: sold)"
  at: original_price
  message: {zh: "高于{reference}", en: "above {reference}"}
  examples: {flag: [], pass: []}
"""
DAY = ("--as-of", "2026-11-20", "--pack", "rule.yaml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the same prices as a table and as a workbook, and a listing."""
    monkeypatch.chdir(tmp_path)
    book = Workbook()
    assert book.active is not None
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.save("prices.xlsx")
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in (HEADER, *ROWS)]
    (tmp_path / "prices.csv").write_text("\n".join(lines), encoding="gb18030")
    (tmp_path / "rule.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "goods.json").write_text(json.dumps(LISTING), encoding="utf-8")
    return tmp_path


def test_a_workbook_says_what_the_same_table_says(place: str, cli: Cli) -> None:
    args = ("--market", "CN", "--ledger", place)
    done = cli("prices", "import", "prices.xlsx", *args)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("prices.xlsx: 5 prices read, 5 new, 0 already known, 0 refused")
    again = cli("prices", "import", "prices.csv", *args)
    assert "0 new, 5 already known" in again.out
    lines = cli("prices", "export", "--format", "jsonl", "--ledger", place).out.splitlines()
    told = [json.loads(line) for line in lines]
    assert [(each["sku"], each["at"], each["kind"], each["price"]) for each in told] == [
        ("mug-01", "2026-11-06T12:00:00+08:00", "listed", "199"),
        ("mug-01", "2026-11-06T12:00:00+08:00", "sold", "159.5"),
        ("mug-01", "2026-11-08T09:30:00+08:00", "listed", "199"),
        ("mug-01", "2026-11-08T09:30:00+08:00", "sold", "169"),
        ("mug-02", "2026-11-08T00:00:00+08:00", "listed", "39.9"),
    ]


def test_a_ledger_that_is_being_written_is_told_and_loses_nothing(
    place: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = ("prices", "import", "prices.csv", "--market", "CN", "--ledger", place)
    assert cli(*args, "--dry-run").code == 0
    Ledger.open(place, create=True).close()
    # A minute otherwise.
    monkeypatch.setitem(Ledger.open.__func__.__kwdefaults__, "timeout", 0.1)  # type: ignore[attr-defined]
    with holding(place):
        done = cli(*args)
        assert done.code == 2
        assert "another process is writing to it and has not ended; try again later" in done.err
        recorded = cli("check", "goods.json", *DAY, "--record-prices", "--ledger", place)
        assert (recorded.code, "another process is writing" in recorded.err) == (2, True)
        assert cli("prices", "check", "goods.json", *DAY, "--ledger", place).code == 0
    assert "5 new" in cli(*args).out
    assert cli("prices", "check", "goods.json", *DAY, "--ledger", place).code == 1


def test_explain_judges_with_what_is_on_record(place: str, cli: Cli) -> None:
    assert cli("prices", "import", "prices.csv", "--market", "CN", "--ledger", place).code == 0
    told = cli("explain", "goods.json", *DAY, "--ledger", place).out
    assert "rule/reference fired" in told
    assert "159.5" in told
    assert "missing   price_history" in cli("explain", "goods.json", *DAY).out


def test_no_command_says_the_password(place: str, cli: Cli, here: Path) -> None:
    (here / "listing-guard.yaml").write_text(json.dumps({"ledger": place}), encoding="utf-8")
    outputs = ("--output", "report.json", "--output", "report.jsonl", "--evidence", "evidence")
    said = [
        cli("config", "show"),
        cli("prices", "show", "mug-01"),
        cli("prices", "import", "prices.csv", "--market", "CN"),
        cli("check", "goods.json", *DAY, *outputs, "--record-prices"),
        cli("prices", "show", "mug-01", "--as-of", "2026-11-20"),
        cli("prices", "show", "nothing"),
        cli("certs", "show", "nothing"),
        cli("explain", "goods.json", "--id", "mug-01", *DAY),
    ]
    assert [each.code for each in said] == [0, 2, 0, 1, 0, 2, 2, 0]
    texts = [text for each in said for text in (each.out, each.err)]
    written = [*here.glob("report*"), *(here / "evidence").iterdir()]
    assert len(written) == 4
    texts += [path.read_text(encoding="utf-8") for path in written]
    for secret in (PASSWORD, ESCAPED):
        assert not [text for text in texts if secret in text]
