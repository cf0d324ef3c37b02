"""The entries of one pattern, operand or innocent list, made ready to be found."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

from listing_guard.match.needles import Needles
from listing_guard.match.regex import compile_re2
from listing_guard.match.spellings import GAPS, SCRIPTS, spellings
from listing_guard.text.gaps import bigrams, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from listing_guard.match.pattern import Entry
    from listing_guard.text.gaps import Gapless

T = TypeVar("T")
Occurrence = tuple[int, int, "Entry"]
"""Start and end in the normal form (half-open), and what was found there."""


class EntrySet:
    """Finds every occurrence of a set of entries in one text.

    Terms come straight from the automaton. A regex runs only on a text that holds one of its
    literals, since RE2 on every text would cost more than everything else together.
    """

    __slots__ = ("_all_pairs", "_always", "_needles", "_pairs", "_terms", "entries", "regexes")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.regexes = {e.folded: compile_re2(e.folded) for e in self.entries if e.is_regex}
        self._terms = frozenset(e.folded for e in self.entries if not e.is_regex)
        self._pairs: frozenset[str] | None = None
        self._all_pairs: frozenset[str] | None = None
        self._always = tuple(e for e in self.entries if e.is_regex and not e.literals)
        # Made when first asked for: what the scan of listings finds is not looked for again.
        self._needles: Needles[Entry] | None = None

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def tells(self) -> bool:
        """Whether a text without any of the `needles_of` its entries has no occurrence."""
        return not self._always

    @property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters between which a gap would hide an entry, folds or not."""
        if self._all_pairs is None:
            self._all_pairs = bigrams(each for entry in self.entries for each in needles_of(entry))
        return self._all_pairs

    def find(self, text: str) -> list[Occurrence]:
        """Return every occurrence in a normal-form text, in no particular order."""
        found = self.find_ungapped(text)
        if self._pairs is None:
            self._pairs = pairs_of(self.entries)
        if self._pairs and self._needles is not None:
            for read, entry, spans in over_gaps(self._needles, text, self._pairs, _itself):
                found += self.over_gap(entry, read, spans)
        return found

    def find_ungapped(self, text: str) -> list[Occurrence]:
        """Return every occurrence that no gap is to be read over for."""
        if self._needles is None:
            self._needles = Needles(
                (needle, entry) for entry in self.entries for needle in needles_of(entry)
            )
        found: list[Occurrence] = []
        triggered: dict[str, tuple[Entry, list[int]]] = {}
        for start, end, entries in self._needles.find(text):
            for entry in entries:
                if entry.is_regex:
                    triggered.setdefault(entry.folded, (entry, []))[1].append(start)
                else:
                    found.append((start, end, entry))
        for entry in self._always:
            found.extend([(*span, entry) for span in self.regexes[entry.folded].find(text)])
        for entry, places in triggered.values():
            found.extend(self.find_regex(entry, text, places))
        return found

    def find_regex(self, entry: Entry, text: str, places: list[int]) -> list[Occurrence]:
        """Return the occurrences of one regex entry; ``places`` is where its literals begin."""
        spans = self.regexes[entry.folded].find_near(text, places)
        return [(start, end, entry) for start, end in spans]

    def over_gap(
        self, entry: Entry, read: Gapless, spans: Sequence[tuple[int, int]]
    ) -> list[Occurrence]:
        """Return the occurrences, as places of the text, of an entry in one of its readings.

        ``spans``, rising, are where its term or literals of its regex stand in the reading.
        """
        if entry.is_regex:
            starts = [start for start, _ in spans]
            near = self.regexes[entry.folded].find_near(read.text, starts)
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
        return any(regex.fullmatch(text) for regex in self.regexes.values())


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
    needles: Needles[T], text: str, pairs: frozenset[str], entry_of: Callable[[T], Entry]
) -> Iterator[tuple[Gapless, T, list[tuple[int, int]]]]:
    """Yield what needles find in a normal-form text only when its gaps are read over.

    Each comes with the reading and its places there; ``pairs`` are the `pairs_of` the entries.
    """
    for read in readings(text, pairs):
        found: dict[int, tuple[T, list[tuple[int, int]]]] = {}  # entries are dear to hash
        for start, end, meanings in needles.find(read.text):
            if not _is_there(read, start, end):
                for meaning in meanings:
                    if may_be_gapped(entry_of(meaning)):
                        found.setdefault(id(meaning), (meaning, []))[1].append((start, end))
        for meaning, spans in found.values():
            yield read, meaning, sorted(spans)


def _itself(entry: Entry) -> Entry:
    return entry


def _is_there(read: Gapless, start: int, end: int) -> bool:
    """Say whether a slice of a reading stands in its text without a gap."""
    first = read.at[start]
    return read.at[end - 1] + 1 - first == end - start and read.source.startswith(
        read.text[start:end], first
    )
