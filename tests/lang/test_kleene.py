"""Three-valued logic, exhaustively, against the textbook: false < unknown < true."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from listing_guard.lang import values
from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.parser import parse
from listing_guard.lang.values import Unknown, kleene_and, kleene_not, kleene_or, merge

from .conftest import environment

FIELDS = ("brand", "title", "subtitle")
RANK = {False: 0, None: 1, True: 2}
"""``None`` stands for an unknown here."""
TRUTHS = (False, None, True)


def oracle(operator: str, operands: tuple[bool | None, ...]) -> bool | None:
    choose = min if operator == "and" else max
    return choose(operands, key=lambda operand: RANK[operand])


def record(operands: tuple[bool | None, ...]) -> dict[str, Any]:
    given = {True: "yes", False: "no"}
    return {
        name: given[operand]
        for name, operand in zip(FIELDS, operands, strict=False)
        if operand is not None
    }


def missing(operands: tuple[bool | None, ...]) -> tuple[str, ...]:
    return tuple(name for name, operand in zip(FIELDS, operands, strict=False) if operand is None)


@pytest.mark.parametrize("operator", ["and", "or"])
@pytest.mark.parametrize("operands", [*product(TRUTHS, repeat=2), *product(TRUTHS, repeat=3)])
def test_tables(operator: str, operands: tuple[bool | None, ...]) -> None:
    parts = [f'{name} == "yes"' for name in FIELDS[: len(operands)]]
    value = compile_expression(parse(f" {operator} ".join(parts)))(environment(record(operands)))
    wanted = oracle(operator, operands)
    # Unknown loses no path of an operand that made it unknown, and gains none.
    assert value == (Unknown(missing(operands)) if wanted is None else wanted)


@pytest.mark.parametrize("operand", TRUTHS)
def test_not(operand: bool | None) -> None:
    value = compile_expression(parse('not brand == "yes"'))(environment(record((operand,))))
    assert value == (Unknown(("brand",)) if operand is None else not operand)


@pytest.mark.parametrize("quantifier", ["any", "all", "none"])
@pytest.mark.parametrize(
    "elements", [(), *product(TRUTHS), *product(TRUTHS, repeat=2), *product(TRUTHS, repeat=3)]
)
def test_quantifiers(quantifier: str, elements: tuple[bool | None, ...]) -> None:
    skus = [{"name": "yes"} if e else {"name": "no"} if e is False else {} for e in elements]
    run = compile_expression(parse(f'{quantifier}(skus, name == "yes")'))
    decided = oracle("and" if quantifier == "all" else "or", elements) if elements else None
    if not elements:
        wanted: object = quantifier != "any"
    elif decided is None:
        wanted = Unknown(("skus.*.name",))
    else:
        wanted = decided is not (quantifier == "none")
    assert run(environment({"skus": skus})) == wanted


@pytest.mark.parametrize("pair", list(product(TRUTHS, repeat=2)))
def test_functions_on_values(pair: tuple[bool | None, bool | None]) -> None:
    left, right = (
        Unknown((name,)) if operand is None else operand
        for name, operand in zip("ab", pair, strict=True)
    )
    for function, operator in ((kleene_and, "and"), (kleene_or, "or")):
        wanted = oracle(operator, pair)
        paths = tuple(n for n, operand in zip("ab", pair, strict=True) if operand is None)
        assert function(left, right) == (Unknown(paths) if wanted is None else wanted)
    assert kleene_not(left) == (left if isinstance(left, Unknown) else not left)


def test_merge_keeps_each_path_once_in_order() -> None:
    assert merge(Unknown(("b", "a")), Unknown(("c", "a"))) == Unknown(("b", "a", "c"))
    assert merge(None, Unknown(("x",))) == Unknown(("x",))


def test_unknown_has_no_truth() -> None:
    with pytest.raises(TypeError, match="is True"):
        bool(values.Unknown(("brand",)))
