"""From syntax tree to closures: compiled once, called for every listing.

Each node becomes a function of the environment and the element of the innermost list quantifier
(``None`` outside). Whatever a node needs to know about names, literals and paths is settled when
it is compiled; constant parts are evaluated then. Literals that are compared with text are
brought into the normal form by the first environment that asks.

No evaluation raises on the contents of a record: a value of the wrong kind is `Unknown`, with
the path of its field.
"""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from listing_guard.lang import attributes, calls, passages, quantifiers, syntax, texttests
from listing_guard.lang.fields import missing_in, path_of, resolve
from listing_guard.lang.operations import TESTS, compare, compute, decimals, shift_days
from listing_guard.lang.record import DERIVED
from listing_guard.lang.runtime import NOTHING, Run, constant, is_constant, plain, seconds
from listing_guard.lang.values import Unknown, Value, merge
from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from listing_guard.lang.environment import Environment

_NO_CATEGORY = Unknown(("category",))
_NO_PLATFORM = Unknown(("platform",))


def compile_expression(expression: syntax.Expression) -> Callable[[Environment], Value]:
    """Return what evaluates ``expression``; a condition gives ``True``, ``False`` or `Unknown`.

    The expression has passed `check.check`, and its pattern globs are spelled out
    (`analysis.expand_patterns`).
    """
    run = compile_node(expression)
    return lambda env: run(env, None)


def compile_node(node: syntax.Expression, element: str | None = None) -> Run:
    """Return the closure of one node; ``element`` is the path of the quantifier's elements."""
    if is_constant(node) and not isinstance(node, syntax.Text | syntax.Number | syntax.Boolean):
        # Constants look at no environment, so none is needed to evaluate them.
        return constant(_compile(node, element)(NOTHING, None))
    return _compile(node, element)


def _compile(node: syntax.Expression, element: str | None) -> Run:
    match node:
        case syntax.And(operands=operands):
            return _all([compile_node(part, element) for part in operands])
        case syntax.Or(operands=operands):
            return _any([compile_node(part, element) for part in operands])
        case syntax.Not(operand=operand):
            return _not(compile_node(operand, element))
        case syntax.Text(value=value) | syntax.Number(value=value) | syntax.Boolean(value=value):
            return constant(value)
        case syntax.Duration():
            return constant(seconds(node))
        case syntax.Field():
            return _field(node, element)
        case syntax.Compare():
            return _compare(node, element)
        case syntax.Arithmetic():
            return _arithmetic(node, element)
        case syntax.Negative(operand=operand):
            zero = syntax.Number(decimals().create_decimal(-1))
            return _arithmetic(syntax.Arithmetic("*", zero, operand), element)
        case syntax.Presence():
            return _presence(compile_node(node.operand, element), node.missing)
        case syntax.Under(categories=categories):
            return _under(frozenset(category.id for category in categories))
        case syntax.Search():
            sides = compile_node(node.left, element), _search_right(node.right, element)
            return texttests.search(node, *sides, _missing(node, element))
        case syntax.In():
            return _membership(node, element)
        case syntax.PatternRef(name=name):
            return quantifiers.found(name)
        case syntax.PatternSet():
            return quantifiers.pattern_set(node)
        case syntax.ListQuantifier():
            path = f"{path_of(node.list, element)}"
            condition = compile_node(node.condition, f"{path}.*")
            if path == "certificates" and node.quantifier == "any":
                condition = quantifiers.noting(condition)
            limit = quantifiers.limit(nested=element is not None)
            items = (
                attributes.named(node, element)
                or passages.of_field(node, element)
                or compile_node(node.list, element)
            )
            return quantifiers.over_list(node.quantifier, items, condition, path, limit)
        case syntax.Call():
            return calls.call(node, element, compile_node)
        case _:
            raise TypeError(f"{type(node).__name__} has no value of its own")


def _missing(node: syntax.Expression, element: str | None) -> Unknown:
    """Return the unknown that lacks every field under ``node``."""
    return Unknown(missing_in(node, element))


def _all(parts: list[Run]) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        unknown: Unknown | None = None
        for part in parts:
            value = part(env, item)
            if value is False:
                return False
            if value is not True:
                unknown = merge(unknown, cast("Unknown", value))
        return True if unknown is None else unknown

    return run


def _any(parts: list[Run]) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        unknown: Unknown | None = None
        for part in parts:
            value = part(env, item)
            if value is True:
                return True
            if value is not False:
                unknown = merge(unknown, cast("Unknown", value))
        return False if unknown is None else unknown

    return run


def _not(part: Run) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        value = part(env, item)
        if value is True:
            return False
        return True if value is False else value

    return run


def _field(node: syntax.Field, element: str | None) -> Run:
    reference = resolve(node, element is not None)
    absent = _missing(node, element)
    if reference.of == "surroundings":
        return lambda env, item: env.now
    if reference.of == "element":
        return _of_element(reference.names, absent)
    if reference.key is not None:
        return _attribute(reference.key, absent)
    if reference.names == ("market",):
        return lambda env, item: env.market
    if reference.names == ("platform",):
        return lambda env, item: _NO_PLATFORM if env.platform is None else env.platform
    if reference.names == ("category",):
        return _category
    if reference.names == ("attributes",):
        return attributes.every
    if reference.path in DERIVED:
        return passages.every(reference.path)
    if reference.names == ("price_history",):
        return _price_history(absent)
    get = attrgetter(*(".".join(reference.names),))

    def run(env: Environment, item: Value | None) -> Value:
        value: Value | None = get(env.listing)
        return absent if value is None else value

    return run


