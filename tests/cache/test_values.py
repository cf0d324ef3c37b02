"""Trees of records come back from bytes as they were, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.cache.values import DamagedError, decode, encode, parts_of


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    size: int = 0


@dataclass(frozen=True)
class Branch:
    place: int = field(kw_only=True, compare=False)
    leaves: tuple[Leaf, ...] = ()


class Other:
    pass


class Marked(str):
    __slots__ = ()


KINDS = {Leaf: parts_of, Branch: parts_of}
_PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.decimals(allow_nan=False)
)
_TREES = st.recursive(
    _PLAIN | st.builds(Leaf, st.text(), st.integers()),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.frozensets(st.text() | st.builds(Leaf, st.text(), st.integers()))
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=12,
)


@given(_TREES)
def test_a_tree_comes_back_as_it_was(tree: object) -> None:
    again = decode(encode(tree, KINDS), KINDS)
    assert again == tree
    assert repr(again) == repr(tree) or isinstance(tree, frozenset | dict | list | tuple)


def test_numbers_keep_their_kind() -> None:
    tree = (1, 1.0, True, Decimal(1), Decimal("1.00"), -(10**30))
    assert repr(decode(encode(tree, KINDS), KINDS)) == repr(tree)


def test_keyword_only_fields_are_given_by_name() -> None:
    again = decode(encode(Branch((Leaf("a", 1),), place=7), KINDS), KINDS)
    assert (again.place, again.leaves) == (7, (Leaf("a", 1),))


def test_what_is_equal_is_one_object() -> None:
    one, other = decode(encode([Leaf("a"), Leaf("a")], KINDS), KINDS)
    assert one is other


def test_a_marked_text_comes_back_as_a_text() -> None:
    assert type(decode(encode((Marked("a"),), KINDS), KINDS)[0]) is str


def test_the_same_tree_gives_the_same_bytes() -> None:
    words = [str(number) for number in range(50)]
    assert encode(frozenset(words), KINDS) == encode(frozenset(reversed(words)), KINDS)


def test_other_kinds_are_refused() -> None:
    with pytest.raises(TypeError, match="Other is no kind of record"):
        encode([Other()], KINDS)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        msgspec.msgpack.encode(3),
        msgspec.msgpack.encode([[], [], 0]),
        msgspec.msgpack.encode([[["Leaf", "name", "size"], ["Branch", "place", "leaves"]], [], 5]),
        msgspec.msgpack.encode(
            [[["Leaf", "name", "size"], ["Branch", "place", "leaves"]], [[99, "x"]], 0]
        ),
        msgspec.msgpack.encode(
            [[["Leaf", "name", "size"], ["Branch", "place", "leaves"]], [[0, "no number"]], 0]
        ),
        msgspec.msgpack.encode(
            [[["Leaf", "name", "size"], ["Branch", "place", "leaves"]], [[5, "key"]], 0]
        ),
    ],
)
def test_what_was_not_written_so_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        decode(data, KINDS)


@given(st.binary(max_size=200))
def test_noise_is_refused_or_is_a_value_and_never_a_crash(data: bytes) -> None:
    try:
        decode(data, KINDS)
    except DamagedError:
        return
    raise AssertionError("noise has the names of our kinds")


def test_records_with_other_fields_are_refused() -> None:
    data = encode(Leaf("a"), {Leaf: parts_of})
    with pytest.raises(DamagedError, match="other fields"):
        decode(data, KINDS)
