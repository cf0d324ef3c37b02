"""One row of a table of prices becomes an observation for each price in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.errors import ListingError
from listing_guard.ledger.observation import Observation
from listing_guard.ledger.pricerow import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from listing_guard.ledger.observation import Kind
    from listing_guard.ledger.pricerow import Reason, Row
    from listing_guard.model.listing import Money


def prices_of(row: Row) -> Iterator[Priced | Reason | ListingError]:
    """Yield what each price of a row with a time says, or what is wrong with it."""
    try:
        market, sku = row.market(), row.needed("sku")
        at = row.needed_moment("at", market)
    except ListingError as error:
        yield error
        return
    blank = True
    for column in row.prices:
        try:
            price = row.price(column, market)
            if price is None:
                continue
            blank = False
            yield _priced(row, sku, market, at, row.kind(column), price) if price.amount else "free"
        except ListingError as error:
            blank = False
            yield error
    if blank:
        yield ListingError("price: is blank")


def _priced(row: Row, sku: str, market: str, at: datetime, kind: Kind, price: Money) -> Priced:
    sold = kind == "sold"
    observation = Observation(
        sku=sku,
        market=market,
        at=at,
        price=price,
        kind=kind,
        channel=row.channel(),
        quantity=row.quantity() if sold else None,
        reference=row.text("order") if sold else None,
    )
    return Priced(row.kept(observation), own_market=row.names_market)
