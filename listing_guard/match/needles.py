"""One automaton over many strings, each standing for something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from daachorse import CharwiseDoubleArrayAhoCorasick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

_FEW = 16
"""So many strings are sooner looked for one by one, to learn that none is there."""


class Needles(Generic[T]):
    """Finds every occurrence, overlapping ones too, of a set of strings in one pass.

    Aho and Corasick, *Efficient string matching* (CACM 18, 1975), on a double array.
    """

    __slots__ = ("_automaton", "_few", "_meanings")

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        """Take pairs of a non-empty string and what it stands for; strings may repeat."""
        meanings: dict[str, list[T]] = {}
        for text, meaning in pairs:
            meanings.setdefault(text, []).append(meaning)
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(meanings)) if meanings else None
        self._few = tuple(meanings) if len(meanings) <= _FEW else None
        self._meanings = [tuple(many) for many in meanings.values()]

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[T, ...]]]:
        """Yield start, end (code points) and meanings of each occurrence, in order of its end."""
        if self._automaton is None:
            return
        if self._few is not None:
            for needle in self._few:
                if needle in text:
                    break
            else:
                return
        meanings = self._meanings
        for start, end, index in self._automaton.find_overlapping(text):
            yield start, end, meanings[index]
