"""Patterns from YAML: entries, innocent words, exceptions, and what refers to what.

A pattern can be named where it stands and inside: a rule's own in the rule, a file's definitions
in the file, a pack's in the pack, and as ``$pack/name`` in packs that require it. No name hides
another, so a reference means the same wherever it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from listing_guard.match.pattern import Pattern
from listing_guard.ruleset.contexts import ContextBuilder
from listing_guard.ruleset.entries import EntryBuilder
from listing_guard.ruleset.exceptions import ExceptionBuilder, Findable
from listing_guard.ruleset.fieldpaths import is_path
from listing_guard.ruleset.frame_base import many
from listing_guard.ruleset.frame_patterns import EntryFrame, PatternFrame
from listing_guard.ruleset.lexicon import tags_of
from listing_guard.ruleset.nodes import Text
from listing_guard.ruleset.origins import Origin, distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from listing_guard.match.pattern import Entry
    from listing_guard.ruleset.expressions import Names
    from listing_guard.ruleset.lexicon import View
    from listing_guard.ruleset.nodes import Block
    from listing_guard.ruleset.problems import Problems

_NAME = re.compile(r"\$\w+(?:-\w+)*")

Given = Text | list[Text | EntryFrame] | PatternFrame


@dataclass(frozen=True, slots=True)
class Built:
    """A pattern with the places of its parts, for diagnostics about it."""

    pattern: Pattern
    key: Text
    frame: PatternFrame | None
    """``None`` for the short forms."""
    written: tuple[Origin, ...]
    """Entries of its own words and regular expressions."""
    innocent: tuple[Origin, ...]
    references: Mapping[str, Text]
    """Patterns that its exceptions name, with the place of the name."""


def build_patterns(
    given: Mapping[str, Given] | None,
    block: Block | None,
    names: Names,
    lexicons: View,
    problems: Problems,
) -> dict[str, Built]:
    """Return the patterns under one ``patterns:`` or ``definitions:``, by name.

    ``block`` is the mapping as it stands in the file, ``names`` what can be seen from outside it.
    """
    if block is None:
        return {}
    for name, key in block.keys_at.items():
        _check_name(name, key, names, problems)
    inside = names.with_patterns(frozenset(block))
    built = {
        name: _PatternBuilder(inside, lexicons, problems).build(block.keys_at[name], value)
        for name, value in (given or {}).items()
    }
    _report_circle(built, problems)
    return built


def _check_name(name: str, key: Text, names: Names, problems: Problems) -> None:
    if not _NAME.fullmatch(name):
        message = f"`{name}` is no name of a pattern"
        bare = name.lstrip("$")
        fits = _NAME.fullmatch(f"${bare}")
        advice = f"write `${bare}`" if fits else "write `$` and a word, such as `$claim`"
        problems.add("E401", key, message, advice)
    elif name in names.patterns:
        message = f"`{name}` is defined already in this file or in `pack.yaml`"
        problems.add("E412", key, message, "give one of them another name")


def _report_circle(built: Mapping[str, Built], problems: Problems) -> None:
    graph = {name: [*each.references] for name, each in built.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # The circle runs from the one referred to, to the one that refers.
        circle = [str(name) for name in reversed(error.args[1])]
        first, second = circle[0], circle[1]
        message = f"patterns refer to each other in a circle: {' → '.join(circle)}"
        advice = "let the last one look for words instead"
        problems.add("E403", built[first].references[second], message, advice)


class _PatternBuilder:
    def __init__(self, names: Names, lexicons: View, problems: Problems) -> None:
        self._names = names
        self._lexicons = lexicons
        self._problems = problems
        self._entries = EntryBuilder(problems, lexicons)
        self._contexts = ContextBuilder(names, lexicons, self._entries, problems)
        self._exceptions = ExceptionBuilder(names, self._contexts, problems)

    def build(self, key: Text, given: Given) -> Built:
        if not isinstance(given, PatternFrame):
            own = self._entries.words(given if isinstance(given, list) else [given])
            if not given:
                self._nothing(key, key)
            entries = distinct(own)
            pattern = Pattern(str(key), entries, entities=tuple(e for e in entries if e.entity))
            return Built(pattern, key, None, tuple(own), (), {})
        own = self._own_entries(given)
        entries, innocent, named, lexicons = self._from_lexicons(given)
        if own or len(lexicons) > 1:  # what comes from one lexicon is distinct
            entries = distinct([*own, *(Origin(entry, key) for entry in entries)])
        found = Findable(entries)
        if not (given.broken or own or given.lexicon or _has_words(given)):
            self._nothing(key, given.node)
        spared = self._entries.innocent_origins(given.innocent)
        pattern = Pattern(
            name=str(key),
            entries=entries,
            innocent=tuple(dict.fromkeys((*(origin.entry for origin in spared), *innocent))),
            exceptions=tuple(
                self._exceptions.exception(each, found)
                for each in given.except_ or ()
                if each.name is not None
            ),
            private=given.private,
            fields=self._fields(given),
            disguised=given.disguised,
            entities=tuple(entry for origin in own if (entry := origin.entry).entity) + named,
            lexicons=lexicons,
        )
        references = {**self._contexts.references, **self._exceptions.references}
        return Built(pattern, key, given, tuple(own), tuple(spared), references)

    def _nothing(self, key: Text, place: Block | Text) -> None:
        message = f"`{key}` has nothing to find"
        self._problems.add("E408", place, message, "add `words:`, `lexicon:` or `regex:`")

    def _own_entries(self, given: PatternFrame) -> list[Origin]:
        listed = given.words
        listed = [] if listed is None else listed if isinstance(listed, list) else [listed]
        return [*self._entries.words(listed, given), *self._entries.regexes(given.regex)]

    def _from_lexicons(
        self, given: PatternFrame
    ) -> tuple[tuple[Entry, ...], list[Entry], tuple[Entry, ...], tuple[str, ...]]:
        """Return the chosen entries, the innocent ones, all that name entities, and the names."""
        found: list[Entry] = []
        innocent: list[Entry] = []
        names: list[str] = []
        for name in many(given.lexicon):
            lexicon = self._lexicons.lexicon(name)
            if lexicon is not None:
                found += lexicon.entries
                innocent += lexicon.innocent
                names.append(lexicon.name)
        tags = many(given.tags)
        if tags and not many(given.lexicon):
            message = "`tags` chooses entries of a lexicon, and there is none here"
            self._problems.add("E408", given.node.key("tags"), message, "add `lexicon:`")
        chosen = tuple(found)
        if tags:
            self._contexts.known_tags(tags, tags_of(found))
            wanted = frozenset(map(str, tags))
            chosen = tuple(entry for entry in found if entry.tags & wanted)
        entities = tuple(entry for entry in found if entry.entity is not None)
        return chosen, innocent, entities, tuple(dict.fromkeys(names))

    def _fields(self, given: PatternFrame) -> tuple[str, ...] | None:
        if given.fields is None:
            return None
        return tuple(
            str(path) for path in many(given.fields) if is_path(path, self._problems, texts=True)
        )


def _has_words(given: PatternFrame) -> bool:
    return bool(given.words or given.regex)


def closure(wanted: Iterable[str], visible: Mapping[str, Built]) -> dict[str, Pattern]:
    """Return the patterns of these names and all that they refer to, by name, in order."""
    found: dict[str, Pattern] = {}
    waiting = sorted(wanted, reverse=True)
    while waiting:
        name = waiting.pop()
        if name not in found and name in visible:
            found[name] = visible[name].pattern
            waiting.extend(visible[name].references)
    return dict(sorted(found.items()))
