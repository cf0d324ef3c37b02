"""What undoing disguises costs: the bulk check with all folds, with none, and the floor.

The three are interleaved, so that what else the machine does meets all of them. What counts is
how much of the floor the folds add.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import write_jsonl
from benchmarks.floor import automaton_of, floor, plain_terms
from benchmarks.smoke import bulk, settle
from listing_guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 2000
ROUNDS = 7
MOST = {0.03: 0.35, 0.30: 0.60}
"""The goal: what all folds may add to the floor, by the share of listings with hits."""


def main() -> int:
    """Print medians and the ratio added, for 3 % and 30 % of listings with hits."""
    guards = {
        "on": Guard.load(market="CN", as_of="2026-11-22"),
        "off": Guard.load(market="CN", as_of="2026-11-22", folds=[]),
    }
    for guard in guards.values():
        guard.plan("CN")
    settle()
    automaton = automaton_of(plain_terms(guards["on"]))
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for share, most in MOST.items():
            path = Path(folder) / "listings.jsonl"
            write_jsonl(path, COUNT, share)
            cases: dict[str, Callable[[], int]] = {
                "floor": lambda path=path: floor(path, automaton),
                "on": lambda path=path: bulk(path, guards["on"]),
                "off": lambda path=path: bulk(path, guards["off"]),
            }
            times: dict[str, list[float]] = {name: [] for name in cases}
            for turn in range(ROUNDS + 1):  # the first warms up
                for name, case in cases.items():
                    start = time.process_time()
                    case()
                    if turn:
                        times[name].append(time.process_time() - start)
            added = statistics.median(
                (on - off) / base
                for on, off, base in zip(times["on"], times["off"], times["floor"], strict=True)
            )
            failed |= added > most
            medians = {name: statistics.median(each) * 1e6 / COUNT for name, each in times.items()}
            print(
                f"{share:4.0%} with hits: floor {medians['floor']:.1f} µs, without folds "
                f"{medians['off']:.1f} µs, with them {medians['on']:.1f} µs a listing: "
                f"{added:.2f} × the floor added (goal {most:g})"
            )
    if failed:
        print("above the goal: folds have become slower", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
