"""The place where parsing stopped, with its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.model.diagnostic import Problem

if TYPE_CHECKING:
    from listing_guard.lang.scan import Word


@dataclass(frozen=True, slots=True)
class Fault:
    """Where parsing stopped: ``words[index]``, past the end if it was the end of the source."""

    words: tuple[Word, ...]
    index: int
    expected: frozenset[str]

    @property
    def word(self) -> Word | None:
        """The word that could not be read, ``None`` at the end of the source."""
        return self.words[self.index] if self.index < len(self.words) else None

    @property
    def before(self) -> Word | None:
        """The word before it."""
        return self.words[self.index - 1] if self.index else None

    @property
    def wants_value(self) -> bool:
        """Whether any value could stand here."""
        return {"NAME", "NUMBER", "STRING"} <= self.expected

    def said(self, back: int) -> str:
        """Return the text ``back`` words before the fault, empty before the beginning."""
        return self.words[self.index - back].text if back <= self.index else ""


def at(word: Word, code: str, message: str, advice: str | None = None) -> Problem:
    """Return a problem with the whole of ``word``."""
    return Problem(code, message, word.start, word.end, advice)


def open_brackets(words: tuple[Word, ...]) -> list[Word]:
    """Return the opening brackets that are not closed, in order."""
    stack: list[Word] = []
    for word in words:
        if word.text in ("(", "["):
            stack.append(word)
        elif word.text in (")", "]") and stack:
            stack.pop()
    return stack
