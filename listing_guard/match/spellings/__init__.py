"""How sellers write a term so that word lists miss it, each family a module of its own.

A family gives, for one term in the normal form, the other normal forms under which it is met:
``zui佳``, ``蕞佳`` and ``最j`` for 最佳. They are searched by the same automaton as the term, which
costs a scan nothing; what is written *between* the characters of a term is no spelling of it and is
read by `listing_guard.text.gaps`.

An entry names the families that may disguise it (``folds:``); none does so by default.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.match.spellings import (
    components,
    homophones,
    initials,
    numerals,
    pinyin,
    slips,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Family(NamedTuple):
    """A way of disguising terms."""

    spellings: Callable[[str], Iterator[str]]
    """Gives the forms of a term in the normal form; none where the family has nothing to say."""


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "pinyin": Family(pinyin.spellings),
        "initials": Family(initials.spellings),
        "homophones": Family(homophones.spellings),
        "components": Family(components.spellings),
        "numerals": Family(numerals.spellings),
        "slips": Family(slips.spellings),
    }
)
"""The families by the names that rule files use, the likeliest reading first."""

GAPS = "gaps"
"""The name of what stands between the characters of a term."""
SCRIPTS = "scripts"
"""The name of Cyrillic and Greek letters among Latin ones."""
HOMOPHONES = "homophones"
FOLDS = (GAPS, SCRIPTS, *FAMILIES)
"""Every name that ``folds:`` may give."""


@lru_cache(maxsize=1 << 16)
def spellings(term: str, folds: frozenset[str]) -> Mapping[str, str]:
    """Return the other forms of a term in the normal form, each with the family it is of."""
    found: dict[str, str] = {}
    for name, family in FAMILIES.items():
        if name in folds:
            for form in family.spellings(term):
                if form != term:
                    found.setdefault(form, name)
    return found
