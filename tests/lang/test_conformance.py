"""The language's meaning as data: every case of ``cases/`` evaluated, checked and printed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from listing_guard.lang.analysis import expand_patterns
from listing_guard.lang.check import Scope, check
from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.explain import trace
from listing_guard.lang.parser import parse
from listing_guard.lang.printer import to_source
from listing_guard.lang.types import BOOLEAN, NUMBER
from listing_guard.lang.values import Quantity, Unknown

from .conftest import environment

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}: {case['expr']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")))
]
CATEGORIES = frozenset({"power-bank", "food", "electronics"})


def expected(case: dict[str, Any]) -> object:
    value = case["value"]
    if isinstance(value, dict):
        return Unknown(tuple(value["unknown"]))
    return Decimal(value) if isinstance(value, str) else value


def world(case: dict[str, Any]) -> dict[str, Any]:
    names = ("market", "platform", "category", "patterns", "lexicons", "undecided", "now")
    return {name: case[name] for name in names if name in case}


@pytest.mark.parametrize("case", CASES)
def test_value(case: dict[str, Any]) -> None:
    expression = parse(case["expr"])
    scope = Scope(
        patterns=frozenset(case.get("patterns", ())),
        allow_patterns=True,
        lexicons=frozenset(case.get("lexicons", ())),
        categories=CATEGORIES,
    )
    wanted = expected(case)
    is_value = isinstance(wanted, Decimal | Quantity) or case["expr"].startswith(
        ("length(s", "number(a")
    )
    assert check(expression, scope, NUMBER if is_value else BOOLEAN) == ()
    assert parse(to_source(expression)) == expression

    expanded = expand_patterns(expression, sorted(scope.patterns))
    env = environment(case["record"], **world(case))
    run = compile_expression(expanded)
    assert run(env) == wanted
    assert run(environment(case["record"], **world(case))) == wanted, "a second call agrees"
    assert trace(expanded, env).value == wanted
