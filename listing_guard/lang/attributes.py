"""The attributes as a list of names and values, for quantifiers, each list made once a listing.

A condition on the name (``name in ["材质", "面料"] and …``) is answered from an index by folded
name, so that a rule costs what the attributes of that name cost and no more.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from listing_guard.lang import syntax
from listing_guard.lang.fields import resolve
from listing_guard.lang.runtime import plain
from listing_guard.lang.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.runtime import Run
    from listing_guard.lang.values import Value

_ABSENT = Unknown(("attributes",))


class Attribute(Struct, frozen=True):
    """One value of one attribute; ``value`` is ``None`` where the record gives no plain one."""

    name: str
    value: str | None


class Attributes:
    """The attributes of one listing, in its order."""

    __slots__ = ("_by_name", "elements")

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Take ``Listing.attributes``; several values of one name become several elements."""
        self.elements: tuple[Attribute, ...] = tuple(_elements(given))
        self._by_name: dict[str, list[Attribute]] | None = None

    def named(self, names: frozenset[str], env: Environment) -> tuple[Attribute, ...]:
        """Return the elements with one of the folded names."""
        if self._by_name is None:
            self._by_name = {}
            for each in self.elements:
                self._by_name.setdefault(env.matcher.fold(each.name), []).append(each)
        found = self._by_name.keys() & names
        if not found:
            return ()
        if len(found) == 1:
            return tuple(self._by_name[found.pop()])
        return tuple(each for name, own in self._by_name.items() if name in found for each in own)


def _elements(given: Mapping[str, Any]) -> Iterator[Attribute]:
    for name, value in given.items():
        for each in value if isinstance(value, list | tuple) else (value,):
            yield Attribute(name, each if isinstance(each, str) else _as_text(each))


def _as_text(value: object) -> str | None:
    """Return a number, truth value or date as a record writes it."""
    match plain(value):
        case bool() as truth:
            return str(truth).lower()
        case Decimal() as number:
            return f"{number:f}"
        case date() as day:
            return day.isoformat()
        case _:
            return None


def every(env: Environment, item: Value | None) -> Value:
    """Return all elements; unknown where the record has no attributes."""
    return _ABSENT if env.attributes is None else env.attributes.elements


def named(node: syntax.ListQuantifier, element: str | None) -> Run | None:
    """Return what gives a quantifier just the attributes of the names that it asks for.

    ``None`` where it must see them all: it is over another list, asks for no fixed names, or is
    ``all``, which an attribute of another name makes false.
    """
    reference = resolve(node.list, element is not None)
    if reference.of != "record" or reference.path != "attributes" or node.quantifier == "all":
        return None
    names = names_asked(node.condition)
    if names is None:
        return None
    folded: list[frozenset[str]] = []

    def run(env: Environment, item: Value | None) -> Value:
        attributes = env.attributes
        if attributes is None:
            return _ABSENT
        if not folded:
            folded.append(frozenset(map(env.matcher.fold, names)))
        return attributes.named(folded[0], env)

    return run


def names_asked(condition: syntax.Expression) -> tuple[str, ...] | None:
    """Return the names of which an attribute must have one for the condition to be true.

    ``None`` when it can hold for any name.
    """
    match condition:
        case syntax.And(operands=operands):
            return next((found for part in operands if (found := names_asked(part))), None)
        case syntax.In(negated=False, left=left, right=syntax.ListLiteral(items=items)):
            texts = tuple(item.value for item in items if isinstance(item, syntax.Text))
            return texts if is_part(left, "name") and len(texts) == len(items) else None
        case syntax.Compare(operator="==", left=left, right=syntax.Text(value=value)):
            return (value,) if is_part(left, "name") else None
        case _:
            return None


def is_part(node: syntax.Expression, part: Literal["name", "value"]) -> bool:
    """Say whether ``node`` is the ``name``, or the ``value``, of the element around it."""
    return (
        isinstance(node, syntax.Field)
        and node.key is None
        and node.names in ((part,), ("it", part))
    )
