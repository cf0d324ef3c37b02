"""The hits of one rule's patterns in one listing, excused one occurrence at a time.

Worked example, for ``$claim`` over superlatives with the exception *self-comparison*
(preceded by 本店 within 6, same clause; unless near ``$market`` in the same clause)::

    本店最新款，全网最低价
      ↑ 最新: 本店 stands before it, no market word in its clause: excused
                ↑ 全网最低: no 本店 in its clause: live

Everything is computed on demand and remembered for this rule and listing, since most patterns of
most rules are never asked for.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from listing_guard.lang.values import Unknown
from listing_guard.match.compiled import CompiledContext
from listing_guard.match.hit import NO_HITS, Excused, Hit, PatternHits
from listing_guard.match.survivors import as_written, borders_hold, whole, without_innocent
from listing_guard.model.paths import value_at
from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from listing_guard.lang.environment import Environment
    from listing_guard.match.compiled import (
        CompiledException,
        CompiledOperand,
        CompiledPattern,
    )
    from listing_guard.match.entryset import Occurrence
    from listing_guard.match.pattern import EntityTest
    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing
    from listing_guard.text.fieldtext import FieldText


class RuleHits:
    """Answers, for one rule and one listing, what a pattern found; see the module's text."""

    __slots__ = (
        "_answers",
        "_bound",
        "_contexts",
        "_looks_at",
        "_memo",
        "_operands",
        "_patterns",
        "_scan",
    )

    def __init__(
        self,
        patterns: Mapping[str, CompiledPattern],
        scan: Scan,
        looks_at: Callable[[str], object],
    ) -> None:
        """Take the rule's patterns and the one scan over the listing's field values.

        ``looks_at`` returns ``None`` for the path of a field that the rule does not look at.
        """
        self._patterns = patterns
        self._scan = scan
        self._looks_at = looks_at
        self._answers: dict[str, PatternHits] = {}
        self._memo: dict[tuple[str, int], PatternHits] = {}
        self._operands: dict[tuple[int, int], list[Span]] = {}
        self._contexts: dict[tuple[int, int], set[CompiledOperand]] = {}
        self._bound: Callable[[], Environment | None] = _unbound

    def bind(self, env: Environment) -> None:
        """Give the environment that ``when:`` and entity tests look at.

        It owns these hits, so it is held weakly: a cycle for every rule and listing would be
        the garbage collector's only work.
        """
        self._bound = weakref.ref(env)

    def __call__(self, name: str) -> PatternHits:
        """Return what the pattern found in the fields that the rule looks at, in their order."""
        answer = self._answers.get(name)
        if answer is None:
            answer = self._answers[name] = self._everywhere(name)
        return answer

    def _everywhere(self, name: str) -> PatternHits:
        pattern = self._patterns[name]
        if not self._scan.may_hold(pattern):
            return NO_HITS
        found = [
            self._in_field(name, where) for where in self._scan.places(pattern, self._looks_at)
        ]
        if all(each is NO_HITS for each in found):
            return NO_HITS
        return PatternHits(
            tuple(hit for each in found for hit in each.live),
            tuple(excused for each in found for excused in each.excused),
            tuple(dict.fromkeys(path for each in found for path in each.missing)),
        )

    def _in_field(self, name: str, where: FieldText) -> PatternHits:
        key = (name, id(where))
        if key not in self._memo:
            self._memo[key] = self._judge(self._patterns[name], where)
        return self._memo[key]

    def _judge(self, pattern: CompiledPattern, where: FieldText) -> PatternHits:
        occurrences = self._scan.standing(pattern, where)
        if not occurrences:
            return NO_HITS
        live: list[Hit] = []
        excused: list[Excused] = []
        missing: list[str] = []
        for occurrence in occurrences:
            hit = Hit(where, Span(occurrence[0], occurrence[1]), occurrence[2])
            unknown: list[str] = []
            for exception in pattern.exceptions:
                holds = self._excuses(exception, pattern, hit)
                if holds is True:
                    excused.append(Excused(hit, exception.spec))
                    break
                if isinstance(holds, Unknown) and exception.spec.absent == "unknown":
                    unknown.extend(holds.missing)
            else:
                if unknown:
                    missing.extend(unknown)
                else:
                    live.append(hit)
        return PatternHits(tuple(live), tuple(excused), tuple(dict.fromkeys(missing)))

    def _excuses(
        self, exception: CompiledException, pattern: CompiledPattern, hit: Hit
    ) -> bool | Unknown:
        spec = exception.spec
        if spec.tags and not spec.tags & hit.entry.tags:
            return False
        if spec.terms and hit.plain not in spec.terms:
            return False
        unknown: list[str] = []
        for test in exception.tests:
            holds = (
                self._around(test, pattern, hit)
                if isinstance(test, CompiledContext)
                else self._names_entity(test, pattern, hit)
            )
            if holds is False:
                return False
            if isinstance(holds, Unknown):
                unknown.extend(holds.missing)
        if any(self._around(context, pattern, hit) for context in exception.unless):
            return False
        if exception.when is not None:
            wanted = exception.when(self._env())
            if isinstance(wanted, Unknown):
                unknown.extend(wanted.missing)
            elif not wanted:
                return False
        return Unknown(tuple(dict.fromkeys(unknown))) if unknown else True

    def _env(self) -> Environment:
        env = self._bound()
        assert env is not None, "hits are asked for while their environment is there"
        return env

    # Contexts --------------------------------------------------------------------------------

    def _around(self, context: CompiledContext, pattern: CompiledPattern, hit: Hit) -> bool:
        operand = context.operand
        for one in operand.all_of or (operand,):
            for other in self._spans(one, pattern, hit.where):
                if _related(context, hit, other):
                    break
            else:
                return False
        return True

    def _spans(
        self, operand: CompiledOperand, pattern: CompiledPattern, where: FieldText
    ) -> Sequence[Span]:
        if operand in pattern.searched and operand not in self._touched(pattern, where):
            return ()
        key = (id(operand), id(where))
        if key not in self._operands:
            spans = _standing(operand, where)
            for name in operand.patterns:
                spans.extend(hit.span for hit in self._in_field(name, where).live)
            self._operands[key] = spans
        return self._operands[key]

    def _touched(self, pattern: CompiledPattern, where: FieldText) -> set[CompiledOperand]:
        """Return the operands of a pattern's contexts that may stand in a field value."""
        key = (id(pattern), id(where))
        if key not in self._contexts:
            self._contexts[key] = {
                operand
                for _, _, operands in pattern.context.find(where.text)
                for operand in operands
            }
        return self._contexts[key]

    # Entities --------------------------------------------------------------------------------

    def _names_entity(self, test: EntityTest, pattern: CompiledPattern, hit: Hit) -> bool | Unknown:
        mine = hit.entry.entity
        if mine is None and test.kind != "part_of":
            return False
        env = self._env()
        values = _texts(env.listing, test.path)
        if values is None:
            return Unknown((test.path,))
        fold = env.matcher.fold
        if test.kind == "part_of":
            return any(_within(hit, fold(value).strip()) for value in values)
        assert mine is not None, "other kinds ask for an entity"
        for value in values:
            for _, _, entry in pattern.entities.find(fold(value)):
                other = entry.entity
                if other and (other.id == mine.id or (mine.owner and other.owner == mine.owner)):
                    return True
        return False


