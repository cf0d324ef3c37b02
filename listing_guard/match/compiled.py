"""Patterns compiled once a rule set: the same shape as their specification, ready to search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from listing_guard.lang.evaluate import compile_expression
from listing_guard.match.entryset import EntrySet, needles_of
from listing_guard.match.needles import Needles
from listing_guard.match.pattern import Context, EntityTest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.values import Value
    from listing_guard.match.pattern import Entry, ExceptionSpec, Operand, Pattern


@dataclass(frozen=True, slots=True, eq=False)
class CompiledOperand:
    """What a context looks for: own entries and patterns (any of them), or all of several."""

    entries: EntrySet
    innocent: EntrySet
    patterns: tuple[str, ...]
    all_of: tuple[CompiledOperand, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledContext:
    """A context with its operand ready to search."""

    spec: Context
    operand: CompiledOperand


@dataclass(frozen=True, slots=True, eq=False)
class CompiledException:
    """An exception with its tests ready to evaluate."""

    spec: ExceptionSpec
    tests: tuple[CompiledContext | EntityTest, ...]
    unless: tuple[CompiledContext, ...]
    when: Callable[[Environment], Value] | None


@dataclass(frozen=True, eq=False)
class CompiledPattern:
    """A pattern with everything that is searched for on its behalf."""

    spec: Pattern
    entries: EntrySet
    entities: EntrySet
    """Entries that name an entity, for ``entity_is`` and ``entity_in``."""
    innocent: EntrySet
    exceptions: tuple[CompiledException, ...]

    # Most patterns have no hit in most runs, so what only hits need is made when first asked for.

    @cached_property
    def searched(self) -> frozenset[CompiledOperand]:
        """The operands that cannot be found where `context` finds nothing of them."""
        return frozenset(
            each for each in _operands(self.exceptions) if not each.patterns and each.entries.tells
        )

    @cached_property
    def context(self) -> Needles[CompiledOperand]:
        """What the contexts of all exceptions look for: one search tells of most of them at once
        that what they want is not there."""
        return Needles(
            (needle, operand)
            for operand in self.searched
            for entry in operand.entries.entries
            for needle in needles_of(entry)
        )


def compile_pattern(spec: Pattern) -> CompiledPattern:
    """Compile one pattern, its contexts and its exceptions."""
    return CompiledPattern(
        spec=spec,
        entries=EntrySet(spec.entries),
        entities=EntrySet(lambda: map(_plainly, spec.entities)),
        innocent=_innocent(spec.entries, spec.innocent),
        exceptions=tuple(_exception(exception) for exception in spec.exceptions),
    )


def _operands(exceptions: Iterable[CompiledException]) -> Iterator[CompiledOperand]:
    """Yield every operand that is searched by itself."""
    for exception in exceptions:
        for test in (*exception.tests, *exception.unless):
            if isinstance(test, CompiledContext):
                yield from test.operand.all_of or (test.operand,)


def _exception(spec: ExceptionSpec) -> CompiledException:
    return CompiledException(
        spec=spec,
        tests=tuple(
            test if isinstance(test, EntityTest) else _context(test) for test in spec.tests
        ),
        unless=tuple(_context(context) for context in spec.unless),
        when=compile_expression(spec.when) if spec.when else None,
    )


def _context(spec: Context) -> CompiledContext:
    return CompiledContext(spec, _operand(spec.operand))


def _operand(spec: Operand) -> CompiledOperand:
    return CompiledOperand(
        entries=EntrySet(lambda: map(_plainly, spec.entries)),
        innocent=_innocent(spec.entries, ()),
        patterns=spec.patterns,
        all_of=tuple(_operand(each) for each in spec.all_of),
    )


def _plainly(entry: Entry) -> Entry:
    """Return an entry that is found only as it is written: nobody hides what excuses him."""
    return replace(entry, folds=frozenset()) if entry.folds else entry


def _innocent(entries: Iterable[Entry], own: Iterable[Entry]) -> EntrySet:
    return EntrySet(lambda: chain(own, (word for entry in entries for word in entry.innocent)))
