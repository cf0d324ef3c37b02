"""The mutants of loaded rules: values, made without looking at any YAML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from listing_guard.lang import syntax
from listing_guard.lang.analysis import fields_in
from listing_guard.lang.printer import to_source
from listing_guard.match.entryset import needles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from listing_guard.lang.syntax import Expression
    from listing_guard.match.pattern import Entry, ExceptionSpec, Pattern
    from listing_guard.ruleset.rule import Rule

_T = TypeVar("_T")

Kind = Literal["exception", "unless", "innocent", "term", "condition", "gate"]
KINDS: tuple[Kind, ...] = ("exception", "unless", "innocent", "term", "condition", "gate")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One thing taken away, and every rule that it is taken from.

    What is written once is one mutant: an exception of a definition that several rules use, or of
    the template of a table, and a word of a lexicon. An example of any of the rules may notice.
    """

    kind: Kind
    where: str
    """The pattern's name, ``condition`` or ``applies``."""
    what: str
    """What was dropped or negated."""
    pairs: tuple[tuple[Rule, Rule], ...]
    """Each rule with what became of it."""
    needles: tuple[str, ...] = ()
    """Folded strings of which one is in every text that can tell; empty: any text may."""
    words: tuple[tuple[Pattern, Entry], ...] = ()
    """The term or innocent word that was dropped, in each of its patterns, where it can test
    itself."""

    @property
    def rule(self) -> str:
        """The id of the first rule."""
        return self.pairs[0][0].id

    @property
    def name(self) -> str:
        """What reports call it."""
        more = f" (+{len(self.pairs) - 1})" if len(self.pairs) > 1 else ""
        return f"{self.rule}{more}: {self.where}: {self.what}"


def mutants_of(rules: Iterable[Rule]) -> Iterator[Mutant]:
    """Yield every mutant of some rules: their expressions, their exceptions, their words."""
    rules = tuple(rules)
    for rule in rules:
        yield from _of_condition(rule)
        yield from _of_gate(rule)
    for users in _written_once(rules):
        yield from _of_exceptions(users)
    yield from _of_words("innocent", rules)
    yield from _of_words("term", rules)


# Patterns -----------------------------------------------------------------------------------------

_Users = list[tuple["Rule", "Pattern"]]


def _written_once(rules: Iterable[Rule]) -> list[_Users]:
    """Return the patterns with exceptions, those of one place in the files together.

    Patterns of one place are equal (a definition), or have the same name in rules that begin on
    the same line (a template, whose words differ from row to row).
    """
    by_value: dict[Pattern, _Users] = {}
    by_place: dict[tuple[str, int, str], _Users] = {}
    groups: list[_Users] = []
    for rule in rules:
        for pattern in rule.patterns.values():
            if not pattern.exceptions:
                continue
            place = (rule.path, rule.line, pattern.name)
            users = by_value.get(pattern) or by_place.get(place)
            if users is None:
                users = []
                groups.append(users)
            users.append((rule, pattern))
            by_value[pattern] = by_place[place] = users
    return groups


def _of_exceptions(users: _Users) -> Iterator[Mutant]:
    most = max(users, key=lambda each: len(each[1].exceptions))[1].exceptions
    name = users[0][1].name
    for index, spec in enumerate(most):
        what = f"{spec.name}{_number(most, index)}"
        yield Mutant("exception", name, what, _changed(users, index, lambda _: None))
        for place, _ in enumerate(spec.unless):

            def bolder(spec: ExceptionSpec, place: int = place) -> ExceptionSpec:
                return replace(spec, unless=_without(spec.unless, place))

            what_of_it = f"{what}, unless no. {place + 1}"
            yield Mutant("unless", name, what_of_it, _changed(users, index, bolder))


def _changed(
    users: _Users, index: int, change: Callable[[ExceptionSpec], ExceptionSpec | None]
) -> tuple[tuple[Rule, Rule], ...]:
    """Return the rules with one exception changed, or dropped for ``None``."""
    pairs = []
    for rule, pattern in users:
        if index < len(pattern.exceptions):
            left = change(pattern.exceptions[index])
            exceptions = (
                *pattern.exceptions[:index],
                *(() if left is None else (left,)),
                *pattern.exceptions[index + 1 :],
            )
            pairs.append((rule, _with_patterns(rule, [replace(pattern, exceptions=exceptions)])))
    return tuple(pairs)


