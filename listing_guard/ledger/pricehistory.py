"""A record that carries its price history becomes one observation for each price in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from listing_guard.errors import ListingError
from listing_guard.ledger.observation import Observation
from listing_guard.ledger.pricerow import Priced, aware, zone_of
from listing_guard.model.listing import Money, PricePoint
from listing_guard.model.market import MARKETS
from listing_guard.read.columns import element_part
from listing_guard.read.elements import to_elements
from listing_guard.read.places import to_platform
from listing_guard.read.spread import spread
from listing_guard.read.values import Context, key_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.ledger.pricerow import Manner, Reason, Row

FIELD = "price_history"


def history_of(row: Row, manner: Manner) -> Iterator[Priced | Reason | ListingError]:
    """Yield what a record says of each of its prices, or what is wrong with it."""
    try:
        sku, market, channel = row.needed("sku"), row.market(), row.channel()
        currency = row.currency(market)
        items = _items(row)
    except ListingError as error:
        yield error
        return
    for number, item in enumerate(items):
        try:
            point = _point(item, number, market, currency)
            price = Money(point.price.amount, _currency(point, currency, manner, market))
            if not price.amount:
                yield "free"
                continue
            observation = Observation(
                sku=sku,
                market=market,
                at=aware(point.at, zone_of(market)),
                price=price,
                kind=point.kind if _tells_kind(item) else manner.kind or point.kind,
                channel=to_platform(point.channel) if point.channel else channel,
            )
            yield Priced(row.kept(observation), own_market=row.names_market)
        except ListingError as error:
            yield ListingError(f"{FIELD}[{number}]: {error}")


def _items(row: Row) -> list[object]:
    context = Context()
    items = spread(FIELD, row.cell("history"), context) if row.cell("history") is not None else []
    if items is None or context.notes:
        raise ListingError("; ".join(context.notes) or f"{FIELD}: cannot be read")
    return items


def _point(item: object, number: int, market: str, currency: str | None) -> PricePoint:
    context = Context(market=market, currency=currency)
    points = to_elements(FIELD, [item], context)
    wrong = [note for note in context.notes if ".kind:" in note or ".currency:" in note]
    if not points or wrong:
        notes = [note.partition(": ")[2] for note in wrong or context.notes]
        raise ListingError("; ".join(notes) or f"{shown(item)} is no price with its time")
    point = points[0]
    assert isinstance(point, PricePoint)
    return point


def _tells_kind(item: object) -> bool:
    return isinstance(item, Mapping) and any(
        element_part(FIELD, key_text(key)) == "kind" for key in item
    )


def _currency(point: PricePoint, own: str | None, manner: Manner, market: str) -> str:
    says = dict.fromkeys(filter(None, (point.price.currency, own, manner.currency)))
    if len(says) > 1:
        raise ListingError(f"in two currencies, {' and '.join(says)}; a price has one")
    return next(iter(says), MARKETS[market].currency)
