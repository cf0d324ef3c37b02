"""Single values of a record: text out of what is nearly text, and attributes of any shape."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from listing_guard.read.columns import TEXT_KINDS, attribute_name

MAX_NOTES = 50
"""A record's notes; more say nothing new to a reader."""
MAX_DEPTH = 16
"""Nesting of an attribute or a list; real records stay below 6."""
MAX_VALUES = 20_000
"""Values under all attributes of one record, or in one list."""

_TOO_MANY = f"attributes: more than {MAX_VALUES} values; the rest is left out"
_SHOWN = 40
_BIGGEST_INT_BITS = 1024


@dataclass(slots=True)
class Context:
    """What is known of a record while its values are read, and what there is to say of them."""

    market: str | None = None
    currency: str | None = None
    flat: bool = False
    """Lists stand in a table's cells, so ``|`` and ``；`` part the elements of any of them."""
    serials: bool = False
    """Numbers in date fields are a spreadsheet's day counts."""
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Add a note, once, and no more than `MAX_NOTES` in all."""
        if text in self.notes:
            return
        if len(self.notes) < MAX_NOTES:
            self.notes.append(text)
        elif len(self.notes) == MAX_NOTES:
            self.notes.append("further notes on this record are left out")


def shown(value: object) -> str:
    """Return a value as messages quote it: short, in quotation marks, fit for any output."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "a list"
    if value is None or isinstance(value, bool):
        return key_text(value)
    if isinstance(value, int) and value.bit_length() > _BIGGEST_INT_BITS:
        return "a huge number"
    if not isinstance(value, (str, int, float, Decimal, date)):
        return f"a value of type {type(value).__name__}"
    text = str(value)
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "“" + "".join(c if c.isprintable() else "\ufffd" for c in short) + "”"


def key_text(key: object) -> str:
    """Return an object's key as text; YAML and Python have keys that are none."""
    if isinstance(key, str):
        return str.__str__(key)
    if key is None:
        return "null"
    if isinstance(key, bool):
        return "true" if key else "false"
    as_text = number_text(key)
    return as_text if as_text is not None else type(key).__name__


def number_text(value: object) -> str | None:
    """Return a number, day or moment as text, or ``None`` for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if value.bit_length() <= _BIGGEST_INT_BITS else None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        # a workbook stores the article number 10023 as 10023.0
        return str(int(value)) if value.is_integer() and abs(value) <= 2**53 else repr(value)
    if isinstance(value, Decimal):
        return str(value) if value.is_finite() else None
    return value.isoformat() if isinstance(value, date) else None


def to_text(value: object, path: str, context: Context, joint: str = "\n") -> str | None:
    """Read a value as one text; a list of texts is joined. Blank text is ``None``: it says nothing.

    What is no text at all is left out, with a note.
    """
    if isinstance(value, str):
        if not value or value.isspace():
            return None
        return str.__str__(value)
    if (number := number_text(value)) is not None:
        return number
    if isinstance(value, (list, tuple)) and value and len(value) <= MAX_VALUES:
        parts = [item if isinstance(item, str) else number_text(item) for item in value]
        if None not in parts:
            if len(parts) > 1:
                context.note(f"{path}: a list where one text is wanted; read as one text")
            return to_text(joint.join(part for part in parts if part), path, context)
    elif isinstance(value, (list, tuple)) and not value:
        return None
    hint = (
        " (YAML reads a bare NO as false: put it in quotes)"
        if value is False and path == "market"
        else ""
    )
    context.note(f"{path}: {shown(value)} is no text and is left out{hint}")
    return None


def to_attributes(value: Mapping[Any, Any], context: Context) -> dict[str, Any]:
    """Copy attributes: names as text, values as they are, down to `MAX_DEPTH`.

    Columns of spoken copy get their kind's one name, see `columns.TEXT_KINDS`.

    A ``null`` is dropped, since it says nothing. Values that JSON could not hold (not-a-number,
    objects of a program) are left out with a note.
    """
    copied: dict[str, Any] = {}
    budget = [MAX_VALUES]
    for key, item in value.items():
        name = key_text(key)
        kind = attribute_name(name)
        if kind not in copied:
            name = kind
        elif name == kind and kind in TEXT_KINDS:  # another column was this kind's already
            name += "~"
        if type(item) is str:
            kept: object = item
        elif item is None:
            continue
        else:
            kept = _plain(item, name, context, 1, budget)
            if kept is None:
                continue
        budget[0] -= 1
        if budget[0] < 0:
            context.note(_TOO_MANY)
            break
        if name in copied:
            context.note(f"attributes: {shown(name)} stands twice; the last one holds")
        copied[name] = kept
    return copied


def _plain(item: object, name: str, context: Context, depth: int, budget: list[int]) -> object:
    """Copy a nested value into plain lists and dicts; ``None`` for what is left out."""
    if isinstance(item, str):
        return str.__str__(item)
    if isinstance(item, (bool, date)):
        return item
    if isinstance(item, (int, float, Decimal)):
        if number_text(item) is not None:
            return item
        context.note(f"attributes[{shown(name)}]: {shown(item)} is no usable number; left out")
        return None
    if not isinstance(item, (Mapping, list, tuple)):
        if item is not None:
            context.note(f"attributes[{shown(name)}]: {shown(item)} is left out")
        return None
    if depth >= MAX_DEPTH:
        context.note(
            f"attributes[{shown(name)}]: deeper than {MAX_DEPTH} levels; the rest is left out"
        )
        return None
    budget[0] -= len(item)
    if budget[0] < 0:
        context.note(_TOO_MANY)
        return None
    if isinstance(item, Mapping):
        pairs = [
            (key_text(k), _plain(v, name, context, depth + 1, budget)) for k, v in item.items()
        ]
        return {key: kept for key, kept in pairs if kept is not None}
    values = [_plain(v, name, context, depth + 1, budget) for v in item]
    return [kept for kept in values if kept is not None]
