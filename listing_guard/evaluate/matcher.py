"""Text questions that expressions ask: ``matches``, ``contains``, ``in lexicon(…)``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from listing_guard.match.entryset import EntrySet
from listing_guard.match.survivors import standing
from listing_guard.model.span import Span
from listing_guard.text.fieldtext import read_field
from listing_guard.text.fold import fold
from listing_guard.text.html import is_html, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from listing_guard.match.compiled import CompiledPattern
    from listing_guard.match.entryset import Occurrence
    from listing_guard.match.pattern import Entry


_SHORT = 64
"""Code points of the longest text that answers are remembered for."""
_REMEMBERED = 512


class Matcher:
    """Asks a rule's patterns and the rule set's lexicons about any text of the record."""

    __slots__ = ("_find", "_fullmatch", "_lexicons", "_patterns", "_sets", "_tags")

    def __init__(
        self,
        patterns: Mapping[str, CompiledPattern],
        lexicons: Mapping[str, tuple[Entry, ...]],
        sets: dict[str, EntrySet],
    ) -> None:
        """Take a rule's patterns, all lexicons, and a store that rules share for their sets."""
        self._patterns = patterns
        self._lexicons = lexicons
        self._sets = sets
        # What is asked about are short values, such as 纯棉, that listing after listing has.
        self._find = lru_cache(maxsize=_REMEMBERED)(self._find_anew)
        self._tags = lru_cache(maxsize=_REMEMBERED)(self._tags_anew)
        self._fullmatch = lru_cache(maxsize=_REMEMBERED)(self._fullmatch_anew)

    def find(self, pattern: str, text: str) -> tuple[Span, ...]:
        """Return where a pattern stands in the normal form of a text; exceptions do not count."""
        return (self._find if len(text) <= _SHORT else self._find_anew)(pattern, text)

    def _find_anew(self, pattern: str, text: str) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end, _ in self._standing(pattern, text))

    def tags(self, pattern: str, text: str) -> frozenset[str]:
        """Return the tags of what stands of a pattern in a text; exceptions do not count."""
        return (self._tags if len(text) <= _SHORT else self._tags_anew)(pattern, text)

    def _tags_anew(self, pattern: str, text: str) -> frozenset[str]:
        found = self._standing(pattern, text)
        return frozenset(tag for _, _, entry in found for tag in entry.tags)

    def _standing(self, pattern: str, text: str) -> list[Occurrence]:
        compiled = self._patterns[pattern]
        if not is_html(text) and not compiled.entries.find(fold(text)):
            return []  # nearly always; the rest needs more than the text
        where = read_field("", text, title_like=False)[0]
        return standing(compiled.entries.find(where.text), compiled.innocent, where)

    def fullmatch(self, pattern: str, text: str) -> bool:
        """Say whether a pattern matches the normal form of a text from end to end."""
        return (self._fullmatch if len(text) <= _SHORT else self._fullmatch_anew)(pattern, text)

    def _fullmatch_anew(self, pattern: str, text: str) -> bool:
        return self._patterns[pattern].entries.is_whole(fold(text).strip())

    def fold(self, text: str) -> str:
        """Return the normal form of a text."""
        return fold(text)

    def plain(self, text: str) -> str:
        """Return what a reader sees of a text."""
        return to_text(text)[0].text if is_html(text) else text

    def in_lexicon(self, lexicon: str, text: str) -> bool:
        """Say whether a text is, from end to end, an entry of a lexicon."""
        if lexicon not in self._sets:
            self._sets[lexicon] = EntrySet(self._lexicons[lexicon])
        return self._sets[lexicon].is_whole(fold(text).strip())
