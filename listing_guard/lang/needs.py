"""What a listing must have for an expression to be true, and what its value hangs on.

Two questions, both answered without a listing. `requirements`: without what is the expression
false, and never unknown, so that nobody need evaluate it? `inputs`: whose contents does it look at,
so that without any of them it has one value for all listings that lack the same fields?
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple

from listing_guard.lang import syntax
from listing_guard.lang.analysis import TEXT_TESTS, counts_up, fields_in, pattern_names
from listing_guard.lang.attributes import is_part, names_asked
from listing_guard.lang.fields import resolve
from listing_guard.lang.functions import lookup, values_in
from listing_guard.lang.record import DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterable

GATES = frozenset({"market", "platform", "category"})
_COUNTS = frozenset({"count", "count_distinct"})
"""Functions that look at hits, or at nothing but their arguments."""
_MOST_CLAUSES = 16
"""An ``or`` of longer parts is told by the narrowest clause of each part alone."""


Kind = Literal[
    "hit", "category", "field", "filled", "absent", "name", "lexicon", "value", "odd",
    "claim",
]  # fmt: skip


class Need(NamedTuple):
    """Something that a listing must have."""

    kind: Kind
    """A hit of a pattern; a category; a field that is there, that is there and not
    empty, that is absent. Of some attribute: its name; a name of a lexicon; text of a pattern in
    its value. Odd: the attributes are ``many``, too many to look at, or some value is not ``plain``
    text. Claim: a word of a discount in some text."""
    name: str


MANY = Need("odd", "many")
NOT_PLAIN = Need("odd", "not plain")
CLAIM = Need("claim", "discounts")
_CONTENTS = frozenset({"filled", "absent", "name", "lexicon", "value", "odd"})
_RARITY = ("name", "lexicon", "value")
"""What stands in few listings first."""

_Clause = frozenset[Need]


def requirements(expression: syntax.Expression) -> tuple[_Clause, ...]:
    """Return sets of needs, of each of which one must be met, or the expression is false.

    ``$a and ($b or $c) and price is present`` gives ``{hit $a}``, ``{hit $b, hit $c}`` and
    ``{field price}``. More may be needed than is returned, never less; nothing is returned for
    an expression that can be true, or unknown, of any listing. So ``any(certificates, …)`` needs
    certificates, or none at all: an empty list makes it false, an absent one unknown.
    """
    match expression:
        case (
            syntax.PatternRef(name=name)
            | syntax.In(left=syntax.PatternRef(name=name), negated=False)
        ):
            return (frozenset([Need("hit", name)]),)
        case syntax.PatternSet(quantifier="all", patterns=patterns):
            return tuple(frozenset([Need("hit", pattern.name)]) for pattern in patterns)
        case syntax.PatternSet(quantifier=quantifier, patterns=patterns):
            if quantifier in ("none", 0):
                return ()
            return (frozenset(Need("hit", pattern.name) for pattern in patterns),)
        case syntax.Compare() if counts_up(expression):
            return (frozenset(Need("hit", name) for name in pattern_names(expression)),)
        case syntax.Presence(operand=syntax.Field(names=(_,)), missing=False):
            # Market, platform and category may be known although the record lacks them.
            paths = fields_in(expression) - GATES
            return tuple(frozenset([Need("field", path)]) for path in paths)
        case syntax.Under(categories=categories):
            return (frozenset(Need("category", category.id) for category in categories),)
        case syntax.ListQuantifier(quantifier="any"):
            return _some_element(expression)
        case syntax.And(operands=operands):
            return tuple(each for part in operands for each in requirements(part))
        case syntax.Or(operands=operands):
            return _one_of([requirements(part) for part in operands])
        case _:
            return ()


def platforms(gate: syntax.Expression) -> frozenset[str] | None:
    """Return the platforms of which a listing must be on one to pass a gate; ``None``: any.

    A gate that is unknown stays shut, so a listing that names no platform is on none of them.
    """
    match gate:
        case syntax.And(operands=operands):
            named = [found for part in operands if (found := platforms(part)) is not None]
            return frozenset.intersection(*named) if named else None
        case syntax.Or(operands=operands):
            every = [platforms(part) for part in operands]
            known = [part for part in every if part is not None]
            return frozenset().union(*known) if len(known) == len(every) else None
        case syntax.Compare(operator="==", left=left, right=syntax.Text(value=name)):
            return frozenset([name]) if _is_platform(left) else None
        case syntax.In(negated=False, left=left, right=syntax.ListLiteral(items=items)):
            names = [each.value for each in items if isinstance(each, syntax.Text)]
            if _is_platform(left) and len(names) == len(items):
                return frozenset(names)
    return None


def asks_platform_alone(gate: syntax.Expression) -> bool:
    """Say whether a gate is nothing but the names that `platforms` gives."""
    return isinstance(gate, syntax.Compare | syntax.In) and platforms(gate) is not None


def _is_platform(node: syntax.Expression) -> bool:
    return isinstance(node, syntax.Field) and node.names == ("platform",) and node.key is None


def _one_of(parts: list[tuple[_Clause, ...]]) -> tuple[_Clause, ...]:
    """Return the clauses of an ``or``: one of each part, put together."""
    if not all(parts):
        return ()
    narrowest = _union(min(part, key=_breadth) for part in parts)
    if prod(map(len, parts)) > _MOST_CLAUSES:
        return (narrowest,)
    others = dict.fromkeys(map(_union, product(*parts)))
    return (narrowest, *(each for each in others if each != narrowest and asks_contents(each)))


def _union(clauses: Iterable[_Clause]) -> _Clause:
    return frozenset().union(*clauses)


def _breadth(needs: _Clause) -> tuple[bool, int, list[Need]]:
    return (asks_contents(needs), len(needs), sorted(needs))


def asks_contents(needs: Iterable[Need]) -> bool:
    """Say whether a clause asks for what stands in a list or in the attributes."""
    return any(need.kind in _CONTENTS for need in needs)


def _some_element(node: syntax.ListQuantifier) -> tuple[_Clause, ...]:
    reference = resolve(node.list, inside=False)
    if reference.of != "record" or reference.key is not None or len(reference.names) != 1:
        return ()
    if reference.path in DERIVED:  # a repeated word needs nothing but words
        return (frozenset([CLAIM]),) if reference.path == CLAIM.name else ()
    found = _element_needs(node) or frozenset([Need("filled", reference.path)])
    return (found | {Need("absent", reference.path)},)


def _element_needs(node: syntax.ListQuantifier) -> _Clause | None:
    """Return what the attributes need for ``any`` of them, or ``none``, not to be settled."""
    if resolve(node.list, inside=False).path != "attributes" or node.quantifier == "all":
        return None
    found = _attribute_needs(node.condition)
    return None if found is None else found | {MANY}


def _attribute_needs(condition: syntax.Expression) -> _Clause | None:
    """Return needs of which an attribute must meet one, or the condition is false of it."""
    match condition:
        case syntax.And(operands=operands):
            parts = [found for part in operands if (found := _attribute_needs(part)) is not None]
            return min(parts, key=_rarity, default=None)
        case syntax.Or(operands=operands):
            every = [_attribute_needs(part) for part in operands]
            known = [part for part in every if part is not None]
            return frozenset().union(*known) if len(known) == len(every) else None
        case syntax.In(negated=False, left=left, right=syntax.Call(name="lexicon", arguments=args)):
            if is_part(left, "name") and len(args) == 1 and isinstance(args[0].value, syntax.Text):
                return frozenset([Need("lexicon", args[0].value.value)])
        case syntax.Search(left=left, right=syntax.PatternRef(name=name)):
            if is_part(left, "value"):
                return frozenset([Need("value", name), NOT_PLAIN])
        case syntax.In() | syntax.Compare():
            names = names_asked(condition)
            return None if names is None else frozenset(Need("name", name) for name in names)
    return None


def _rarity(needs: _Clause) -> tuple[int, int, list[Need]]:
    known = [_RARITY.index(need.kind) for need in needs if need.kind in _RARITY]
    return (max(known), len(needs), sorted(needs))


def inputs(expression: syntax.Expression) -> frozenset[Need] | None:
    """Return what must be there for the value to hang on more than is absent or empty.

    Where a listing meets none of these needs, the value is that of every other listing of the
    same category that meets none, and gives and lacks the same of the fields that are looked at.
    ``None``: nobody can tell.
    """
    match expression:
        case syntax.PatternRef(name=name):
            return frozenset([Need("hit", name)])
        case syntax.Presence(operand=syntax.Field(names=(name,), key=None)) if name != "platform":
            return frozenset()
        case syntax.ListQuantifier():
            found = _element_needs(expression)
            return inputs(expression.list) if found is None else found
        case syntax.Search(left=left, right=syntax.PatternRef()):
            return inputs(left)
        case syntax.Field(key=None, names=("market" | "category" | "now",)):
            return frozenset()
        case syntax.Field():
            reference = resolve(expression, inside=False)
            if reference.of != "record" or reference.names == ("platform",):
                return None
            if reference.names[0] in DERIVED:
                return frozenset([CLAIM]) if reference.names[0] == CLAIM.name else None
            is_key = reference.key is not None
            return frozenset(
                [Need("field", reference.path) if is_key else Need("filled", reference.names[0])]
            )
        case syntax.Call(name=name, arguments=arguments) if name in TEXT_TESTS:
            values = [argument.value for argument in arguments]
            return _inputs_of(each for each in values if not isinstance(each, syntax.PatternRef))
        case syntax.Call(name=name):
            function = lookup(name)
            if name not in _COUNTS and (function is None or not function.pure):
                return None
            return _inputs_of(values_in(expression, syntax.children(expression)))
        case _:
            return _inputs_of(syntax.children(expression))


def _inputs_of(parts: Iterable[syntax.Expression]) -> frozenset[Need] | None:
    found: set[Need] = set()
    for part in parts:
        own = inputs(part)
        if own is None:
            return None
        found |= own
    return frozenset(found)
