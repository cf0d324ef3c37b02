"""A record (an object with names and values, from wherever it came) becomes a listing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing, Money, Source
from listing_guard.read.columns import NUMBERED, TEXT_KINDS, Column, column, element_part
from listing_guard.read.elements import to_currency, to_elements, to_price
from listing_guard.read.places import to_market, to_platform
from listing_guard.read.plain import TRIMMED_TEXTS, WHOLE_TEXTS, read_plainly
from listing_guard.read.values import Context, key_text, shown, to_attributes, to_text

_NOWHERE = Source()
_PAIRS = re.compile(r"[\r\n;；|｜]+")
_NAME_AND_VALUE = re.compile(r"\s*([^:：=]+?)\s*[:：=]\s*(.*?)\s*", re.DOTALL)
_MOST_KEYS_SHOWN = 8

_Entry = tuple[Column, str, Any]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a source writes its records."""

    market: str | None = None
    """The market of a record that names none; it only decides what ``¥`` and ``$`` stand for."""
    flat: bool = False
    """The record is a table's row: ``|`` and ``；`` part the elements of lists in its cells."""
    serials: bool = False
    """A number where a date is wanted is a spreadsheet's day count."""


_USUAL = Manner()


def to_listing(
    record: Mapping[str, Any], source: Source = _NOWHERE, manner: Manner = _USUAL
) -> Listing:
    """Return the listing that a record describes.

    Keys are field names or any of the names in `listing_guard.read.columns`; all others go under
    ``attributes`` and are named in ``unknown_keys``. ``None`` and blank text count as absent, an
    empty list as *there are none*. A value that a field cannot take is left out with a note.
    Raises `ListingError` on what is no object and on a record without any text to check; never
    anything else, whatever the values are.
    """
    if type(record) is dict and (listing := read_plainly(record, source)) is not None:
        return listing
    if not isinstance(record, Mapping):
        raise ListingError(f"{shown(record)} is no object of names and values; give one a listing")
    single: dict[str, _Entry] = {}
    several: dict[str, list[_Entry]] = {}
    spare: list[tuple[_Entry, _Entry]] = []
    strange: dict[str, Any] = {}
    for key, value in record.items():
        if value is None or (isinstance(value, str) and (not value or value.isspace())):
            continue
        name = key if type(key) is str else key_text(key)
        which = column(name)
        if which is None:
            strange[key_text(name)] = value
        elif which.part or which.field in NUMBERED:
            several.setdefault(which.field, []).append((which, name, value))
        else:
            entry = (which, name, value)
            held = single.setdefault(which.field, entry)
            if held is not entry:
                if which.rank < held[0].rank:
                    single[which.field], entry, held = entry, held, entry
                if entry[2] != held[2]:
                    spare.append((entry, held))
    context = Context(market=manner.market, flat=manner.flat, serials=manner.serials)
    fields = _fields(single, several, context)
    _add_attributes(fields, single, spare, strange, context)
    spoken = not TEXT_KINDS.keys().isdisjoint(fields.get("attributes") or ())
    if not _has_text(fields, "attributes" in single or spoken):
        raise ListingError(_no_text(record))
    return Listing(**fields, source=source, notes=tuple(context.notes), unknown_keys=tuple(strange))


def _fields(
    single: dict[str, _Entry], several: dict[str, list[_Entry]], context: Context
) -> dict[str, Any]:
    """Read every field but the attributes; market and currency first, since prices need them."""
    fields: dict[str, Any] = {}
    if "market" in single:
        fields["market"] = _market(single["market"][2], context)
        context.market = fields["market"] or context.market
    if "currency" in single:
        fields["currency"] = to_currency(single["currency"][2], "currency", context)
        context.currency = fields["currency"]
    for field, (which, _, value) in single.items():
        if field in WHOLE_TEXTS:
            if type(value) is str and value.isascii():
                fields[field] = value
            else:
                fields[field] = to_text(value, field, context, WHOLE_TEXTS[field])
        elif field in ("price", "original_price"):
            fields[field] = _price(field, which, value, context)
            if which.label and "price_label" not in single:
                fields["price_label"] = which.label
        elif field in TRIMMED_TEXTS:
            text = to_text(value, field, context)
            fields[field] = text.strip() if text else None
        elif field == "platform":
            text = to_text(value, field, context)
            fields[field] = to_platform(text) if text else None
        elif field not in ("market", "currency", "attributes"):
            if field not in several:
                fields[field] = to_elements(field, value, context)
            else:
                several[field].append(single[field])
    for field, entries in several.items():
        fields[field] = _gathered(field, entries, context)
    return fields


def _market(value: object, context: Context) -> str | None:
    text = to_text(value, "market", context)
    if text is None:
        return None
    code = to_market(text)
    if code is None:
        context.note(f"market: {shown(text)} is no known market; give a code such as CN, US, DE")
    return code


