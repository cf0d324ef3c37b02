"""The entries of one pattern, operand or innocent list, made ready to be found."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, partial
from typing import TYPE_CHECKING

from listing_guard.match.needles import Needles
from listing_guard.match.regex import compile_re2
from listing_guard.match.spellings import GAPS, SCRIPTS, spellings
from listing_guard.text.gaps import bigrams, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from listing_guard.match.pattern import Entry
    from listing_guard.match.regex import Compiled
    from listing_guard.text.gaps import Gapless

Occurrence = tuple[int, int, "Entry"]
"""Start and end in the normal form (half-open), and what was found there."""


class EntrySet:
    """Finds every occurrence of a set of entries in one text.

    Terms come straight from the automaton. A regex runs only on a text that holds one of its
    literals, since RE2 on every text would cost more than everything else together.
    """

    def __init__(self, entries: Iterable[Entry] | Callable[[], Iterable[Entry]]) -> None:
        """Take the entries, or what gives them when they are first asked for."""
        self._given = entries if callable(entries) else partial(tuple, entries)
        self._regexes: dict[str, Compiled] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, each once."""
        return tuple(dict.fromkeys(self._given()))

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(e.folded for e in self.entries if not e.is_regex)

    @cached_property
    def _always(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.is_regex and not e.literals)

    @cached_property
    def _needles(self) -> Needles[int]:
        return Needles(
            (needle, number)
            for number, entry in enumerate(self.entries)
            for needle in needles_of(entry)
        )

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return pairs_of(self.entries)

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def tells(self) -> bool:
        """Whether a text without any of the `needles_of` its entries has no occurrence."""
        return not self._always

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters between which a gap would hide an entry, folds or not."""
        return bigrams(each for entry in self.entries for each in needles_of(entry))

    def find(self, text: str) -> list[Occurrence]:
        """Return every occurrence in a normal-form text, in no particular order."""
        found = self.find_ungapped(text)
        if self._pairs:
            over = over_gaps(self._needles.find, text, self._pairs, self.entries)
            for read, number, spans in over:
                found += self.over_gap(self.entries[number], read, spans)
        return found

    def find_ungapped(self, text: str) -> list[Occurrence]:
        """Return every occurrence that no gap is to be read over for."""
        found: list[Occurrence] = []
        triggered: dict[str, tuple[Entry, list[int]]] = {}
        for start, end, numbers in self._needles.find(text):
            for number in numbers:
                entry = self.entries[number]
                if entry.is_regex:
                    triggered.setdefault(entry.folded, (entry, []))[1].append(start)
                else:
                    found.append((start, end, entry))
        for entry in self._always:
            found.extend([(*span, entry) for span in self.regex(entry).find(text)])
        for entry, places in triggered.values():
            found.extend(self.find_regex(entry, text, places))
        return found

    def regex(self, entry: Entry) -> Compiled:
        """Return the expression of one of the entries, which is compiled at the first call."""
        found = self._regexes.get(entry.folded)
        if found is None:
            found = self._regexes[entry.folded] = compile_re2(entry.folded, entry.companions)
        return found

    def find_regex(self, entry: Entry, text: str, places: list[int]) -> list[Occurrence]:
        """Return the occurrences of one regex entry; ``places`` is where its literals begin."""
        spans = self.regex(entry).find_near(text, places)
        return [(start, end, entry) for start, end in spans]

    def over_gap(
        self, entry: Entry, read: Gapless, spans: Sequence[tuple[int, int]]
    ) -> list[Occurrence]:
        """Return the occurrences, as places of the text, of an entry in one of its readings.

        ``spans``, rising, are where its term or literals of its regex stand in the reading.
        """
        if entry.is_regex:
            starts = [start for start, _ in spans]
            near = self.regex(entry).find_near(read.text, starts)
            spans = [
                (one, other)
                for one, other in near
                if any(end <= other for _, end in spans[bisect_left(starts, one) :][:1])
            ]
        places = [(read.at[one], read.at[other - 1] + 1) for one, other in spans]
        return [(first, last, entry) for first, last in places if read.joins(first, last)]

    def is_whole(self, text: str) -> bool:
        """Say whether a normal-form text is, from end to end, one of the entries."""
        if text in self._terms:
            return True
        return any(e.is_regex and self.regex(e).fullmatch(text) for e in self.entries)


def needles_of(entry: Entry) -> tuple[str, ...]:
    """Return the strings of which one is in every text that the entry occurs in.

    Between the characters of a term there may be gaps, which `Scanner` and `EntrySet` read over.
    """
    if entry.is_regex:
        return entry.literals
    return (entry.folded, *spellings(entry.folded, entry.folds)) if entry.folds else (entry.folded,)


def may_be_gapped(entry: Entry) -> bool:
    """Say whether an entry is found with something between its characters, too."""
    return GAPS in entry.folds or SCRIPTS in entry.folds


def pairs_of(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the pairs of characters between which a gap may have to be read over."""
    return bigrams(
        needle for entry in entries if may_be_gapped(entry) for needle in needles_of(entry)
    )


def over_gaps(
    find: Callable[[str], Iterable[tuple[int, int, Sequence[int]]]],
    text: str,
    pairs: frozenset[str],
    entries: Sequence[Entry],
) -> Iterator[tuple[Gapless, int, list[tuple[int, int]]]]:
    """Yield what is found in a normal-form text only when its gaps are read over.

    ``find`` gives entries by their number; so do we, with the reading and its places there.
    ``pairs`` are the `pairs_of` the entries.
    """
    for read in readings(text, pairs):
        found: dict[int, list[tuple[int, int]]] = {}
        for start, end, numbers in find(read.text):
            if not _is_there(read, start, end):
                for number in numbers:
                    if may_be_gapped(entries[number]):
                        found.setdefault(number, []).append((start, end))
        for number, spans in found.items():
            yield read, number, sorted(spans)


def _is_there(read: Gapless, start: int, end: int) -> bool:
    """Say whether a slice of a reading stands in its text without a gap."""
    first = read.at[start]
    return read.at[end - 1] + 1 - first == end - start and read.source.startswith(
        read.text[start:end], first
    )
