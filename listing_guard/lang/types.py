"""Static types: what an expression can be, told without a listing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Type:
    """A type; ``name`` is how messages and the reference call it, with its article."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class EnumOf(Type):
    """A text out of a fixed set."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityOf(Type):
    """An amount of goods; ``dimension`` is ``mass``, ``volume`` …"""

    dimension: str = ""


ANY = Type("an untyped value")
"""What ``attributes["…"]`` holds: text, number, truth value or list, known only at run time."""


@dataclass(frozen=True, slots=True)
class ListOf(Type):
    """A list of one type of element."""

    element: Type = ANY


@dataclass(frozen=True, slots=True)
class MappingOf(Type):
    """Named values, which quantifiers see as a list of records with name and value."""

    element: Type = ANY


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a record, what it is called in Chinese, and what it holds."""

    type: Type
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Record(Type):
    """A record with named fields."""

    fields: Mapping[str, Member] = field(default_factory=dict, hash=False)
    """Not part of the hash: a mapping has none."""


TEXT = Type("a text")
NUMBER = Type("a number")
MONEY = Type("an amount of money")
DATE = Type("a date")
TIME = Type("a point in time")
DURATION = Type("a duration")
BOOLEAN = Type("a condition")
PATTERN = Type("a pattern")
LEXICON = Type("a lexicon")
CATEGORY = Type("a category")
MARKET = Type("a market")
FIELD = Type("a field")
"""A parameter that takes a field by its name, not by its value."""

KIND = EnumOf("a kind of price", ("listed", "sold", "promotion"))
"""``listed``: asked on the page; ``sold``: paid; ``promotion``: asked during a promotion."""


def list_of(element: Type, plural: str) -> ListOf:
    """Return the type of a list, called ``a list of <plural>``."""
    return ListOf(f"a list of {plural}", element)


def elements_of(type_: Type) -> Type | None:
    """Return the type of what a quantifier finds in a value, ``None`` for what is no list."""
    return type_.element if isinstance(type_, ListOf | MappingOf) else None


def quantity_of(dimension: str) -> QuantityOf:
    """Return the type of quantities of one dimension."""
    return QuantityOf(f"a quantity ({dimension})", dimension)
