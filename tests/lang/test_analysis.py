"""What can be told of an expression without a listing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.errors import UsageError
from listing_guard.lang import syntax
from listing_guard.lang.analysis import (
    compared_fields,
    expand_patterns,
    fields_in,
    hit_patterns,
    needs_hit,
    pattern_names,
    positive_patterns,
)
from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.needs import requirements
from listing_guard.lang.parser import parse

from .conftest import environment


@pytest.mark.parametrize(
    ("source", "positive", "named"),
    [
        ("$a", "$a", "$a"),
        ("$b and $a and $b", "$b $a", "$a $b"),
        ("not $a", "", "$a"),
        ("not not $a", "$a", "$a"),
        ("not ($a and not $b)", "$b", "$a $b"),
        ("none of ($a, $b)", "", "$a $b"),
        ("not none of ($a, $b)", "$a $b", "$a $b"),
        ("2 of ($a, $b, $c)", "$a $b $c", "$a $b $c"),
        ("$a in title", "$a", "$a"),
        ("$a not in title", "", "$a"),
        ("not $a not in title", "$a", "$a"),
        ("count($a) > 2", "$a", "$a"),
        ("title matches $a", "", "$a"),
        ("none(certificates, number matches $a) and $b", "$b", "$a $b"),
        ("any(skus, name contains $a)", "", "$a"),
        ("any(attributes, disagree(listing.title, value, $a)) and $b", "$b", "$a $b"),
        ("agree(title, subtitle, $a)", "", "$a"),
        ("any of $x*", "$x*", "$x*"),
        ("price > 1", "", ""),
    ],
)
def test_patterns(source: str, positive: str, named: str) -> None:
    tree = parse(source)
    assert positive_patterns(tree) == tuple(positive.split())
    assert pattern_names(tree) == frozenset(named.split())


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("$a", True),
        ("not $a", False),
        ("$a and price > 1", True),
        ("$a or price > 1", False),
        ("$a or $b", True),
        ("not ($a or $b)", False),
        ("not (not $a or price > 1)", True),
        ("$a in title", True),
        ("$a not in title", False),
        ("any of ($a, $b)", True),
        ("none of ($a, $b)", False),
        ("not none of ($a, $b)", True),
        ("2 of ($a, $b)", True),
        ("count($a) > 0", True),
        ("count($a) >= 1", True),
        ("count($a) >= 0", False),
        ("0 < count($a)", True),
        ("1 > count($a)", False),
        ("count($a) == 2", True),
        ("count($a) == 0", False),
        ("count($a) != 0", True),
        ("count($a) < 3", False),
        ("count_distinct($a) > 2", True),
        ("count(skus) > 2", False),
        ("title matches $a", False),
        ('none(skus, name == "x")', False),
        ("false", True),
        ("$a or false", True),
        ("true", False),
    ],
)
def test_needs_hit(source: str, needed: bool) -> None:
    assert needs_hit(parse(source)) is needed


ATOMS = st.sampled_from(
    [
        *("$a", "$b", "price > 1", "price > 5", "count($a) > 0", "count($a) < 2", "true", "false"),
        *("none of ($a, $b)", "$a in title", "$b not in title", "2 of ($a, $b)"),
        "any(skus, price > 1)",
    ]
)
SOURCES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(lambda s: f"not ({s})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda parts: "({}) {} ({})".format(*parts)
        ),
    ),
    max_leaves=6,
)  # fmt: skip


@given(SOURCES, st.booleans())
@settings(max_examples=150, deadline=None)
def test_needs_hit_never_overstates(source: str, has_skus: bool) -> None:
    tree = parse(source)
    record = {"title": "好", "price": 3, "skus": [{"price": 2}] if has_skus else []}
    value = compile_expression(tree)(environment(record, patterns={"$a": "第一", "$b": "最"}))
    if needs_hit(tree):
        assert value is False


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("$a", "hit $a"),
        ("$a and ($b or $c)", "hit $a; hit $b, hit $c"),
        ("$a or price > 1", ""),
        ("$a and not $b", "hit $a"),
        ("any of ($a, $b)", "hit $a, hit $b"),
        ("all of ($a, $b)", "hit $a; hit $b"),
        ("none of ($a, $b)", ""),
        ("count($a) > 0", "hit $a"),
        ("count($a) < 2", ""),
        ("$a in title", "hit $a"),
        ("$a not in title", ""),
        ("price is present and price > 1", "field price"),
        ("price is missing", ""),
        ('attributes["ISBN"] is present', 'field attributes["ISBN"]'),
        ("category is present", ""),
        ("$a or patents is present", "field patents, hit $a"),
        ("category under [a, b]", "category a, category b"),
        ('market == "CN" and category under a', "category a"),
        ("category under a or category under b", "category a, category b"),
        ('category under a or market == "CN"', ""),
        ("not category under a", ""),
        ("($a and $b) or ($c and patents is present)", "field patents, hit $a"),
    ],
)
def test_requirements(source: str, needed: str) -> None:
    shown = [
        ", ".join(sorted(f"{need.kind} {need.name}" for need in needs))
        for needs in requirements(parse(source))
    ]
    assert "; ".join(shown) == needed


def test_hit_patterns_leave_out_those_that_test_a_field() -> None:
    tree = parse("$a and not $b and any(certificates, number matches $c) and title contains $d")
    assert hit_patterns(tree) == {"$a", "$b"}


@pytest.mark.parametrize(
    ("source", "compared", "gates"),
    [
        ("original_price > price", "original_price price", ""),
        ("price > reference(price_history, days: 7, kind: sold)", "price price_history", ""),
        ('market == "CN" and platform == "jd"', "", "market platform"),
        ("category under a", "", "category"),
        ('none(certificates, type == "CCC" and valid_on(now))', "certificates", ""),
        ("any(skus, price < listing.price)", "skus price", ""),
        ('attributes["材质"] == "棉" and now > date("2026-01-01")', 'attributes["材质"]', ""),
        ('none(attributes, value == "棉")', "attributes", ""),
        ('any(attributes, it.name == "b" and value == "棉")', 'attributes attributes["b"]', ""),
        ('attributes["a.b"] == "棉"', 'attributes["a.b"]', ""),
        ("any(selling_points, it == title)", "selling_points", ""),
        ("$a in title or count($b, subtitle) > 1", "title subtitle", ""),
        ('brand in lexicon("brands")', "brand", ""),
        ("length(title, unit: width) > 60 or length(title, bytes) > 3", "title", ""),
    ],
)  # fmt: skip
def test_fields(source: str, compared: str, gates: str) -> None:
    tree = parse(source)
    assert compared_fields(tree) == tuple(compared.split())
    # The names that a quantifier over attributes asks for are told beside the field itself.
    told = compared.split()
    asked = [] if "attributes" not in told else [each for each in told if "[" in each]
    assert fields_in(tree) == frozenset({*told, *gates.split()} - {*asked})


def test_globs_are_spelled_out_everywhere() -> None:
    names = ["$x1", "$x2", "$y", "$pack/x3"]
    tree = expand_patterns(parse("not any of ($x*, $x1) and (2 of $y* or all of $pack/x*)"), names)
    assert tree == parse("not any of ($x1, $x2) and (2 of ($y) or all of ($pack/x3))")
    nested = expand_patterns(parse("(any of $x*) == true"), names)
    assert pattern_names(nested) == {"$x1", "$x2"}


def test_a_glob_that_stands_for_nothing_stays_and_is_not_evaluated() -> None:
    tree = expand_patterns(parse("any of $z*"), ["$x1"])
    assert tree == parse("any of $z*")
    with pytest.raises(UsageError):
        compile_expression(tree)


def test_walk_visits_in_order_of_the_source() -> None:
    tree = parse('price > 1 and any(skus, name == "x") or $a in title')
    starts = [node.start for node in syntax.walk(tree)]
    assert starts == sorted(starts)
    assert len(starts) == 13
