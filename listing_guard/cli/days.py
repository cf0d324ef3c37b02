"""Days on the command line."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from listing_guard.engine import DEFAULT_MARKET
from listing_guard.model.market import MARKETS


def today() -> date:
    """Return today, in the zone of the market that is meant unless one is named."""
    return datetime.now(tz=ZoneInfo(MARKETS[DEFAULT_MARKET].zone)).date()
