"""The floor of every measurement: what any checker of these listings must do at least.

It decodes each JSON line and passes one automaton with all plain terms of the loaded packs over it.
Ratios to it, taken in one run, hold on a fast machine and on a busy one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ahocorasick_rs
import orjson

from listing_guard.ruleset.vocabulary import entries_of
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from pathlib import Path

    from listing_guard import Guard


def plain_terms(guard: Guard) -> list[str]:
    """Return every plain term of the loaded packs: what patterns, innocent words, exceptions,
    lexicons and the taxonomy look for."""
    ruleset = guard.ruleset
    terms = {entry.folded for entry in entries_of(ruleset) if not entry.is_regex}
    for category in ruleset.taxonomy.categories.values():
        words = (*category.aliases, *category.title_words, *category.not_words)
        terms.update(map(fold, words))
    return sorted(terms)


def floor(path: Path, automaton: ahocorasick_rs.BytesAhoCorasick) -> int:
    """Decode every line and scan it; return the number of matches."""
    found = 0
    with path.open("rb") as lines:
        for line in lines:
            orjson.loads(line)
            found += len(automaton.find_matches_as_indexes(line, overlapping=True))
    return found


def automaton_of(terms: list[str]) -> ahocorasick_rs.BytesAhoCorasick:
    """Return the automaton of the floor."""
    return ahocorasick_rs.BytesAhoCorasick([term.encode() for term in terms])
