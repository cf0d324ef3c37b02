"""Certificates on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from listing_guard.errors import RefusedError
from listing_guard.ledger import Appended, CertificateRecord, Ledger
from listing_guard.model.numbers import number_key

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORD = CertificateRecord(
    type="CCC",
    number="2024-0109 07",
    holder="云朵科技",
    issuer="CQC",
    brand="云朵",
    model="Y-1",
    category="power-bank",
    scope="移动电源",
    valid_from=date(2024, 8, 1),
    valid_until=date(2029, 7, 31),
)


def changed(**changes: Any) -> CertificateRecord:
    return msgspec.structs.replace(RECORD, **changes)


def known(place: str, number: str = "2024010907") -> Sequence[CertificateRecord]:
    with Ledger.open(place, read_only=True) as ledger:
        return ledger.certificates([number]).get(number, ())


def test_a_record_is_found_by_any_way_to_print_its_number(place: str) -> None:
    with Ledger.open(place, create=True) as ledger:
        assert ledger.add_certificates([RECORD], source="certs.xlsx") == Appended(1, 0)
        assert ledger.certificates(["2024010907"]) == {}, "it was opened before"
    asked = ["2024010907", "２０２４－０１０９－０７", "2024-0109 07", "2024", ""]
    with Ledger.open(place) as ledger:
        assert ledger.certificates(asked) == dict.fromkeys(asked[:3], (RECORD,))
        assert list(ledger.all_certificates()) == [RECORD]
        assert ledger.statistics().certificates == 1
        [entry] = ledger.imports()
    assert (entry.source, entry.rows, entry.new) == ("certs.xlsx", 1, 1)


def test_the_latest_import_holds_and_importing_again_changes_nothing(place: str) -> None:
    longer = changed(valid_until=date(2030, 1, 1), issuer=None)
    with Ledger.open(place, create=True) as ledger:
        ledger.add_certificates([RECORD], source="1")
        assert ledger.add_certificates([RECORD, RECORD], source="1") == Appended(0, 2)
    with Ledger.open(place) as view, Ledger.open(place) as ledger:
        assert ledger.add_certificates([longer], source="2") == Appended(1, 0)
        assert known(place) == (longer,)
        assert ledger.add_certificates([RECORD], source="3") == Appended(1, 0)
        assert known(place) == (RECORD,)
        assert view.certificates(["2024010907"])["2024010907"] == (RECORD,)
        assert view.snapshot == 1
    with Ledger.open(place) as ledger:
        assert [each.source for each in ledger.imports()] == ["1", "2", "3"]
        assert ledger.statistics().certificates == 1


def test_of_several_rows_in_one_import_the_last_holds(place: str) -> None:
    with Ledger.open(place, create=True) as ledger:
        given = [changed(brand="a"), changed(brand="b", number="2024010907")]
        assert ledger.add_certificates(given, source="1") == Appended(1, 1)
    assert known(place) == (given[1],)


def test_records_of_several_holders_and_types_stand_beside_each_other(place: str) -> None:
    other = changed(holder="别家")
    third = changed(type=None, holder=None)
    with Ledger.open(place, create=True) as ledger:
        ledger.add_certificates([RECORD, third], source="1")
        ledger.add_certificates([other], source="2")
    assert set(known(place)) == {RECORD, other, third}
    assert known(place)[0] == other, "the last recorded comes first"


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ({"number": None}, "number: is missing"),
        ({"number": " - "}, "number: is missing"),
        ({"number": "1" * 201}, "number: has 201 characters; 200 are the most"),
        ({"number": "ﷺ" * 100}, "number: has 1500 characters; 200 are the most"),
        ({"holder": "x\0"}, "holder: holds a character that is no text (NUL or half a character)"),
        ({"scope": "x" * 10_001}, "scope: has 10001 characters; 10000 are the most"),
        (
            {"valid_until": date(2024, 7, 31)},
            "valid_until: 2024-07-31 is before valid_from, 2024-08-01",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(
    place: str, changes: dict[str, Any], clause: str
) -> None:
    with Ledger.open(place, create=True) as ledger:
        with pytest.raises(RefusedError) as refused:
            ledger.add_certificates([RECORD, changed(**changes)], source="c.csv")
        assert str(refused.value) == f"c.csv: certificate 2: {clause}"
    assert known(place) == ()


def test_numbers_that_differ_in_more_than_print_are_different() -> None:
    assert number_key("ccc 2024‐01—09") == number_key("CCC20240109")
    assert number_key("ZL2024.1") != number_key("ZL20241")
    assert number_key("A/1") != number_key("A1")
