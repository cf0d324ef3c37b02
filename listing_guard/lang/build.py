"""From Lark's parse tree to our syntax tree."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict, cast

from lark import Token, Tree

from listing_guard.lang import syntax
from listing_guard.lang.scan import KEYWORDS
from listing_guard.model.diagnostic import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    ParseTree = Tree[Token]
    Child = Token | ParseTree

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_NAME = re.compile(r"(?:\$(?:[a-z][a-z0-9-]*/)?\w|[^\W\d])\w*(?:-\w+)*\*?")
_ESCAPES = {"\\": "\\", '"': '"', "'": "'", "n": "\n", "r": "\r", "t": "\t"}
_DURATION_DIGITS = 5
_COUNT_DIGITS = 3


class _Place(TypedDict):
    start: int
    end: int


class BuildError(Exception):
    """A literal is out of range or badly written; becomes an `ExpressionError` in `parser`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def depth(tree: ParseTree) -> int:
    """Return how deep the syntax tree of ``tree`` will be, without recursion."""
    deepest = 0
    stack: list[tuple[ParseTree, int]] = [(tree, 1)]
    while stack:
        node, level = stack.pop()
        if node.data in ("sum", "product"):
            # A chain of n operators becomes n nested nodes.
            level += len(node.children) // 2
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in node.children if isinstance(child, Tree))
    return deepest


def build(tree: ParseTree) -> syntax.Expression:
    """Return the syntax tree of a ``start`` tree; recurses, so cap its `depth` before."""
    return _node(cast("ParseTree", tree.children[0]))


def _node(tree: Child) -> syntax.Expression:
    assert isinstance(tree, Tree)
    return _BUILDERS[tree.data](
        tree.children, {"start": tree.meta.start_pos, "end": tree.meta.end_pos}
    )


def _nodes(children: list[Child]) -> tuple[syntax.Expression, ...]:
    return tuple(_node(child) for child in children)


def _place(token: Token) -> _Place:
    start = token.start_pos or 0
    return {"start": start, "end": start + len(token)}


