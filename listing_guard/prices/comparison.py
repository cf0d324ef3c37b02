"""When a price comparison began: ``D``, before which the law looks for the price to compare with.

That is the start of the promotion which is active now, or, where promotions follow each other
without a break, of the first in the chain: else a seller would renew the promotion each week and
compare with its own discount. Without an active promotion ``D`` is now. Article 6a of Directive
98/6/EC leaves it to the member states (paragraph 5) whether the first of progressive reductions
counts; where it does not, ``since`` is ``reduction``: ``D`` is the start of the promotion that
began last of those active. Where the law looks back from the day of the check, ``since`` is
``now``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from listing_guard.model.listing import Promotion

Since = Literal["chain", "reduction", "now"]
"""Where the price comparison began; see the module's text."""

_TOUCH = timedelta(minutes=1)
"""A promotion that ends at 23:59 or 23:59:59 touches one that starts at 00:00."""
_EARLIEST = datetime(1, 1, 3, tzinfo=UTC)
_LATEST = datetime(9999, 12, 29, tzinfo=UTC)


def instant(moment: datetime, zone: tzinfo) -> datetime:
    """Return ``moment`` in UTC; a naive one is in ``zone``.

    The first and last days of the calendar, which stand for “always”, are pulled in so far
    that every zone can express them.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if _EARLIEST.year < aware.year < _LATEST.year:
        return aware.astimezone(UTC)
    try:
        return min(max(aware.astimezone(UTC), _EARLIEST), _LATEST)
    except OverflowError:
        return _EARLIEST if aware.year == _EARLIEST.year else _LATEST


def comparison_start(
    promotions: Iterable[Promotion], now: datetime, zone: tzinfo, since: Since = "chain"
) -> datetime | None:
    """Return ``D``, aware and in ``zone``; ``None`` if it has no known beginning."""
    start = instant(now, zone)
    if since == "now":
        return start.astimezone(zone)
    spans = [
        (
            instant(each.start, zone) if each.start else None,
            instant(each.end, zone) if each.end else None,
        )
        for each in promotions
    ]
    chain = [
        begin
        for begin, end in spans
        if (begin is None or begin <= start) and (end is None or end >= start)
    ]
    while chain:
        known = [begin for begin in chain if begin is not None]
        if len(known) < len(chain):
            return None
        if since == "reduction":
            return max(known).astimezone(zone)
        start = min(known)
        chain = [
            begin
            for begin, end in spans
            if (begin is None or begin < start) and (end is None or end + _TOUCH >= start)
        ]
    return start.astimezone(zone)
