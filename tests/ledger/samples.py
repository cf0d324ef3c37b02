"""Observations for tests: written shortly, or made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from listing_guard.ledger import Ledger, Observation, PriceKey
from listing_guard.ledger.observation import EARLIEST, KINDS
from listing_guard.model.listing import Money, PricePoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.ledger.observation import Kind

SHANGHAI = timezone(timedelta(hours=8))
START = datetime(2026, 10, 1, 12, tzinfo=SHANGHAI)


def seen(
    sku: str = "A1",
    day: float = 0,
    price: str = "99.00",
    kind: Kind = "listed",
    *,
    market: str = "CN",
    currency: str = "CNY",
    channel: str | None = None,
    quantity: int | None = None,
    reference: str | None = None,
) -> Observation:
    """Return an observation so many days after `START`."""
    return Observation(
        sku=sku,
        market=market,
        at=START + timedelta(days=day),
        price=Money(Decimal(price), currency),
        kind=kind,
        channel=channel,
        quantity=quantity,
        reference=reference,
    )


def point(observation: Observation) -> PricePoint:
    """Return what a look-up gives for an observation."""
    return PricePoint(
        at=observation.at,
        price=observation.price,
        kind=observation.kind,
        channel=observation.channel,
    )


def looked_up(place: str, sku: str = "A1", market: str = "CN") -> Sequence[PricePoint]:
    """Open a ledger, look one thing up, and close it."""
    with Ledger.open(place, read_only=True) as ledger:
        return ledger.prices([PriceKey(sku, market)]).get(PriceKey(sku, market), ())


_texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
_amounts = st.decimals(
    min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False
) | st.decimals(min_value=0, max_value=10**15, allow_nan=False, allow_infinity=False, places=0)
_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_times = st.datetimes(
    EARLIEST.replace(tzinfo=None) + timedelta(days=1),
    datetime(2026, 10, 1),
    timezones=_zones,
)


@st.composite
def observations(
    draw: st.DrawFn, skus: st.SearchStrategy[str] = _texts, *, times: bool = True
) -> Observation:
    """Make up an observation that a ledger takes."""
    kind = draw(st.sampled_from(KINDS))
    return Observation(
        sku=draw(skus),
        market=draw(st.sampled_from(["CN", "DE", "EU", "US"])),
        at=draw(_times if times else st.sampled_from([START, START.astimezone(UTC)])),
        price=Money(draw(_amounts), draw(st.sampled_from(["CNY", "EUR", "USD"]))),
        kind=kind,
        channel=draw(st.none() | _texts),
        quantity=draw(st.none() | st.integers(1, 10**6)) if kind == "sold" else None,
        reference=draw(st.none() | _texts),
    )
