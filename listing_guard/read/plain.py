"""Records as most are: each key a field of its own, each value of the wanted kind."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from listing_guard.model.listing import Listing, Money, Source
from listing_guard.read.columns import attribute_name, column
from listing_guard.read.money import LARGEST
from listing_guard.read.values import MAX_VALUES

WHOLE_TEXTS: Mapping[str, str] = MappingProxyType(
    {"title": " ", "subtitle": " ", "description": "\n", "brand": " / ", "category": " / "}
)
"""Texts kept to the letter, since findings point into them; and what joins a list of them."""
TRIMMED_TEXTS = frozenset({"id", "sku", "language", "price_label"})

_Slot = tuple[str, type, str | None]
"""Field, kind of its values, and the currency of a price or whether a text is trimmed."""
_SLOTS: dict[tuple[str, ...], tuple[_Slot, ...]] = {}
"""What is known of rows of keys; they are column names each, so they are short."""
_MOST_SLOTS = 256
_MOST_MONEY = int(LARGEST)
_STRINGS = frozenset([str])


def read_plainly(record: dict[str, Any], source: Source) -> Listing | None:
    """Read a record as most are: each key a field of its own, each value of the wanted kind.

    ``None`` leaves a record to the long way, which gives the same. Without this, reading a line of
    JSON would take longer than any other step.
    """
    keys = tuple(record)
    slots = _SLOTS.get(keys)
    if slots is None:
        slots = _slots(keys)
        if slots is None:
            return None
        if len(_SLOTS) < _MOST_SLOTS:
            _SLOTS[keys] = slots
    fields: dict[str, Any] = {}
    for (field, kind, more), value in zip(slots, record.values(), strict=True):
        if value is None:
            continue
        given = type(value)
        if given is str and kind is str:
            if value and not value.isspace():
                fields[field] = value.strip() if more else value
        elif (given is float or given is int) and kind is Money and 0 <= value <= _MOST_MONEY:
            fields[field] = Money(Decimal(repr(value)), more)
        elif given is dict and kind is dict and len(value) <= MAX_VALUES:
            if not _STRINGS.issuperset(map(type, (*value, *value.values()))):
                return None
            if any(attribute_name(name) != name for name in value):
                return None
            fields[field] = value.copy()
        else:
            return None
    if fields.keys().isdisjoint(("title", "subtitle", "description")):
        return None
    return Listing(**fields, source=source)


def _slots(keys: tuple[Any, ...]) -> tuple[_Slot, ...] | None:
    """Return what each key stands for, ``None`` unless every one is easy to read."""
    slots: dict[str, _Slot] = {}
    for key in keys:
        which = column(key) if type(key) is str else None
        if which is None or which.part or which.label or which.field in slots:
            return None
        if which.field in WHOLE_TEXTS:
            slots[which.field] = (which.field, str, None)
        elif which.field in TRIMMED_TEXTS:
            slots[which.field] = (which.field, str, "trimmed")
        elif which.field in ("price", "original_price"):
            slots[which.field] = (which.field, Money, which.currency)
        elif which.field == "attributes":
            slots[which.field] = (which.field, dict, None)
        else:
            return None
    return tuple(slots.values())
