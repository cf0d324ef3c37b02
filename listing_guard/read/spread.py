"""The elements of a list, however it is written: nested, an object, JSON or text in a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from listing_guard.read.columns import element_part
from listing_guard.read.values import MAX_DEPTH, MAX_VALUES, Context, key_text, number_text, shown

_TEXT_LISTS = frozenset({"selling_points", "authorised_brands", "trademarks"})
_NONE_AT_ALL = frozenset({"无", "無", "没有", "none"})

_LINES = re.compile(r"[\r\n]+")
_CELL = re.compile(r"[\r\n|｜；]+")
_ITEMS = re.compile(r"[\r\n|｜；;]+")
_NAMES = re.compile(r"[\r\n|｜；;,，、]+")
_ADDRESSES = re.compile(r"[\r\n|｜；]+|[;,\s]+(?=(?:https?:)?//)")
_SEPARATORS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "authorised_brands": _NAMES,
        "trademarks": _NAMES,
        "patents": _NAMES,
        "images": _ADDRESSES,
        "skus": _CELL,
    }
)


def spread(field: str, value: object, context: Context) -> list[object] | None:
    """Return the single elements, as they stand, of a list in any writing."""
    if isinstance(value, str):
        return _spread_text(field, value, context)
    if isinstance(value, Mapping):
        if field == "price_history" and not any(
            element_part(field, key_text(key)) for key in value
        ):
            # {"2026-11-01": 99}
            pairs: list[object] = [[day, price] for day, price in value.items()]
            return pairs[:MAX_VALUES]
        return [value]
    if isinstance(value, (list, tuple)):
        items: list[object] = []
        _flatten(field, value, items, 0)
        if len(items) > MAX_VALUES:
            context.note(f"{field}: more than {MAX_VALUES} elements; the rest is left out")
        return items[:MAX_VALUES]
    if number_text(value) is not None or isinstance(value, msgspec.Struct):
        return [value]
    context.note(f"{field}: {shown(value)} is no list and is left out")
    return None


def _spread_text(field: str, value: str, context: Context) -> list[object] | None:
    text = value.strip()
    if not text:
        return None
    if text.casefold() in _NONE_AT_ALL:
        return []
    if text[0] in "[{":
        try:
            decoded = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, ValueError):
            if field not in _TEXT_LISTS:
                context.note(f"{field}: {shown(text)} is no JSON and is left out")
                return None
        else:
            if isinstance(decoded, (list, dict)):
                return spread(field, decoded, context)
    if field == "selling_points":
        separator = _CELL if context.flat else _LINES
    else:
        separator = _SEPARATORS.get(field, _ITEMS)
    parts = separator.split(value if field == "selling_points" else text, MAX_VALUES)
    return [part if field == "selling_points" else part.strip() for part in parts if part.strip()]


def _flatten(field: str, value: object, items: list[object], depth: int) -> None:
    is_list = isinstance(value, (list, tuple))
    if is_list and depth and field == "price_history" and is_pair(value):
        is_list = False
    if not is_list or depth > MAX_DEPTH or (depth and not value):
        # an empty list inside one is an element that says nothing, not the absence of any
        items.append(value)
        return
    for item in value:  # type: ignore[attr-defined]  # told by is_list
        if len(items) > MAX_VALUES:
            return
        _flatten(field, item, items, depth + 1)


def is_pair(value: object) -> bool:
    """Say whether a list is ``["2026-11-01", 99]``."""
    return (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and not any(isinstance(part, (list, tuple)) for part in value)
        and not isinstance(value[0], Mapping)
    )
