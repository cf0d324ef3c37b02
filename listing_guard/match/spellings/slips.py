"""Names in Latin letters with a slip of the pen: ``adiddas``, ``addias``, ``nlke``.

One letter doubled, one of two dropped, two neighbours swapped, or one taken for its look-alike.
Names of fewer than four letters are left alone, and short ones keep to look-alikes: too many other
words are one letter away.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = re.compile(r"[a-z]{4,20}")
_LONG = 6
"""Letters of a name that may also be mistyped."""
_LOOKS_LIKE: Mapping[str, str] = MappingProxyType(
    {"l": "1i", "i": "1l", "o": "0", "s": "5", "e": "3", "a": "4", "b": "8", "g": "9"}
)
_OTHER_WORDS = frozenset({
    "cannon", "chane1", "levies", "lives", "lever", "disnee", "burberries", "panda", "pandas",
    "prado", "balloons", "hermes", "coaches", "casios", "dyson", "fossils", "gucchi",
})  # fmt: skip
"""Words and other makers' names that are a slip away from a name."""


def spellings(term: str) -> Iterator[str]:
    """Yield the slips of a name of one word in the normal form."""
    if _NAME.fullmatch(term) is None:
        return
    for form in _slips(term):
        if form not in _OTHER_WORDS:
            yield form


def _slips(name: str) -> Iterator[str]:
    for index, char in enumerate(name):
        for other in _LOOKS_LIKE.get(char, ""):
            yield f"{name[:index]}{other}{name[index + 1 :]}"
    if len(name) < _LONG:
        return
    for index, char in enumerate(name):
        yield f"{name[: index + 1]}{char}{name[index + 1 :]}"
        if index + 1 < len(name):
            after = name[index + 1]
            if after == char:
                yield f"{name[:index]}{name[index + 1 :]}"
            else:
                yield f"{name[:index]}{after}{char}{name[index + 2 :]}"
