"""Prices on the command line: import, show, export, check, record, evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from listing_guard.cli.jobs import CHUNK
from tests.cli.shell import spawn

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

ORDERS = """\
订单编号,商家编码,数量,实付金额(元),付款时间,订单状态
A1,B-1,3,100.00,2026-11-01 10:00,交易成功
A2,B-1,2,300,2026-11-02 10:00,"卖家已发货，等待买家确认"
A3,B-1,0,300,2026-11-02 10:00,交易成功
A4,B-1,1,0,2026-11-02 10:00,交易成功
A5,B-1,1,99,,等待买家付款
A6,B-1,1,99,2026-11-02 11:00,交易关闭
A7,B-1,1,-99,2026-11-02 11:00,交易成功
A8,B-1,1,$99,2026-11-02 11:00,交易成功
A9,B-1,1,99,2999-11-02 11:00,交易成功
"""
PRICES = """\
sku,at,price,kind,quantity,order,channel
杯-1,2026-08-01,199,listed,,,
杯-1,2026-09-20,159,promotion,,,
杯-1,2026-09-27,199,listed,,,
杯-1,2026-11-03 12:00,159,sold,2,a2,天猫
杯-1,2026-11-06 12:00,169,sold,1,a3,天猫
杯-1,2026-11-11,149,promotion,,,
=x,2026-11-12 09:00,149,sold,1,a4,天猫
"""
LISTING = {
    "id": "杯-1",
    "title": "陶瓷杯",
    "price": 149,
    "original_price": 199,
    "platform": "tmall",
    "promotions": [{"name": "<b>|双11`", "start": "2026-11-11", "end": "2026-11-30"}],
}
RULE = """\
schema: 1
rules:
- id: reference
  title: {zh: 原价高, en: High price}
  category: price
  severity: error
  confidence: high
  applies: original_price is present
  condition: >-
    original_price > reference(price_history, days: 7, kind: sold)
  at: original_price
  missing: info
  message: {zh: "高于{reference}", en: "above {reference}"}
  examples: {flag: [], pass: []}
- id: word
  title: {zh: 词, en: Word}
  category: absolute-claim
  severity: error
  confidence: high
  patterns: {$w: [绝佳]}
  condition: $w
  message: {zh: "词", en: "word"}
  examples: {flag: [], pass: []}
