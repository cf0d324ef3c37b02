"""What a ledger remembers of listings, put beside what they say themselves.

The listing goes first: its own observations stay, and of a certificate only the parts that it
leaves out are filled in. So rules need not know whether a price came with the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec.structs import asdict, replace

from listing_guard.model.ledger import PriceKey
from listing_guard.model.market import MARKETS
from listing_guard.prices.windows import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import tzinfo

    from listing_guard.model.ledger import Ledger
    from listing_guard.model.listing import Certificate, Listing, PricePoint

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
        each.number
        for listing, _ in given
        for each in listing.certificates or ()
        if each.number is not None
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
    certificates: Mapping[str, Sequence[Certificate]],
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
        filled = tuple(
            _filled(each, certificates.get(each.number or "", ())) for each in listing.certificates
        )
        if filled != listing.certificates:
            changes["certificates"] = filled
    return replace(listing, **changes) if changes else listing


def _merged(histories: Iterable[Sequence[PricePoint]], zone: tzinfo) -> tuple[PricePoint, ...]:
    """Return the observations of several histories, each once."""
    points = {
        (instant(point.at, zone), point.price.amount, point.kind, point.channel): point
        for history in reversed(list(histories))
        for point in history
    }
    return tuple(points[key] for key in sorted(points, key=lambda key: (key[0], key[1:3])))


def _filled(given: Certificate, known: Sequence[Certificate]) -> Certificate:
    """Return a certificate with what a record of its number adds.

    Of several records the one of the same type is taken, else the last recorded.
    """
    if not known:
        return given
    same = [each for each in known if given.type and each.type == given.type]
    record = asdict((same or known)[0])
    parts = asdict(given)
    return replace(given, **{name: record[name] for name, value in parts.items() if value is None})
