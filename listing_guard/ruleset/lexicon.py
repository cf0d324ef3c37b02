"""Lexicons: built when first asked for, with the changes that packs make to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from listing_guard.ruleset.entries import EntryBuilder
from listing_guard.ruleset.frame_base import many, words
from listing_guard.ruleset.idle import lint_spared
from listing_guard.ruleset.origins import Origin, distinct, report_twice
from listing_guard.ruleset.suggest import did_you_mean, nearest
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.match.pattern import Entry
    from listing_guard.ruleset.frame_files import LexiconEditFrame, LexiconFrame
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.problems import Problems
    from listing_guard.ruleset.rule import Words

COMMON = "common"
"""The pack whose lexicons need no pack name."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their properties; ``name`` is ``<pack>/<name>``."""

    name: str
    title: Words
    entries: tuple[Entry, ...]
    innocent: tuple[Entry, ...]
    source: str | None
    path: str


class Library(Protocol):
    """Finds lexicon files, of packs that are loaded and of those that are only shipped."""

    def lexicon(self, name: str) -> LexiconFrame | None: ...

    def lexicon_names(self) -> frozenset[str]: ...


class Shelf:
    """All lexicons by full name."""

    def __init__(self, library: Library, problems: Problems) -> None:
        self._library = library
        self._problems = problems
        self._edits: dict[str, list[tuple[str, LexiconEditFrame]]] = {}
        self._built: dict[str, Lexicon | None] = {}
        self._names = library.lexicon_names()

    def edit(self, name: Text, change: LexiconEditFrame, pack: str) -> None:
        """Take note of a pack's change to a lexicon, before any is built."""
        if name not in self._names:
            known = sorted(self._names)
            advice = did_you_mean(name, known, otherwise="write `pack/name`")
            self._problems.add("E406", name, f"there is no lexicon `{name}`", advice)
            return
        self._edits.setdefault(str(name), []).append((pack, change))

    def names(self, pack: str) -> frozenset[str]:
        """Return every name by which rules of a pack can call a lexicon."""
        short = (name.partition("/") for name in self._names)
        return self._names | {name for owner, _, name in short if owner in (pack, COMMON)}

    def full_name(self, name: str, pack: str) -> str | None:
        """Return the full name of a lexicon as rules of a pack call it."""
        if "/" in name:
            return name if name in self._names else None
        return next(
            (full for owner in (pack, COMMON) if (full := f"{owner}/{name}") in self._names), None
        )

    def get(self, full_name: str) -> Lexicon | None:
        """Return a lexicon; ``None`` if there is none, its file is bad, or it is being built."""
        if full_name not in self._built:
            self._built[full_name] = None  # what asks for itself while being built gets nothing
            frame = self._library.lexicon(full_name)
            if frame is not None:
                self._built[full_name] = self._build(full_name, frame)
        return self._built[full_name]

    def built(self) -> dict[str, tuple[Entry, ...]]:
        """Return the entries of every lexicon built so far, by full name, in order."""
        return {
            name: lexicon.entries
            for name, lexicon in sorted(self._built.items())
            if lexicon is not None
        }

    def seen_by(self, pack: str) -> View:
        """Return the shelf as rules of a pack see it."""
        return View(self, pack, self._problems)

    def _build(self, name: str, frame: LexiconFrame) -> Lexicon:
        pack = name.partition("/")[0]
        builder = EntryBuilder(self._problems, self.seen_by(pack))
        origins = builder.words(frame.entries or (), frame.defaults)
        report_twice(origins, self._problems, "lexicon")
        spared = builder.innocent_origins(frame.innocent)
        lint_spared(spared, (origin.entry for origin in origins), self._problems)
        for editor, change in self._edits.get(name, ()):
            origins = self._without(origins, change, name)
            added = EntryBuilder(self._problems, self.seen_by(editor))
            origins += added.words(change.add or (), frame.defaults)
        return Lexicon(
            name=name,
            title=words(frame.title),
            entries=distinct(origins),
            innocent=tuple(origin.entry for origin in spared),
            source=None if frame.source is None else str(frame.source),
            path=frame.node.source.path,
        )

    def _without(self, origins: list[Origin], change: LexiconEditFrame, name: str) -> list[Origin]:
        gone = {fold(term): term for term in many(change.remove)}
        found = {origin.entry.folded for origin in origins}
        for folded, term in gone.items():
            if folded not in found:
                near = nearest(folded, found) if len(found) <= 20_000 else None
                advice = f"did you mean `{near}`?" if near else "remove the line"
                self._problems.add("W614", term, f"`{name}` has no term `{term}`", advice)
        removed = {origin.text for origin in origins if origin.entry.folded in gone}
        return [
            origin
            for origin in origins
            if origin.entry.folded not in gone and not (origin.derived and origin.text in removed)
        ]


class View:
    """Lexicons by the names that one pack uses; reports names that are none."""

    def __init__(self, shelf: Shelf, pack: str, problems: Problems) -> None:
        self.pack = pack
        self._shelf = shelf
        self._problems = problems

    def lexicon(self, name: Text) -> Lexicon | None:
        """Return a lexicon by name; an unknown one is reported at the name."""
        full = self._shelf.full_name(name, self.pack)
        if full is None:
            known = sorted(self._shelf.names(self.pack))
            advice = did_you_mean(
                name, known, otherwise=f"a lexicon is a file `lexicons/{name}.yaml` of the pack"
            )
            self._problems.add("E406", name, f"there is no lexicon `{name}`", advice)
            return None
        return self._shelf.get(full)

    def entries(self, name: Text) -> tuple[Entry, ...]:
        """Return the entries of a lexicon, its innocent words with each of them."""
        lexicon = self.lexicon(name)
        if lexicon is None:
            return ()
        if not lexicon.innocent:
            return lexicon.entries
        return tuple(
            replace(entry, innocent=entry.innocent + lexicon.innocent) for entry in lexicon.entries
        )


def tags_of(entries: Iterable[Entry]) -> frozenset[str]:
    """Return every tag that some entry has."""
    return frozenset(tag for entry in entries for tag in entry.tags)
