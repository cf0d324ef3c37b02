"""Tables of what people write for what the language has; used by this folder only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPARATORS = frozenset(
    ("==", "!=", "<", "<=", ">", ">=", "in", "matches", "contains", "is", "under")
)
"""Operators that may stand once between `and`, `or` and brackets."""

NEEDS_MORE = frozenset(
    ("and", "or", "not", "in", "is", "of", "under", "matches", "contains", "any", "all", "none")
)
"""Words that cannot be the last one."""

PUNCTUATION: Mapping[str, str] = MappingProxyType(
    {
        foreign: plain
        for plain, signs in {
            "(": "（",
            ")": "）",
            "[": "［【",
            "]": "］】",
            ",": "，、",
            ":": "：",
            ";": "；",
            ".": "。．",
            "=": "＝",
            ">": "＞",
            "<": "＜",
            "!": "！",
            "+": "＋",
            "-": "－–—−",
            "*": "＊×",
            "/": "／÷",
            '"': "“”„‟″＂「」『』《》«»",
            "'": "‘’‛′＇",
            "$": "＄",
            "#": "＃",
            ">=": "≥",
            "<=": "≤",
            "!=": "≠",
        }.items()
        for foreign in signs
    }
)
"""Signs of other keyboards and what they stand for."""

COMPARING = frozenset("＝＞＜！")
"""Full-width signs that join into one operator."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "===": "`==`",
        "!==": "`!=`",
        "<>": "`!=`",
        "=>": "`>=`",
        "=<": "`<=`",
        "&&": "`and`",
        "&": "`and`",
        "||": "`or`",
        "|": "`or`",
        "!": "`not`",
        "**": "a multiplication: `x * x`",
    }
)

CHARACTERS: Mapping[str, str] = MappingProxyType(
    {
        "#": "the number of hits is `count($p)`; expressions have no comments",
        "%": "write 10 % as `0.1`",
        "$": "the name of a pattern follows directly: `$claim`",
        "¥": "amounts of money are plain numbers: `price > 100`",
        "￥": "amounts of money are plain numbers: `price > 100`",
        "€": "amounts of money are plain numbers: `price > 100`",
        "@": "the places of hits are a matter of the pattern: `followed_by`, `near`, `inside`",
        "~": 'write `x matches $p` or `x contains "…"`',
        "^": "write a multiplication: `x * x`",
        "?": "write `x is present`",
        "{": 'lists have square brackets: `["a", "b"]`',
        "}": 'lists have square brackets: `["a", "b"]`',
        ";": "join conditions with `and` or `or`",
        "`": 'texts stand between straight quotation marks: "…"',
    }
)

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "like": 'write `x contains "…"`, or `x matches $p` with a pattern',
        "ilike": 'write `x contains "…"`; case and width never matter',
        "regex": "give the expression a name under `patterns:` and write `x matches $p`",
        "regexp": "give the expression a name under `patterns:` and write `x matches $p`",
        "match": "write `matches`",
        "contain": "write `contains`",
        "includes": "write `contains`, or `x in list`",
        "include": "write `contains`, or `x in list`",
        "has": "write `contains`, or `x in list`",
        "startswith": 'write `starts_with(x, "…")`',
        "endswith": 'write `ends_with(x, "…")`',
        "starts_with": 'write `starts_with(x, "…")`',
        "ends_with": 'write `ends_with(x, "…")`',
        "equals": "write `==`",
        "eq": "write `==`",
        "ne": "write `!=`",
        "gt": "write `>`",
        "gte": "write `>=`",
        "lt": "write `<`",
        "lte": "write `<=`",
        "between": "write `x >= a and x <= b`",
        "exists": "write `x is present`",
        "xor": "write `(a and not b) or (b and not a)`",
        "within": "distances belong to the pattern: `near: {…, within: 15}`",
        "near": "distances belong to the pattern: `near: {…, within: 15}`",
        "isnt": "write `!=`",
        "unless": "write `and not (…)`",
        "但": "write `and`",
        "且": "write `and`",
        "并且": "write `and`",
        "和": "write `and`",
        "或": "write `or`",
        "或者": "write `or`",
        "非": "write `not`",
        "不": "write `not`",
    }
)