def unquote(token: Token) -> str:
    """Return the text of a string literal, its escapes undone."""
    begin = (token.start_pos or 0) + 1

    def escape(found: re.Match[str]) -> str:
        code = found[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if len(code) == 5:
            return chr(int(code[1:], 16))
        raise BuildError(
            Problem(
                "E119",
                f"unknown escape `{found[0]}` in a text",
                begin + found.start(),
                begin + found.end(),
                f"write the backslash twice: `\\{found[0]}`",
            )
        )

    return _ESCAPE.sub(escape, token[1:-1])


def _name(token: Token) -> str:
    """Return a name with full-width and other compatibility forms made plain."""
    plain = str(unicodedata.normalize("NFKC", token))  # may be the token itself
    if plain == token:
        return plain
    place = _place(token)
    if plain in KEYWORDS:
        message = f"`{token}` is full-width"
        raise BuildError(Problem("E106", message, **place, help=f"write `{plain}`"))
    if not _NAME.fullmatch(plain):
        raise BuildError(Problem("E102", f"`{token}` is no name", **place))
    return plain


def _whole(token: Token, digits: str, most: int) -> int:
    if len(digits) > most:
        place = _place(token)
        raise BuildError(
            Problem("E117", f"{token} is out of range", **place, help=f"use at most {most} digits")
        )
    return int(digits)


def _text(children: list[Child], place: _Place) -> syntax.Expression:
    return syntax.Text(unquote(cast("Token", children[0])), **place)


def _number(children: list[Child], place: _Place) -> syntax.Expression:
    return syntax.Number(Decimal(cast("Token", children[0])), **place)


def _negative_number(children: list[Child], place: _Place) -> syntax.Expression:
    token = cast("Token", children[1])
    return syntax.Negative(syntax.Number(Decimal(token), **_place(token)), **place)


def _duration(children: list[Child], place: _Place) -> syntax.Expression:
    token = cast("Token", children[0])
    amount = _whole(token, token[:-1], _DURATION_DIGITS)
    return syntax.Duration(amount, cast("syntax.DurationUnit", token[-1]), **place)


def _pattern_ref(child: Child) -> syntax.PatternRef:
    token = cast("Token", child)
    return syntax.PatternRef(_name(token), **_place(token))


def _pattern_set(children: list[Child], place: _Place) -> syntax.Expression:
    head = cast("Token", children[0])
    quantifier = (
        cast("syntax.Quantifier", str(head))
        if head.type == "QUANTIFIER"
        else _whole(head, head, _COUNT_DIGITS)
        if head.isdigit()
        else _fraction(head)
    )
    return syntax.PatternSet(quantifier, tuple(map(_pattern_ref, children[1:])), **place)


def _fraction(token: Token) -> int:
    raise BuildError(
        Problem(
            "E112", f"`{token} of` needs a whole number", **_place(token), help="write `2 of $x*`"
        )
    )


def _list_quantifier(children: list[Child], place: _Place) -> syntax.Expression:
    return syntax.ListQuantifier(
        cast("syntax.Quantifier", str(children[0])),
        cast("syntax.Field", _node(children[1])),
        _node(children[2]),
        **place,
    )


def _call(children: list[Child], place: _Place) -> syntax.Expression:
    arguments = cast("tuple[syntax.Argument, ...]", _nodes(children[1:]))
    return syntax.Call(_name(cast("Token", children[0])), arguments, **place)


def _named(children: list[Child], place: _Place) -> syntax.Expression:
    return syntax.Argument(_node(children[1]), _name(cast("Token", children[0])), **place)


def _positional(children: list[Child], place: _Place) -> syntax.Expression:
    return syntax.Argument(_node(children[0]), **place)


def _field(children: list[Child], place: _Place) -> syntax.Expression:
    tokens = cast("list[Token]", children)
    key = unquote(tokens[-1]) if tokens[-1].type == "STRING" else None
    names = tokens if key is None else tokens[:-1]
    return syntax.Field(tuple(map(_name, names)), key, **place)


def _category(children: list[Child], place: _Place) -> syntax.Category:
    token = cast("Token", children[0])
    return syntax.Category(unquote(token) if token.type == "STRING" else _name(token), **place)


def _under(children: list[Child], place: _Place) -> syntax.Expression:
    right = cast("ParseTree", children[1])
    trees: list[Child] = right.children if right.data == "category_list" else [right]
    return syntax.Under(
        _node(children[0]), cast("tuple[syntax.Category, ...]", _nodes(trees)), **place
    )


def _chain(children: list[Child], place: _Place) -> syntax.Expression:
    left = _node(children[0])
    pairs = list(zip(children[1::2], children[2::2], strict=True))
    for count, (operator, child) in enumerate(pairs, start=1):
        right = _node(child)
        # A closing parenthesis at the very end is inside `place` but not inside `right`.
        end = place["end"] if count == len(pairs) else right.end
        sign = cast("syntax.Operator", str(operator))
        left = syntax.Arithmetic(sign, left, right, start=place["start"], end=end)
    return left


def _in(children: list[Child], place: _Place) -> syntax.Expression:
    return _membership(children, place, negated=False)


def _not_in(children: list[Child], place: _Place) -> syntax.Expression:
    return _membership(children, place, negated=True)


def _membership(children: list[Child], place: _Place, *, negated: bool) -> syntax.Expression:
    right = cast("syntax.ListLiteral | syntax.Field | syntax.Call", _node(children[1]))
    return syntax.In(negated, _node(children[0]), right, **place)


def _items(children: list[Child], place: _Place) -> syntax.Expression:
    items = cast("tuple[syntax.Text | syntax.Number | syntax.Negative, ...]", _nodes(children))
    return syntax.ListLiteral(items, **place)


_BUILDERS: dict[str, Callable[[list[Child], _Place], syntax.Expression]] = {
    "disjunction": lambda children, place: syntax.Or(_nodes(children), **place),
    "conjunction": lambda children, place: syntax.And(_nodes(children), **place),
    "not_": lambda children, place: syntax.Not(_node(children[0]), **place),
    "compare": lambda children, place: syntax.Compare(
        cast("syntax.Comparator", str(children[1])), _node(children[0]), _node(children[2]), **place
    ),
    "in_": _in,
    "not_in": _not_in,
    "search": lambda children, place: syntax.Search(
        "matches" if children[1] == "matches" else "contains",
        _node(children[0]),
        _node(children[2]),
        **place,
    ),
    "presence": lambda children, place: syntax.Presence(
        _node(children[0]), children[1] == "missing", **place
    ),
    "under": _under,
    "category": _category,
    "list_literal": _items,
    "sum": _chain,
    "product": _chain,
    "negative": lambda children, place: syntax.Negative(_node(children[1]), **place),
    "negative_number": _negative_number,
    "number": _number,
    "text": _text,
    "duration": _duration,
    "boolean": lambda children, place: syntax.Boolean(children[0] == "true", **place),
    "pattern": lambda children, place: syntax.PatternRef(_pattern_ref(children[0]).name, **place),
    "pattern_set": _pattern_set,
    "list_quantifier": _list_quantifier,
    "call": _call,
    "named": _named,
    "positional": _positional,
    "field": _field,
}
