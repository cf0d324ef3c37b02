"""The ledger: what goods were listed and sold at, and the certificates behind their numbers.

It is a file (SQLite) or a database of a team (PostgreSQL); `docs/ledger.md` tells of both.

>>> from listing_guard.ledger import Ledger
>>> with Ledger.open("prices.sqlite", create=True) as ledger:  # doctest: +SKIP
...     ledger.append(observations, source="orders.csv")
Appended(new=120, known=0)
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.ledger.observation import Observation
from listing_guard.model.ledger import CertificateRecord, PriceKey

if TYPE_CHECKING:
    from listing_guard.ledger.append import Appended
    from listing_guard.ledger.contents import Filter, Import, Statistics
    from listing_guard.ledger.ledger import Ledger

__all__ = [
    "Appended",
    "CertificateRecord",
    "Filter",
    "Import",
    "Ledger",
    "Observation",
    "PriceKey",
    "Statistics",
]

# Imported when first asked for: who only makes observations needs no database.
_HOMES = MappingProxyType(
    {
        "Appended": "listing_guard.ledger.append",
        "Filter": "listing_guard.ledger.contents",
        "Import": "listing_guard.ledger.contents",
        "Ledger": "listing_guard.ledger.ledger",
        "Statistics": "listing_guard.ledger.contents",
    }
)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
