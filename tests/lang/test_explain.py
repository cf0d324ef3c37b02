"""Traces: every part with its value, and no trace left behind."""

from __future__ import annotations

from decimal import Decimal

from listing_guard.lang.explain import MOST_ELEMENTS, Trace, trace
from listing_guard.lang.parser import parse
from listing_guard.lang.values import Unknown
from listing_guard.model.listing import Money

from .conftest import environment


def lines(found: Trace, depth: int = 0) -> list[str]:
    value = found.value.amount if isinstance(found.value, Money) else found.value
    return [f"{'  ' * depth}{found.source} = {value}"] + [
        line for child in found.children for line in lines(child, depth + 1)
    ]


def test_every_part_has_its_source_and_value() -> None:
    env = environment({"price": 100, "original_price": 250}, patterns={"$a": "x"})
    found = trace(parse('(original_price > price * 2 or $a) and market == "CN"'), env)
    assert lines(found) == [
        '(original_price > price * 2 or $a) and market == "CN" = True',
        "  original_price > price * 2 or $a = True",
        "    original_price > price * 2 = True",
        "      original_price = 250",
        "      price * 2 = 200",
        "        price = 100",
        "    $a = False",
        '  market == "CN" = True',
        "    market = CN",
    ]


def test_quantifiers_show_each_element() -> None:
    env = environment({"skus": [{"price": 5}, {}], "price": 3})
    found = trace(parse("any(skus, price < listing.price)"), env)
    assert found.value == Unknown(("skus.*.price",))
    assert [child.value for child in found.children] == [False, Unknown(("skus.*.price",))]
    assert [grandchild.source for grandchild in found.children[0].children] == [
        "price",
        "listing.price",
    ]
    missing = trace(parse("any(skus, price < 1)"), environment({}))
    assert missing.children == (Trace("skus", Unknown(("skus",))),)
    many = trace(parse('all(trademarks, it == "x")'), environment({"trademarks": ["x"] * 99}))
    assert many.value is True
    assert len(many.children) == MOST_ELEMENTS


def test_every_attribute_is_shown_also_those_of_other_names() -> None:
    env = environment({"attributes": {"a": ["x", "y"], "b": "z"}})
    found = trace(parse('none(attributes, name == "a" and value == "y")'), env)
    assert found.value is False
    assert [child.value for child in found.children] == [False, True, False]
    assert lines(found.children[1])[1:] == [
        '  name == "a" = True',
        "    name = a",
        '  value == "y" = True',
        "    value = y",
    ]


def test_names_that_are_no_values_are_left_out() -> None:
    env = environment({"title": "a1", "brand": "x"}, patterns={"$a": r"a\d"}, lexicons={"l": []})
    for source in ("title matches $a", 'brand in lexicon("l")', "length(title, width) > 1"):
        text = "\n".join(lines(trace(parse(source), env))[1:])
        assert "$a" not in text
        assert "lexicon" not in text
        assert "\n    width" not in text
    assert trace(parse("$a in title"), env).children == ()
    counted = trace(parse("count($a, title) == 1"), env)
    assert [child.source for child in counted.children] == ["count($a, title)"]


def test_evidence_stays_as_it_was() -> None:
    record = {"price_history": [{"at": "2026-11-01", "price": 7}], "original_price": 9}
    env = environment(record)
    found = trace(parse("original_price > reference(price_history, days: 30)"), env)
    assert found.value is True
    assert found.children[1].value == Money(Decimal(7), "CNY")
    assert env.evidence == []