def _unbound() -> None:
    return None


def _standing(operand: CompiledOperand, where: FieldText) -> list[Span]:
    """Return where an operand's own entries stand; nested ones all count for a context."""
    found: list[Occurrence] = [
        each for each in operand.entries.find(where.text) if as_written(each, where)
    ]
    if found:
        found = without_innocent(found, operand.innocent.find(where.text))
    return [Span(each[0], each[1]) for each in found if borders_hold(each, where)]


def _related(context: CompiledContext, hit: Hit, other: Span) -> bool:
    spec, span, where = context.spec, hit.span, hit.where
    if spec.kind == "inside":
        return other.covers(span)
    if spec.kind == "followed_by":
        if other.start < span.end:
            return False
        anchor, start, end = span.end - 1, span.end, other.start
    elif spec.kind == "preceded_by":
        if other.end > span.start:
            return False
        anchor, start, end = span.start, other.end, span.start
    elif other.start >= span.end:
        anchor, start, end = span.end - 1, span.end, other.start
    else:
        anchor, start, end = span.start, min(other.end, span.start), span.start
    if spec.within is not None:
        distance = where.token_gap(start, end) if spec.unit == "tokens" else end - start
        if distance > spec.within:
            return False
    if spec.same is not None:
        reach = where.clause(anchor) if spec.same == "clause" else where.sentence(anchor)
        return reach.overlaps(other)
    return True


def _within(hit: Hit, words: str) -> bool:
    """Say whether a hit lies within an occurrence of some words, borders as for terms."""
    text, (start, end) = hit.where.text, hit.span
    place = text.find(words, max(0, end - len(words))) if words else -1
    while -1 < place <= start:
        if place + len(words) >= end and whole(text, place, place + len(words)):
            return True
        place = text.find(words, place + 1)
    return False


def _texts(listing: Listing, path: str) -> list[str] | None:
    """Return the texts under a top-level field or one attribute, ``None`` where it is absent."""
    value = value_at(listing, path)
    if value is None:
        return None
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else [str(value)]
