"""Numbers of certificates abroad: real ones pass in every place, malformed ones are told."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from listing_guard import Guard

AS_OF = "2026-11-22"

# Rule, market, name of the field or kind of certificate, right numbers, malformed ones.
# The right ones are printed on goods, stand in public registers or have a right check digit.
NUMBERS: tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "fcc-id",
        "US",
        "FCC ID",
        ("X8WBT840F", "2AN3WM5STACKCHAN", "FCC ID: X8WBT840F", "2an3wm5stackchan"),
        ("1ABCDEF22", "X0WBT840F", "X8WABCDEFGHIJKLMNOP1", "2AN3-12"),
    ),
    (
        "epa-registration",
        "US",
        "EPA Reg. No.",
        ("6767-123", "EPA Reg. No. 6767-123", "6767-123-45"),
        ("6767-EGN", "264-MO-02", "6767123"),
    ),
    (
        "epa-establishment",
        "US",
        "EPA Est. No.",
        ("264-MO-02", "EPA Est. No. 10163-GA-1", "12345-CHN-1"),
        ("264-02", "MO-264-02", "264-MISSOURI-02"),
    ),
    ("premarket-notification", "US", "510(k)", ("K251432",), ("K25143", "K2514321", "251432")),
    ("de-novo", "US", "De Novo", ("DEN200001",), ("DEN20001", "200001")),
    ("de-novo", "US", "PMA", ("P200012", "P200012/S003"), ("P20001",)),
    ("facility-identifier", "US", "FEI", ("3012345678",), ("301234", "30123456789")),
    ("company-number", "US", "DUNS", ("150483782",), ("15048378",)),
    ("drug-code", "US", "NDC", ("50404-123-1", "0573-0150-20"), ("504041231", "50404-123")),
    ("niosh-approval", "US", "NIOSH", ("TC-84A-1234",), ("TC-84A-123", "TC-84A-12345", "84A1234")),
    ("ul-file", "US", "UL file number", ("E123456",), ("123456", "E12")),
    ("etl-control", "US", "ETL control number", ("4001234",), ("400123", "40012345")),
    ("textile-registration", "US", "RN", ("RN 123456", "RN#54321"), ("RN 12", "RN 1234567")),
    ("canadian-textile", "CA", "CA number", ("CA 12345",), ("CA 123456",)),
    ("carb-order", "US", "CARB EO", ("D-123-45", "CARB EO D-123"), ("D12345", "123-45")),
    (
        "notified-body",
        "EU",
        "Notified body",
        ("CE 0123", "NB 0123", "0123"),
        ("NB 123", "CE 12345"),
    ),
    (
        "eprel",
        "EU",
        "EPREL",
        (
            "2018608",
            "https://eprel.ec.europa.eu/screen/product/lightsources/2018608",
            "https://eprel.ec.europa.eu/screen/product/tumbledryers20232534/2223869",
        ),
        ("201", "201860812"),
    ),
    (
        "lucid",
        "DE",
        "LUCID",
        ("DE1234567890123",),
        ("DE123456789012", "DE12345678901234", "1234567890123"),
    ),
    (
        "weee",
        "DE",
        "WEEE-Reg.-Nr.",
        ("DE 72754189", "WEEE-Reg.-Nr. DE 72754189", "DE 13421928", "DE: 13421928"),
        ("DE 7275418", "DE 727541890", "72754189"),
    ),
    ("french-producer", "FR", "UIN", ("FR123456_01ABCD", "FR-ABC-12345678"), ("FR12345",)),
    (
        "vat",
        "EU",
        "VAT number",
        (
            "DE266020313",
            "DE143754253",
            "IT00159560366",
            "FR40303265045",
            "ESA28015865",
            "NL004495445B01",
            "GB220430231",
            "PL5252344078",
            "00159560366",
        ),
        ("DE266020314", "IT00159560367", "FR41303265045", "NL004495446B01", "PL5252344079"),
    ),
    ("vat", "GB", "VAT number", ("GB220430231", "GB 220 4302 31"), ("GB220430232",)),
    (
        "eori",
        "EU",
        "EORI",
        ("DE240121536680271", "GB123456789000"),
        ("CN123456789", "GB12345", "123456789"),
    ),
    (
        "korean-radio",
        "KR",
        "KC radio number",
        ("R-C-F8A-BT840", "R-CRM-ABC-X1000", "MSIP-CRM-ABC-X1000"),
        ("R-X-F8A-BT840", "R-C-F8-BT840"),
    ),
    (
        "korean-safety",
        "KR",
        "KC number",
        ("ZU10040-26007", "CB061R2170-3018", "R-C-F8A-BT840"),
        ("ZU100-26", "CB061-3018"),
    ),
    (
        "giteki",
        "JP",
        "Giteki",
        ("201-190710/00", "219-269152", "001-P01730", "R 201-190710"),
        ("201-1907", "201190710", "20-190710"),
    ),
    ("canadian-radio", "CA", "IC", ("4100A-BT840F", "IC: 4100A-BT840F"), ("4100ABT840F",)),
    ("natural-product", "CA", "NPN", ("80012345", "NPN 80012345"), ("8001234", "NPN 800123456")),
    ("aust", "AU", "AUST L", ("123456", "AUST L 123456", "AUST L(A) 54321"), ("123", "12345678")),
    ("fsc", "US", "FSC", ("FSC C123456", "FSC® C123456", "FSC-N123456"), ("FSC 123456", "C12345")),
    ("emark", "EU", "E-mark", ("E4 10R-051234", "E13"), ("10R-051234",)),
    (
        "gtin",
        "US",
        "GTIN",
        ("4006381333931", "9780306406157", "012345678905"),
        ("4006381333932", "40063813339"),
    ),
    ("gtin-internal", "US", "EAN", ("4006381333931",), ("2001234567893", "0200000000011")),
    ("cas", "US", "CAS number", ("7732-18-5",), ("7732-18-6", "7732185-0")),
    ("asin", "US", "ASIN", ("B0DQ5YZH38", "0306406152"), ("B0DQ5YZH3", "C0DQ5YZH38")),
)


@cache
def guard(market: str) -> Guard:
    return Guard.load(market=market, as_of=AS_OF, packs=["world-cert"])


def fired(market: str, record: dict[str, Any]) -> set[str]:
    return {
        found.rule for found in guard(market).check({"title": "Desk item", **record}).violations
    }


def cases(*, right: bool) -> list[Any]:
    return [
        pytest.param(f"world-cert/{rule}-malformed", market, name, number, id=f"{rule}-{number}")
        for rule, market, name, good, bad in NUMBERS
        for number in (good if right else bad)
    ]


@pytest.mark.parametrize(("rule", "market", "name", "number"), cases(right=True))
def test_a_right_number_passes(rule: str, market: str, name: str, number: str) -> None:
    assert rule not in fired(market, {"attributes": {name: number}})
    assert rule not in fired(market, {"certificates": [{"type": name, "number": number}]})


@pytest.mark.parametrize(("rule", "market", "name", "number"), cases(right=False))
def test_a_malformed_number_is_told(rule: str, market: str, name: str, number: str) -> None:
    assert rule in fired(market, {"attributes": {name: number}})
    assert rule in fired(market, {"certificates": [{"type": name, "number": number}]})
    assert rule not in fired(market, {"attributes": {"Item number": number}})


@pytest.mark.parametrize("said", ["see label", "pending", "N/A", "none", "on the rating plate"])
def test_words_in_the_field_are_no_number(said: str) -> None:
    for rule, market, name, *_ in NUMBERS:
        assert f"world-cert/{rule}-malformed" not in fired(market, {"attributes": {name: said}})


def test_lithium_batteries_have_a_un_number_of_their_own() -> None:
    for number, right in (("UN3481", True), ("UN 3480", True), ("UN1993", False)):
        record = {"category": "Power bank", "attributes": {"UN number": number}}
        told = fired("US", record)
        assert ("world-cert/lithium-un-number-malformed" in told) is not right


def test_every_number_rule_has_its_cases() -> None:
    rules = {each.id for each in guard("EU").ruleset.rules if each.id.endswith("-malformed")}
    tried = {f"world-cert/{rule}-malformed" for rule, *_ in NUMBERS}
    assert rules - tried == {"world-cert/lithium-un-number-malformed"}
