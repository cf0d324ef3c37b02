"""Choosing a language, and filling the places of a message."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from listing_guard.ruleset.rule import Words

_PLACE = re.compile(r"\{(\w+)\}")


def in_language(words: Words, lang: str) -> str:
    """Return the words in a language, else in the first one given, else an empty text."""
    for language, text in words:
        if language == lang:
            return text
    return words[0][1] if words else ""


def optional(words: Words, lang: str) -> str | None:
    """Return the words in a language as `in_language` does, ``None`` where there are none."""
    return in_language(words, lang) or None


def fill(message: str, places: Mapping[str, object]) -> str:
    """Put values in the places ``{name}`` of a message; a value that is absent shows as ``…``."""

    def value(match: re.Match[str]) -> str:
        found = places.get(match[1])
        return "…" if found is None else written(found)

    return _PLACE.sub(value, message)


@lru_cache(maxsize=4096)
def places_of(message: str) -> tuple[str, ...]:
    """Return the names of the places of a message."""
    return tuple(_PLACE.findall(message))


def written(value: object) -> str:
    """Write a record's value for a person: ``99.00 CNY``, ``a, b``."""
    if isinstance(value, Money):
        amount = f"{value.amount:f}"
        return f"{amount} {value.currency}" if value.currency else amount
    if isinstance(value, (list, tuple)):
        return ", ".join(written(each) for each in value)
    return str(value)
