"""`make bench-smoke`: the bulk check against the floor, in one process and one run.

The guard keeps a slow shape from being built unseen.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import write_jsonl
from benchmarks.floor import automaton_of, floor, plain_terms
from listing_guard import Guard
from listing_guard.cli.collector import settle
from listing_guard.read import ReadOptions, read_listings
from listing_guard.report import jsonl

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 3_000
ROUNDS = 5
GOAL = 6.0
"""What the design asks for; reached when both ratios are below it."""
GUARD = {0.03: 40.0, 0.30: 45.0}
"""What fails the run, by share of listings with hits: the ratios seen, and a noisy machine's
third on top. With 84 rules and 5,500 terms it stood at 9.5 and 12.8; 428 rules and 18,700 terms,
many of them expressions told by a common character, brought it here. Lower it with every step
towards the goal."""


def bulk(path: Path, guard: Guard) -> int:
    """Check a JSONL file into JSONL; return the size of what was written."""
    out = io.StringIO()
    for report in guard.check_many(read_listings([str(path)], ReadOptions())):
        out.write(jsonl.line_of(report))
    return out.tell()


def main() -> int:
    """Print medians and the ratio for 3 % and 30 % of listings with hits."""
    guard = Guard.load(market="CN", as_of="2026-11-22")
    guard.plan("CN")
    settle()
    terms = plain_terms(guard)
    automaton = automaton_of(terms)
    print(f"{COUNT} listings, {len(guard.ruleset.rules)} rules, {len(terms)} plain terms")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for share in (0.03, 0.30):
            path = Path(folder) / "listings.jsonl"
            write_jsonl(path, COUNT, share)
            cases: dict[str, Callable[[], int]] = {
                "floor": lambda path=path: floor(path, automaton),
                "bulk": lambda path=path: bulk(path, guard),
            }
            for case in cases.values():  # warm up
                case()
            times: dict[str, list[float]] = {name: [] for name in cases}
            for _ in range(ROUNDS):
                for name, case in cases.items():
                    start = time.perf_counter()
                    case()
                    times[name].append(time.perf_counter() - start)
            ratio = statistics.median(
                mine / base for mine, base in zip(times["bulk"], times["floor"], strict=True)
            )
            failed |= ratio > GUARD[share]
            medians = {name: statistics.median(each) * 1e6 / COUNT for name, each in times.items()}
            print(
                f"{share:4.0%} with hits: floor {medians['floor']:6.1f} µs, bulk "
                f"{medians['bulk']:6.1f} µs a listing: {ratio:.2f} × the floor "
                f"(goal {GOAL:g}, guard {GUARD[share]:g})"
            )
    if failed:
        print("above the guard: something has become slower", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
