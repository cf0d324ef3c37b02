"""Entries with the text they were written as, and lists of them without doubles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.match.pattern import Entry
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.problems import Problems


@dataclass(frozen=True, slots=True)
class Origin:
    """An entry with the text it was written as, for diagnostics about it."""

    entry: Entry
    text: Text
    derived: bool = False
    """An inflected form, which nobody wrote."""


def distinct(origins: Iterable[Origin]) -> tuple[Entry, ...]:
    """Return the entries, each once: equal ones become the first of them, with all their tags."""
    found: dict[tuple[str, str | None, bool], Entry] = {}
    for origin in origins:
        key = identity(origin.entry)
        first = found.get(key)
        if first is None:
            found[key] = origin.entry
        elif not origin.entry.tags <= first.tags:
            found[key] = replace(first, tags=first.tags | origin.entry.tags)
    return tuple(found.values())


def identity(entry: Entry) -> tuple[str, str | None, bool]:
    """Return what makes two entries find the same texts."""
    return entry.folded, entry.text if entry.exact_case else None, entry.is_regex


def report_twice(
    origins: Iterable[Origin], problems: Problems, where: Literal["lexicon", "pattern"]
) -> None:
    """Warn of entries of one list that find the same."""
    first: dict[tuple[str, str | None, bool], Text] = {}
    for origin in origins:
        if origin.derived:
            continue
        earlier = first.setdefault(identity(origin.entry), origin.text)
        if earlier is origin.text:
            continue
        line, _ = earlier.source.position(earlier.start)
        if earlier == origin.text:
            message = f"`{origin.text}` is in this {where} already, on line {line}"
            advice = "remove it; if it has further tags, give them to the first"
            problems.add("W609", origin.text, message, advice)
        else:
            message = f"`{origin.text}` is the same as `{earlier}` (line {line}) once folded"
            advice = "remove it: case, width and script are folded before the search"
            problems.add("W610", origin.text, message, advice)
