"""Words that test themselves: a term must be found where it stands, an innocent word must not.

Rules have far more words than examples. For each word the texts that it must decide are made here:
the word alone, and between two Han words. What is asked is whether an occurrence stands (gates,
conditions and exceptions aside), with the word and without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from listing_guard.match.compiled import compile_pattern
from listing_guard.match.entryset import EntrySet
from listing_guard.match.survivors import standing
from listing_guard.text.fieldtext import read_field

if TYPE_CHECKING:
    from listing_guard.match.compiled import CompiledPattern
    from listing_guard.match.entryset import Occurrence
    from listing_guard.match.pattern import Entry, Pattern
    from listing_guard.text.fieldtext import FieldText

CARRIERS = ("{}", "产品{}说明", "产品 {} 说明")
"""The word alone, between two Han words, and set off by blanks."""

Verdict = Literal["good", "weak", "idle", "unreached"]
VERDICTS: tuple[Verdict, ...] = ("good", "weak", "idle", "unreached")
"""Of an innocent word: *good*, it keeps a hit away in one of its texts and lets none stand in any;
*weak*, a term stands although the word is there; *idle*, a term is in it but would not stand
without it either (other innocent words or borders keep it away); *unreached*, no text of it holds
a term (one that a regex finds in more context may still be kept away).
Of a term: *good*, or *unreached* where it stands in none of its texts."""


class Words:
    """Judges the words of one pattern."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern: CompiledPattern = compile_pattern(pattern)

    def term(self, entry: Entry) -> Verdict:
        """Judge a term by whether it stands in one of its texts."""
        for where in _texts(entry.text):
            stands = standing(self._pattern.entries.find(where.text), self._pattern.innocent, where)
            if any(each[2] == entry for each in stands):
                return "good"
        return "unreached"

    def innocent(self, word: Entry) -> Verdict:
        """Judge an innocent word that is no regex."""
        pattern = self._pattern
        verdicts: set[Verdict] = set()
        for where in _texts(word.text):
            occurrences = pattern.entries.find(where.text)
            if not occurrences:
                verdicts.add("unreached")
            elif standing(list(occurrences), pattern.innocent, where):
                verdicts.add("weak")
            elif self._stands_without(word, occurrences, where):
                verdicts.add("good")
            else:
                verdicts.add("idle")
        return next(each for each in ("weak", *VERDICTS) if each in verdicts)

    def _stands_without(
        self, word: Entry, occurrences: list[Occurrence], where: FieldText
    ) -> list[Occurrence]:
        others = _Others(self._pattern.innocent, word)
        return standing(list(occurrences), others, where)


class _Others(EntrySet):
    """All innocent words but one, without compiling them again."""

    __slots__ = ("_innocent", "_left_out")

    def __init__(self, innocent: EntrySet, left_out: Entry) -> None:
        super().__init__(())
        self._innocent = innocent
        self._left_out = left_out

    def __bool__(self) -> bool:
        return True

    def find(self, text: str) -> list[Occurrence]:
        return [each for each in self._innocent.find(text) if each[2] != self._left_out]


def _texts(word: str) -> list[FieldText]:
    return [read_field("title", carrier.format(word), title_like=True)[0] for carrier in CARRIERS]
