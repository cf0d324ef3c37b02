"""What `Guard.load` is given, checked: one clear message for each thing that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from listing_guard.errors import UsageError
from listing_guard.model.market import MARKETS, canonical
from listing_guard.score.score import Weights

LANGUAGES = ("zh", "en")
"""Languages that messages exist in."""


def market_code(value: object) -> str:
    """Return the code of a known market; raises `UsageError` on anything else."""
    if not isinstance(value, str):
        raise UsageError(f"market is one code such as 'CN', not {value!r}")
    known = canonical(value)
    if known is None:
        raise UsageError(f"unknown market {value!r}: use one of {', '.join(sorted(MARKETS))}")
    return known


def day(value: object) -> date | None:
    """Return a day, from a date, a time or ISO text; raises `UsageError` on anything else."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise UsageError(f"{value!r} is no day: write it like 2026-11-11") from None


def language(value: object) -> str | None:
    """Return a language of messages; raises `UsageError` on one that there are none in."""
    if value is None or value in LANGUAGES:
        return value
    raise UsageError(f"lang is {' or '.join(map(repr, LANGUAGES))}, not {value!r}")


def selectors(value: object, option: str) -> tuple[str, ...]:
    """Return rule ids or prefixes; raises `UsageError` on what is no list of texts."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        found = tuple(each for each in value if isinstance(each, str))
        if len(found) == len(value):
            return found
    raise UsageError(f"{option} is a list of rule ids such as ['cn-ad/'], not {value!r}")


def pack_list(value: object) -> tuple[str | Path, ...]:
    """Return packs by name or path; ``None`` stands for the shipped ones of the market.

    Raises `UsageError` on what is no list of names and paths, and on an empty one, which would
    let everything pass.
    """
    if value is None:
        return ("default",)
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        found = tuple(each for each in value if isinstance(each, (str, Path)))
        if len(found) == len(value):
            return found
    raise UsageError(f"packs is a list of names or paths such as ['cn-ad'], not {value!r}")


def weights_or_default(value: object) -> Weights:
    """Return the weights of the score; raises `UsageError` on what are none."""
    if value is None:
        return Weights()
    if isinstance(value, Weights):
        return value
    raise UsageError(f"weights is a listing_guard.score.score.Weights, not {value!r}")
