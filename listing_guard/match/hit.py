"""Occurrences of a pattern in one field value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from listing_guard.match.disguise import reading_of
from listing_guard.model.span import Span

if TYPE_CHECKING:
    from listing_guard.match.pattern import Entry, ExceptionSpec
    from listing_guard.text.fieldtext import FieldText


class Hit(Struct, frozen=True, eq=False):
    """One occurrence; ``span`` is in the normal form of ``where``."""

    where: FieldText
    span: Span
    entry: Entry

    @property
    def plain(self) -> str:
        """What was read: the slice of the normal form, or the term that it disguises."""
        return reading_of(self.entry, self._written).plain

    @property
    def folds(self) -> tuple[str, ...]:
        """The folds that undo its disguise; none where it is written plainly."""
        return reading_of(self.entry, self._written).folds

    @property
    def undone(self) -> tuple[str, ...]:
        """Everything that was undone to read it: its folds, and what was done to characters."""
        return (*self.folds, *self.where.tricks(*self.span))

    @property
    def _written(self) -> str:
        return self.where.text[self.span.start : self.span.end]


class Excused(Struct, frozen=True):
    """A hit that an exception of its pattern lets be."""

    hit: Hit
    exception: ExceptionSpec


class PatternHits(Struct, frozen=True):
    """What a pattern found in the fields of one listing."""

    live: tuple[Hit, ...] = ()
    excused: tuple[Excused, ...] = ()
    missing: tuple[str, ...] = ()
    """Field paths whose absence leaves some hit undecided (neither live nor excused)."""


NO_HITS = PatternHits()
