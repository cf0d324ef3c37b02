"""What a fingerprint hangs on, and what it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.model.listing import Money
from listing_guard.score.fingerprint import (
    Identity,
    compared,
    fingerprint,
    fingerprints,
    without_indices,
)

ONE = Identity("cn-ad/a", "sku-1", "selling_points[2]", "全网最低")


def test_it_is_hexadecimal_and_fixed_for_good() -> None:
    # Baselines in other people's repositories hold these: a change here breaks every one.
    assert fingerprint(ONE) == "cc593b91c3117bafd36b"


@pytest.mark.parametrize(
    ("path", "bare"),
    [
        ("title", "title"),
        ("selling_points[12]", "selling_points"),
        ("selling_points[]", "selling_points"),
        ("skus[0].name", "skus.name"),
        ('attributes["材质"]', 'attributes["材质"]'),
        ('attributes["a[1]"]', 'attributes["a[1]"]'),
        ('attributes["a\\"[1]"][2]', 'attributes["a\\"[1]"]'),
    ],
)
def test_indices_are_cut_and_keys_stay(path: str, bare: str) -> None:
    assert without_indices(path) == bare


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 10**6))
def test_moving_to_another_place_in_the_list_keeps_it(index: int) -> None:
    moved = Identity(ONE.rule, ONE.listing, f"selling_points[{index}]", ONE.content)
    assert fingerprint(moved) == fingerprint(ONE)


@pytest.mark.parametrize(
    "other",
    [
        Identity("cn-ad/b", "sku-1", "selling_points[2]", "全网最低"),
        Identity("cn-ad/a", "sku-2", "selling_points[2]", "全网最低"),
        Identity("cn-ad/a", "sku-1", "title", "全网最低"),
        Identity("cn-ad/a", "sku-1", "selling_points[2]", "最低"),
    ],
)
def test_another_rule_listing_field_or_text_changes_it(other: Identity) -> None:
    assert fingerprint(other) != fingerprint(ONE)


def test_parts_do_not_run_into_each_other() -> None:
    assert fingerprint(Identity("a", "bc", "d", "e")) != fingerprint(Identity("ab", "c", "d", "e"))


def test_equals_are_numbered() -> None:
    elsewhere = Identity(ONE.rule, ONE.listing, "selling_points[5]", ONE.content)
    assert fingerprints([ONE, elsewhere]) == (fingerprint(ONE, 0), fingerprint(ONE, 1))
    assert fingerprint(ONE, 0) != fingerprint(ONE, 1)


@settings(deadline=None, max_examples=100)
@given(st.permutations([(n % 3, "甲乙"[n % 2]) for n in range(6)]))
def test_reordering_the_fields_keeps_the_set(order: list[tuple[int, str]]) -> None:
    found = [Identity("p/a", "s", f"selling_points[{n}]", text) for n, text in order]
    assert set(fingerprints(found)) == {
        fingerprint(Identity("p/a", "s", "selling_points", text), ordinal)
        for text in "甲乙"
        for ordinal in range(3)
    }


def test_compared_values_are_canonical() -> None:
    written = compared({"price": Money(Decimal("9.90"), "CNY"), "was": 100.0, "sizes": ("a", 1)})
    same = {"sizes": ["a", 1.0], "was": Decimal("1E+2"), "price": Money(Decimal("9.9"), "CNY")}
    assert written == compared(same)
    assert compared({"price": Decimal("9.91")}) != compared({"price": Decimal("9.9")})
    assert compared({"on": True}) != compared({"on": 1})
    assert compared({"n": float("inf")}) == '{"n": "Infinity"}'


def test_lone_surrogates_do_not_crash() -> None:
    assert len(fingerprint(Identity("p/a", "\ud800", "title", "\udfff"))) == 20
