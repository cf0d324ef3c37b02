"""Conditions whose answer is settled before any listing is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.syntax import And, Boolean, Compare, Field, Not, Number, walk
from listing_guard.lang.syntax import Text as Literal

if TYPE_CHECKING:
    from listing_guard.lang.syntax import Expression


def constant(expression: Expression) -> str | None:
    """Return what is wrong with a condition whose answer is settled before any listing."""
    if isinstance(expression, Boolean):
        return f"this is always {'true' if expression.value else 'false'}"
    for node in walk(expression):
        if not isinstance(node, And):
            continue
        parts = set(node.operands)
        if any(isinstance(part, Not) and part.operand in parts for part in node.operands):
            return "this can never be true: it asks for something and for its opposite"
        wanted: dict[tuple[str, ...], object] = {}
        for part in node.operands:
            pair = _equality(part)
            if pair is not None and wanted.setdefault(pair[0], pair[1]) != pair[1]:
                return f"this can never be true: `{'.'.join(pair[0])}` has one value, not two"
    return None


def _equality(expression: Expression) -> tuple[tuple[str, ...], object] | None:
    """Return field and value of ``field == literal``; markets and categories lie in others."""
    if not isinstance(expression, Compare) or expression.operator != "==":
        return None
    for field, literal in (
        (expression.left, expression.right),
        (expression.right, expression.left),
    ):
        if (
            isinstance(field, Field)
            and field.key is None
            and field.names[-1] not in ("market", "category")
            and isinstance(literal, Literal | Number)
        ):
            return field.names, literal.value
    return None