def _price_history(absent: Unknown) -> Run:
    """Return the observations as the tuple that lists are; a ledger's decode when asked for."""

    def run(env: Environment, item: Value | None) -> Value:
        history = env.listing.price_history
        return absent if history is None else tuple(history)

    return run


def _category(env: Environment, item: Value | None) -> Value:
    return _NO_CATEGORY if env.category is None else tuple(sorted(env.category))


def _of_element(names: tuple[str, ...], absent: Unknown) -> Run:
    if not names:
        return lambda env, item: absent if item is None else item
    name = names[0]

    def run(env: Environment, item: Value | None) -> Value:
        value: Value | None = getattr(item, name, None)
        return absent if value is None else value

    return run


def _attribute(key: str, absent: Unknown) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        attributes = env.listing.attributes
        given = attributes.get(key) if attributes else None
        if given is None:
            return absent
        value = given if isinstance(given, str) else plain(given)
        return absent if value is None else value

    return run


def _presence(operand: Run, missing: bool) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        return isinstance(operand(env, item), Unknown) is missing

    return run


def _under(ids: frozenset[str]) -> Run:
    def run(env: Environment, item: Value | None) -> Value:
        return _NO_CATEGORY if env.category is None else not ids.isdisjoint(env.category)

    return run


def _compare(node: syntax.Compare, element: str | None) -> Run:
    special = texttests.equality(node, element, compile_node)
    if special is not None:
        return special
    left, right = compile_node(node.left, element), compile_node(node.right, element)
    sign, missing, test = node.operator, _missing(node, element), TESTS[node.operator]
    prices = {_price(node.left, element), _price(node.right, element)}
    if prices == {"price", "original_price"}:
        get = attrgetter(*(str(_price(side, element)) for side in (node.left, node.right)))
    else:
        get = None

    def run(env: Environment, item: Value | None) -> Value:
        one, other = get(env.listing) if get else (None, None)
        if one is None or other is None:
            one, other = left(env, item), right(env, item)
        if (  # the commonest case by far, decided without a look at every other kind
            isinstance(one, Money)
            and isinstance(other, Money)
            and one.currency == other.currency
            and one.amount.is_finite()
            and other.amount.is_finite()
        ):
            return test(one.amount, other.amount)
        if isinstance(one, Unknown) or isinstance(other, Unknown):
            return _either(one, other)
        result = compare(sign, one, other, env)
        return missing if result is None else result

    return run


def _price(node: syntax.Expression, element: str | None) -> str | None:
    """Return the name of a price of the record, ``None`` for anything else."""
    if not isinstance(node, syntax.Field):
        return None
    reference = resolve(node, element is not None)
    path = reference.path if reference.of == "record" else None
    return path if path in ("price", "original_price") else None


def _either(one: Value, other: Value) -> Unknown:
    """Return what is missing of two operands, at least one of them unknown."""
    if not isinstance(one, Unknown):
        return cast("Unknown", other)
    return merge(one, other) if isinstance(other, Unknown) else one


def _arithmetic(node: syntax.Arithmetic, element: str | None) -> Run:
    left, right = compile_node(node.left, element), compile_node(node.right, element)
    sign, missing, context = node.operator, _missing(node, element), decimals()
    if isinstance(node.right, syntax.Duration) and node.right.unit == "d" and sign in ("+", "-"):
        days = node.right.amount if sign == "+" else -node.right.amount
        return _days_later(left, days, missing)

    def run(env: Environment, item: Value | None) -> Value:
        one, other = left(env, item), right(env, item)
        if isinstance(one, Unknown) or isinstance(other, Unknown):
            return _either(one, other)
        result = compute(sign, one, other, env, context)
        return missing if result is None else result

    return run


def _days_later(moment: Run, days: int, missing: Unknown) -> Run:
    """Return ``moment + 7d`` by the calendar, so that a clock change does not shift the hour."""

    def run(env: Environment, item: Value | None) -> Value:
        value = moment(env, item)
        if isinstance(value, timedelta):
            return value + timedelta(days=days)
        if not isinstance(value, date):
            return value if isinstance(value, Unknown) else missing
        later: date | None = shift_days(value, days, env)
        return missing if later is None else later

    return run


def _search_right(node: syntax.Expression, element: str | None) -> Run | None:
    return None if isinstance(node, syntax.PatternRef) else compile_node(node, element)


def _membership(node: syntax.In, element: str | None) -> Run:
    if isinstance(node.left, syntax.PatternRef) and isinstance(node.right, syntax.Field):
        run = quantifiers.found_in(node.left.name, resolve(node.right, element is not None))
    else:
        run = texttests.membership(node, element, compile_node, _missing(node, element))
    return _not(run) if node.negated else run
