"""The one pass over a listing: every term and literal of every rule in one automaton."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.match.entryset import over_gaps
from listing_guard.match.needletable import NeedleTable
from listing_guard.match.survivors import standing
from listing_guard.model.paths import path_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from listing_guard.match.compiled import CompiledPattern
    from listing_guard.match.entryset import Occurrence
    from listing_guard.match.pattern import Entry
    from listing_guard.text.fieldtext import FieldText
    from listing_guard.text.fieldtexts import FieldTexts


class Scanner:
    """Finds which patterns have something to look at in a listing, and where."""

    __slots__ = ("_always", "_entries", "_indexed", "_table", "_told")

    def __init__(self, patterns: Iterable[CompiledPattern]) -> None:
        """Take the patterns that conditions ask for; others are searched when asked."""
        patterns = tuple(patterns)
        self._indexed = frozenset(patterns)
        self._always = tuple(
            pattern
            for pattern in patterns
            if any(entry.is_regex and not entry.literals for entry in pattern.spec.entries)
        )
        self._entries = [entry for pattern in patterns for entry in pattern.spec.entries]
        self._table = NeedleTable.of(self._entries)
        beside = self._table.beside
        every = ((pattern, entry) for pattern in patterns for entry in pattern.spec.entries)
        self._told = [
            (pattern, entry, beside.get(number, ()))
            for number, (pattern, entry) in enumerate(every)
        ]

    def scan(self, fields: FieldTexts) -> Scan:
        """Search all field values of a listing in one pass."""
        found: dict[CompiledPattern, list[Occurrence]] = {}
        gapped: dict[CompiledPattern, list[Occurrence]] = {}
        numbers, told = self._table.told, self._told
        places = self._table.places(fields.joined)
        present = {number for _, _, number in places}
        for start, end, number in places:
            for each in numbers[number]:
                pattern, entry, beside = told[each]
                for strings in beside:
                    if present.isdisjoint(strings):
                        break  # the rest of the expression is nowhere in the listing
                else:
                    if pattern in found:
                        found[pattern].append((start, end, entry))
                    else:
                        found[pattern] = [(start, end, entry)]
        if self._table.pairs:
            over = over_gaps(self._table.find, fields.joined, self._table.pairs, self._entries)
            for read, each, spans in over:
                pattern, entry, _ = told[each]
                gapped.setdefault(pattern, []).extend(pattern.entries.over_gap(entry, read, spans))
        always = self._always if len(fields) else ()
        return Scan(fields, found, gapped, self._indexed, always)


class Scan:
    """What one pass found: occurrences of terms, and regexes that are worth running.

    What stands does not hang on the rule that asks, so it is worked out once a listing.
    """

    __slots__ = ("_always", "_fields", "_found", "_gapped", "_indexed", "_standing", "_where")

    def __init__(
        self,
        fields: FieldTexts,
        found: dict[CompiledPattern, list[Occurrence]],
        gapped: dict[CompiledPattern, list[Occurrence]],
        indexed: frozenset[CompiledPattern],
        always: tuple[CompiledPattern, ...],
    ) -> None:
        self._fields = fields
        # Positions are those of the joined text, since most are never asked for.
        self._found = found
        self._gapped = gapped
        self._indexed = indexed
        self._always = always
        self._standing: dict[tuple[CompiledPattern, FieldText], list[Occurrence]] = {}
        self._where: dict[CompiledPattern, Sequence[int]] = {}

    @property
    def has_markup(self) -> bool:
        """Whether some value may hold markup, which is not searched."""
        return self._fields.has_markup

    def texts(self) -> Iterator[FieldText]:
        """Yield the field values that were searched, in their order."""
        yield from self._fields

    def touched(self) -> Iterable[CompiledPattern]:
        """Return the patterns that may have an occurrence, each once."""
        if self._gapped or self._always:
            return self._found.keys() | self._gapped.keys() | set(self._always)
        return self._found

    def may_hold(self, pattern: CompiledPattern) -> bool:
        """Say whether a pattern can have an occurrence at all."""
        return (
            pattern in self._found
            or pattern in self._gapped
            or pattern not in self._indexed
            or pattern in self._always
        ) and len(self._fields) > 0

    def places(
        self, pattern: CompiledPattern, looks_at: Callable[[str], object]
    ) -> Iterator[FieldText]:
        """Yield the field values that may hold an occurrence of a pattern, in their order.

        ``looks_at`` returns ``None`` for the path of a field that the rule does not look at.
        """
        indices = self._indices(pattern)
        if not indices:
            return
        fields, own = self._fields, pattern.spec.fields
        for index in indices:
            path = fields.path(index)
            if looks_at(path) is not None and (
                own is None or any(path_matches(each, path) for each in own)
            ):
                yield fields[index]

    def holds(self, pattern: CompiledPattern, looks_at: Callable[[str], object]) -> bool:
        """Say whether an occurrence of a pattern stands in a field that a rule looks at."""
        if not self._indices(pattern):
            return False  # nearly always
        return any(self.standing(pattern, where) for where in self.places(pattern, looks_at))

    def standing(self, pattern: CompiledPattern, where: FieldText) -> list[Occurrence]:
        """Return the occurrences of a pattern in one field value that stand; see `survivors`."""
        key = (pattern, where)
        found = self._standing.get(key)
        if found is None:
            found = standing(
                self._every(pattern, where),
                pattern.innocent,
                where,
                disguised=pattern.spec.disguised,
            )
            self._standing[key] = found
        return found

    def _indices(self, pattern: CompiledPattern) -> Sequence[int]:
        indices = self._where.get(pattern)
        if indices is None:
            indices = self._where[pattern] = self._looked_up(pattern)
        return indices

    def _looked_up(self, pattern: CompiledPattern) -> Sequence[int]:
        if pattern not in self._indexed or pattern in self._always:
            return range(len(self._fields))
        at, joined = self._fields.at, self._fields.joined
        # What stands in the next field can only let pass what need not be looked at.
        found = [
            start
            for start, _, entry in self._found.get(pattern, ())
            if not entry.is_regex or pattern.entries.regex(entry).may_match(joined, start)
        ]
        found += [start for start, _, _ in self._gapped.get(pattern, ())]
        if len(found) < 2:
            return [at(start)[0] for start in found]
        return sorted({at(start)[0] for start in found})

    def _every(self, pattern: CompiledPattern, where: FieldText) -> list[Occurrence]:
        if pattern not in self._indexed:
            return pattern.entries.find(where.text)
        found: list[Occurrence] = []
        for start, end, entry in self._gapped.get(pattern, ()):
            index, offset = self._fields.at(start)
            if self._fields[index] is where:
                found.append((start - offset, end - offset, entry))
        if pattern in self._always:
            return found + pattern.entries.find_ungapped(where.text)
        regexes: dict[str, tuple[Entry, list[int]]] = {}
        for start, end, entry in self._found.get(pattern, ()):
            index, offset = self._fields.at(start)
            if self._fields[index] is where:
                if entry.is_regex:
                    regexes.setdefault(entry.folded, (entry, []))[1].append(start - offset)
                else:
                    found.append((start - offset, end - offset, entry))
        for entry, places in regexes.values():
            found.extend(pattern.entries.find_regex(entry, where.text, places))
        return found
