"""``certs``: import, show, expiring; and numbers that goods of several brands share."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from listing_guard.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

TABLE = """\
证书编号,证书类型,持证人,品牌,有效期至,备注
C-1,CCC,甲木公司,甲木,2026-12-10,x
C-1,CCC,乙火公司,乙火,2027-12-10,
C-2,CE,丙水公司,丙水,2026-01-31,
"""
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def recorded(here: Path, cli: Cli) -> Path:
    (here / "certs.csv").write_text(TABLE, encoding="utf-8")
    assert cli("certs", "import", "certs.csv").code == 0
    return here


def test_import_counts_tells_what_is_shared_and_changes_nothing_twice(here: Path, cli: Cli) -> None:
    (here / "certs.csv").write_text(TABLE, encoding="utf-8")
    first = cli("certs", "import", "certs.csv")
    assert first.code == 0
    assert first.out == "certs.csv: 3 certificates, 3 new, 0 already known, 0 refused\n"
    assert "certs.csv: column “备注” is no part of a certificate\n" in first.err
    assert "C-1: on record with several holders: 乙火公司; 甲木公司\n" in first.err
    with Ledger.open(here / ".listing-guard" / "ledger.sqlite", read_only=True) as ledger:
        digest = hashlib.sha256((here / "certs.csv").read_bytes()).hexdigest()
        assert [(each.source, each.sha256) for each in ledger.imports()] == [("certs.csv", digest)]
    assert " 0 new, 3 already known" in cli("certs", "import", "certs.csv").out


def test_a_bad_row_is_refused_and_the_rest_imported(here: Path, cli: Cli) -> None:
    (here / "certs.csv").write_text(TABLE + "C-3,CCC,甲木公司,,later,\n", encoding="utf-8")
    done = cli("certs", "import", "certs.csv", "--ledger", "other.sqlite")
    assert done.code == 3
    assert "certs.csv:5: valid_until: “later” is no date" in done.err
    assert "3 new" in done.out
    assert "1 refused" in done.out
    assert cli("certs", "show", "C-2", "--ledger", "other.sqlite", *DAY).code == 1


def test_a_file_without_certificates_is_a_usage_error(here: Path, cli: Cli) -> None:
    (here / "listings.csv").write_text("标题,品牌\n杯,甲木\n", encoding="utf-8")
    done = cli("certs", "import", "listings.csv")
    assert done.code == 2
    assert "no certificate could be read; nothing was put on record" in done.err
    assert not (here / ".listing-guard").exists()


def test_show_says_whether_it_is_in_force(recorded: Path, cli: Cli) -> None:
    shown = cli("certs", "show", "c 1", *DAY)
    assert shown.code == 0
    assert "in force on 2026-11-22, 18 days left" in shown.out
    assert "this number is on record with several holders: 乙火公司; 甲木公司" in shown.out
    gone = cli("certs", "show", "C-2", "--format", "json", *DAY)
    assert gone.code == 1
    (row,) = json.loads(gone.out)
    assert (row["number"], row["valid_until"], row["state"]) == ("C-2", "2026-01-31", "expired")


def test_show_of_an_unknown_number_says_what_to_do(recorded: Path, cli: Cli) -> None:
    done = cli("certs", "show", "C-9")
    assert done.code == 2
    assert "no certificate 'C-9' is on record" in done.err
    assert "listing-guard certs import FILE" in done.err


def test_show_lists_who_uses_it(recorded: Path, cli: Cli) -> None:
    (recorded / "l.jsonl").write_text(
        '{"id": "a", "title": "杯", "brand": "甲木", "certificates": ["c1"]}\n'
        '{"id": "b", "title": "碗", "certificates": ["C-2"]}\n',
        encoding="utf-8",
    )
    shown = cli("certs", "show", "C-1", "--used-in", "l.jsonl", *DAY)
    assert "used by 1 listing\n  a  甲木  杯\n" in shown.out


def test_expiring_lists_by_the_last_day(recorded: Path, cli: Cli) -> None:
    found = cli("certs", "expiring", "--within", "60d", *DAY)
    assert found.code == 1
    assert found.out == (
        "2026-01-31  expired       CE   C-2  丙水公司\n"
        "2026-12-10  18 days left  CCC  C-1  甲木公司\n"
        "\n"
        "2 certificates until 2027-01-21\n"
    )
    later = cli("certs", "expiring", "--within", "10", "--as-of", "2025-01-01")
    assert (later.code, later.out) == (0, "0 certificates until 2025-01-11\n")
    rows = json.loads(cli("certs", "expiring", "--format", "json", *DAY).out)
    assert [row["days_left"] for row in rows] == [-295, 18]
    assert cli("certs", "expiring", "--within", "soon").code == 2


def test_check_tells_numbers_of_several_brands_or_kinds_whatever_the_jobs(
    here: Path, cli: Cli
) -> None:
    rows = [
        {"id": f"x{n}", "title": "充电宝", "brand": "甲木", "category": "移动电源"}
        for n in range(250)
    ]
    marked = [
        ("a", "充电宝", "甲木", "移动电源", "C-1"),
        ("b", "电热毯", "乙火", "电热毯", "Ｃ1"),
        ("c", "充电宝", "Jiamu", "移动电源", "C-1"),
        ("d", "充电宝", "丙水", "", "C-2"),
        ("e", "充电宝", "丙水旗舰", "", "C-2"),
    ]
    names = ("id", "title", "brand", "category", "certificates")
    rows += [dict(zip(names, row, strict=True)) for row in marked]
    (here / "l.jsonl").write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8"
    )
    given = ("check", "l.jsonl", "--isolated", "--select", "cn-cert/certificate-expired", *DAY)
    text = cli(*given)
    assert text.code == 0
    assert "C-1 用于不同品牌：甲木（a 等 2 条）、乙火（b）" in text.out.replace("\n      ", "")
    as_json = [cli(*given, "--format", "json", "--jobs", jobs).out for jobs in ("1", "2")]
    assert as_json[0] == as_json[1]
    (shared,) = json.loads(as_json[0])["shared_certificates"]
    assert shared["number"] == "C-1"
    assert [use["name"] for use in shared["brands"]] == ["甲木", "乙火"]
    assert [use["first"] for use in shared["categories"]] == ["a", "b"]
    (here / "l.jsonl").write_text(json.dumps(rows[0]), encoding="utf-8")
    assert "shared_certificates" not in json.loads(cli(*given, "--format", "json").out)
