"""The types of names: fields of the record, of elements, and what people write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.fields import ELEMENT, LISTING, resolve
from listing_guard.lang.record import MAPPING, RECORD, SURROUNDINGS
from listing_guard.lang.show import show
from listing_guard.lang.suggest import nearest
from listing_guard.lang.types import ANY, ListOf, Member, Record, Type, elements_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from listing_guard.lang.check import Checker
    from listing_guard.lang.syntax import Field


def field_type(checker: Checker, node: Field) -> Type | None:
    """Return the type of a name, or report why it has none."""
    reference = resolve(node, checker.element is not None)
    names = reference.names
    if reference.of == "element" and checker.element is not None:
        if not names:
            return _with_key(checker, node, checker.element)
        fields = checker.element.fields if isinstance(checker.element, Record) else {}
    elif reference.of == "surroundings":
        fields = SURROUNDINGS
    else:
        fields = RECORD.fields
    if not names:
        checker.report(node, "E216", "the listing is a record, not a value", "name a field of it")
        return None
    if names[0] not in fields:
        _unknown(checker, node, names[0], fields)
        return None
    found = fields[names[0]].type
    if len(names) > 1:
        _no_part(checker, node, names, found)
        return None
    return _with_key(checker, node, found)


def _with_key(checker: Checker, node: Field, found: Type) -> Type | None:
    if node.key is None:
        return found
    if found == MAPPING:
        return ANY
    help_ = 'only `attributes` has keys: `attributes["材质"]`'
    checker.report(node, "E201", f"{found} has no keys", help_)
    return None


def _no_part(checker: Checker, node: Field, names: tuple[str, ...], found: Type) -> None:
    first, rest = names[0], show(".".join(names[1:]))
    if isinstance(found, ListOf):
        help_ = f"ask about its elements: `any({first}, {rest} …)`"
        checker.report(node, "E216", f"`{first}` is {found}", help_)
    elif found == MAPPING:
        help_ = f'write `attributes["{rest}"]`'
        checker.report(node, "E201", "the values of `attributes` are named by text", help_)
    else:
        checker.report(node, "E201", f"`{first}` is {found} and has no fields")


def _unknown(checker: Checker, node: Field, name: str, fields: Mapping[str, Member]) -> None:
    inside = checker.element is not None and node.names[0] != LISTING
    what = f"{checker.element} has" if inside else "the listing has"
    checker.report(node, "E201", f"{what} no field `{show(name)}`", _advice(name, fields, inside))


def _advice(name: str, fields: Mapping[str, Member], inside: bool) -> str:
    named = next((key for key, member in fields.items() if member.zh == name), None)
    known = named or nearest(name, [*fields, *(("true", "false") if not inside else ())])
    if inside and name in RECORD.fields:
        return f"inside the brackets names are the element's; write `{LISTING}.{name}`"
    lists = [
        key
        for key, member in RECORD.fields.items()
        if isinstance(element := elements_of(member.type), Record) and name in element.fields
    ]
    if lists and not inside and not named:
        return f"it is a field of `{lists[0]}`: write `any({lists[0]}, {name} …)`"
    if known and (named or not inside or known in fields):
        return f"did you mean `{known}`?"
    if inside and not fields:
        return f"the elements have no fields; write `{ELEMENT}`"
    return f'a text has quotation marks, `"{show(name)}"`; other data is in `attributes["…"]`'
