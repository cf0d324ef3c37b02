"""Expressions in rule files: read, checked, and every fault placed in the file."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from listing_guard.lang.analysis import expand_patterns
from listing_guard.lang.check import Scope, check
from listing_guard.lang.parser import MAX_LENGTH, ExpressionError, parse
from listing_guard.lang.syntax import Call, Expression, PatternRef
from listing_guard.lang.syntax import Text as Literal
from listing_guard.ruleset.entries import report_swallowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.problems import Problems


@dataclass(frozen=True, slots=True)
class Names:
    """What the expressions and references of one place in a pack can call by name."""

    pack: str
    patterns: frozenset[str] = frozenset()
    """With their dollar signs; those of other packs as ``$pack/name``."""
    lexicons: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    finding_categories: frozenset[str] = frozenset()
    today: str | None = None
    """The ISO day by which `checked` dates are judged, if all is to be linted."""
    full_lexicon: Callable[[str], str | None] = field(default=lambda name: None)
    """From a lexicon's name as used here to ``pack/name``."""

    def with_patterns(self, more: frozenset[str]) -> Names:
        """Return these names and further patterns."""
        return replace(self, patterns=self.patterns | more)


def read_expression(
    source: Text, names: Names, problems: Problems, *, patterns: bool
) -> Expression | None:
    """Return the checked expression in a scalar, ``None`` when it has a fault (reported).

    In what is returned, globs like ``$x*`` are spelled out, and lexicons are called by their full
    names, since two packs may mean different ones by the same word.
    """
    if source.broken:
        return None
    swallowed = source.trailing_comment
    if swallowed is not None:
        report_swallowed(problems, source, swallowed)
        return None
    if len(source) > MAX_LENGTH:
        message = f"the expression is longer than {MAX_LENGTH} characters"
        problems.add("E008", source, message, "split the rule")
        return None
    try:
        expression = parse(source)
    except ExpressionError as error:
        problems.add_within(source, error.problem)
        return None
    scope = Scope(
        patterns=names.patterns,
        allow_patterns=patterns,
        lexicons=names.lexicons,
        categories=names.categories,
    )
    found = check(expression, scope)
    for problem in found:
        problems.add_within(source, problem)
    if any(problem.code.startswith("E") for problem in found):
        return None
    expression = expand_patterns(expression, sorted(names.patterns))
    return renamed(expression, lexicon=names.full_lexicon)


def renamed(
    expression: Expression,
    *,
    pattern: Callable[[str], str] | None = None,
    lexicon: Callable[[str], str | None] | None = None,
) -> Expression:
    """Return an expression with its patterns and its lexicons called by other names."""
    if isinstance(expression, PatternRef) and pattern is not None:
        return replace(expression, name=pattern(expression.name))
    if isinstance(expression, Call) and expression.name == "lexicon" and lexicon is not None:
        argument = expression.arguments[0]
        if isinstance(argument.value, Literal):
            full = lexicon(argument.value.value) or argument.value.value
            named = replace(argument, value=replace(argument.value, value=full))
            return replace(expression, arguments=(named, *expression.arguments[1:]))
    changed: dict[str, Any] = {}
    for each in fields(expression):
        value = getattr(expression, each.name)
        if isinstance(value, Expression):
            new: Any = renamed(value, pattern=pattern, lexicon=lexicon)
        elif isinstance(value, tuple) and value and isinstance(value[0], Expression):
            new = tuple(renamed(one, pattern=pattern, lexicon=lexicon) for one in value)
        else:
            continue
        if new != value:
            changed[each.name] = new
    return replace(expression, **changed) if changed else expression
