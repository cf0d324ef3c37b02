"""The typed schema of the record is the structs of the model, field by field."""

from __future__ import annotations

import types
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from listing_guard.evaluate.passages import ROOTS
from listing_guard.lang.attributes import Attribute
from listing_guard.lang.claims import Claim
from listing_guard.lang.fields import _EVERYWHERE
from listing_guard.lang.passages import Passage
from listing_guard.lang.record import ATTRIBUTE, DERIVED, DISCOUNT, MAPPING, RECORD, REPEAT
from listing_guard.lang.repeats import Repeat
from listing_guard.lang.scan import KEYWORDS
from listing_guard.lang.types import (
    CATEGORY,
    DATE,
    MARKET,
    MONEY,
    TEXT,
    TIME,
    EnumOf,
    ListOf,
    Record,
    Type,
    elements_of,
)
from listing_guard.model import listing
from listing_guard.model.listing import Listing, Money

UNSEEN = {"source", "notes", "unknown_keys"}
"""What is about the reading, not about the goods."""
MEANT = {"market": MARKET, "category": CATEGORY}
"""Texts that the engine resolves first."""
PLAIN = {str: TEXT, date: DATE, datetime: TIME, Money: MONEY}


def without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = [each for each in get_args(hint) if each is not type(None)]
    return hint


def agrees(hint: Any, found: Type) -> bool:
    hint = without_none(hint)
    if get_origin(hint) in (tuple, Sequence):
        return isinstance(found, ListOf) and agrees(get_args(hint)[0], found.element)
    if get_origin(hint) is Literal:
        return isinstance(found, EnumOf) and set(found.words) == set(get_args(hint))
    if get_origin(hint) is dict:
        return found == MAPPING and struct_agrees(Attribute, ATTRIBUTE)
    if hint in PLAIN:
        return found == PLAIN[hint]
    return isinstance(found, Record) and struct_agrees(hint, found)


def hints(struct: type) -> dict[str, Any]:
    # Evidence has a field called `date`, which hides the type in its own annotation.
    space = {**vars(listing), "date": date}
    return get_type_hints(struct, globalns=space, localns={"date": date})


def struct_agrees(struct: type, record: Record) -> bool:
    found = hints(struct)
    return list(found) == list(record.fields) and all(
        agrees(hint, record.fields[name].type) for name, hint in found.items()
    )


def test_has_the_fields_of_the_listing_in_their_order() -> None:
    given = [name for name in RECORD.fields if name not in DERIVED]
    assert given == [n for n in Listing.__struct_fields__ if n not in UNSEEN]


@pytest.mark.parametrize(
    ("name", "record", "struct"), [("discounts", DISCOUNT, Claim), ("repeats", REPEAT, Repeat)]
)
def test_passages_have_the_fields_of_their_record(
    name: str, record: Record, struct: type[Passage]
) -> None:
    assert elements_of(RECORD.fields[name].type) == record
    hidden = {"discount", "where", "span"}
    assert list(record.fields) == [n for n in struct.__struct_fields__ if n not in hidden]


def test_every_list_that_is_read_from_texts_is_known() -> None:
    assert set(ROOTS) == DERIVED


@pytest.mark.parametrize("name", [name for name in RECORD.fields if name not in DERIVED])
def test_has_the_types_of_the_listing(name: str) -> None:
    member = RECORD.fields[name]
    if name in MEANT:
        assert member.type == MEANT[name]
        assert without_none(hints(Listing)[name]) is str
    else:
        assert agrees(hints(Listing)[name], member.type)


def test_names_can_be_written_and_are_explained() -> None:
    records = [RECORD] + [
        element
        for m in RECORD.fields.values()
        if isinstance(element := elements_of(m.type), Record)
    ]
    for record in records:
        assert not set(record.fields) & KEYWORDS
        assert all(member.zh and member.en for member in record.fields.values())
    for record in records[1:]:
        # Names that mean the same inside a quantifier must not hide an element's field.
        assert not set(record.fields) & _EVERYWHERE
