"""Prices that are read when somebody looks at them."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from decimal import Decimal

import msgspec
import pytest

from listing_guard.ledger.history import History
from listing_guard.model.listing import Listing, Money, PricePoint

PACKED = '[[2000000,"sold","9.90","CNY","tmall"],[1000001,"listed","12","CNY",""]]'
POINTS = (
    PricePoint(at=datetime(1970, 1, 1, 0, 0, 1, 1, tzinfo=UTC), price=Money(Decimal(12), "CNY")),
    PricePoint(
        at=datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC),
        price=Money(Decimal("9.90"), "CNY"),
        kind="sold",
        channel="tmall",
    ),
)


@pytest.fixture
def history() -> History:
    return History(2, PACKED)


def test_it_is_a_sequence_in_order_of_time(history: History) -> None:
    assert tuple(history) == history.points == POINTS
    assert history[0] == POINTS[0]
    assert history[-1:] == POINTS[-1:]
    assert POINTS[1] in history
    assert list(reversed(history)) == [POINTS[1], POINTS[0]]
    with pytest.raises(IndexError):
        history[2]


def test_its_length_is_known_without_reading() -> None:
    unread = History(3, "this is never read")
    assert len(unread) == 3
    assert unread
    assert not History(0, "[]")
    with pytest.raises(msgspec.DecodeError):
        list(unread)


def test_it_equals_the_same_points_however_they_are_held(history: History) -> None:
    assert history == POINTS
    assert history == POINTS
    assert history == History(2, PACKED)
    assert hash(history) == hash(POINTS)
    assert history != POINTS[:1]
    assert history != History(0, "[]")
    assert history != "something else"
    assert repr(history) == f"History{POINTS!r}"


def test_it_travels_to_other_processes_in_a_listing(history: History) -> None:
    listing = Listing(title="杯", price_history=history)
    copy = pickle.loads(pickle.dumps(listing))
    assert copy == listing
    assert copy.price_history == POINTS
