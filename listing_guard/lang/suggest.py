"""The nearest known name, for “did you mean”."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like ``name``, if one looks like it at all."""
    options = sorted(known)
    by_case = {option.casefold(): option for option in reversed(options)}
    if name.casefold() in by_case:
        return by_case[name.casefold()]
    close = get_close_matches(name, options, n=1, cutoff=0.6)
    if close:
        return close[0]
    parts = [option for option in options if len(name) > 2 and option.startswith(name)]
    return parts[0] if parts else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """Return a help line with the nearest known name, else ``otherwise``."""
    found = nearest(name, known)
    return f"did you mean `{found}`?" if found else otherwise
