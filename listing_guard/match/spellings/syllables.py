"""The syllables of Chinese characters, from pypinyin (its phrase dictionary settles polyphones)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from listing_guard.text.characters import is_han
from listing_guard.text.fold import fold


class Syllable(NamedTuple):
    """How one character of a term is said."""

    bare: str
    """Without its tone: ``zui``; ``v`` for ü, as keyboards have it."""
    toned: str
    """With its tone mark, in the normal form: ``zuì``."""


@lru_cache(maxsize=1 << 14)
def syllables(term: str) -> tuple[Syllable | None, ...]:
    """Return the syllable of each character of a term; ``None`` for what is not Chinese."""
    from pypinyin import Style, pinyin  # loads a dictionary, for terms that ask for it alone

    found: list[Syllable | None] = []
    run = ""
    for char in (*term, ""):
        if char and is_han(char):
            run += char
            continue
        if run:
            bare, toned = pinyin(run, style=Style.NORMAL), pinyin(run, style=Style.TONE)
            if len(bare) == len(toned) == len(run):  # characters without a syllable stay together
                pairs = zip(bare, toned, strict=True)
                found += [Syllable(plain[0], fold(marked[0])) for plain, marked in pairs]
            else:
                found += [None] * len(run)
            run = ""
        if char:
            found.append(None)
    return tuple(found)
