"""Listing Guard: checks e-commerce listings against the law before they are published.

>>> from listing_guard import Guard
>>> guard = Guard.load(market="CN")
>>> guard.check({"title": "全网最低价 面膜"}).verdict
'block'
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.errors import ListingError, ListingGuardError, RuleError, UsageError
from listing_guard.version import __version__

if TYPE_CHECKING:
    from listing_guard.engine import Guard
    from listing_guard.model.listing import Listing
    from listing_guard.model.report import Exempted, Report, Violation

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

# Imported when first asked for: `listing-guard --help` needs no parser and no automaton.
_HOMES = MappingProxyType(
    {
        "Exempted": "listing_guard.model.report",
        "Guard": "listing_guard.engine",
        "Listing": "listing_guard.model.listing",
        "Report": "listing_guard.model.report",
        "Violation": "listing_guard.model.report",
    }
)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
