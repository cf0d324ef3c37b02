"""What a ledger remembers of listings, put beside what they say themselves.

The listing goes first: its own observations stay, and of a certificate only the parts that it
leaves out are filled in, and its records stand beside it. So rules need not know whether a price
came with the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from listing_guard.model.certificates import filled
from listing_guard.model.ledger import PriceKey
from listing_guard.model.market import MARKETS
from listing_guard.model.numbers import number_key
from listing_guard.prices.comparison import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import tzinfo

    from listing_guard.model.ledger import Ledger
    from listing_guard.model.listing import CertificateRecord, Listing, PricePoint

BATCH = 200
"""Listings that are looked up together: enough to make the cost of a statement small."""


def recall(listings: Iterable[tuple[Listing, str]], ledger: Ledger) -> list[Listing]:
    """Return listings with what the ledger knows of them; each comes with its market.

    Prices are looked up by SKU (else id) in the market and in the one that it lies within:
    what was charged in the whole EU was charged in Germany.
    """
    given = list(listings)
    keys = [_keys(listing, market) for listing, market in given]
    prices = ledger.prices(list(dict.fromkeys(key for some in keys for key in some)))
    numbers = dict.fromkeys(
        number_key(each.number)
        for listing, _ in given
        for each in listing.certificates or ()
        if each.number
    )
    certificates = ledger.certificates(list(numbers)) if numbers else {}
    return [
        _recalled(listing, market, [prices[key] for key in wanted if key in prices], certificates)
        for (listing, market), wanted in zip(given, keys, strict=True)
    ]


def _keys(listing: Listing, market: str) -> list[PriceKey]:
    sku = listing.sku or listing.id
    if not sku:
        return []
    parent = MARKETS[market].parent
    return [PriceKey(sku, market), *([PriceKey(sku, parent)] if parent else [])]


def _recalled(
    listing: Listing,
    market: str,
    histories: Sequence[Sequence[PricePoint]],
    certificates: Mapping[str, Sequence[CertificateRecord]],
) -> Listing:
    changes: dict[str, object] = {}
    remembered = [history for history in histories if history]
    if remembered:
        own = listing.price_history
        # A history alone is passed on as it is: it may be one that decodes when first looked at.
        changes["price_history"] = (
            remembered[0]
            if not own and len(remembered) == 1
            else _merged([own or (), *remembered], ZoneInfo(MARKETS[market].zone))
        )
    if certificates and listing.certificates:
        known = tuple(
            filled(each, certificates.get(number_key(each.number or ""), ()))
            for each in listing.certificates
        )
        if known != listing.certificates:
            changes["certificates"] = known
    return replace(listing, **changes) if changes else listing


def _merged(histories: Iterable[Sequence[PricePoint]], zone: tzinfo) -> tuple[PricePoint, ...]:
    """Return the observations of several histories, each once."""
    points = {
        (instant(point.at, zone), point.price.amount, point.kind, point.channel): point
        for history in reversed(list(histories))
        for point in history
    }
    return tuple(points[key] for key in sorted(points, key=lambda key: (key[0], key[1:3])))
