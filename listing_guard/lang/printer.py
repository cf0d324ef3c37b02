"""From syntax tree back to source, with no more parentheses than the grammar needs.

``parse(to_source(tree)) == tree`` for every tree whose numbers are not negative, whose names
are names of the grammar, and whose ``and``/``or`` have two operands or more.
"""

from __future__ import annotations

import re
import unicodedata

from listing_guard.lang import syntax

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _UNARY, _ATOM = range(8)
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_BARE_CATEGORY = re.compile(
    r"(?!(?:and|or|not|in|is|of|under|matches|contains)(?![\w-]))[^\W\d]\w*(?:-\w+)*"
)


def to_source(expression: syntax.Expression) -> str:
    """Return an expression that parses to an equal tree."""
    return _print(expression)[0]


def quote(text: str) -> str:
    """Return ``text`` as a literal, in double quotation marks unless it has some itself."""
    escaped = text.translate(_ESCAPES)
    if '"' in escaped and "'" not in escaped:
        return f"'{escaped}'"
    return '"' + escaped.replace('"', '\\"') + '"'


def _print(node: syntax.Expression) -> tuple[str, int]:
    """Return the source of ``node`` and the level of the grammar that it belongs to."""
    match node:
        case syntax.Or(operands=operands):
            return " or ".join(_at(part, _AND) for part in operands), _OR
        case syntax.And(operands=operands):
            return " and ".join(_at(part, _NOT) for part in operands), _AND
        case syntax.Not(operand=operand):
            return f"not {_at(operand, _NOT)}", _NOT
        case syntax.Compare() | syntax.Search():
            sides = _at(node.left, _SUM), _at(node.right, _SUM)
            return f"{sides[0]} {node.operator} {sides[1]}", _COMPARISON
        case syntax.In():
            word = "not in" if node.negated else "in"
            return f"{_at(node.left, _SUM)} {word} {_at(node.right, _ATOM)}", _COMPARISON
        case syntax.Presence():
            word = "missing" if node.missing else "present"
            return f"{_at(node.operand, _SUM)} is {word}", _COMPARISON
        case syntax.Under():
            return f"{_at(node.operand, _SUM)} under {_categories(node)}", _COMPARISON
        case syntax.Arithmetic(operator="+" | "-"):
            left, right = _at(node.left, _SUM), _at(node.right, _PRODUCT)
            return f"{left} {node.operator} {right}", _SUM
        case syntax.Arithmetic():
            left, right = _at(node.left, _PRODUCT), _at(node.right, _UNARY)
            return f"{left} {node.operator} {right}", _PRODUCT
        case syntax.Negative(operand=operand):
            return f"-{_at(operand, _UNARY)}", _UNARY
        case _:
            return _atom(node), _ATOM


def _at(node: syntax.Expression, level: int) -> str:
    """Return the source of ``node`` where the grammar asks for ``level`` or tighter."""
    source, own = _print(node)
    return source if own >= level else f"({source})"


def _atom(node: syntax.Expression) -> str:
    match node:
        case syntax.Text(value=value):
            return quote(value)
        case syntax.Number(value=value):
            return format(value, "f")
        case syntax.Boolean(value=value):
            return "true" if value else "false"
        case syntax.Duration():
            return f"{node.amount}{node.unit}"
        case syntax.ListLiteral(items=items):
            return f"[{', '.join(_at(item, _UNARY) for item in items)}]"
        case syntax.Field(names=names, key=key):
            return ".".join(names) + (f"[{quote(key)}]" if key is not None else "")
        case syntax.PatternRef(name=name):
            return name
        case syntax.PatternSet(quantifier=quantifier, patterns=patterns):
            listed = ", ".join(pattern.name for pattern in patterns)
            single = len(patterns) == 1 and patterns[0].is_glob
            return f"{quantifier} of {listed if single else f'({listed})'}"
        case syntax.ListQuantifier():
            return f"{node.quantifier}({_atom(node.list)}, {_at(node.condition, _OR)})"
        case syntax.Call(name=name, arguments=arguments):
            return f"{name}({', '.join(map(_atom, arguments))})"
        case syntax.Argument(value=value, name=name):
            return f"{name}: {_at(value, _OR)}" if name else _at(value, _OR)
        case syntax.Category(id=id_):
            bare = _BARE_CATEGORY.fullmatch(id_) and unicodedata.is_normalized("NFKC", id_)
            return id_ if bare else quote(id_)
        case _:
            raise TypeError(f"no such node: {type(node).__name__}")


def _categories(node: syntax.Under) -> str:
    names = ", ".join(map(_atom, node.categories))
    return names if len(node.categories) == 1 else f"[{names}]"
