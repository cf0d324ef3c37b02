"""The mutants of loaded rules: values, made without looking at any YAML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
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
    rules: tuple[Rule, ...]
    mutate: Callable[[Rule], Rule]
    """Returns what becomes of one of the rules; most mutants are judged without it."""
    needles: tuple[str, ...] = ()
    """Folded strings of which one is in every text that can tell; empty: any text may."""
    words: tuple[tuple[Pattern, Entry], ...] = ()
    """The term or innocent word that was dropped, in each of its patterns, where it can test
    itself."""

    @property
    def rule(self) -> str:
        """The id of the first rule."""
        return self.rules[0].id

    @property
    def name(self) -> str:
        """What reports call it."""
        more = f" (+{len(self.rules) - 1})" if len(self.rules) > 1 else ""
        return f"{self.rule}{more}: {self.where}: {self.what}"


def mutants_of(rules: Iterable[Rule]) -> Iterator[Mutant]:
    """Yield every mutant of some rules: their expressions, their exceptions, their words."""
    rules = tuple(rules)
    places: dict[tuple[str, int], list[Rule]] = {}
    for rule in rules:
        places.setdefault((rule.path, rule.line), []).append(rule)
    for made in places.values():  # one rule, or all that a template makes
        yield from _of_expressions("condition", made, _conditions)
        yield from _of_expressions("gate", made, _gates)
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
        having = tuple(rule for rule, pattern in users if index < len(pattern.exceptions))
        what = f"{spec.name}{_number(most, index)}"
        yield Mutant("exception", name, what, having, partial(_without_exception, name, index))
        for place, _ in enumerate(spec.unless):
            bolder = partial(_without_unless, name, index, place)
            yield Mutant("unless", name, f"{what}, unless no. {place + 1}", having, bolder)


def _without_exception(name: str, index: int, rule: Rule) -> Rule:
    pattern = rule.patterns[name]
    return _with_patterns(rule, [replace(pattern, exceptions=_without(pattern.exceptions, index))])


def _without_unless(name: str, index: int, place: int, rule: Rule) -> Rule:
    pattern = rule.patterns[name]
    exceptions = list(pattern.exceptions)
    spec = exceptions[index]
    exceptions[index] = replace(spec, unless=_without(spec.unless, place))
    return _with_patterns(rule, [replace(pattern, exceptions=tuple(exceptions))])


def _of_words(kind: Literal["innocent", "term"], rules: Iterable[Rule]) -> Iterator[Mutant]:
    """Yield one mutant a word, taken from every pattern that has it."""
    users: dict[Entry, _Users] = {}
    for rule in rules:
        for pattern in rule.patterns.values():
            for word in _words(kind, pattern):
                users.setdefault(word, []).append((rule, pattern))
    for word, places in users.items():
        yield Mutant(
            kind=kind,
            where=places[0][1].name,
            what=f"/{word.text}/" if word.is_regex else word.text,
            rules=tuple({rule.id: rule for rule, _ in places}.values()),
            mutate=partial(_without_word, kind, word),
            needles=needles_of(word),
            words=()
            if word.is_regex
            else tuple((each, word) for each in {id(each): each for _, each in places}.values()),
        )


def _without_word(kind: Kind, word: Entry, rule: Rule) -> Rule:
    without = without_innocent if kind == "innocent" else without_term
    changed = [each for each in rule.patterns.values() if word in _words(kind, each)]
    return _with_patterns(rule, [without(each, word) for each in changed])


def _words(kind: Kind, pattern: Pattern) -> tuple[Entry, ...]:
    if kind == "innocent":
        return innocent_words(pattern)
    # Without its only term a pattern would be none.
    return tuple(dict.fromkeys(pattern.entries)) if len(set(pattern.entries)) > 1 else ()


def innocent_words(pattern: Pattern) -> tuple[Entry, ...]:
    """Return the innocent words of a pattern and of its entries, each once."""
    lists = {id(each): each for each in (pattern.innocent, *(e.innocent for e in pattern.entries))}
    return tuple(dict.fromkeys(word for each in lists.values() for word in each))


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

_Changes = list[tuple[str, "Rule"]]


def _of_expressions(
    kind: Kind, rules: list[Rule], changes: Callable[[Rule], _Changes]
) -> Iterator[Mutant]:
    """Yield what the expressions of the rules of one place lose, part by part."""
    made: dict[str, _Changes] = {rule.id: changes(rule) for rule in rules}
    where = "condition" if kind == "condition" else "applies"
    longest: _Changes = max(made.values(), key=_length)
    for index, (what, _) in enumerate(longest):
        having = tuple(rule for rule in rules if index < len(made[rule.id]))
        yield Mutant(kind, where, what, having, partial(_changed, changes, index))


def _length(changes: _Changes) -> int:
    return len(changes)


def _changed(changes: Callable[[Rule], _Changes], index: int, rule: Rule) -> Rule:
    return changes(rule)[index][1]


def _conditions(rule: Rule) -> _Changes:
    changes = list(_changes(rule.condition))
    if not isinstance(rule.condition, syntax.And | syntax.Or):
        changes.append((f"negated {to_source(rule.condition)}", _negated(rule.condition)))
    return [(what, replace(rule, condition=condition)) for what, condition in changes]


def _gates(rule: Rule) -> _Changes:
    """Return the rule without each part of its gate that looks at the category.

    The market is every example's own, and what must be there is asked again by most conditions.
    """
    if rule.applies is None:
        return []
    gate = rule.applies
    parts = gate.operands if isinstance(gate, syntax.And) else (gate,)
    made = []
    for index, part in enumerate(parts):
        if "category" in fields_in(part):
            rest = _without(parts, index)
            left = None if not rest else rest[0] if len(rest) == 1 else syntax.And(rest)
            made.append((f"without {to_source(part)}", replace(rule, applies=left)))
    return made


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
