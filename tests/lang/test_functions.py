"""The registry: every function documented, its examples true, third parties let in."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import Any

import pytest

from listing_guard.errors import UsageError
from listing_guard.lang import functions
from listing_guard.lang.check import Scope, check
from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.functions import BUILT_IN, GROUP, lookup, registry
from listing_guard.lang.parser import parse
from listing_guard.lang.reference import LITERALS, OPERATORS, markdown
from listing_guard.lang.scan import KEYWORDS
from listing_guard.lang.signature import Example, Function, Parameter, bind, signature
from listing_guard.lang.syntax import Call, walk
from listing_guard.lang.types import BOOLEAN, TEXT
from listing_guard.lang.values import Value
from listing_guard.model.listing import Money

from .conftest import environment

EXAMPLES = [
    pytest.param(example, id=example.source)
    for function in BUILT_IN
    for example in function.examples
]
SCOPE = Scope(frozenset({"$word"}), True, frozenset({"brands"}), frozenset())


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_true(example: Example) -> None:
    tree = parse(example.source)
    found = check(tree, SCOPE)
    assert [p for p in found if p.code != "E208"] == []
    env = environment(
        dict(example.record), patterns={"$word": "爆款"}, lexicons={"brands": ["NIKE"]}
    )
    value = compile_expression(tree)(env)
    if isinstance(value, Money) and isinstance(example.value, Money):
        assert value.amount == example.value.amount
    else:
        assert value == example.value


@pytest.mark.parametrize("function", BUILT_IN, ids=lambda function: function.name)
def test_rows_are_whole(function: Function) -> None:
    assert function.name not in KEYWORDS
    assert function.zh.endswith("。")
    assert function.en.endswith(".")
    assert function.examples
    for example in function.examples:
        calls = {node.name for node in walk(parse(example.source)) if isinstance(node, Call)}
        assert function.name in calls
    optional = [parameter.optional or parameter.many for parameter in function.parameters]
    assert optional == sorted(optional), "required parameters come first"
    assert not any(parameter.many for parameter in function.parameters[:-1])


def test_names_are_unique_and_found() -> None:
    names = [function.name for function in BUILT_IN]
    assert len(names) == len(set(names))
    assert set(names) <= set(registry())
    assert lookup("length") in BUILT_IN
    assert lookup("no_such") is None


def test_the_wanted_functions_are_there() -> None:
    wanted = """
        count count_distinct length starts_with ends_with names_other_model agree disagree
        min max abs
        round reference lowest valid_on date year days_between quantity number
        percent percent_off lexicon check_digit digits
    """
    assert set(wanted.split()) <= set(registry())


def test_named_arguments_take_their_places() -> None:
    function = lookup("reference")
    assert function is not None
    call = parse("reference(price_history, kind: sold, days: 7) > 1")
    (node,) = [node for node in walk(call) if isinstance(node, Call)]
    pairs, problems = bind(function, node)
    assert problems == ()
    assert [parameter.name for parameter, _ in pairs] == ["history", "days", "kind"]
    assert signature(function) == "reference(history, days, [kind], [channel], [since])"


def shout(env: Any, item: Value, text: str) -> Value:
    return text.upper()


SHOUT = Function("shout", (Parameter("text", (TEXT,)),), TEXT, shout, "大写。", "Loud.", pure=True)
LENGTH = Function("length", (), BOOLEAN, shout, "。", ".")
NO_FUNCTION = "none"


def install(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    point = EntryPoint(name=name, value=f"{__name__}:{name}", group=GROUP)
    monkeypatch.setattr(functions, "entry_points", lambda group: [point] if group == GROUP else [])
    registry.cache_clear()


@pytest.fixture(autouse=True)
def _fresh_registry() -> Any:
    yield
    registry.cache_clear()


def test_third_parties_come_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "SHOUT")
    tree = parse('shout(title) == "ABC"')
    assert check(tree, SCOPE) == ()
    assert compile_expression(tree)(environment({"title": "abc"})) is True


@pytest.mark.parametrize("name", ["LENGTH", "NO_FUNCTION"])
def test_third_parties_cannot_replace_or_pretend(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    install(monkeypatch, name)
    with pytest.raises(UsageError):
        registry()


def test_reference_is_complete_and_stable() -> None:
    page = markdown()
    assert page == markdown()
    for function in BUILT_IN:
        assert f"### `{signature(function)}`" in page
        assert function.en in page
        assert function.zh in page
    for name in ("original_price", "valid_until", "attributes", "now"):
        assert f"| `{name}` |" in page
    tables = [line for line in page.splitlines() if line.startswith("|")]
    assert len(tables) > 60
    assert page.count("```") % 2 == 0


def test_reference_shows_expressions_that_parse() -> None:
    shown = [piece for _, example, _ in OPERATORS for piece in example.split("`")[1::2]]
    assert len(shown) >= len(OPERATORS)
    for source in shown:
        assert parse(source)
    for _, written in LITERALS:
        for source in written.split("`")[1::2]:
            if source in KEYWORDS - {"true", "false"}:
                continue
            assert parse(f"x in {source}" if source.startswith("[") else source)