def _price(field: str, which: Column, value: object, context: Context) -> Money | None:
    money = to_price(value, field, context)
    if money and money.currency is None and which.currency:
        return Money(money.amount, which.currency)
    return money


def _gathered(field: str, entries: list[_Entry], context: Context) -> tuple[Any, ...] | None:
    """Read a list field that several columns fill: ``卖点1 … 卖点5``, ``证书类型 证书编号``."""
    lists: list[tuple[Any, ...]] = []
    parts: dict[str, Any] = {}
    for which, name, value in sorted(entries, key=lambda entry: entry[0].number):
        if which.part is None:
            elements = to_elements(field, value, context)
            if elements is not None:
                lists.append(elements)
        elif which.part in parts:
            context.note(f"{shown(name)}: gives “{field}.{which.part}” again and is left out")
        else:
            parts[which.part] = value
    if parts:
        lists.append(to_elements(field, parts, context) or ())
    return tuple(element for elements in lists for element in elements) if lists else None


def _add_attributes(
    fields: dict[str, Any],
    single: dict[str, _Entry],
    spare: list[tuple[_Entry, _Entry]],
    strange: dict[str, Any],
    context: Context,
) -> None:
    """Put the attributes together: the record's own, then what no field took."""
    own = _own_attributes(single["attributes"][2], context) if "attributes" in single else None
    extra = strange
    if spare:
        extra = dict(strange)
        for (_, name, value), (which, winner, _) in spare:
            context.note(
                f"{shown(name)}: “{which.field}” is read from {shown(winner)};"
                " this one is kept under attributes"
            )
            extra[name] = value
    if not extra:
        if own is not None:
            fields["attributes"] = own
        return
    attributes = own or {}
    for key, value in to_attributes(extra, context).items():
        name = key
        while name in attributes:
            name += "~"
        attributes[name] = value
    fields["attributes"] = attributes


def _own_attributes(value: object, context: Context) -> dict[str, Any] | None:
    """Read attributes from an object, a list of name and value, or ``材质:棉;颜色:红``."""
    if isinstance(value, Mapping):
        return to_attributes(value, context)
    if isinstance(value, str):
        text = value.strip()
        if text[0] in "[{":
            try:
                decoded = msgspec.json.decode(text)
            except (msgspec.DecodeError, RecursionError, ValueError):
                decoded = None
            if isinstance(decoded, (dict, list)):
                return _own_attributes(decoded, context)
        value = [part for part in _PAIRS.split(text) if part.strip()]
    if not isinstance(value, (list, tuple)):
        context.note(f"attributes: {shown(value)} is no object of names and values; left out")
        return None
    pairs: dict[str, Any] = {}
    for item in value:
        name, content = _pair(item)
        if name in pairs:
            held = pairs[name]
            pairs[name] = [*held, content] if isinstance(held, list) else [held, content]
        else:
            pairs[name] = content
    return to_attributes(pairs, context)


def _pair(item: object) -> tuple[str, Any]:
    """Return name and value of one attribute in a list; one without a name goes by a blank."""
    if isinstance(item, Mapping):
        by_part = {element_part("attributes", key_text(key)): v for key, v in item.items()}
        name = by_part.get("name")
        if name is not None and "value" in by_part:
            return key_text(name), by_part["value"]
        if len(item) == 1:
            key, content = next(iter(item.items()))
            return key_text(key), content
    elif isinstance(item, str) and (parted := _NAME_AND_VALUE.fullmatch(item)):
        return parted[1], parted[2]
    elif isinstance(item, (list, tuple)) and len(item) == 2 and isinstance(item[0], str):
        return item[0], item[1]
    return "", item


def _has_text(fields: dict[str, Any], own_attributes: bool) -> bool:
    """Say whether a field that rules read has any text."""
    if fields.get("title") or fields.get("subtitle") or fields.get("description"):
        return True
    if any(point.strip() for point in fields.get("selling_points") or ()):
        return True
    if any(sku.name for sku in fields.get("skus") or ()):
        return True
    if any(image.text for image in fields.get("images") or ()):
        return True
    return own_attributes and _any_text(fields.get("attributes"))


def _any_text(value: object) -> bool:
    if isinstance(value, str):
        return bool(value) and not value.isspace()
    if isinstance(value, dict):
        return any(_any_text(item) for item in value.values())
    return isinstance(value, list) and any(_any_text(item) for item in value)


def _no_text(record: Mapping[Any, Any]) -> str:
    keys = [shown(key_text(key)) for key, _ in zip(record, range(_MOST_KEYS_SHOWN), strict=False)]
    more = " …" if len(record) > len(keys) else ""
    seen = f"only {', '.join(keys)}{more}" if keys else "nothing at all"
    return f"no text to check: the record has {seen}; give a title, selling_points or description"
