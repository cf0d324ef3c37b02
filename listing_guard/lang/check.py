"""Static checks: every mistake that can be known before a listing is read, all at once.

Each node has a type or none; a node without one has been complained of already, and nothing
built on it complains again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.lang import checkoperators as operators
from listing_guard.lang import syntax
from listing_guard.lang.checkcalls import check_call
from listing_guard.lang.checkfields import field_type
from listing_guard.lang.printer import to_source
from listing_guard.lang.show import show
from listing_guard.lang.suggest import did_you_mean
from listing_guard.lang.typerules import general
from listing_guard.lang.types import (
    ANY,
    BOOLEAN,
    CATEGORY,
    LEXICON,
    PATTERN,
    Type,
    elements_of,
)
from listing_guard.model.diagnostic import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_QUANTIFIERS = 2
"""List quantifiers inside each other."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may name."""

    patterns: frozenset[str]
    """Patterns usable here, with their ``$``."""
    allow_patterns: bool
    lexicons: frozenset[str]
    categories: frozenset[str]


def check(
    expression: syntax.Expression, scope: Scope, expect: Type = BOOLEAN
) -> tuple[Problem, ...]:
    """Return everything that is wrong with an expression, in the order of its source."""
    checker = Checker(scope)
    if expect == BOOLEAN:
        checker.condition(expression)
    else:
        found = checker.type_of(expression)
        if found is not None and general(found) not in (general(expect), ANY):
            checker.report(expression, "E208", f"{expect} is wanted, this is {found}")
    return tuple(sorted(checker.problems, key=lambda problem: (problem.start, problem.code)))


class Checker:
    """Finds the types of nodes and collects problems; `element` changes inside quantifiers."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[Problem] = []
        self.element: Type | None = None
        """The type of the elements of the innermost quantifier."""
        self._depth = 0

    def report(
        self, node: syntax.Expression, code: str, message: str, advice: str | None = None
    ) -> None:
        """Note a problem with the whole of ``node``."""
        self.problems.append(Problem(code, message, node.start, node.end, advice))

    def condition(self, node: syntax.Expression) -> None:
        """Check a node that has to be true or false."""
        found = self.type_of(node)
        if found is None or found in (BOOLEAN, PATTERN):
            return
        source = show(to_source(node))
        if elements_of(found) is not None:
            help_ = f"write `any({source}, …)` or `{source} is present`"
        else:
            help_ = f"compare it, or write `{source} is present`"
        self.report(node, "E208", f"`{source}` is {found}, not a condition", help_)

    def type_of(self, node: syntax.Expression) -> Type | None:
        """Return the type of a node after checking it, ``None`` if it has a problem."""
        match node:
            case syntax.And(operands=operands) | syntax.Or(operands=operands):
                for operand in operands:
                    self.condition(operand)
                return BOOLEAN
            case syntax.Not(operand=operand):
                self.condition(operand)
                return BOOLEAN
            case syntax.Compare():
                operators.compare(self, node)
                return BOOLEAN
            case syntax.In():
                operators.membership(self, node)
                return BOOLEAN
            case syntax.Search():
                operators.search(self, node)
                return BOOLEAN
            case syntax.Presence():
                self._presence(node)
                return BOOLEAN
            case syntax.Under():
                self._under(node)
                return BOOLEAN
            case syntax.ListQuantifier():
                self._list_quantifier(node)
                return BOOLEAN
            case syntax.PatternSet():
                self._pattern_set(node)
                return BOOLEAN
            case syntax.PatternRef():
                self.bare_pattern(node)
                return PATTERN
            case syntax.Arithmetic():
                return operators.arithmetic(self, node)
            case syntax.Negative(operand=operand):
                return operators.negative(self, node, operand)
            case syntax.Call():
                return check_call(self, node)
            case syntax.Field():
                return field_type(self, node)
            case _:
                return operators.literal_type(node)

    def _presence(self, node: syntax.Presence) -> None:
        found = self.type_of(node.operand)
        if found in (BOOLEAN, PATTERN, LEXICON):
            help_ = "write `not …`" if node.missing else "leave out `is present`"
            self.report(node, "E207", f"{found} is never missing", help_)

    def _under(self, node: syntax.Under) -> None:
        found = self.type_of(node.operand)
        if found is not None and found != CATEGORY:
            message = f"`under` asks about `category`, this is {found}"
            self.report(node.operand, "E207", message, "write `category under …`")
        for category in node.categories:
            if category.id not in self.scope.categories:
                help_ = did_you_mean(category.id, self.scope.categories)
                message = f"there is no category `{show(category.id)}`"
                self.report(category, "E205", message, help_)

    def _list_quantifier(self, node: syntax.ListQuantifier) -> None:
        found = self.type_of(node.list)
        element = ANY if found == ANY else elements_of(found) if found is not None else None
        if found is None:
            return
        if element is None:
            source = show(to_source(node.list))
            help_ = "lists are `certificates`, `skus`, `attributes`, `selling_points` …"
            self.report(node.list, "E212", f"`{source}` is {found}, no list", help_)
            return
        if self._depth >= MAX_QUANTIFIERS:
            help_ = f"at most {MAX_QUANTIFIERS} may be inside each other"
            self.report(node, "E213", "list quantifiers are nested too deeply", help_)
            return
        outer, self.element = self.element, element
        self._depth += 1
        self.condition(node.condition)
        self._depth -= 1
        self.element = outer

    def _pattern_set(self, node: syntax.PatternSet) -> None:
        names: set[str] = set()
        for pattern in node.patterns:
            self.bare_pattern(pattern)
            names |= set(self.matching(pattern))
        wanted = node.quantifier
        if isinstance(wanted, int) and names and not 1 <= wanted <= len(names):
            message = f"`{wanted} of` can never be met by {len(names)} patterns"
            self.report(node, "E217", message, f"use a number from 1 to {len(names)}")

    def matching(self, pattern: syntax.PatternRef) -> Iterable[str]:
        return filter(pattern.covers, self.scope.patterns)

    def bare_pattern(self, node: syntax.PatternRef) -> None:
        """Check a pattern that stands for its hits in the listing."""
        self.pattern(node)
        if self.element is not None and self.scope.allow_patterns:
            help_ = f"test the element, `field matches {node.name}`, or move it out of the brackets"
            message = f"`{node.name}` looks at the whole listing, not at the element"
            self.report(node, "E214", message, help_)

    def pattern(self, node: syntax.PatternRef) -> None:
        """Check that a pattern may be named here, and exists."""
        if not self.scope.allow_patterns:
            help_ = "`applies` is about the record; patterns belong into `condition`"
            self.report(node, "E214", "a pattern cannot stand here", help_)
        elif not any(self.matching(node)):
            known = sorted(self.scope.patterns)
            message = f"there is no pattern `{show(node.name)}`"
            names = "the patterns are " + ", ".join(f"`{name}`" for name in known[:5])
            otherwise = names if 0 < len(known) <= 5 else None
            self.report(node, "E203", message, did_you_mean(node.name, known, otherwise))
