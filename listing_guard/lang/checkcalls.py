"""The checks of function calls against their signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang import syntax
from listing_guard.lang.analysis import TEXT_TESTS
from listing_guard.lang.functions import lookup, registry
from listing_guard.lang.printer import to_source
from listing_guard.lang.runtime import NOTHING, is_constant
from listing_guard.lang.show import show
from listing_guard.lang.signature import Function, Parameter, bind, usage, word_of
from listing_guard.lang.suggest import did_you_mean
from listing_guard.lang.typerules import accepts
from listing_guard.lang.types import FIELD, LEXICON, PATTERN, EnumOf, Record, Type
from listing_guard.lang.values import Unknown

if TYPE_CHECKING:
    from listing_guard.lang.check import Checker

_OTHERS = {
    "len": "`length(text)` or `count(list)`",
    "size": "`length(text)` or `count(list)`",
    "lower": "nothing: case and width never matter",
    "upper": "nothing: case and width never matter",
    "contains": '`x contains "…"`',
    "matches": "`x matches $p`",
    "today": "`now`",
    "now": "`now`, without brackets",
    "avg": "`min`, `max` or `reference(price_history, days: 7)`",
    "exists": "`x is present`",
    "missing": "`x is missing`",
}


def check_call(checker: Checker, node: syntax.Call) -> Type | None:
    """Return the type of a call, or report why it has none."""
    function = lookup(node.name)
    if function is None:
        known = _OTHERS.get(node.name.lower())
        help_ = (
            f"write {known}"
            if known
            else did_you_mean(node.name, [*registry(), "any", "all", "none"])
        )
        checker.report(node, "E202", f"there is no function `{show(node.name)}`", help_)
        return None
    pairs, problems = bind(function, node)
    checker.problems.extend(problems)
    given = [_argument(checker, function, parameter, arg.value) for parameter, arg in pairs]
    if problems or None in given or not _has_element(checker, function, node):
        return None
    if not _is_readable(checker, function, node):
        return None
    types = tuple(type_ for type_ in given if type_ is not None)
    result = (
        function.returns if isinstance(function.returns, Type) else function.returns(node, types)
    )
    if result == LEXICON:
        return _lexicon(checker, node)
    return _in_common(checker, function, node, types, result)


def _argument(
    checker: Checker, function: Function, parameter: Parameter, node: syntax.Expression
) -> Type | None:
    if isinstance(node, syntax.PatternRef) and PATTERN in parameter.types:
        if function.name in TEXT_TESTS:
            checker.pattern(node)
        else:
            checker.bare_pattern(node)
        return PATTERN
    word = word_of(parameter, node)
    enum = next((type_ for type_ in parameter.types if isinstance(type_, EnumOf)), None)
    if enum is not None and word is not None:
        if word in enum.words:
            return enum
        words = ", ".join(f"`{each}`" for each in enum.words)
        help_ = did_you_mean(word, enum.words, f"it is one of {words}")
        checker.report(node, "E217", f"{enum} cannot be `{show(word)}`", help_)
        return None
    found = checker.type_of(node)
    if found is None:
        return None
    if FIELD in parameter.types:
        return _field(checker, node, found)
    if accepts(parameter.types, found):
        return found
    wanted = ", ".join(str(type_) for type_ in parameter.types[:-1])
    wanted = f"{wanted} or {parameter.types[-1]}" if wanted else str(parameter.types[-1])
    message = f"`{parameter.name}` of {function.name}() is {wanted}, this is {found}"
    checker.report(node, "E211", message, usage(function))
    return None


def _field(checker: Checker, node: syntax.Expression, found: Type) -> Type | None:
    from listing_guard.lang.checkoperators import holds_text

    if isinstance(node, syntax.Field) and holds_text(found):
        return FIELD
    message = f"`{show(to_source(node))}` is no field with text"
    checker.report(node, "E211", message, "write `count($p, title)`")
    return None


def _has_element(checker: Checker, function: Function, node: syntax.Call) -> bool:
    if not function.element:
        return True
    fields = checker.element.fields if isinstance(checker.element, Record) else {}
    if any(all(name in fields for name in group) for group in function.element):
        return True
    needed = " or ".join(" and ".join(f"`{n}`" for n in group) for group in function.element)
    message = f"{function.name}() needs an element with {needed} around it"
    checker.report(node, "E211", message, usage(function))
    return False


def _is_readable(checker: Checker, function: Function, node: syntax.Call) -> bool:
    """Evaluate a call on literals, which then must have an answer."""
    from listing_guard.lang.evaluate import compile_node

    if not is_constant(node) or not isinstance(compile_node(node)(NOTHING, None), Unknown):
        return True
    message = f"`{show(to_source(node))}` has no value"
    checker.report(node, "E219", message, usage(function))
    return False


def _lexicon(checker: Checker, node: syntax.Call) -> Type | None:
    literal = node.arguments[0].value
    if not isinstance(literal, syntax.Text):
        checker.report(
            literal, "E211", "a lexicon is named by a text literal", 'write `lexicon("name")`'
        )
        return None
    if literal.value not in checker.scope.lexicons:
        help_ = did_you_mean(literal.value, checker.scope.lexicons)
        checker.report(literal, "E204", f'there is no lexicon "{show(literal.value)}"', help_)
        return None
    return LEXICON


def _in_common(
    checker: Checker, function: Function, node: syntax.Call, types: tuple[Type, ...], result: Type
) -> Type | None:
    """Check that all values of a call like ``max(a, b)`` can be compared with each other."""
    from listing_guard.lang.typerules import comparable

    if not any(parameter.many for parameter in function.parameters):
        return result
    for argument, type_ in zip(node.arguments[1:], types[1:], strict=True):
        if not comparable(types[0], type_):
            message = f"{type_} cannot be compared with {types[0]}"
            checker.report(argument, "E211", message, usage(function))
            return None
    return result
