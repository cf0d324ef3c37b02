"""How long a match of an expression can be, so that a search can be short.

An expression that repeats without end has no such bound. What looks beside its match (``\\b``,
``^``) sees one character there, which is no part of it.
"""

from __future__ import annotations

from listing_guard.match.regex_tokens import tokens


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
            case "zero":
                total, last = total + last, 0
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
