"""Names in Latin letters with a slip of the pen: ``adiddas``, ``addias``, ``nlke``.

One letter doubled, one of two dropped, two neighbours swapped, or one taken for its look-alike, in
one word of the name. Words of fewer than four letters are left alone, and short names keep to
doubled letters and look-alikes: too many other words are one letter away.
"""

from __future__ import annotations

import re
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAMES = re.compile(r"(?=.{4,24}\Z)[a-z]+(?: [a-z]+)*")
_NAME = re.compile(r"[a-z]{4,}")
_LONG = 6
"""Letters of a name in which two may also change places, or one of two be left out."""
_LOOKS_LIKE: Mapping[str, str] = MappingProxyType(
    {"l": "1i|", "i": "1l|!", "o": "0", "s": "5$", "e": "3", "a": "4@", "b": "8", "g": "9"}
)
_OTHER_WORDS = frozenset({
    "cannon", "chane1", "channel", "drops", "sonny", "leggo", "pollo", "boose",
    "levies", "lives", "lever", "disnee", "burberries", "panda", "pandas",
    "prado", "balloons", "hermes", "coaches", "casios", "dyson", "fossils", "gucchi",
})  # fmt: skip
"""Words and other makers' names that are a slip away from a name."""


def spellings(term: str) -> Iterator[str]:
    """Yield the slips of a name in the normal form, in one of its words."""
    if _NAMES.fullmatch(term) is None:
        return
    for word in _NAME.finditer(term):
        before, after = term[: word.start()], term[word.end() :]
        for form in _slips(word[0], len(term)):
            if form not in _OTHER_WORDS:
                yield f"{before}{form}{after}"


def _slips(name: str, letters: int) -> Iterator[str]:
    for index, char in enumerate(name):
        for other in _LOOKS_LIKE.get(char, ""):
            yield f"{name[:index]}{other}{name[index + 1 :]}"
        yield f"{name[: index + 1]}{char}{name[index + 1 :]}"
    if letters < _LONG:
        return
    for index, (char, after) in enumerate(pairwise(name)):
        rest = name[index + 2 :]
        yield (
            f"{name[:index]}{after}{rest}"
            if char == after
            else f"{name[:index]}{after}{char}{rest}"
        )
