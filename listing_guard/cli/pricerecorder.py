"""The prices of the listings that a run has checked, put on record when it has ended.

Only then, so that no run sees what it records itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from listing_guard.cli.options import count
from listing_guard.ledger.observation import Kind, Observation, fault
from listing_guard.model.listing import Listing, Money
from listing_guard.model.market import MARKETS
from listing_guard.prices.comparison import instant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from listing_guard.cli.guards import Guards
    from listing_guard.cli.jobs import Record
    from listing_guard.engine import Guard
    from listing_guard.ledger import Ledger

SOURCE = "check --record-prices"


class PriceRecorder:
    """Gathers what checked listings ask, for each market that they were checked for."""

    def __init__(self, guards: Guards) -> None:
        self._guards = guards
        self._asked: list[Observation] = []
        self._nameless = 0
        self._priceless = 0
        self._refused = 0

    def add(self, record: Record) -> None:
        """Take the price of one record."""
        if not isinstance(record, Listing):
            return
        if record.price is None or not record.price.amount:
            self._priceless += 1
            return
        if not (record.sku or record.id):
            self._nameless += 1
            return
        for guard in self._guards.of(record):
            observation = self._observation(record, record.price, guard)
            if fault(observation, guard.loaded_at) is None:
                self._asked.append(observation)
            else:
                self._refused += 1

    def write(self, ledger: Ledger) -> str:
        """Put everything on record and return what is to be said of it."""
        new, known = ledger.append(self._asked, source=SOURCE)
        parts = [f"prices recorded in {ledger}: {new:,} new, {known:,} already known"]
        return "; ".join([*parts, *self._gaps()])

    def _gaps(self) -> Iterator[str]:
        if self._priceless:
            yield f"{count(self._priceless, 'listing')} without a price"
        if self._nameless:
            yield f"{count(self._nameless, 'listing')} without sku or id, by which to remember it"
        if self._refused:
            yield f"{count(self._refused, 'price')} that no ledger takes"

    def _observation(self, listing: Listing, price: Money, guard: Guard) -> Observation:
        market = guard.market_of(listing)
        now = guard.now(market)
        currency = price.currency or listing.currency or MARKETS[market].currency
        return Observation(
            sku=listing.sku or listing.id or "",
            market=market,
            # on a day given, now is its last second, which may be still to come
            at=min(now, guard.loaded_at),
            price=Money(price.amount, currency),
            kind=_kind(listing, now, ZoneInfo(MARKETS[market].zone)),
            channel=guard.platform or listing.platform or self._guards.platform,
        )


def _kind(listing: Listing, now: datetime, zone: ZoneInfo) -> Kind:
    """Return ``promotion`` while a promotion of the listing runs."""
    at = instant(now, zone)
    for each in listing.promotions or ():
        begun = each.start is None or instant(each.start, zone) <= at
        if begun and (each.end is None or instant(each.end, zone) >= at):
            return "promotion"
    return "listed"
