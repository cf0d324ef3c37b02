"""Listing Guard: checks e-commerce listings against the law before they are published.

>>> from listing_guard import Guard
>>> guard = Guard.load(market="CN")
>>> guard.check({"title": "全网最低价 面膜"}).verdict
'block'
"""

from __future__ import annotations

from listing_guard.engine import Guard
from listing_guard.errors import ListingError, ListingGuardError, RuleError, UsageError
from listing_guard.model.listing import Listing
from listing_guard.model.report import Exempted, Report, Violation
from listing_guard.version import __version__

__all__ = [
    "Exempted",
    "Guard",
    "Listing",
    "ListingError",
    "ListingGuardError",
    "Report",
    "RuleError",
    "UsageError",
    "Violation",
    "__version__",
]
