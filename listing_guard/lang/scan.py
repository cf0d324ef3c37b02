"""A forgiving look at the words of an expression, for diagnostics.

The parser stops at the first character that no rule allows; to say what the author meant one
has to see whole words, ``===`` as one sign and an unclosed quotation mark as one fault. This
scanner never fails: what it does not know becomes a token of kind ``other``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYWORDS = frozenset(
    (
        *("and", "or", "not", "in", "is", "of", "under", "matches", "contains"),
        *("any", "all", "none", "true", "false", "missing", "present"),
    )
)
"""Words that cannot be names; the same as in the lookahead of ``NAME`` in the grammar."""


@dataclass(frozen=True, slots=True)
class Word:
    """One piece of the source. ``kind`` is the name of a group in the scanner's expression."""

    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    # No alternative can match the same text in two ways, so the scan is linear.
    return re.compile(
        r"""
          (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
        | (?P<open_text>["'][^\n]*)
        | (?P<date>(?<!\w)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\w))
        | (?P<pattern>\$(?:[a-z][a-z0-9-]*/)?\w+(?:-\w+)*\*?)
        | (?P<duration>\d+[dhm](?!\w))
        | (?P<unit>\d+(?:\.\d+)?[^\W\d]\w*)
        | (?P<number>\d+(?:\.\d+)?)
        | (?P<name>[^\W\d]\w*)
        | (?P<comment>//)
        | (?P<sign>=>|=<|={1,3}|!={1,2}|<>|[<>]=?|&&?|\|\|?|!|\*\*?|[-+/()\[\],:.])
        | (?P<space>\s+)
        | (?P<other>.)
        """,
        re.VERBOSE | re.DOTALL,
    )


def scan(source: str) -> Iterator[Word]:
    """Yield the words of ``source`` in order, without the spaces."""
    for found in _expression().finditer(source):
        kind = found.lastgroup or "other"
        if kind != "space":
            yield Word(kind, found.group(), found.start(), found.end())
