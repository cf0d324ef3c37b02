"""What undoing disguises costs: the bulk check with all folds, with none, and the floor.

What counts is how much of the floor the folds add, a small difference of two large times. So the
listings come in blocks, the three cases are interleaved block by block, and of each block the best
of several rounds counts: what else the machine does meets all of them alike, and drops out.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import write_jsonl
from benchmarks.floor import automaton_of, floor, plain_terms
from benchmarks.smoke import bulk
from listing_guard import Guard
from listing_guard.cli.collector import settle

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCKS = 10
SIZE = 200
"""Listings of a block."""
ROUNDS = 6
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
    for share, most in MOST.items():
        with tempfile.TemporaryDirectory() as folder:
            blocks = _blocks(Path(folder), share)
            cases: dict[str, Callable[[Path], int]] = {
                "floor": lambda path: floor(path, automaton),
                "on": lambda path: bulk(path, guards["on"]),
                "off": lambda path: bulk(path, guards["off"]),
            }
            best = _best(cases, blocks)
        each = {name: seconds * 1e6 / (BLOCKS * SIZE) for name, seconds in best.items()}
        added = (best["on"] - best["off"]) / best["floor"]
        failed |= added > most
        print(
            f"{share:4.0%} with hits: floor {each['floor']:.1f} µs, without folds "
            f"{each['off']:.1f} µs, with them {each['on']:.1f} µs a listing: "
            f"{added:.2f} × the floor added (goal {most:g})"
        )
    if failed:
        print("above the goal: folds have become slower", file=sys.stderr)
        return 1
    return 0


def _blocks(folder: Path, share: float) -> list[Path]:
    """Write listings of which a share has hits, `SIZE` to a file."""
    whole = folder / "listings.jsonl"
    write_jsonl(whole, BLOCKS * SIZE, share)
    lines = whole.read_bytes().splitlines(keepends=True)
    blocks = []
    for start in range(0, len(lines), SIZE):
        block = folder / f"block-{start:05}.jsonl"
        block.write_bytes(b"".join(lines[start : start + SIZE]))
        blocks.append(block)
    return blocks


def _best(cases: dict[str, Callable[[Path], int]], blocks: list[Path]) -> dict[str, float]:
    """Return the sum over the blocks of each case's best time, in seconds."""
    best = {name: dict.fromkeys(blocks, float("inf")) for name in cases}
    for _ in range(ROUNDS):
        for block in blocks:
            for name, case in cases.items():
                start = time.process_time()
                case(block)
                best[name][block] = min(best[name][block], time.process_time() - start)
    return {name: sum(times.values()) for name, times in best.items()}


if __name__ == "__main__":
    sys.exit(main())
