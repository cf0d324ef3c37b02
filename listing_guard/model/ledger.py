"""What a ledger is to the engine: anything that answers these questions, set-wise.

A ledger remembers what a listing seldom carries: the prices that were asked and paid, and the
certificates behind the numbers. `listing_guard.ledger.Ledger` keeps them in SQLite or PostgreSQL;
a dictionary with two methods does as well, for a team that has its own store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from listing_guard.model.listing import CertificateRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from listing_guard.model.listing import PricePoint

__all__ = ["CertificateRecord", "Ledger", "PriceKey"]


class PriceKey(NamedTuple):
    """Whose prices are asked for: goods in one market (a code of `model.market`)."""

    sku: str
    market: str


class Ledger(Protocol):
    """Prices and certificates, looked up for many listings at once.

    Keys that the ledger does not know are left out of the answer. Answers hang on nothing but
    what was in the ledger when it was opened, so that a run that records prices as it goes does
    not see its own.
    """

    def prices(self, keys: Sequence[PriceKey]) -> Mapping[PriceKey, Sequence[PricePoint]]:
        """Return the observations of every channel by key, in order of time; ``at`` is aware."""

    def certificates(self, numbers: Sequence[str]) -> Mapping[str, Sequence[CertificateRecord]]:
        """Return what is known of certificates by number, the last recorded first.

        Numbers are asked for, and answered, as `model.numbers.number_key` has them.
        """