"""
DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def known(here: Path, cli: Cli) -> Path:
    """Put some prices on record in the usual place, and write a rule and a listing."""
    (here / "prices.csv").write_text(PRICES, encoding="utf-8")
    (here / "rule.yaml").write_text(RULE, encoding="utf-8")
    (here / "goods.jsonl").write_text(json.dumps(LISTING) + "\n", encoding="utf-8")
    assert cli("prices", "import", "prices.csv", "--market", "CN").code == 0
    return here


# Import ----------------------------------------------------------------------------------------


def test_orders_are_imported_and_every_row_is_accounted_for(here: Path, cli: Cli) -> None:
    (here / "orders.csv").write_text(ORDERS, encoding="gb18030")
    done = cli("prices", "import", "orders.csv", "--market", "CN")
    assert done.code == 3
    assert done.out == (
        "orders.csv: 2 prices read, 2 new, 0 already known, 4 refused, 3 left out (1 unpaid, "
        "1 cancelled or refunded, 1 free of charge), 1 rounded to four decimals\n"
    )
    assert done.err.splitlines() == [
        "orders.csv:4: quantity: “0” is no number of pieces sold",
        "orders.csv:8: paid: “-99” is negative",
        "orders.csv:9: paid: in two currencies, CNY and USD; a price has one "
        "(column, sign, --currency)",
        "orders.csv:10: at: 2999-11-02T11:00:00+08:00 is in the future",
    ]
    again = cli("prices", "import", "orders.csv", "--market", "CN")
    assert "0 new, 2 already known" in again.out


def test_a_dry_run_writes_nothing(here: Path, cli: Cli) -> None:
    (here / "p.csv").write_text(PRICES, encoding="utf-8")
    done = cli("prices", "import", "p.csv", "--dry-run")
    assert done.code == 0
    assert "7 prices read, nothing put on record" in done.out
    assert "market CN (CNY) is assumed" in done.err
    assert not (here / ".listing-guard").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("foo,bar\n1,2\n", "--column sku=货号"),
        ("订单号,金额,日期\n1,2,3\n", "no column for quantity (looked for quantity, 数量"),
        ("sku,price\n1,2\n", "its columns are “sku”, “price”; name it: --column at=COLUMN"),
    ],
)
def test_columns_that_say_too_little_are_named(
    here: Path, cli: Cli, content: str, told: str
) -> None:
    (here / "u.csv").write_text(content, encoding="utf-8")
    done = cli("prices", "import", "u.csv")
    assert done.code == 2
    assert told in done.err
    assert done.err.endswith("no price could be read; nothing was put on record\n")


def test_columns_can_be_named(here: Path, cli: Cli) -> None:
    record = {"attributes": {"no": "A1", "prices": [["2025/11/10", 99.0], ["2025/11/11", 55]]}}
    (here / "h.jsonl").write_text(json.dumps(record), encoding="utf-8")
    columns = ("--column", "history=attributes.prices", "--column", "sku=attributes.no")
    assert "2 new" in cli("prices", "import", "h.jsonl", *columns, "--market", "CN").out
    rows = [json.loads(line) for line in export(here, cli)]
    assert [(row["sku"], row["at"], row["price"], row["kind"]) for row in rows] == [
        ("A1", "2025-11-10T00:00:00+08:00", "99", "listed"),
        ("A1", "2025-11-11T00:00:00+08:00", "55", "listed"),
    ]
    assert cli("prices", "import", "h.jsonl", "--column", "when=x").code == 2


def test_a_day_given_is_the_last_that_prices_may_have(here: Path, cli: Cli) -> None:
    text = "sku,price,at\na,9,2030-11-01\na,8,2030-11-13\n"
    (here / "p.csv").write_text(text, encoding="utf-8")
    assert "1 price read" not in cli("prices", "import", "p.csv", "--market", "CN").out
    done = cli("prices", "import", "p.csv", "--market", "CN", "--as-of", "2030-11-11")
    assert (done.code, "1 price read, 1 new" in done.out) == (3, True)
    assert "p.csv:3: at: 2030-11-13T00:00:00+08:00 is in the future" in done.err


def test_a_name_that_a_terminal_would_act_on_is_spelt_out(here: Path, cli: Cli) -> None:
    name = "p\x1b]0;x\x07\u202e.csv"
    (here / name).write_text("sku,price,at\na,-9,2026-11-01\nb,9,2026-11-01\n", encoding="utf-8")
    done = cli("prices", "import", name, "--market", "CN")
    assert done.code == 3
    shown = "p<U+001B>]0;x<U+0007><U+202E>.csv"
    assert done.out.startswith(f"{shown}: 1 price read")
    assert done.err == f"{shown}:2: price: “-9” is negative\n"
    (here / "c.jsonl").write_text('{"title": "杯"}\n{"title"\n', encoding="utf-8")
    (here / "c.jsonl").rename(here / f"{name}.jsonl")
    for command in (("check",), ("certs", "import")):
        done = cli(*command, f"{name}.jsonl", "--isolated", "--ledger", "l.sqlite")
        assert not {"\x1b", "\x07", "\u202e"} & {*done.out, *done.err}


def test_a_price_in_another_currency_than_told_is_refused(here: Path, cli: Cli) -> None:
    (here / "p.csv").write_text("sku,at,price\na,2025-01-01,$9\nb,2025-01-01,9\n")
    done = cli("prices", "import", "p.csv", "--market", "US", "--currency", "EUR")
    assert done.code == 3
    assert "p.csv:2: price: in two currencies, USD and EUR" in done.err
    assert "1 new" in done.out


def test_a_damaged_ledger_is_told_and_left(here: Path, cli: Cli) -> None:
    (here / "p.csv").write_text(PRICES, encoding="utf-8")
    (here / "bad.sqlite").write_bytes(b"no database" * 100)
    done = cli("prices", "import", "p.csv", "--ledger", "bad.sqlite")
    assert done.code == 2
    assert "ledger bad.sqlite: is no ledger" in done.err
    assert (here / "bad.sqlite").read_bytes() == b"no database" * 100


# Show and export -------------------------------------------------------------------------------


def test_a_chart_fits_eighty_columns_and_is_ascii(known: Path, cli: Cli) -> None:
    done = cli("prices", "show", "杯-1", "--lang", "en", *DAY)
    assert done.code == 0
    lines = done.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    chart = [line for line in lines if " |" in line]
    assert all(line.isascii() for line in chart)
    assert chart[0].lstrip().startswith("199 |---")
    assert any("===" in line for line in chart)
    assert "7 days   2026-11-04 to 2026-11-10: lowest sold 169 CNY" in lines
    assert "30 days  2026-10-12 to 2026-11-10: lowest asked 199 CNY" in lines
    assert "now      149 CNY (promotion, since 2026-11-11)" in lines


def test_what_is_not_on_record_is_said(known: Path, cli: Cli) -> None:
    done = cli("prices", "show", "none")
    assert done.code == 2
    assert "no price of 'none' is on record" in done.err


def export(folder: Path, cli: Cli, *options: str, to: str = "e.jsonl") -> list[str]:
    """Return the lines of an export."""
    assert cli("prices", "export", "--output", to, *options).code == 0
    return (folder / to).read_text(encoding="utf-8-sig").splitlines()


@pytest.mark.parametrize("to", ["e.csv", "e.jsonl"])
def test_an_export_is_imported_as_it_was(known: Path, cli: Cli, to: str) -> None:
    lines = export(known, cli, to=to)
    done = cli("prices", "import", to)
    assert done.code == 0
    assert "7 prices read, 0 new, 7 already known" in done.out
    assert "assumed" not in done.err
    cells = [line.split(",")[0] for line in lines]
    assert to == "e.jsonl" or "'=x" in cells


def test_an_export_can_be_narrowed(known: Path, cli: Cli) -> None:
    days = ("--since", "2026-11-06", "--until", "2026-11-11")
    rows = [json.loads(line) for line in export(known, cli, "--sku", "杯-1", *days)]
    assert [row["price"] for row in rows] == ["169", "149"]
    assert len(export(known, cli, "--kind", "sold", "--channel", "天猫")) == 3


# Check -----------------------------------------------------------------------------------------


def test_check_finds_the_usual_ledger_and_isolated_none(known: Path, cli: Cli) -> None:
    args = ("check", "goods.jsonl", "--pack", "rule.yaml", "--market", "CN", *DAY)
    done = cli(*args)
    assert done.code == 1
    assert "窗口  2026-11-04 至 2026-11-10，成交价" in done.out
    assert "合法  被比较价格最高 169 CNY（窗口内最低）" in done.out
    assert "最多称省 20 CNY、8.9折（11.8%）" in done.out
    alone = cli(*args, "--isolated")
    assert alone.code == 0
    assert "listing-guard prices import" in alone.out
    assert cli(*args, "--isolated", "--ledger", ".listing-guard/ledger.sqlite").code == 1
    assert cli(*args, "--ledger", "none.sqlite").code == 2


def test_the_configuration_names_the_ledger_beside_itself(known: Path, cli: Cli) -> None:
    (known / ".listing-guard").rename(known / "kept")
    text = "ledger: kept/ledger.sqlite\nmarket: CN\npacks: [rule.yaml]\n"
    (known / "listing-guard.yaml").write_text(text, encoding="utf-8")
    assert cli("check", "goods.jsonl", *DAY).code == 1
    assert "kept/ledger.sqlite" in cli("config", "show").out


def test_no_password_is_shown(here: Path, cli: Cli) -> None:
    text = "ledger: postgresql://me:secret@localhost/prices\n"
    (here / "listing-guard.yaml").write_text(text, encoding="utf-8")
    shown = cli("config", "show").out
    assert "postgresql://localhost/prices" in shown
    assert "secret" not in shown


def test_prices_check_knows_the_rules_on_prices_alone(known: Path, cli: Cli) -> None:
    (known / "w.jsonl").write_text(json.dumps({**LISTING, "title": "绝佳杯"}), encoding="utf-8")
    args = ("w.jsonl", "--pack", "rule.yaml", "--market", "CN", "--format", "json", *DAY)
    found = json.loads(cli("prices", "check", *args).out)
    assert [v["rule"] for v in found["reports"][0]["violations"]] == ["rule/reference"]
    assert found["run"]["options"]["category"] == "price"


def test_a_finding_keeps_its_fingerprint_when_more_is_on_record(known: Path, cli: Cli) -> None:
    args = ("check", "goods.jsonl", "--pack", "rule.yaml", "--market", "CN", "--format", "jsonl")

    def fingerprint() -> str:
        report = json.loads(cli(*args, *DAY).out)
        found: str = report["violations"][0]["fingerprint"]
        return found

    before = fingerprint()
    (known / "more.csv").write_text("sku,at,price\n杯-1,2026-07-01,299\n", encoding="utf-8")
    assert cli("prices", "import", "more.csv", "--market", "CN").code == 0
    assert fingerprint() == before


def test_prices_are_recorded_after_the_run(known: Path, cli: Cli) -> None:
    args = ("check", "goods.jsonl", "--pack", "rule.yaml", "--market", "CN", *DAY)
    first = cli(*args, "--format", "jsonl")
    recorded = cli(*args, "--format", "jsonl", "--record-prices")
    assert recorded.out == first.out
    assert "prices recorded in .listing-guard/ledger.sqlite: 1 new" in recorded.err
    assert "0 new, 1 already known" in cli(*args, "--record-prices").err
    rows = [json.loads(line) for line in export(known, cli, "--sku", "杯-1")]
    assert rows[-1]["kind"] == "promotion"
    assert rows[-1]["channel"] == "tmall"
    assert rows[-1]["at"] <= "2026-11-20T23:59:59+08:00"


def test_processes_make_no_difference(known: Path) -> None:
    many = [{**LISTING, "id": f"n{i}", "sku": "杯-1"} for i in range(2 * CHUNK)]
    lines = "".join(json.dumps(each) + "\n" for each in many)
    (known / "many.jsonl").write_text(lines, encoding="utf-8")
    args = ("check", "many.jsonl", "--pack", "rule.yaml", "--market", "CN", *DAY)
    one, two = (
        spawn(*args, "--format", "jsonl", "--evidence", f"ev{jobs}", "--jobs", jobs, cwd=known)
        for jobs in ("1", "2")
    )
    assert one.code == two.code == 1
    assert one.out == two.out
    assert packs(known / "ev1") == packs(known / "ev2")
    assert len(packs(known / "ev1")) == 2 * len(many)


# Evidence --------------------------------------------------------------------------------------


def packs(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_evidence_is_written_as_json_and_markdown(known: Path, cli: Cli) -> None:
    args = ("check", "goods.jsonl", "--pack", "rule.yaml", "--market", "CN", *DAY)
    assert cli(*args, "--evidence", "ev").code == 1
    files = packs(known / "ev")
    assert [Path(name).suffix for name in files] == [".json", ".md"]
    assert all(name.isascii() and name.startswith("1-rule.reference-") for name in files)
    data, page = (content.decode() for content in files.values())
    pack = json.loads(data)
    assert pack["as_of"] == "2026-11-20"
    assert (pack["market"], pack["platform"]) == ("CN", "tmall")
    assert pack["ledger"] == {
        "place": ".listing-guard/ledger.sqlite",
        "snapshot": 1,
        "observations": 7,
    }
    assert "账本: .listing-guard/ledger.sqlite，截至第 1 次导入，共 7 条价格" in page
    assert pack["listing"]["id"] == "杯-1"
    assert pack["evidence"]["lawful"]["saving"] == {"amount": "20", "currency": "CNY"}
    assert [each["at"] for each in pack["evidence"]["windows"][0]["observations"]] == [
        "2026-11-06T12:00:00+08:00"
    ]
    assert pack["rules"]["packs"][0]["sha256"]
    assert "&lt;b\\>\\|双11\\`" in page
    assert "<b>" not in page
    assert cli(*args, "--evidence", "ev", "--lang", "en").code == 1
    assert "## Law" in (known / "ev" / next(n for n in files if n.endswith(".md"))).read_text()


def test_evidence_names_the_market_that_it_was_checked_for(known: Path, cli: Cli) -> None:
    listing = {**LISTING, "price_history": [{"at": "2026-11-06", "price": 169, "kind": "sold"}]}
    (known / "own.json").write_text(json.dumps(listing), encoding="utf-8")
    cli("check", "own.json", "--pack", "rule.yaml", "--market", "US", "--market", "GB", *DAY,
        "--evidence", "ev", "--isolated")  # fmt: skip
    made = {n: json.loads(data) for n, data in packs(known / "ev").items() if n[-5:] == ".json"}
    assert {name[-7:-5]: each["market"] for name, each in made.items()} == {"GB": "GB", "US": "US"}
    assert [each["ledger"] for each in made.values()] == [None, None]


def test_a_window_that_a_rule_asks_for_twice_is_told_once(known: Path, cli: Cli) -> None:
    twice = "original_price > reference(price_history, days: 7, kind: sold)"
    text = RULE.replace(twice, f"{twice}\n    and {twice} * 1.01")
    assert text != RULE
    (known / "rule.yaml").write_text(text, encoding="utf-8")
    done = cli("check", "goods.jsonl", "--pack", "rule.yaml", "--market", "CN", *DAY,
               "--format", "json")  # fmt: skip
    (found,) = json.loads(done.out)["reports"][0]["violations"]
    assert len(found["evidence"]["windows"]) == 1


def test_evidence_goes_into_no_file(known: Path, cli: Cli) -> None:
    done = cli("check", "goods.jsonl", "--pack", "rule.yaml", "--evidence", "goods.jsonl")
    assert done.code == 2
    assert "is no folder" in done.err
