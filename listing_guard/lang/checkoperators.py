"""The checks of operators: what may be compared, searched, and reckoned with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang import syntax, typerules
from listing_guard.lang.printer import to_source
from listing_guard.lang.record import MAPPING
from listing_guard.lang.runtime import NOTHING, is_constant
from listing_guard.lang.show import show
from listing_guard.lang.suggest import did_you_mean, nearest
from listing_guard.lang.typerules import advice, comparable, general, is_single, ordered
from listing_guard.lang.types import (
    ANY,
    BOOLEAN,
    CATEGORY,
    DATE,
    DURATION,
    LEXICON,
    MARKET,
    NUMBER,
    PATTERN,
    TEXT,
    EnumOf,
    ListOf,
    Type,
)
from listing_guard.model.market import ALIASES, MARKETS, canonical

if TYPE_CHECKING:
    from listing_guard.lang.check import Checker


def compare(checker: Checker, node: syntax.Compare) -> None:
    """Check the two sides of a comparison."""
    left, right = checker.type_of(node.left), checker.type_of(node.right)
    if left is None or right is None:
        return
    if CATEGORY in (left, right):
        category_compared(checker, node, node.right if left == CATEGORY else node.left)
    elif MARKET in (left, right):
        _market_compared(checker, node, node.right if left == MARKET else node.left)
    elif PATTERN in (left, right):
        help_ = "a pattern is true if it has a hit; its number of hits is `count($p)`"
        checker.report(node, "E207", "a pattern cannot be compared", help_)
    elif not is_single(left) or not is_single(right):
        which = left if not is_single(left) else right
        help_ = "ask with `any(list, …)`, `count(list)` or `x in list`"
        checker.report(node, "E216", f"{which} cannot be compared", help_)
    elif not comparable(left, right):
        message = f"{left} cannot be compared with {right}"
        checker.report(node, "E207", message, advice(left, right))
    elif node.operator not in ("==", "!=") and not ordered(left, right):
        checker.report(
            node,
            "E207",
            f"`{node.operator}` has no meaning for {general(left)}",
            "texts are equal or not; `number(x)` and `date(x)` read values that have an order",
        )
    else:
        _enum_word(checker, left, node.right)
        _enum_word(checker, right, node.left)


def _enum_word(checker: Checker, enum: Type, node: syntax.Expression) -> None:
    if not isinstance(enum, EnumOf) or not isinstance(node, syntax.Text):
        return
    if node.value not in enum.words:
        words = " or ".join(f'"{word}"' for word in enum.words)
        message = f'{enum} is {words}, never "{show(node.value)}"'
        checker.report(node, "E217", message, did_you_mean(node.value, enum.words))


def category_compared(checker: Checker, node: syntax.Expression, other: syntax.Expression) -> None:
    """Report a category that is compared with ``other``, with the nearest id."""
    name = other.value if isinstance(other, syntax.Text) else None
    known = nearest(name, checker.scope.categories) if name else None
    help_ = f"write `category under {known or '…'}`"
    checker.report(node, "E215", "a category is not compared, it lies under another", help_)


def _market_compared(checker: Checker, node: syntax.Compare, other: syntax.Expression) -> None:
    if node.operator not in ("==", "!=") or not isinstance(other, syntax.Text):
        help_ = 'write `market in ["CN", "HK"]` or `market == "EU"`'
        checker.report(node, "E207", "a market is compared with a code", help_)
    else:
        _market_code(checker, other)


def _market_code(checker: Checker, node: syntax.Text) -> None:
    if canonical(node.value) is None:
        help_ = did_you_mean(node.value, [*MARKETS, *ALIASES], "markets are ISO 3166 codes or `EU`")
        checker.report(node, "E206", f'there is no market "{show(node.value)}"', help_)


def membership(checker: Checker, node: syntax.In) -> None:
    """Check the two sides of ``in``."""
    if isinstance(node.left, syntax.PatternRef):
        _pattern_in_field(checker, node, node.left)
        return
    left = checker.type_of(node.left)
    if isinstance(node.right, syntax.ListLiteral):
        _in_literals(checker, left, node, node.right)
        return
    right = checker.type_of(node.right)
    if left is None or right is None:
        return
    if left == CATEGORY:
        category_compared(checker, node, node.right)
    elif right == LEXICON:
        if general(left) not in (TEXT, ANY):
            checker.report(node.left, "E207", f"a lexicon holds texts, this is {left}")
    elif isinstance(right, ListOf):
        if not is_single(right.element):
            help_ = f"write `any({show(to_source(node.right))}, …)`"
            checker.report(node, "E216", f"{right} holds records, not single values", help_)
        elif not comparable(left, right.element):
            checker.report(node, "E207", f"{right} cannot hold {left}")
    elif right == MAPPING:
        help_ = "its names and values are asked for: `any(attributes, name … and value …)`"
        checker.report(node.right, "E207", f"`in` needs a list, this is {right}", help_)
    elif right != ANY:
        source = show(to_source(node.right)), show(to_source(node.left))
        searched = f"write `{source[0]} contains {source[1]}`"
        advised = searched if general(right) == TEXT else None
        checker.report(node.right, "E207", f"`in` needs a list, this is {right}", advised)


def _in_literals(
    checker: Checker, left: Type | None, node: syntax.In, listed: syntax.ListLiteral
) -> None:
    if not listed.items:
        checker.report(listed, "E207", "the list is empty, so nothing is in it")
    if left is None:
        return
    if left == CATEGORY:
        category_compared(checker, node, listed.items[0] if listed.items else listed)
        return
    if not is_single(left) or left in (PATTERN, BOOLEAN):
        checker.report(node.left, "E216", f"{left} is not one of a list of values")
        return
    for item in listed.items:
        type_ = literal_type(item) or NUMBER
        if left == MARKET and isinstance(item, syntax.Text):
            _market_code(checker, item)
        elif left == MARKET or not comparable(left, type_):
            message = f"{left} cannot equal {type_}"
            checker.report(item, "E207", message, advice(left, type_))
        else:
            _enum_word(checker, left, item)


def _pattern_in_field(checker: Checker, node: syntax.In, pattern: syntax.PatternRef) -> None:
    checker.bare_pattern(pattern)
    if not isinstance(node.right, syntax.Field):
        checker.report(
            node.right, "E207", "a pattern is looked for in a field", "write `$p in title`"
        )
        return
    found = checker.type_of(node.right)
    if found is not None and not holds_text(found):
        help_ = "patterns look at texts and lists; `x matches $p` tests any single text"
        checker.report(node.right, "E207", f"a pattern has no hits in {found}", help_)


def search(checker: Checker, node: syntax.Search) -> None:
    """Check the two sides of ``matches`` or ``contains``."""
    left = checker.type_of(node.left)
    if left == CATEGORY:
        category_compared(checker, node, node.right)
    elif left == MAPPING:
        help_ = f"write `any(attributes, value {node.operator} …)`"
        checker.report(node.left, "E216", f"{left} is no text", help_)
    elif isinstance(left, ListOf):
        source = show(to_source(node.left))
        within = f"`any({source}, it {node.operator} …)`"
        checker.report(
            node.left, "E216", f"{left} is no text", f"write {within} or `x in {source}`"
        )
    elif left is not None and general(left) not in (TEXT, ANY):
        checker.report(node.left, "E207", f"`{node.operator}` needs a text, this is {left}")
    if isinstance(node.right, syntax.PatternRef):
        checker.pattern(node.right)
        return
    right = checker.type_of(node.right)
    if right is not None and general(right) not in (TEXT, ANY):
        help_ = "write a pattern `$p` or a text in quotation marks"
        checker.report(
            node.right, "E207", f"`{node.operator}` looks for a text, this is {right}", help_
        )


def arithmetic(checker: Checker, node: syntax.Arithmetic) -> Type | None:
    """Return the type of a sum or product, or report why it has none."""
    left, right = checker.type_of(node.left), checker.type_of(node.right)
    if left is None or right is None:
        return None
    result = typerules.arithmetic(node.operator, left, right)
    if result is None:
        help_ = advice(left, right) if is_single(left) and is_single(right) else None
        message = f"`{node.operator}` cannot work on {left} and {right}"
        checker.report(node, "E207", message, help_)
        return None
    if left != TEXT and node.operator == "/" and is_zero(node.right):
        checker.report(node.right, "E218", "this is always zero")
        return None
    by_hours = isinstance(node.right, syntax.Duration) and node.right.unit != "d"
    if result == DATE and by_hours:
        checker.report(node.right, "E207", "a date has no hours", "use days: `7d`")
    return result


def negative(checker: Checker, node: syntax.Negative, operand: syntax.Expression) -> Type | None:
    """Return the type of ``-x``, or report why it has none."""
    found = checker.type_of(operand)
    if found is None:
        return None
    result = typerules.arithmetic("*", NUMBER, found)
    if result is None:
        checker.report(node, "E207", f"`-` cannot work on {found}", advice(NUMBER, found))
    return result


def holds_text(type_: Type) -> bool:
    """Say whether a field of this type has texts that patterns look at."""
    return isinstance(type_, ListOf) or general(type_) in (TEXT, ANY, MAPPING)


def is_zero(node: syntax.Expression) -> bool:
    """Say whether a constant number is zero."""
    from listing_guard.lang.evaluate import compile_node

    return is_constant(node) and compile_node(node)(NOTHING, None) == 0


def literal_type(node: syntax.Expression) -> Type | None:
    """Return the type of a literal, ``None`` for anything else."""
    match node:
        case syntax.Text():
            return TEXT
        case syntax.Number() | syntax.Negative():
            return NUMBER
        case syntax.Boolean():
            return BOOLEAN
        case syntax.Duration():
            return DURATION
        case _:
            return None
