"""Every family of evasions, for terms of every shipped lexicon that allows it."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest

from listing_guard.match.compiled import compile_pattern
from listing_guard.match.pattern import Pattern
from listing_guard.ruleset.load import load_ruleset
from tests.evasions.generator import FAMILIES
from tests.evasions.judge import cases, fault

if TYPE_CHECKING:
    from listing_guard.match.compiled import CompiledPattern

PACKS = ("cn-ad", "cn-cert", "cn-ecom", "cn-ip")
LEAST = 0.98
"""Evasions of a family that are read right."""
EVERY = 1 << 20
MOST = EVERY if os.environ.get("EVERY_TERM") else 250
"""Terms of a family in one run; `make evasions` takes all of them."""
SEEDS = range(3 if MOST == EVERY else 1)


@pytest.fixture(scope="module")
def pattern() -> CompiledPattern:
    """Every term of the shipped lexicons that may be disguised, as one pattern.

    Without innocent words, which belong to the texts that they were seen in.
    """
    loaded = load_ruleset(list(PACKS))
    assert loaded.ruleset is not None
    entries = {
        entry.folded: entry
        for many in loaded.ruleset.lexicons.values()
        for entry in many
        if entry.folds and not entry.is_regex and not entry.exact_case and not entry.disguise
    }
    return compile_pattern(Pattern("$every", tuple(entries.values())))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_evasions_are_read_as_what_they_stand_for(
    pattern: CompiledPattern, family: str, seed: int
) -> None:
    made = list(cases(pattern.spec.entries, family, Random(f"{family} {seed}"), MOST))
    assert len(made) >= 100
    faults = [each for each in (fault(case, pattern) for case in made) if each]
    assert len(faults) <= (1 - LEAST) * len(made), "\n".join(faults)


def test_the_generator_repeats_itself(pattern: CompiledPattern) -> None:
    entries = pattern.spec.entries
    first, second = (list(cases(entries, "gaps", Random(5), 20)) for _ in range(2))
    assert first == second
