"""Did you mean: the nearest of the words that would have been right."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60
"""difflib is quadratic; no name of ours is longer."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was probably meant to be."""
    lowered = word[:_LONGEST].lower()
    by_lower = {name.lower(): name for name in sorted(known, reverse=True)}
    found = get_close_matches(lowered, list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str | None = None) -> str | None:
    """Return a help line that names the nearest known word, else lists them if they are few."""
    names = list(known)
    near = nearest(word, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if otherwise is not None or not names:
        return otherwise
    shown = ", ".join(f"`{name}`" for name in names[:12])
    return f"known: {shown}" + (" …" if len(names) > 12 else "")
