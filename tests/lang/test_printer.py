"""``parse(to_source(tree)) == tree`` for arbitrary trees, with no parentheses to spare."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.lang import syntax
from listing_guard.lang.parser import MAX_LENGTH, parse
from listing_guard.lang.printer import quote, to_source
from listing_guard.lang.scan import KEYWORDS

NAMES = st.one_of(
    st.sampled_from(
        ["price", "title", "listing", "now", "it", "原价", "android", "not_after", "_x"]
    ),
    st.from_regex(r"[a-z_][a-z0-9_]{0,6}", fullmatch=True),
).filter(lambda name: name not in KEYWORDS)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(
    ['"', "'", "\\", "\n", "\"'"]
)
PATTERNS = st.sampled_from(["$a", "$claim", "$cn-ad/period", "$x-1", "$最"]).map(syntax.PatternRef)
GLOBS = st.sampled_from(["$x*", "$cn-ad/p*"]).map(syntax.PatternRef)
NUMBERS = st.decimals(
    min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=3
).map(lambda value: syntax.Number(abs(value)))
FIELDS = st.builds(
    syntax.Field, st.lists(NAMES, min_size=1, max_size=3).map(tuple), st.none() | TEXTS
)
LITERALS = st.one_of(
    st.builds(syntax.Text, TEXTS),
    NUMBERS,
    st.builds(syntax.Boolean, st.booleans()),
    st.builds(syntax.Duration, st.integers(0, 99999), st.sampled_from("dhm")),
)
LISTS = st.builds(
    syntax.ListLiteral,
    st.lists(
        st.builds(syntax.Text, TEXTS) | NUMBERS | NUMBERS.map(syntax.Negative), max_size=3
    ).map(tuple),
)
CATEGORIES = st.builds(
    syntax.Category,
    st.sampled_from(["power-bank", "食品", "not", "a b", "x_1-2", "¹", "ａ"]) | TEXTS,
)
QUANTIFIERS = st.sampled_from(["any", "all", "none"])


def calls(inner: st.SearchStrategy[syntax.Expression]) -> st.SearchStrategy[syntax.Call]:
    argument = st.builds(syntax.Argument, inner, st.none() | NAMES)
    return st.builds(syntax.Call, NAMES, st.lists(argument, max_size=3).map(tuple))


def compound(inner: st.SearchStrategy[syntax.Expression]) -> st.SearchStrategy[syntax.Expression]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(syntax.And, several),
        st.builds(syntax.Or, several),
        st.builds(syntax.Not, inner),
        st.builds(syntax.Negative, inner),
        st.builds(
            syntax.Compare, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), inner, inner
        ),
        st.builds(syntax.Arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(syntax.In, st.booleans(), inner, LISTS | FIELDS | calls(inner)),
        st.builds(syntax.Search, st.sampled_from(["matches", "contains"]), inner, inner),
        st.builds(syntax.Presence, inner, st.booleans()),
        st.builds(syntax.Under, inner, st.lists(CATEGORIES, min_size=1, max_size=3).map(tuple)),
        st.builds(syntax.ListQuantifier, QUANTIFIERS, FIELDS, inner),
        calls(inner),
    )


PATTERN_SETS = st.builds(
    syntax.PatternSet,
    QUANTIFIERS | st.integers(0, 999),
    st.lists(PATTERNS | GLOBS, min_size=1, max_size=3).map(tuple),
)
EXPRESSIONS = st.recursive(LITERALS | FIELDS | PATTERNS | PATTERN_SETS, compound, max_leaves=12)


@given(EXPRESSIONS)
@settings(max_examples=200, deadline=None)
def test_round_trip(tree: syntax.Expression) -> None:
    source = to_source(tree)
    assert len(source) < MAX_LENGTH
    assert parse(source) == tree
    assert to_source(parse(source)) == source


@given(EXPRESSIONS)
@settings(max_examples=50, deadline=None)
def test_positions_lie_inside_their_parents(tree: syntax.Expression) -> None:
    source = to_source(tree)
    root = parse(source)
    for node in syntax.walk(root):
        assert 0 <= node.start < node.end <= len(source)
        for child in syntax.children(node):
            assert node.start <= child.start
            assert child.end <= node.end


@pytest.mark.parametrize(
    "source",
    [
        "$a and $b or $c",
        "($a or $b) and $c",
        "not ($a and $b)",
        "not $a and $b",
        "1 - (2 - 3) - 4 > 5",
        "(1 + 2) * 3 > -4",
        "-(1 + 2) > 0",
        "($a and $b) and $c",
        "(price > 1) == true",
        'any(certificates, type == "CCC" or number is missing)',
        "2 of $x*",
        "any of ($a, $b*)",
        "'\"' in trademarks",
        'category under ["a b", c-d]',
        'f(a or b, c: not d) > attributes["x"]',
    ],
)
def test_canonical_sources_stay(source: str) -> None:
    assert to_source(parse(source)) == source


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        ("((price)) > (1)", "price > 1"),
        ("($a and $b) or $c", "$a and $b or $c"),
        ("(1*2)+3 > 0", "1 * 2 + 3 > 0"),
        ("category under [mask]", "category under mask"),
        ("all of ($x*)", "all of $x*"),
        ("price>1.50", "price > 1.50"),
        ("ｐｒｉｃｅ > 1", "price > 1"),
    ],
)
def test_needless_parentheses_go(source: str, canonical: str) -> None:
    assert to_source(parse(source)) == canonical


def test_offsets_are_code_points_of_the_source() -> None:
    source = '标题 == "𠮷野家" and  (price > 1.5)'
    tree = parse(source)
    assert isinstance(tree, syntax.And)
    left, right = tree.operands
    assert source[left.start : left.end] == '标题 == "𠮷野家"'
    assert source[right.start : right.end] == "price > 1.5"


def test_quote_prefers_the_mark_that_needs_no_escape() -> None:
    assert quote('24"') == "'24\"'"
    assert quote("it's") == '"it\'s"'
    assert quote("\"'\n") == '"\\"\'\\n"'
    assert parse('"\\u6700" == title') == parse('"最" == title')
    assert parse("1.0 > 0") == parse("1 > 0")
    assert syntax.Number(Decimal("1.0")) == syntax.Number(Decimal(1))
