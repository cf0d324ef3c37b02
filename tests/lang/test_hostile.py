"""Whatever the text: an expression, or an `ExpressionError`, soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.lang.check import Scope, check
from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.parser import MAX_DEPTH, MAX_LENGTH, ExpressionError, parse
from listing_guard.lang.printer import to_source

from .conftest import environment

SCOPE = Scope(frozenset({"$a"}), True, frozenset({"l"}), frozenset({"c"}))
PIECES = (
    *("and", "or", "not", "in", "is", "of", "under", "matches", "contains", "missing", "any"),
    *("all", "none", "true", "price", "title", "certificates", "now", "attributes", "skus"),
    *("listing", "it", "$a", "$a*", "$", "5", "0.5", "7d", '"x"', "'", '"', "(", ")", "[", "]"),
    *(",", ":", ".", "==", "=", "<", ">", "!", "+", "-", "*", "/", "#", "（", "“", "count"),
    *("quantity", "mass", "date", "length", "valid_on", "reference", "2026-11-11", "\n", "c"),
)


def survives(source: str) -> None:
    try:
        tree = parse(source)
    except ExpressionError as error:
        problem = error.problem
        assert problem.code.startswith("E1")
        assert 0 <= problem.start <= problem.end <= len(source)
        assert "\n" not in problem.message
        return
    assert parse(to_source(tree)) == tree
    if not check(tree, SCOPE):
        value = compile_expression(tree)(environment({"title": "x"}, patterns={"$a": "x"}))
        assert value is not None


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_random_text(source: str) -> None:
    survives(source)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_random_words(source: str) -> None:
    survives(source)


@pytest.mark.parametrize(
    "source",
    [
        "not " * 2000 + "$a",
        "-" * 5000 + "1 > 0",
        " + ".join(["1"] * 2000) + " > 0",
        " * ".join(["price"] * 1000) + " > 0",
        "f(" * 1500 + ")" * 1500,
        "any(skus, " * 500 + "$a" + ")" * 500,
        "(not " * 1000 + "$a" + ")" * 1000,
        " or ".join(f"({' and '.join(['$a'] * 3)})" for _ in range(20))
        + " or "
        + "not " * 60
        + "$a",
    ],
    ids=lambda source: source[:20],
)
def test_deep_nesting_is_refused_by_name(source: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert caught.value.problem.code == "E113"
    assert str(MAX_DEPTH) in caught.value.problem.message


def test_brackets_alone_do_not_nest() -> None:
    assert parse("(" * 3000 + "$a" + ")" * 3000) == parse("$a")


def test_deepest_allowed_tree_works_in_every_step() -> None:
    source = "not " * (MAX_DEPTH - 3) + "$a"
    tree = parse(source)
    assert check(tree, SCOPE) == ()
    value = compile_expression(tree)(environment({"title": "x"}, patterns={"$a": "x"}))
    assert value is (MAX_DEPTH % 2 == 1)


def test_length_is_capped_by_name() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("$a or " * MAX_LENGTH)
    assert caught.value.problem.code == "E114"


@pytest.mark.parametrize(
    "source",
    ["(" * 9000, "[" * 9000, '"' + "\\" * 9000, "1" * 9000, "$a " * 3000, "“" * 9000, "a." * 4000,
     "=" * 9000, "x in [" + "1, " * 3000, "9" * 5000 + " of $a*", "9" * 5000 + "d > 1"],
    ids=lambda source: source[:6],
)  # fmt: skip
def test_long_nonsense_is_answered_soon(source: str) -> None:
    began = time.process_time()
    survives(source)
    assert time.process_time() - began < 5


def test_wide_expressions_are_fine() -> None:
    source = "x in [" + ", ".join(f'"{n}"' for n in range(1000)) + "]"
    assert parse(source)
    assert parse(" or ".join(["$a"] * 1000))
