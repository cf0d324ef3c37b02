"""What a fingerprint hangs on, and what it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.model.listing import Money
from listing_guard.score.fingerprint import compared, fingerprint, without_indices

ONE = fingerprint("cn-ad/a", "sku-1", "selling_points[2]", ["全网最低"])


def test_it_is_hexadecimal_and_fixed_for_good() -> None:
    # Baselines in other people's repositories hold these: a change here breaks every one.
    assert ONE == "cc593b91c3117bafd36b"


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
    assert fingerprint("cn-ad/a", "sku-1", f"selling_points[{index}]", ["全网最低"]) == ONE


@pytest.mark.parametrize(
    "other",
    [
        ("cn-ad/b", "sku-1", "selling_points", ["全网最低"], 0),
        ("cn-ad/a", "sku-2", "selling_points", ["全网最低"], 0),
        ("cn-ad/a", "sku-1", "title", ["全网最低"], 0),
        ("cn-ad/a", "sku-1", "selling_points", ["最低"], 0),
        ("cn-ad/a", "sku-1", "selling_points", ["全网最低"], 1),
    ],
)
def test_another_rule_listing_field_text_or_ordinal_changes_it(
    other: tuple[str, str, str, list[str], int],
) -> None:
    assert fingerprint(*other) != ONE


def test_parts_do_not_run_into_each_other() -> None:
    assert fingerprint("a", "bc", "d", ["e"]) != fingerprint("ab", "c", "d", ["e"])
    assert fingerprint("a", "b", "c", ["d", "e"]) != fingerprint("a", "b", "c", ["de"])


def test_compared_values_are_canonical() -> None:
    written = compared({"price": Money(Decimal("9.90"), "CNY"), "was": 100.0, "sizes": ("a", 1)})
    same = {"sizes": ["a", 1.0], "was": Decimal("1E+2"), "price": Money(Decimal("9.9"), "CNY")}
    assert written == compared(same)
    assert written == ("price=9.9 CNY", 'sizes=["a", "1"]', "was=100")
    assert compared({"price": Decimal("9.91")}) != compared({"price": Decimal("9.9")})
    assert compared({"on": True}) != compared({"on": 1})
    assert compared({"n": float("inf")}) == ("n=Infinity",)


def test_lone_surrogates_do_not_crash() -> None:
    assert len(fingerprint("p/a", "\ud800", "title", ["\udfff"])) == 20
