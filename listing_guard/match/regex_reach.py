"""How long a match of an expression can be, and what it holds, so that a search can be short.

An expression that looks beside its match (``\\b``, ``^``) has no such bound here, nor one that
repeats without end.
"""

from __future__ import annotations

import re

from listing_guard.match.regex_tokens import tokens

_SURROGATE = re.compile("[\ud800-\udfff\ufffd]")
"""RE2 reads a half character of a text as the mark for what is none."""


def longest_match(source: str) -> int | None:
    """Return the most code points that a match can have, ``None`` if that cannot be told.

    >>> longest_match(r"ab{2,3}(?:c|de)?")
    6
    """
    outer: list[tuple[int, int]] = []
    best = total = last = 0  # the longest branch, this one up to the last piece, the last piece
    for token in tokens(source):
        match token.kind:
            case "literal" | "class" | "set":
                if source[token.start : token.end] == r"\C":
                    return None  # a byte: it may begin or end within a character
                total, last = total + last, 1
            case "repeat":
                if token.most is None:
                    return None
                last *= token.most
            case "or":
                best, total, last = max(best, total + last), 0, 0
            case "open":
                outer.append((best, total + last))
                best = total = last = 0
            case "close":
                if not outer:
                    return None
                last = max(best, total + last)
                best, total = outer.pop()
            case "note":
                pass
            case _:
                return None
    return None if outer else max(best, total + last)


def wanted_character(source: str) -> str:
    """Return a character that every match holds, an empty text where none is easily told.

    >>> wanted_character(r"(?:tel|call)[a-z ]{0,8}1[3-9]")
    '1'
    """
    found = ""
    depth = 0
    for token in tokens(source):
        match token.kind:
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "or" if depth == 0:
                return ""
            case "note" | "other":
                return ""  # (?i) may make a small letter match a large one
            case "literal" if depth == 0:
                if not _may_be_left_out(source, token.end):
                    found = token.char
    return "" if _SURROGATE.match(found) else found


def _may_be_left_out(source: str, after: int) -> bool:
    return source[after : after + 1] in ("?", "*", "{")
