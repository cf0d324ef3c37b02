"""Runs all mutants of the shipped rules and prints the survivors: ``make mutation``."""

from __future__ import annotations

import argparse
import sys

from listing_guard.model.market import MARKETS
from listing_guard.ruleset.load import default_packs, load_ruleset
from tests.mutation.bars import MOST
from tests.mutation.judge import Judge, table, tally
from tests.mutation.mutants import KINDS, mutants_of


def main(arguments: list[str] | None = None) -> int:
    """Print survivors and figures; 1 when an exception survives or a bar is passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("rules", nargs="*", help="rule ids, or prefixes such as cn-ad/")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only mutants of this kind")
    options = parser.parse_args(arguments)
    ruleset = load_ruleset(list(default_packs(sorted(MARKETS)))).ruleset
    if ruleset is None:
        print("the rules do not load: see listing-guard rules lint", file=sys.stderr)
        return 2
    judge = Judge(ruleset)
    chosen = [
        rule
        for rule in ruleset.rules
        if not options.rules or any(rule.id.startswith(each) for each in options.rules)
    ]
    faulty = [rule.id for rule in chosen if judge.faults(rule)]
    for rule in faulty:
        print(f"{rule}: its examples fail as it is: see listing-guard rules test")
    mutants = [
        mutant
        for mutant in mutants_of(rule for rule in chosen if rule.id not in faulty)
        if not options.kind or mutant.kind in options.kind
    ]
    survivors = list(judge.survivors(mutants))
    figures = tally(mutants, survivors)
    if survivors:
        print(f"{table(survivors)}\n")
    print(f"{'kind':<10} {'mutants':>8} {'killed':>8} {'survived':>8} {'share':>7} {'at most':>8}")
    over = []
    for kind in KINDS:
        total, left = figures.mutants[kind], figures.survivors[kind]
        share = figures.share(kind)
        print(f"{kind:<10} {total:>8} {total - left:>8} {left:>8} {share:>7.1%} {MOST[kind]:>8.1%}")
        if share > MOST[kind]:
            over.append(kind)
    if over:
        print(f"over the bar: {', '.join(over)}")
    return 1 if over or faulty else 0


if __name__ == "__main__":
    sys.exit(main())
