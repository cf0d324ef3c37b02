"""Terms that the rules owe to one labelled listing: what was learnt by heart.

A term that occurs in a single labelled row, and in no other text at hand, says nothing about
listings that nobody has seen: it raises the measured recall and not the true one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.match.entryset import EntrySet
from listing_guard.ruleset.vocabulary import entries_of
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from listing_guard.ruleset.rule import Ruleset


class LoneTerm(NamedTuple):
    """A term or expression as the rule file writes it, and the one row that has it."""

    text: str
    row: str


class LoneTerms(NamedTuple):
    """The lone terms in the order of their rows, out of how many terms there are."""

    terms: tuple[LoneTerm, ...]
    total: int

    @property
    def share(self) -> float:
        """Return the part of all terms that is lone, 0–1."""
        return len(self.terms) / self.total if self.total else 0.0


def lone_terms(
    ruleset: Ruleset, labelled: Mapping[str, Iterable[str]], others: Iterable[str]
) -> LoneTerms:
    """Return the terms that occur in exactly one labelled row and in no other text.

    ``labelled`` maps a row's id to the texts of its fields; ``others`` are all further texts, in
    any number and order; a text that a labelled row has too is that row again and says nothing.
    What patterns, innocent words, exceptions and lexicons look for counts.
    """
    entries = {(entry.folded, entry.is_regex): entry for entry in entries_of(ruleset)}
    searched = EntrySet(entries.values())
    rows: dict[tuple[str, bool], set[str]] = {}
    known = set()
    for row, texts in labelled.items():
        for text in texts:
            known.add(text.strip())
            for _, _, entry in searched.find(fold(text)):
                rows.setdefault((entry.folded, entry.is_regex), set()).add(row)
    lone = {key: found for key, found in rows.items() if len(found) == 1}
    for text in _joined(text for text in others if text.strip() not in known):
        for _, _, entry in EntrySet(entries[key] for key in lone).find(fold(text)):
            lone.pop((entry.folded, entry.is_regex), None)
    terms = [LoneTerm(entries[key].text, *found) for key, found in lone.items()]
    return LoneTerms(tuple(sorted(terms, key=lambda each: (each.row, each.text))), len(entries))


def strings_of(value: object) -> Iterator[str]:
    """Yield every text in a JSON value, keys aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from strings_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_of(each)


def _joined(texts: Iterable[str], size: int = 200_000) -> Iterator[str]:
    """Join texts to long ones, since an automaton is made for each; none runs into the next."""
    held: list[str] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= size:
            yield "\n".join(held)
            held.clear()
            length = 0
    if held:
        yield "\n".join(held)
