"""The name by which a finding is known again, in a baseline or a waiver, after an edit.

It is a hash over what the finding *is*: the rule, the listing, the kind of field, what was read
there, and which one it is among equals. Nothing in it says where: no offset, index in a list,
file, line, version or day. Moving a phrase within a field, reordering the selling points or
adding columns to the file leaves every fingerprint as it was.

Callers give folded texts (``ＢＥＳＴ`` as ``best``), so that a change of width or case is no new
finding; this module sees strings only.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from json.encoder import encode_basestring_ascii
from typing import TYPE_CHECKING

from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DIGITS = 20
"""Hexadecimal digits of a fingerprint: 80 bits."""

_INDEX = re.compile(r'("(?:[^"\\]|\\.)*")|\[\d*\]')


@dataclass(frozen=True, slots=True)
class Identity:
    """What a finding is known by.

    ``listing`` is the listing's id, or its folded title where it has none; ``field`` a path,
    with or without indices; ``content`` the folded plain text, or `compared` values.
    """

    rule: str
    listing: str
    field: str
    content: str


def fingerprint(identity: Identity, ordinal: int = 0) -> str:
    """Return the fingerprint of the ``ordinal``-th (from 0) finding with this identity."""
    parts = (*_key(identity), str(ordinal))
    # JSON keeps the parts apart and writes lone surrogates as ASCII escapes.
    # An encoder for a row of strings alone: json.dumps gives the same and takes longer.
    data = f"[{','.join(map(encode_basestring_ascii, parts))}]".encode("ascii")
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def fingerprints(identities: Iterable[Identity]) -> tuple[str, ...]:
    """Return the fingerprints of one listing's findings, equals numbered as they come."""
    seen: dict[tuple[str, ...], int] = {}
    marks: list[str] = []
    for identity in identities:
        key = _key(identity)
        marks.append(fingerprint(identity, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return tuple(marks)


def without_indices(path: str) -> str:
    """Return the path with list indices cut: ``skus[3].name`` is ``skus.name``; keys stay."""
    return _INDEX.sub(lambda m: m.group(1) or "", path) if "[" in path else path


def compared(values: Mapping[str, object]) -> str:
    """Return the content of a finding without a text: the values that the rule compared.

    Names are sorted and numbers written without trailing zeros, so 9.90 and 9.9 are equal.
    """
    return json.dumps({name: _plain(value) for name, value in values.items()}, sort_keys=True)


def _key(identity: Identity) -> tuple[str, ...]:
    path = without_indices(identity.field)
    return (identity.rule, identity.listing, path, identity.content)


def _plain(value: object) -> str:
    """Write a value, equal values alike."""
    if isinstance(value, Money):
        amount = _plain(value.amount)
        return f"{amount} {value.currency}" if value.currency else amount
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return f"{number.normalize():f}" if number.is_finite() else str(number)
    if isinstance(value, list | tuple):
        return json.dumps([_plain(item) for item in value])
    return str(value)
