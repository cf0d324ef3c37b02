"""What a listing must have, and what the value of an expression hangs on."""

from __future__ import annotations

import pytest

from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.needs import inputs, platforms, requirements
from listing_guard.lang.parser import parse

from .conftest import environment

NAMED = 'any(attributes, name in ["a", "b"] and value contains $p)'


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        (NAMED, "absent attributes, name a, name b, odd many"),
        ('any(attributes, it.name == "a")', "absent attributes, name a, odd many"),
        (
            'any(attributes, name in lexicon("x") and value contains $p)',
            "absent attributes, lexicon x, odd many",
        ),
        (
            "any(attributes, value matches $p and length(value) > 3)",
            "absent attributes, odd many, odd not plain, value $p",
        ),
        (
            'any(attributes, name == "a" or value contains $p)',
            "absent attributes, name a, odd many, odd not plain, value $p",
        ),
        ('any(attributes, name == "a" or value == "b")', "absent attributes, filled attributes"),
        ('any(attributes, name != "a")', "absent attributes, filled attributes"),
        ('any(attributes, name not in ["a"])', "absent attributes, filled attributes"),
        ("any(discounts, ratio < 0.5)", "claim discounts"),
        ("any(discounts, overstates(listing.price, 1))", "claim discounts"),
        ('any(certificates, type == "x")', "absent certificates, filled certificates"),
        (
            "any(listing.certificates, number is present)",
            "absent certificates, filled certificates",
        ),
        ('any(attributes["a"], it == "x")', ""),
        ('none(attributes, name in ["a"])', ""),
        ('all(attributes, name in ["a"])', ""),
        ('not any(attributes, name in ["a"])', ""),
        ('attributes["a"] == "x"', ""),
        (
            '$a and any(attributes, name == "x") or $b and any(attributes, name == "y")',
            "hit $a, hit $b; absent attributes, hit $a, name y, odd many; "
            "absent attributes, hit $b, name x, odd many; "
            "absent attributes, name x, name y, odd many",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_lists_and_attributes_is_needed(source: str, needed: str) -> None:
    shown = [
        ", ".join(sorted(f"{need.kind} {need.name}" for need in needs))
        for needs in requirements(parse(source))
    ]
    assert sorted(shown) == sorted(needed.split("; ") if needed else [])


@pytest.mark.parametrize(
    ("gate", "on"),
    [
        ('platform == "amazon"', ["amazon"]),
        ('market in ["US"] and platform in ["ebay", "Etsy"]', ["Etsy", "ebay"]),
        ('platform == "jd" or platform == "pdd" and price > 1', ["jd", "pdd"]),
        ('platform == "jd" and platform in ["jd", "pdd"]', ["jd"]),
        ('platform == "jd" or price > 1', None),
        ('platform != "jd"', None),
        ('platform not in ["jd"]', None),
        ("platform is present", None),
        ('brand == "amazon"', None),
    ],
)
def test_a_gate_names_the_platforms_that_it_lets_in(gate: str, on: list[str] | None) -> None:
    found = platforms(parse(gate))
    assert (None if found is None else sorted(found)) == on


def test_an_or_of_many_clauses_is_told_by_the_narrowest() -> None:
    part = '($a and $b and any(attributes, name == "x"))'
    assert len(requirements(parse(" or ".join([part] * 2)))) > 1
    assert len(requirements(parse(" or ".join([part] * 3)))) == 1


@pytest.mark.parametrize(
    ("source", "hangs_on"),
    [
        ("$a and title contains $b", "filled title, hit $a"),
        (NAMED, "name a, name b, odd many"),
        ('none(attributes, name == "a")', "name a, odd many"),
        ('all(attributes, name == "a")', "filled attributes"),
        ('any(attributes, value == "a")', "filled attributes"),
        ("certificates is missing or none(certificates, valid_on(now))", "filled certificates"),
        ('attributes["a"] is present', 'field attributes["a"]'),
        ('any(attributes["a"], it == "x")', 'field attributes["a"]'),
        ('market == "CN" and category under x', ""),
        ("count(attributes) > 3", "filled attributes"),
        ("price is missing", ""),
        ('length(brand) > 3 and now > date("2026-01-01")', "filled brand"),
        ('platform == "jd"', None),
        ("platform is present", None),
        ('agree(title, attributes["a"], $p)', 'field attributes["a"], filled title'),
        ("disagree(brand, platform, $p)", None),
        ("price > reference(price_history, days: 7, kind: sold)", None),
        ("none of ($a, $b)", "hit $a, hit $b"),
    ],
)
def test_inputs(source: str, hangs_on: str | None) -> None:
    found = inputs(parse(source))
    shown = (
        None if found is None else ", ".join(sorted(f"{need.kind} {need.name}" for need in found))
    )
    assert shown == hangs_on


def test_without_attributes_the_value_is_unknown_and_without_the_name_false() -> None:
    run = compile_expression(parse(NAMED))
    assert run(environment({"title": "x", "attributes": {"c": "p"}}, patterns={"$p": "p"})) is False
    assert run(environment({"title": "x"}, patterns={"$p": "p"})) not in (True, False)
