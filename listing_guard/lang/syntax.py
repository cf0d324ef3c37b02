"""The syntax tree: frozen values, equal when they say the same, wherever they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

Quantifier = Literal["any", "all", "none"]
Comparator = Literal["==", "!=", "<", "<=", ">", ">="]
Operator = Literal["+", "-", "*", "/"]
DurationUnit = Literal["d", "h", "m"]


@dataclass(frozen=True, slots=True)
class Expression:
    """Any node. ``start`` and ``end`` are half-open code-point offsets into the source."""

    start: int = field(default=0, kw_only=True, compare=False, repr=False)
    end: int = field(default=0, kw_only=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text(Expression):
    """``"正品"``: a text literal, its escapes undone."""

    value: str


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """``1.5``: a number literal, never negative (see `Negative`)."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Boolean(Expression):
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True, slots=True)
class Duration(Expression):
    """``7d``, ``24h``, ``30m``: civil days, hours or minutes."""

    amount: int
    unit: DurationUnit


@dataclass(frozen=True, slots=True)
class ListLiteral(Expression):
    """``["CN", "HK"]``: texts and numbers, on the right of ``in`` only."""

    items: tuple[Text | Number | Negative, ...]


@dataclass(frozen=True, slots=True)
class Field(Expression):
    """``price``, ``listing.brand``, ``attributes["材质"]``, ``now``; ``sold`` as an argument."""

    names: tuple[str, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class PatternRef(Expression):
    """``$claim``; inside a `PatternSet` also a glob, ``$claim*``."""

    name: str

    @property
    def is_glob(self) -> bool:
        """Say whether the name stands for every pattern that begins like it."""
        return self.name.endswith("*")

    def covers(self, name: str) -> bool:
        """Say whether ``name`` is this pattern or one that the glob stands for.

        ``$x*`` does not reach into other packs; ``$pack/x*`` does.
        """
        if not self.is_glob:
            return name == self.name
        stem = self.name[:-1]
        return name.startswith(stem) and "/" not in name[len(stem) :]


@dataclass(frozen=True, slots=True)
class PatternSet(Expression):
    """``any of ($a, $b)``, ``2 of $x*``: how many of the patterns have a hit."""

    quantifier: Quantifier | int
    patterns: tuple[PatternRef, ...]


@dataclass(frozen=True, slots=True)
class ListQuantifier(Expression):
    """``none(certificates, type == "CCC")``: bare names in the condition are the element's."""

    quantifier: Quantifier
    list: Field
    condition: Expression


@dataclass(frozen=True, slots=True)
class Argument(Expression):
    """One argument of a call, ``name`` set for ``days: 7``."""

    value: Expression
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """``reference(price_history, days: 7, kind: sold)``."""

    name: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """``not x``."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And(Expression):
    """``a and b and …``, two or more."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Expression):
    """``a or b or …``, two or more."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare(Expression):
    """``a < b``; comparisons do not chain."""

    operator: Comparator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class In(Expression):
    """``x in [..]``, ``x not in list``, ``x in lexicon("…")``, ``$p in title``."""

    negated: bool
    left: Expression
    right: ListLiteral | Field | Call


@dataclass(frozen=True, slots=True)
class Search(Expression):
    """``x matches $p`` (the whole text) and ``x contains "…"`` (a part of it)."""

    operator: Literal["matches", "contains"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Presence(Expression):
    """``x is missing`` (``missing`` true) or ``x is present``."""

    operand: Expression
    missing: bool


@dataclass(frozen=True, slots=True)
class Category(Expression):
    """``power-bank`` on the right of ``under``."""

    id: str


@dataclass(frozen=True, slots=True)
class Under(Expression):
    """``category under power-bank``, ``category under [a, b]``."""

    operand: Expression
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """``a + b``, ``a - b``, ``a * b``, ``a / b``."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """``-x``."""

    operand: Expression


def children(node: Expression) -> tuple[Expression, ...]:
    """Return the nodes directly under ``node``, in the order of the source."""
    match node:
        case And(operands=parts) | Or(operands=parts):
            return parts
        case Not(operand=one) | Presence(operand=one) | Negative(operand=one):
            return (one,)
        case Compare() | In() | Search() | Arithmetic():
            return (node.left, node.right)
        case Under(operand=one, categories=some):
            return (one, *some)
        case ListQuantifier(list=one, condition=condition):
            return (one, condition)
        case PatternSet(patterns=patterns):
            return patterns
        case Call(arguments=arguments):
            return arguments
        case Argument(value=one):
            return (one,)
        case ListLiteral(items=items):
            return items
        case _:
            return ()


def walk(node: Expression) -> Iterator[Expression]:
    """Yield ``node`` and everything under it, in the order of the source, without recursion."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))
