"""The one pass over a listing: every term and literal of every rule in one automaton."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.match.entryset import needles_of
from listing_guard.match.needles import Needles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from listing_guard.match.compiled import CompiledPattern
    from listing_guard.match.entryset import Occurrence
    from listing_guard.match.pattern import Entry
    from listing_guard.text.fieldtext import FieldText
    from listing_guard.text.fieldtexts import FieldTexts


class Scanner:
    """Finds which patterns have something to look at in a listing, and where."""

    __slots__ = ("_always", "_indexed", "_needles")

    def __init__(self, patterns: Iterable[CompiledPattern]) -> None:
        """Take the patterns that conditions ask for; others are searched when asked."""
        patterns = tuple(patterns)
        self._indexed = frozenset(patterns)
        self._always = tuple(
            pattern
            for pattern in patterns
            if any(entry.is_regex and not entry.literals for entry in pattern.spec.entries)
        )
        self._needles = Needles(
            (needle, (pattern, entry))
            for pattern in patterns
            for entry in pattern.spec.entries
            for needle in needles_of(entry)
        )

    def scan(self, fields: FieldTexts) -> Scan:
        """Search all field values of a listing in one pass."""
        found: dict[CompiledPattern, dict[int, _FieldHits]] = {}
        for start, end, meanings in self._needles.find(fields.joined):
            index, offset = fields.at(start)
            for pattern, entry in meanings:
                hits = found.setdefault(pattern, {}).get(index)
                if hits is None:
                    hits = found[pattern][index] = _FieldHits()
                if entry.is_regex:
                    hits.regexes[entry.folded] = entry
                else:
                    hits.terms.append((start - offset, end - offset, entry))
        return Scan(fields, found, self._indexed, self._always if len(fields) else ())


class _FieldHits:
    __slots__ = ("regexes", "terms")

    def __init__(self) -> None:
        self.terms: list[Occurrence] = []
        self.regexes: dict[str, Entry] = {}


class Scan:
    """What one pass found: occurrences of terms, and regexes that are worth running."""

    __slots__ = ("_always", "_fields", "_found", "_indexed")

    def __init__(
        self,
        fields: FieldTexts,
        found: dict[CompiledPattern, dict[int, _FieldHits]],
        indexed: frozenset[CompiledPattern],
        always: tuple[CompiledPattern, ...],
    ) -> None:
        self._fields = fields
        self._found = found
        self._indexed = indexed
        self._always = always

    def touched(self) -> Iterable[CompiledPattern]:
        """Yield the patterns that may have an occurrence."""
        yield from self._found
        yield from (pattern for pattern in self._always if pattern not in self._found)

    def may_hold(self, pattern: CompiledPattern) -> Sequence[FieldText]:
        """Return the field values that may hold an occurrence of a pattern, in their order."""
        if pattern not in self._indexed or pattern in self._always:
            return self._fields
        found = self._found.get(pattern)
        if found is None:
            return ()
        return [self._fields[index] for index in sorted(found)]

    def find(self, pattern: CompiledPattern, where: FieldText) -> list[Occurrence]:
        """Return every occurrence of a pattern's entries in one field value."""
        if pattern not in self._indexed or pattern in self._always:
            return pattern.entries.find(where.text)
        for index, hits in self._found.get(pattern, {}).items():
            if self._fields[index] is where:
                found = list(hits.terms)
                for entry in hits.regexes.values():
                    found.extend(pattern.entries.find_regex(entry, where.text))
                return found
        return []