def _of_words(kind: Literal["innocent", "term"], rules: Iterable[Rule]) -> Iterator[Mutant]:
    """Yield one mutant a word, taken from every pattern that has it."""
    users: dict[Entry, _Users] = {}
    for rule in rules:
        for pattern in rule.patterns.values():
            for word in _words(kind, pattern):
                users.setdefault(word, []).append((rule, pattern))
    without = without_innocent if kind == "innocent" else without_term
    for word, places in users.items():
        by_rule: dict[str, tuple[Rule, list[Pattern]]] = {}
        for rule, pattern in places:
            by_rule.setdefault(rule.id, (rule, []))[1].append(without(pattern, word))
        yield Mutant(
            kind=kind,
            where=places[0][1].name,
            what=f"/{word.text}/" if word.is_regex else word.text,
            pairs=tuple((rule, _with_patterns(rule, made)) for rule, made in by_rule.values()),
            needles=needles_of(word),
            words=()
            if word.is_regex
            else tuple((pattern, word) for pattern in dict.fromkeys(each for _, each in places)),
        )


def _words(kind: Kind, pattern: Pattern) -> tuple[Entry, ...]:
    if kind == "innocent":
        return innocent_words(pattern)
    # Without its only term a pattern would be none.
    return tuple(dict.fromkeys(pattern.entries)) if len(set(pattern.entries)) > 1 else ()


def innocent_words(pattern: Pattern) -> tuple[Entry, ...]:
    """Return the innocent words of a pattern and of its entries, each once."""
    words = [*pattern.innocent, *(word for entry in pattern.entries for word in entry.innocent)]
    return tuple(dict.fromkeys(words))


def without_innocent(pattern: Pattern, word: Entry) -> Pattern:
    """Return a pattern without one innocent word, wherever it is written."""
    return replace(
        pattern,
        innocent=tuple(each for each in pattern.innocent if each != word),
        entries=tuple(
            replace(entry, innocent=tuple(each for each in entry.innocent if each != word))
            if word in entry.innocent
            else entry
            for entry in pattern.entries
        ),
    )


def without_term(pattern: Pattern, term: Entry) -> Pattern:
    """Return a pattern without one of its entries."""
    return replace(pattern, entries=tuple(each for each in pattern.entries if each != term))


def _with_patterns(rule: Rule, patterns: Iterable[Pattern]) -> Rule:
    return replace(rule, patterns={**rule.patterns, **{each.name: each for each in patterns}})


def _number(exceptions: tuple[ExceptionSpec, ...], index: int) -> str:
    """Return which of several exceptions of one name it is; nothing for the only one."""
    name = exceptions[index].name
    same = [place for place, each in enumerate(exceptions) if each.name == name]
    return f" no. {same.index(index) + 1}" if len(same) > 1 else ""


def _without(many: tuple[_T, ...], index: int) -> tuple[_T, ...]:
    return many[:index] + many[index + 1 :]


# Expressions --------------------------------------------------------------------------------------


def _of_condition(rule: Rule) -> Iterator[Mutant]:
    changes = list(_changes(rule.condition))
    if not isinstance(rule.condition, syntax.And | syntax.Or):
        changes.append((f"negated {to_source(rule.condition)}", _negated(rule.condition)))
    for what, condition in changes:
        pair = (rule, replace(rule, condition=condition))
        yield Mutant("condition", "condition", what, (pair,))


def _changes(node: Expression) -> Iterator[tuple[str, Expression]]:
    """Yield an expression with one operand of an ``and`` or ``or`` dropped, or negated."""
    match node:
        case syntax.And(operands=operands) | syntax.Or(operands=operands):
            for index, part in enumerate(operands):
                rest = _without(operands, index)
                source = to_source(part)
                yield (
                    f"without {source}",
                    rest[0] if len(rest) == 1 else replace(node, operands=rest),
                )
                yield f"negated {source}", _with(node, index, _negated(part))
                for what, changed in _changes(part):
                    yield what, _with(node, index, changed)
        case syntax.Not(operand=operand):
            for what, changed in _changes(operand):
                yield what, replace(node, operand=changed)
        case syntax.ListQuantifier(condition=condition):
            for what, changed in _changes(condition):
                yield what, replace(node, condition=changed)
        case _:
            return


def _with(node: syntax.And | syntax.Or, index: int, part: Expression) -> Expression:
    operands = (*node.operands[:index], part, *node.operands[index + 1 :])
    return replace(node, operands=operands)


def _negated(node: Expression) -> Expression:
    return node.operand if isinstance(node, syntax.Not) else syntax.Not(node)


def _of_gate(rule: Rule) -> Iterator[Mutant]:
    """Yield the rule without one part of its gate; the market is every example's own."""
    if rule.applies is None:
        return
    gate = rule.applies
    parts = gate.operands if isinstance(gate, syntax.And) else (gate,)
    for index, part in enumerate(parts):
        if fields_in(part) == {"market"}:
            continue
        rest = _without(parts, index)
        left = None if not rest else rest[0] if len(rest) == 1 else syntax.And(rest)
        pair = (rule, replace(rule, applies=left))
        yield Mutant("gate", "applies", f"without {to_source(part)}", (pair,))
