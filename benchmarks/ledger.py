"""`make bench-ledger`: what it adds to a listing that a ledger is asked for its prices.

100,000 listings are looked up, as a bulk check does, in a ledger of a million observations in
SQLite; the history of every listing that compares prices, one in ten, is decoded. The look-up may
add as much as the floor and no more.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import listings, write_jsonl
from benchmarks.floor import automaton_of, floor, plain_terms
from listing_guard import Guard
from listing_guard.cli.collector import settle
from listing_guard.evaluate.recall import BATCH
from listing_guard.ledger import Ledger, Observation
from listing_guard.model.listing import Money
from listing_guard.read import to_listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.model.listing import Listing

SKUS = 100_000
EACH = 10
"""Observations of a SKU."""
COMPARING = 10
"""One listing in so many compares prices, so that a rule looks at its history."""
ROUNDS = 5
GUARD = 1.0


def observations() -> Iterator[Observation]:
    """Yield a million of them: listed and sold by turns, one a week."""
    first = datetime(2026, 9, 1, 4, tzinfo=UTC)
    for sku in range(SKUS):
        for number in range(EACH):
            yield Observation(
                sku=f"sku-{sku}",
                market="CN",
                at=first + timedelta(days=7 * number, seconds=sku),
                price=Money(Decimal(9900 + sku % 500 - 10 * number) / 100, "CNY"),
                kind="sold" if number % 2 else "listed",
                channel="tmall",
            )


def look_up(guard: Guard, given: list[Listing]) -> int:
    """Recall every listing; return the number of observations that were looked at."""
    seen = 0
    for start in range(0, len(given), BATCH):
        for number, listing in enumerate(guard.recall(given[start : start + BATCH])):
            if number % COMPARING == 0:
                seen += len(tuple(listing.price_history or ()))
    return seen


def main() -> int:
    """Print medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "listings.jsonl"
        write_jsonl(lines, SKUS, 0.03)
        given = [
            to_listing({**record, "id": None, "sku": f"sku-{number}"})
            for number, record in enumerate(listings(SKUS, 0.03))
        ]
        path = Path(folder) / "ledger.sqlite"
        start = time.perf_counter()
        with Ledger.open(path, create=True) as ledger:
            new = ledger.append(observations(), source="benchmark").new
        print(f"{new:,} observations imported in {time.perf_counter() - start:.1f} s")
        with Ledger.open(path, read_only=True) as ledger:
            guard = Guard.load(market="CN", as_of="2026-11-22", ledger=ledger)
            terms = plain_terms(guard)
            automaton = automaton_of(terms)
            settle()
            floor(lines, automaton)  # warm up
            expected = EACH * SKUS // COMPARING
            if (seen := look_up(guard, given)) != expected:
                raise AssertionError(f"{seen} observations were looked at, not {expected}")
            base, mine = [], []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                floor(lines, automaton)
                base.append(time.perf_counter() - start)
                start = time.perf_counter()
                look_up(guard, given)
                mine.append(time.perf_counter() - start)
        ratio = statistics.median(a / b for a, b in zip(mine, base, strict=True))
        lowest, added = (statistics.median(each) * 1e6 / SKUS for each in (base, mine))
        print(
            f"{SKUS:,} listings, {len(terms):,} plain terms: floor {lowest:.1f} µs, look-up "
            f"{added:.1f} µs a listing: {ratio:.2f} × the floor (guard {GUARD:g})"
        )
    if ratio > GUARD:
        print("above the guard: the look-up has become slower", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
