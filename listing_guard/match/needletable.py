"""The strings by which all entries of a plan are told, in one automaton; kept between runs.

Spelling out the disguises of thousands of words and building the automaton takes seconds, reading
them back a blink.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from daachorse import CharwiseDoubleArrayAhoCorasick

from listing_guard.cache import folder
from listing_guard.match.entryset import needles_of, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from listing_guard.match.pattern import Entry


_MANY = 1000
"""Entries of which it pays."""


class _Kept(msgspec.Struct, array_like=True):
    """What is kept of a table; entries go by their place in the sequence."""

    automaton: bytes
    told: list[list[int]]
    beside: dict[int, list[list[int]]]
    pairs: list[str]


class NeedleTable:
    """Finds every string that tells an entry, overlapping ones too, in one pass.

    Aho and Corasick, *Efficient string matching* (CACM 18, 1975), on a double array.
    """

    __slots__ = ("_automaton", "beside", "pairs", "told")

    def __init__(self, kept: _Kept) -> None:
        """Take what `build` made; `of` does that."""
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick.deserialize(kept.automaton) if kept.told else None
        )
        self.told = kept.told
        """For each string the entries, by their number, that it tells."""
        self.beside = {
            entry: tuple([frozenset(strings) for strings in sets])
            for entry, sets in kept.beside.items()
        }
        """For regexes that have them their companions, as numbers of strings."""
        self.pairs = frozenset(kept.pairs)
        """The pairs of characters between which a gap may have to be read over."""

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> NeedleTable:
        """Return the table of some entries, kept from an earlier run if they are many."""
        key = folder.key_of(_content(entries)) if len(entries) >= _MANY else None
        if key is not None and (data := folder.read(key)) is not None:
            try:
                return cls(msgspec.msgpack.decode(data, type=_Kept))
            except (msgspec.DecodeError, ValueError):
                pass  # of another shape: it is made anew, and written over
        kept = _build(entries)
        if key is not None:
            folder.write(key, msgspec.msgpack.encode(kept))
        return cls(kept)

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end (code points) and number of each string found, in order of its end."""
        return [] if self._automaton is None else self._automaton.find_overlapping(text)

    def find(self, text: str) -> Iterator[tuple[int, int, Sequence[int]]]:
        """Yield start, end (code points) and the entries that each string found tells."""
        told = self.told
        for start, end, number in self.places(text):
            yield start, end, told[number]


def _content(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield all that a table hangs on."""
    yield b"needles"
    folds: dict[frozenset[str], str] = {}
    for entry in entries:
        if entry.folds not in folds:
            folds[entry.folds] = " ".join(sorted(entry.folds))
        yield f"{entry.is_regex} {folds[entry.folds]} {entry.folded}".encode()


def _build(entries: Sequence[Entry]) -> _Kept:
    told: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for needle in needles_of(entry):
            told.setdefault(needle, []).append(number)
    for entry in entries:
        for strings in entry.companions:
            for string in strings:
                told.setdefault(string, [])
    numbers = {string: number for number, string in enumerate(told)}
    automaton = CharwiseDoubleArrayAhoCorasick(list(told)).serialize() if told else b""
    return _Kept(
        automaton=automaton,
        told=list(told.values()),
        beside={
            number: [[numbers[string] for string in strings] for strings in entry.companions]
            for number, entry in enumerate(entries)
            if entry.companions
        },
        pairs=sorted(pairs_of(entries)),
    )
