"""What a ledger does not take, and what it says."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from listing_guard.errors import RefusedError
from listing_guard.ledger import observation
from listing_guard.model.listing import Money
from tests.ledger.samples import seen

if TYPE_CHECKING:
    from listing_guard.ledger import Ledger

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CNY = "CNY"
BAD: list[tuple[dict[str, Any], str]] = [
    ({"sku": ""}, "sku: is missing"),
    ({"sku": "x" * 201}, "sku: has 201 characters; 200 are the most"),
    ({"sku": "a\0"}, "sku: holds a character that is no text (NUL or half a character)"),
    ({"channel": "\ud800"}, "channel: holds a character that is no text (NUL or half a character)"),
    ({"reference": "x" * 999}, "reference: has 999 characters; 200 are the most"),
    ({"market": "XX"}, "market: “XX” is none that is known; write its ISO code, such as CN"),
    ({"market": "UK"}, "market: “UK” is none that is known; write its ISO code, such as CN"),
    ({"at": datetime(2026, 1, 1)}, "at: 2026-01-01T00:00:00 has no zone"),
    (
        {"at": NOW + timedelta(microseconds=1)},
        "at: 2026-11-22T12:00:00.000001+00:00 is in the future",
    ),
    ({"at": datetime(9999, 12, 31, tzinfo=UTC)}, "at: 9999-12-31T00:00:00+00:00 is in the future"),
    ({"at": datetime(1, 1, 1, tzinfo=UTC)}, "at: 0001-01-01T00:00:00+00:00 is before 1900"),
    (
        {"price": Money(Decimal(9))},
        "price: 9 has no currency; name it, or the market that it is asked in",
    ),
    (
        {"price": Money(Decimal(9), "yuan")},
        "price: “yuan” is no currency; write its ISO code, such as CNY",
    ),
    ({"price": Money(Decimal(-9), CNY)}, "price: -9 is negative"),
    ({"price": Money(Decimal("NaN"), CNY)}, "price: NaN is no number"),
    ({"price": Money(Decimal("Infinity"), CNY)}, "price: Infinity is no number"),
    (
        {"price": Money(Decimal(10**15 + 1), CNY)},
        "price: 1000000000000001 is too large for a price",
    ),
    ({"price": Money(Decimal("1e-13"), CNY)}, "price: 1E-13 has more than 12 decimals"),
    ({"kind": "asked"}, "kind: “asked” is none of listed, sold, promotion"),
    ({"quantity": 1}, "quantity: a listed price has none; only what was sold has"),
    ({"kind": "sold", "quantity": 0}, "quantity: 0 is no number of units sold"),
    ({"kind": "sold", "quantity": 2**31}, "quantity: 2147483648 is no number of units sold"),
]


@pytest.mark.parametrize(("changes", "clause"), BAD, ids=[clause[:40] for _, clause in BAD])
def test_what_is_wrong_is_said(changes: dict[str, Any], clause: str) -> None:
    assert observation.fault(msgspec.structs.replace(seen(), **changes), NOW) == clause


def test_what_is_right_is_taken() -> None:
    right = [
        seen(),
        seen(price="0"),
        seen(price="0.000000000001"),
        seen(kind="sold", quantity=1, reference="x" * 200),
        msgspec.structs.replace(seen(), at=NOW.astimezone(tz=None)),
    ]
    assert [observation.fault(each, NOW) for each in right] == [None] * 5


def test_one_that_is_refused_refuses_its_import_and_names_its_place(ledger: Ledger) -> None:
    with pytest.raises(RefusedError) as refused:
        ledger.append([seen(), seen(price="-1"), seen(day=1)], source="orders.csv")
    assert str(refused.value) == "orders.csv: observation 2: price: -1 is negative"
    assert refused.value.number == 2
    copy = pickle.loads(pickle.dumps(refused.value))
    assert (str(copy), copy.number) == (str(refused.value), 2)


def test_the_future_begins_a_day_after_now(ledger: Ledger) -> None:
    now = seen().at
    assert ledger.append([seen(day=1)], source="a", now=now).new == 1
    with pytest.raises(RefusedError, match="is in the future"):
        ledger.append([seen(day=1.01)], source="a", now=now)
    ahead = msgspec.structs.replace(seen(), at=datetime.now(UTC) + timedelta(days=2))
    with pytest.raises(RefusedError, match="is in the future"):
        ledger.append([ahead], source="a")
