"""Trees of frozen records as bytes, and back.

A flat list of objects, each after those it is made of; a whole number in an object is the place of
another one in the list. What is equal is kept once. Only the kinds of record that the reader lists
are ever made, so a file from elsewhere can hold wrong values but runs no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Kinds = Mapping[type, "Callable[[Any], Iterable[object]]"]
"""Kinds of records by what takes one apart into the arguments that make it again."""

_BUILT_IN: dict[type, Callable[[list[Any]], object]] = {
    int: lambda parts: int(parts[0]),
    Decimal: lambda parts: Decimal(parts[0]),
    tuple: tuple,
    list: list,
    frozenset: frozenset,
    dict: lambda parts: dict(zip(parts[::2], parts[1::2], strict=True)),
}
_NUMBERS = {kind: number for number, kind in enumerate(_BUILT_IN)}


class DamagedError(ValueError):
    """The bytes are not what `encode` wrote for these kinds."""


def parts_of(record: Any) -> list[object]:
    """Take a dataclass apart into the arguments that make it again."""
    return [getattr(record, each.name) for each in fields(record) if each.init]


def encode(root: object, kinds: Kinds) -> bytes:
    """Return a tree of records, tuples, lists, sets, dictionaries and plain values as bytes.

    Raises `TypeError` on a kind that is not listed. A subclass of ``str`` comes back as ``str``.
    """
    writer = _Writer(kinds)
    place = writer.write(root)
    return msgspec.msgpack.encode([_shape(kinds), writer.objects, place])


def decode(data: bytes, kinds: Kinds) -> Any:
    """Return what `encode` was given; raises `DamagedError`."""
    makers = [*_BUILT_IN.values(), *(_maker(kind) for kind in kinds)]
    try:
        shape, objects, root = msgspec.msgpack.decode(data)
        if shape != _shape(kinds):
            raise DamagedError("the records have other fields now")
        made: list[Any] = []
        for number, *parts in objects:
            found = [made[part] if part.__class__ is int else part for part in parts]
            made.append(makers[number](found))
        return made[root] if root.__class__ is int else root
    except (msgspec.DecodeError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise DamagedError(str(error)) from error


def _maker(kind: type) -> Callable[[list[Any]], object]:
    given = [each for each in fields(kind) if each.init] if is_dataclass(kind) else []
    if not any(each.kw_only for each in given):
        return lambda parts: kind(*parts)
    names = [each.name for each in given]
    return lambda parts: kind(**dict(zip(names, parts, strict=True)))


def _shape(kinds: Kinds) -> list[list[str]]:
    """Return the names of all kinds with those of their fields."""
    return [[kind.__qualname__, *getattr(kind, "__dataclass_fields__", ())] for kind in kinds]


class _Writer:
    """Puts objects into the list, each once."""

    def __init__(self, kinds: Kinds) -> None:
        self.objects: list[list[object]] = []
        self._apart = kinds
        self._numbers = {**_NUMBERS, **{kind: len(_NUMBERS) + at for at, kind in enumerate(kinds)}}
        self._places: dict[bytes, int] = {}
        self._seen: dict[int, tuple[object, int]] = {}
        """Places by identity; the object is held, so that its identity is not given twice."""

    def write(self, value: object) -> object:
        """Return a plain value as it is, and the place of anything else."""
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, str):
            return str.__str__(value)
        if id(value) in self._seen:
            return self._seen[id(value)][1]
        place = self._put([self._number(value), *self._parts(value)])
        self._seen[id(value)] = (value, place)
        return place

    def _number(self, value: object) -> int:
        number = self._numbers.get(type(value))
        if number is None:
            raise TypeError(f"{type(value).__qualname__} is no kind of record that is kept")
        return number

    def _parts(self, value: Any) -> Iterable[object]:
        if isinstance(value, int | Decimal):
            return [str(value)]
        if isinstance(value, Mapping):
            return [self.write(part) for pair in value.items() for part in pair]
        if type(value) in self._apart:
            return [self.write(part) for part in self._apart[type(value)](value)]
        parts: Sequence[object] = [self.write(part) for part in value]
        if isinstance(value, frozenset):
            return sorted(parts, key=lambda part: (part.__class__ is int, part))
        return parts

    def _put(self, record: list[object]) -> int:
        key = msgspec.msgpack.encode(record)  # 1, 1.0 and True are equal, and not the same
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.objects)
            self.objects.append(record)
        return place
