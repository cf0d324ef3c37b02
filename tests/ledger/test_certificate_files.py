"""Tables of certificates: read, put together, put on record, and seen by a guard."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard import Guard
from listing_guard.ledger import Appended, Ledger
from listing_guard.ledger.certificatefiles import CERTIFICATES, CertificateRow, together
from listing_guard.ledger.certificateuse import differing
from listing_guard.model.listing import CertificateRecord
from listing_guard.model.numbers import number_key
from listing_guard.read import Unreadable, read_records

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "证书编号,证书类型,持证人,品牌,型号,产品类别,发证日期,有效期至"
ROWS = """\
2023010201123456,CCC,深圳甲木电器有限公司,甲木,AB-10,移动电源,2023-01-02,2026-12-10
2023-0102-0112-3456,CCC,深圳甲木电器有限公司,甲木,AB-12,移动电源,2023-01-02,2026-12-10
2023010201999999,CCC,惠州乙火电子厂,乙火,,,2023-01-02,长期
"""
JIAMU = CertificateRecord(
    type="CCC",
    number="2023010201123456",
    holder="深圳甲木电器有限公司",
    brand="甲木",
    model="AB-10、AB-12",
    category="移动电源",
    valid_from=date(2023, 1, 2),
    valid_until=date(2026, 12, 10),
)


def read(path: Path) -> list[CertificateRow | Unreadable]:
    return list(read_records([path], CERTIFICATES))


def records_in(path: Path) -> list[CertificateRecord]:
    return together(row.record for row in read(path) if isinstance(row, CertificateRow))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "certs.csv"
    path.write_text(f"{HEADER}\n{ROWS}", encoding="gb18030")
    return path


def test_rows_of_one_certificate_are_put_together(table: Path) -> None:
    first, second = records_in(table)
    assert first == JIAMU
    assert (second.brand, second.valid_until) == ("乙火", None)


def test_of_several_periods_the_one_that_ends_last_holds() -> None:
    old, new, open_ = (
        CertificateRecord(number="1", valid_until=until)
        for until in (date(2025, 1, 1), date(2027, 1, 1), None)
    )
    assert together([new, old]) == together([old, new]) == [new]
    assert together([open_, new]) == [open_]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",CCC,甲木,,,,,", "number: is missing; fill it in or leave out the row"),
        ("1,CCC,甲木,,,,,不知道", "valid_until: “不知道” is no date"),
        ("1,CCC,甲木,,,,2027-01-01,2026-01-01", "is before valid_from"),
        ("—,CCC,甲木,,,,,", "number: is missing"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, row: str, why: str
) -> None:
    path = tmp_path / "certs.csv"
    path.write_text(f"{HEADER}\n{row}\n{ROWS}", encoding="utf-8")
    bad, *good = read(path)
    assert isinstance(bad, Unreadable)
    assert str(bad).startswith(f"{path.as_posix()}:2: ")
    assert why in bad.error
    assert len(good) == 3


def test_json_has_the_same_names_and_unknown_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "certs.jsonl"
    rows = [
        {"number": "A-1", "holder": "Acme", "valid_until": "2027-01-01", "remark": "x"},
        {"title": "Cup", "certificates": ["A-1"]},
        {"holder": "Acme"},
        ["A-1"],
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, listing, nameless, no_object = read(path)
    assert isinstance(first, CertificateRow)
    assert first.record == CertificateRecord(
        number="A-1", holder="Acme", valid_until=date(2027, 1, 1)
    )
    assert first.notes == ("column “remark” is no part of a certificate",)
    for bad, why in (
        (listing, "a listing and no certificate"),
        (nameless, "number: is missing; it has “holder”"),
        (no_object, "is no object"),
    ):
        assert isinstance(bad, Unreadable)
        assert why in bad.error


def test_a_table_without_numbers_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("持证人,品牌\n甲木,乙火\n", encoding="utf-8")
    (bad,) = read(path)
    assert isinstance(bad, Unreadable)
    assert bad.fatal
    assert "call one column 证书编号 or number" in bad.error


def test_importing_twice_changes_nothing(place: str, table: Path) -> None:
    for expected in (Appended(2, 0), Appended(0, 2)):
        with Ledger.open(place, create=True) as ledger:
            assert ledger.add_certificates(records_in(table), source="certs.csv") == expected
    with Ledger.open(place, read_only=True) as ledger:
        assert ledger.certificates(["２０２３ 0102 0112 3456"]) == {
            "２０２３ 0102 0112 3456": (JIAMU,)
        }


def test_a_listing_that_names_a_number_is_judged_by_the_record(place: str, table: Path) -> None:
    with Ledger.open(place, create=True) as ledger:
        ledger.add_certificates(records_in(table), source="certs.csv")
    with Ledger.open(place, read_only=True) as ledger:
        guard = Guard.load(market="CN", as_of="2026-11-22", select=["cn-cert/"], ledger=ledger)
        report = guard.check(
            {
                "title": "充电宝",
                "brand": "丁土",
                "category": "电热毯",
                "attributes": {"型号": "ZX-9"},
                "certificates": [{"number": "2023-0102-0112-3456", "holder": "别的公司"}],
            }
        )
        found = {each.rule.removeprefix("cn-cert/"): each for each in report.violations}
    assert found.keys() >= {
        "certificate-expires-soon",
        "certificate-of-other-brand",
        "certificate-of-other-model",
        "certificate-of-other-category",
        "certificate-not-as-recorded",
    }
    evidence = found["certificate-of-other-brand"].evidence
    assert evidence is not None
    (shown,) = evidence["certificates"]
    assert (shown["number"], shown["holder"]) == ("2023-0102-0112-3456", "别的公司")
    assert shown["records"][0]["holder"] == "深圳甲木电器有限公司"
    assert evidence["compared"] == [{"part": "brand", "listing": "丁土", "recorded": ("甲木",)}]


def test_records_of_one_number_differ_in_holder_or_category() -> None:
    one = CertificateRecord(number="1", holder="甲木 公司", category="插座")
    same = CertificateRecord(number="1", holder="甲木公司")
    other = CertificateRecord(number="1", holder="乙火公司", category="插座")
    assert differing([one, same]) == {}
    assert differing([one, other]) == {"holders": ["乙火公司", "甲木 公司"]}


@given(st.text())
def test_the_key_of_a_key_is_itself(number: str) -> None:
    assert number_key(number_key(number)) == number_key(number)


@pytest.mark.parametrize(
    "number", ["粤妆20160001", "[京]-妆 20160001", "XK13-014-00001", "3c_00 1"]
)
def test_width_case_blanks_hyphens_and_brackets_do_not_matter(number: str) -> None:
    wide = (
        number.upper().replace("[", "【").replace("]", "】").replace("-", "－").replace("1", "１")
    )
    assert number_key(wide) == number_key(number) != ""
