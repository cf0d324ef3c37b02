"""The examples of the shipped rules hold the rules up; ``make mutation`` runs all mutants."""

from __future__ import annotations

import random
from math import sqrt

import pytest

from listing_guard.model.market import MARKETS
from listing_guard.ruleset.load import default_packs, load_ruleset
from listing_guard.ruleset.rule import Ruleset
from tests.mutation.bars import MOST
from tests.mutation.judge import Judge, table
from tests.mutation.mutants import KINDS, Kind, Mutant, mutants_of

SEED = 1
SAMPLE = 120
"""Mutants of each kind that a run of the suite tries; of exceptions it tries all."""


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    loaded = load_ruleset(list(default_packs(sorted(MARKETS))))
    assert loaded.ruleset is not None, loaded.diagnostics
    return loaded.ruleset


@pytest.fixture(scope="module")
def judge(ruleset: Ruleset) -> Judge:
    return Judge(ruleset)


@pytest.fixture(scope="module")
def mutants(ruleset: Ruleset) -> list[Mutant]:
    return list(mutants_of(ruleset.rules))


def test_examples_hold_before_anything_is_mutated(ruleset: Ruleset, judge: Judge) -> None:
    faults = {rule.id: found for rule in ruleset.rules if (found := judge.faults(rule))}
    assert not faults


def test_dropping_any_exception_breaks_an_example(judge: Judge, mutants: list[Mutant]) -> None:
    exceptions = [each for each in mutants if each.kind == "exception"]
    survivors = list(judge.survivors(exceptions))
    assert exceptions
    assert not survivors, f"no example shows these exceptions:\n{table(survivors)}"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "exception"])
def test_a_sample_stays_under_the_bar(kind: Kind, judge: Judge, mutants: list[Mutant]) -> None:
    every = [each for each in mutants if each.kind == kind]
    sample = random.Random(SEED).sample(every, min(SAMPLE, len(every)))
    survivors = list(judge.survivors(sample))
    bar = MOST[kind]
    if len(sample) < len(every):  # a sample may be unlucky: three standard errors
        bar += 3 * sqrt(bar * (1 - bar) / len(sample))
    assert len(survivors) <= bar * len(sample), table(survivors)
