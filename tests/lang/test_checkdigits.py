"""Check digits: real numbers, made-up ones, and every single slip of a digit."""

from __future__ import annotations

import pytest

from listing_guard.lang.checkdigits import CHECKS

USCC = ["91350200776049653A", "91440101MA5CJQ4N59", "91350500798359476R"]
GOOD = {
    # Village collectives have codes that begin with N2.
    "uscc": [*USCC, "N2110105MF0000000Q"],
    "orgcode": ["776049653", "77604965-3", "MA5CJQ4N5", *USCC],
    "ric": ["11010519491231002X", "440524188001010014"],
    "patent": [
        "ZL202322865413.3",
        "ZL201811564288.X",
        "202010566088.9",
        "200510096239.4",
        "95115608.X",
        "ZL2015 1 0958772.0",
    ],
    "gtin": [
        *("6921168509256", "6901028075763", "6902083881405"),
        *("96385074", "036000291452", "10614141000415"),
    ],
    "isbn13": [
        *("9787111544937", "9787115428028", "9787302423287", "9787040396638"),
        "978-7-111-54493-7",
    ],
    "isbn": ["9787111544937", "7-111-07575-7", "ISBN 978-7-302-42328-7", "ISBN-10: 7111075757"],
    "isbn10": ["7-111-07575-7", "ISBN：7111075757", "080442957X"],
    "issn": ["0317-8471", "ISSN 2049-3630", "1050-124X"],
    "luhn": ["4111 1111 1111 1111", "79927398713", "490154203237518"],
    "vat": [
        *("DE266020313", "DE143754253", "IT00159560366", "FR40303265045", "ESA28015865"),
        *("NL004495445B01", "PL5252344078", "GB220430231", "GB 980 7806 84", "GBGD001"),
        *("XI110305878", "EL094259216", "ATU13585627", "BE 0776.091.951", "IE6433435F"),
    ],
    "cas": ["9002-88-4", "7732-18-5", "CAS: 106990-43-6", "1000413-72-8"],
    "sc": [
        *("SC10744030704994", "SC12437010500152", "SC11834020305037"),
        *("SC10811310111839", "SC12441112200063"),
    ],
    "jy": ["JY23506230105266"],
}
BAD = {
    "uscc": ["91350100M0001TGQXM", "91350200776049653B", "9135020077604965", "I1350200776049653A"],
    "orgcode": ["776049654", "77604965", "91350200776049654A", "x", ""],
    "ric": ["110105194912310021", "110105194902310026", "01010519491231002X", "11010519491231", ""],
    "patent": ["202310123456.7", "202410123456.7", "ZL202322865413", "ZL202342865413.3", "x"],
    "gtin": ["6921168509257", "692116850925", "69211685092561234", "", "abc"],
    "isbn13": ["9787111544938", "6921168509256", "7111544935", "7111075757"],
    "isbn": ["9787111544938", "7111075758", "6921168509256", "711107575", ""],
    "isbn10": ["7111075758", "711107575", "9787111544937", "X111075757"],
    "issn": ["0317-8472", "0317-847", "03178471X", ""],
    "luhn": ["79927398710", "", "0", "a", "7992739871a"],
    "vat": ["GB220430232", "220430231", "266020313", "DE24012153", "US123456789", "DE", "GB", ""],
    "cas": ["7732-18-4", "7732185", "0732-18-5", "7732-18", "x", ""],
    "sc": ["SC12442011202449", "SC11453282248002", "SC1074403070499"],
    "jy": ["JY23506230105267"],
}


@pytest.mark.parametrize(("kind", "number"), [(k, n) for k, ns in GOOD.items() for n in ns])
def test_right(kind: str, number: str) -> None:
    check = CHECKS[kind]
    assert check(number)
    assert check(f" {number.lower()} ")
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in number)
    assert check(wide)


@pytest.mark.parametrize(("kind", "number"), [(k, n) for k, ns in BAD.items() for n in ns])
def test_wrong(kind: str, number: str) -> None:
    assert not CHECKS[kind](number)


# The sum of a CAS number is one of ten, with even weights among others: some slips pass.
@pytest.mark.parametrize("kind", [kind for kind in GOOD if kind != "cas"])
def test_one_wrong_digit_is_found(kind: str) -> None:
    number = GOOD[kind][0]
    slips = [
        number[:place] + digit + number[place + 1 :]
        for place in range(2, len(number))
        if number[place].isdigit()
        for digit in "0123456789"
        if digit != number[place]
    ]
    assert len(slips) > 50
    assert not any(CHECKS[kind](slip) for slip in slips)


@pytest.mark.parametrize("number", ["2001234567893", "0200000000004", "9900000000004"])
def test_bar_codes_for_internal_use_and_coupons_are_well_formed(number: str) -> None:
    assert CHECKS["gtin"](number), "a rule that minds the prefix asks for it"


def test_every_kind_is_tested() -> None:
    assert set(CHECKS) == set(GOOD) == set(BAD)
