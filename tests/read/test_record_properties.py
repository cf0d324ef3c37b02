"""Whatever the values are: a listing or a `ListingError`, and never anything else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing
from listing_guard.read import Manner, to_listing
from listing_guard.read.columns import COLUMNS, ELEMENT_KEYS, split_names
from listing_guard.read.values import MAX_DEPTH, MAX_NOTES, MAX_VALUES

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = [name for names in COLUMNS.values() for name in split_names(names)]
PARTS = sorted({n for kind in ELEMENT_KEYS.values() for p in kind.values() for n in split_names(p)})

texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "t",
            "99-199",
            "¥5",
            "2026-11-01",
            "[",
            "{}",
            "[[]]",
            '{"a": 1',
            "无",
            "a|b",
            "a:b",
            "\ud800",
        ]
    ),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts, st.just(10**4000))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(PARTS), texts), inner, max_size=4),
    ),
    max_leaves=12,
)
records = st.dictionaries(st.one_of(st.sampled_from(NAMES), texts), values, max_size=6)
manners = st.builds(
    Manner,
    market=st.sampled_from([None, "CN", "JP", "DE"]),
    flat=st.booleans(),
    serials=st.booleans(),
)


def attempt(record: Any, manner: Manner) -> Listing | None:
    try:
        return to_listing(record, manner=manner)
    except ListingError:
        return None


def _as_list(values: Sequence[Any] | None) -> list[Any] | None:
    """As a decoder gives what the model calls a sequence."""
    return None if values is None else list(values)


@settings(deadline=None, max_examples=200)
@given(records, manners)
def test_any_record_is_a_listing_or_none(record: dict[str, Any], manner: Manner) -> None:
    listing = attempt({"title": "t", **record}, manner)
    if listing is not None:
        # what comes out is of the types that the model promises
        again = msgspec.convert(msgspec.to_builtins(listing), Listing)
        assert again.title == listing.title
        assert again.certificates == listing.certificates
        assert again.price_history == _as_list(listing.price_history)
        assert all(note.isprintable() for note in listing.notes)


@settings(deadline=None, max_examples=100)
@given(values, manners)
def test_any_value_is_a_listing_or_none(value: Any, manner: Manner) -> None:
    listing = attempt(value, manner)
    assert listing is None or isinstance(listing, Listing)


@settings(deadline=None, max_examples=100)
@given(records)
def test_no_key_is_lost(record: dict[str, Any]) -> None:
    listing = attempt({"title": "t", **record, "no field": 1}, Manner())
    assert listing is None or listing.unknown_keys[-1] == "no field"
    assert listing is None or (listing.attributes or {})["no field"] == 1


@pytest.mark.parametrize(
    "field", ["attributes", "selling_points", "certificates", "price_history", "foo"]
)
@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: {"a": inner}])
def test_deep_nesting_costs_a_note(field: str, wrap: Any) -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = wrap(deep)
    listing = to_listing({"title": "t", field: deep})
    assert listing.notes
    while isinstance(deep, (list, dict)):  # taken apart here, since Python would recurse
        deep = next(iter(deep.values() if isinstance(deep, dict) else deep))


def test_what_is_nested_deeper_than_allowed_is_left_out() -> None:
    deep: Any = "x"
    for _ in range(MAX_DEPTH):  # and the attributes themselves are a level
        deep = [deep]
    assert to_listing({"title": "t", "attributes": {"a": deep[0], "b": deep}}).notes == (
        f"attributes[“b”]: deeper than {MAX_DEPTH} levels; the rest is left out",
    )


@pytest.mark.parametrize("field", ["attributes", "selling_points", "skus", "images", "foo"])
def test_shared_and_circular_values_end(field: str) -> None:
    shared: list[Any] = []
    for _ in range(MAX_DEPTH - 2):
        shared = [shared] * 50
    circle: list[Any] = []
    circle += [circle, circle, circle]
    started = time.perf_counter()
    for value in (shared, circle):
        assert to_listing({"title": "t", field: {"a": value} if field == "attributes" else value})
    assert time.perf_counter() - started < 5


def test_lists_and_notes_have_an_end() -> None:
    listing = to_listing({"title": "t", "skus": ["x"] * (MAX_VALUES + 5)})
    assert len(listing.skus or ()) == MAX_VALUES
    assert listing.notes == (f"skus: more than {MAX_VALUES} elements; the rest is left out",)
    many = {str(i): i for i in range(MAX_VALUES + 5)}
    listing = to_listing({"title": "t", "attributes": many})
    assert len(listing.attributes or ()) == MAX_VALUES
    assert len(listing.notes) == 1
    listing = to_listing({"title": "t", "certificates": [{"valid_until": "x"}] * 200})
    assert len(listing.notes) == MAX_NOTES + 1
    assert listing.notes[-1] == "further notes on this record are left out"
