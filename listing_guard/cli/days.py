"""Days on the command line."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from listing_guard.engine import DEFAULT_MARKET
from listing_guard.model.market import MARKETS


def today(market: str = DEFAULT_MARKET) -> date:
    """Return today, in the zone of a market."""
    return datetime.now(tz=ZoneInfo(MARKETS[market].zone)).date()
