"""Did-you-mean."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that ``word`` was most likely meant to be, if one is near."""
    known = sorted(set(choices))
    folded = {choice.casefold(): choice for choice in reversed(known)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)``, or nothing when no choice is near."""
    choice = nearest(word, choices)
    return f" (did you mean '{choice}'?)" if choice else ""
