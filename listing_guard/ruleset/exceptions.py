"""Exceptions from YAML: which hits they can excuse, and what must stand around these."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from listing_guard.lang.analysis import pattern_names
from listing_guard.match.pattern import EntityTest, ExceptionSpec
from listing_guard.ruleset.cites import build_cites
from listing_guard.ruleset.contexts import KINDS
from listing_guard.ruleset.expressions import read_expression
from listing_guard.ruleset.fieldpaths import is_path
from listing_guard.ruleset.frame_base import many, words
from listing_guard.ruleset.lexicon import tags_of
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.match.pattern import Context, Entry
    from listing_guard.ruleset.contexts import ContextBuilder
    from listing_guard.ruleset.expressions import Names
    from listing_guard.ruleset.frame_patterns import ExceptionFrame
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.problems import Problems


class Findable:
    """What a pattern can find, told once for all its exceptions."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every tag of its entries."""
        return tags_of(self._entries)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every term, folded."""
        return frozenset(entry.folded for entry in self._entries if not entry.is_regex)

    @cached_property
    def any_regex(self) -> bool:
        """Whether one of its entries is a regular expression."""
        return any(entry.is_regex for entry in self._entries)

    @cached_property
    def any_entity(self) -> bool:
        """Whether one of its entries names an entity."""
        return any(entry.entity is not None for entry in self._entries)


class ExceptionBuilder:
    """Builds the exceptions of one pattern."""

    def __init__(self, names: Names, contexts: ContextBuilder, problems: Problems) -> None:
        self.references: dict[str, Text] = {}
        """Patterns that conditions name, with the place of the condition."""
        self._names = names
        self._contexts = contexts
        self._problems = problems

    def exception(self, given: ExceptionFrame, found: Findable) -> ExceptionSpec:
        """Return one exception of a pattern that finds these entries."""
        contexts: tuple[Context | EntityTest, ...] = self._contexts.contexts(given)
        tests = (*contexts, *self._entity_tests(given, found))
        tags, terms = self._chosen(given, found)
        unless: list[Context] = []
        listed = given.unless
        listed = [] if listed is None else listed if isinstance(listed, list) else [listed]
        for each in listed:
            unless += self._contexts.contexts(each)
        when = None
        if given.when is not None:
            when = read_expression(given.when, self._names, self._problems, patterns=True)
            for name in sorted(pattern_names(when)) if when is not None else ():
                self.references[name] = given.when
        says = (*KINDS, "entity_is", "entity_in", "part_of", "when", "unless", "for")
        if not given.broken and not any(given.has(key) for key in says):
            message = f"the exception `{given.name}` tests nothing and would excuse every hit"
            advice = "add `followed_by:`, `preceded_by:`, `near:`, `inside:`, `for:` or `when:`"
            self._problems.add("E411", given.node, message, advice)
        return ExceptionSpec(
            name=str(given.name),
            basis=build_cites(given.basis, self._names, self._problems),
            tags=tags,
            terms=terms,
            tests=tests,
            when=when,
            unless=tuple(unless),
            absent=given.absent,
            keep=words(given.keep),
        )

    def _chosen(
        self, given: ExceptionFrame, found: Findable
    ) -> tuple[frozenset[str], frozenset[str]]:
        if given.for_ is None:
            return frozenset(), frozenset()
        tags, terms = many(given.for_.tag), many(given.for_.term)
        if not (tags or terms or given.for_.broken):
            self._problems.add("E304", given.value("for"), "`for` wants `tag:` or `term:`")
        if tags and not found.tags:
            message = f"no entry here has the tag `{tags[0]}`, nor any other"
            advice = "give entries `tags:` in their lexicon"
            self._problems.add("W617", tags[0], message, advice)
        else:
            self._contexts.known_tags(tags, found.tags)
        if terms and not found.any_regex:
            for term in terms:
                if fold(term) not in found.terms:
                    message = f"the pattern has no term `{term}`"
                    self._problems.add("W616", term, message, "name a term of the pattern")
        return frozenset(map(str, tags)), frozenset(fold(term) for term in terms)

    def _entity_tests(self, given: ExceptionFrame, found: Findable) -> Iterator[EntityTest]:
        if given.entity_is is not None and is_path(given.entity_is, self._problems, texts=True):
            yield EntityTest("entity_is", str(given.entity_is))
        if given.entity_in is not None and is_path(given.entity_in, self._problems, texts=True):
            yield EntityTest("entity_in", str(given.entity_in))
        if given.part_of is not None and is_path(given.part_of, self._problems, texts=True):
            yield EntityTest("part_of", str(given.part_of))
        for name in ("entity_is", "entity_in"):
            if given.has(name) and not found.any_entity:
                message = f"`{name}` compares entities, and no entry of the pattern is one"
                advice = "give the entries of its lexicon an `id` and `names`"
                self._problems.add("E414", given.node.key(name), message, advice)
