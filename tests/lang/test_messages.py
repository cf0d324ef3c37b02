"""What authors are told: golden tables of messages, for reading (E1xx) and for types (E2xx)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from listing_guard.lang.check import Scope, check
from listing_guard.lang.codes import CODES
from listing_guard.lang.parser import ExpressionError, parse

FOLDER = Path(__file__).parent / "errors"
SYNTAX = yaml.safe_load((FOLDER / "syntax.yaml").read_text("utf-8"))
TYPES = yaml.safe_load((FOLDER / "types.yaml").read_text("utf-8"))
PATTERNS = frozenset({"$claim", "$ccc", "$cn-ad/period"})
LEXICONS = frozenset({"brands", "common/brands"})
CATEGORIES = frozenset({"power-bank", "food", "phone"})
LARK = ("LPAR", "RPAR", "__ANON", "Token", "$END", "UnexpectedToken", "_AND", "PATTERN_GLOB")


@pytest.mark.parametrize("case", SYNTAX, ids=lambda case: repr(case["expr"]))
def test_syntax(case: dict[str, Any]) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(case["expr"])
    problem = caught.value.problem
    assert (problem.code, problem.message, problem.help) == (
        case["code"],
        case["message"],
        case["help"],
    )
    assert (problem.start, case["expr"][problem.start : problem.end]) == (case["at"], case["caret"])
    assert not any(word in f"{problem.message} {problem.help}" for word in LARK)


@pytest.mark.parametrize("case", TYPES, ids=lambda case: case["expr"])
def test_types(case: dict[str, Any]) -> None:
    scope = Scope(PATTERNS, not case.get("applies", False), LEXICONS, CATEGORIES)
    found = check(parse(case["expr"]), scope)
    told = [
        {
            "code": problem.code,
            "caret": case["expr"][problem.start : problem.end],
            "message": problem.message,
            "help": problem.help,
        }
        for problem in found
    ]
    assert told == case["problems"]


def test_every_code_is_explained_and_shown() -> None:
    codes = [code.code for code in CODES]
    assert codes == sorted(set(codes))
    assert all(code.title and code.explanation and code.severity == "error" for code in CODES)
    shown = {case["code"] for case in SYNTAX}
    shown |= {problem["code"] for case in TYPES for problem in case["problems"]}
    # The caps are shown in test_hostile.
    assert set(codes) - shown == {"E113", "E114"}
    assert shown <= set(codes)


def test_all_problems_are_told_at_once_in_order() -> None:
    source = 'titel == "x" and price == "5" and $clam and any(skus, prise > 1)'
    found = check(parse(source), Scope(PATTERNS, True, LEXICONS, CATEGORIES))
    assert [problem.code for problem in found] == ["E201", "E207", "E203", "E201"]
    assert [problem.start for problem in found] == sorted(problem.start for problem in found)
