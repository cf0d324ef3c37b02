"""What expressions evaluate to, and three-valued logic over it.

`Unknown` is the third truth value and the value of whatever the record does not say. It carries
the field paths that would have to be filled in to get an answer, so that a report can say
“not evaluated: certificates”. Kleene's rules decide when an unknown part matters: ``false and
unknown`` is false, ``true and unknown`` is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, for want of the fields in ``missing`` (paths; ``*`` for any element)."""

    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Refuse: an unknown is neither true nor false; test with ``is True``."""
        raise TypeError("an Unknown is neither true nor false; compare with `is True`")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount in the base unit of its dimension (see `quantities.BASE_UNITS`)."""

    amount: Decimal
    dimension: str


Truth: TypeAlias = bool | Unknown
Value: TypeAlias = (
    "bool | str | Decimal | date | timedelta | Quantity | Struct | tuple[Value, ...] | Unknown"
)
"""``date`` includes ``datetime``; ``Struct`` is a record of the listing or `model.Money`."""


def merge(left: Unknown | None, right: Unknown) -> Unknown:
    """Return an unknown that lacks what either lacks, each path once, in order."""
    if left is None or left.missing == right.missing:
        return right
    return _lacking(left.missing, right.missing)


@lru_cache(maxsize=4096)
def _lacking(left: tuple[str, ...], right: tuple[str, ...]) -> Unknown:
    return Unknown(tuple(dict.fromkeys(left + right)))


def kleene_not(value: Truth) -> Truth:
    """Return the negation; the unknown stays unknown."""
    return value if isinstance(value, Unknown) else not value


def kleene_and(left: Truth, right: Truth) -> Truth:
    """Return false if one side is false, else unknown if one is unknown."""
    if left is False or right is False:
        return False
    if isinstance(left, Unknown):
        return merge(left, right) if isinstance(right, Unknown) else left
    return right


def kleene_or(left: Truth, right: Truth) -> Truth:
    """Return true if one side is true, else unknown if one is unknown."""
    if left is True or right is True:
        return True
    if isinstance(left, Unknown):
        return merge(left, right) if isinstance(right, Unknown) else left
    return right
