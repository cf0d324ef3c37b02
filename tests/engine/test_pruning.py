"""Rules that are not looked at would have said nothing: the report is that of judging them all."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from listing_guard import Guard, Listing
from listing_guard.evaluate.outcome import Outcome, judge
from listing_guard.evaluate.plan import Plan
from listing_guard.lang.evaluate import compile_expression
from listing_guard.lang.quantifiers import MAX_ELEMENTS
from listing_guard.model.listing import Money
from listing_guard.read.record import to_listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard import Report
    from listing_guard.evaluate.compiledrule import CompiledRule
    from listing_guard.lang.environment import Environment

CORPORA = Path(__file__).parents[2] / "corpora"

CONDITIONS = {
    "named": 'any(attributes, name in ["材质", "Ａ"] and value contains $p)',
    "spoken": '$p and any(attributes, name == "材质" and value contains $q)',
    "excused": '$e and any(attributes, name == "材质" and value contains $q)',
    "listed": 'any(attributes, name in lexicon("house/names") and not value contains $p)',
    "valued": "any(attributes, value contains $p and not value contains $q)",
    "whole": "any(attributes, value matches $n)",
    "either": 'any(attributes, name == "材质") or any(certificates, number contains $p)',
    "certified": "any(certificates, number matches $n) and title contains $p",
    "none": '$p and none(attributes, name == "材质" and value contains $q)',
    "uncertified": "none(certificates, number is present)",
    "unlike": 'brand == attributes["材质"]',
    "parts": '$p and any(attributes, name == "a") or $q and any(attributes, name == "材质")',
    "absent": "certificates is missing and any(attributes, value contains $q)",
    "counted": "count(attributes) > 3 or count($p, title) > 1",
    "every": 'all(attributes, name in ["材质"])',
    "claimed": 'any(discounts, kind == "ratio" and not conditional)',
    "overstated": "any(discounts, overstates(listing.price, 200))",
    "unclaimed": "$p and none(discounts, conditional)",
    "repeated": 'any(repeats, count > 1 and field == "title") and $p or count(repeats) > 1',
    "numbered": "count(discounts) > 1 or all(discounts, ratio < 0.6) and $q",
}
RULE = """
- id: {id}
  title: A rule
  category: absolute-claim
  severity: error
  missing: {missing}
  message: "{{match}}"
  fields: [title, 'attributes.*']
  patterns:
    $p: {{words: [棉]}}
    $q: {{words: [麻], private: true}}
    $n: {{regex: '棉\\d+', private: true}}
    $e: {{words: [最好], except: [{{name: own, preceded_by: 本店}}]}}
  condition: >-
    {condition}
  examples: {{flag: [x], pass: [y]}}
"""


def unpruned(guard: Guard, listing: Listing | dict[str, Any], patch: pytest.MonkeyPatch) -> Report:
    """Return the report of a guard that judges every rule, by its whole gate."""

    def whole(rule: CompiledRule, env: Environment) -> Outcome:
        gate = rule.rule.applies
        shut = gate is not None and compile_expression(gate)(env) is False
        return Outcome(rule, "does-not-apply") if shut else judge(rule, env)

    with patch.context() as patched:
        patched.setattr("listing_guard.evaluate.outcome.judge", whole)
        patched.setattr(
            Plan, "candidates", lambda self, *given: ([(rule, None) for rule in self.rules], ())
        )
        return guard.check(listing)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Guard:
    folder = tmp_path_factory.mktemp("packs") / "house"
    folder.mkdir()
    rules = [
        RULE.format(id=f"{name}-{missing}", condition=condition, missing=missing)
        for name, condition in CONDITIONS.items()
        for missing in ("skip", "violation")
    ]
    used = "".join(rules)
    (folder / "pack.yaml").write_text("schema: 1\nname: house\nversion: 1.0.0\n", "utf-8")
    (folder / "rules.yaml").write_text(f"schema: 1\nrules:{used}", "utf-8")
    (folder / "lexicons").mkdir()
    (folder / "lexicons" / "names.yaml").write_text(
        "schema: 1\nentries: [面料, {regex: '主材\\d'}]\n", "utf-8"
    )
    return Guard.load(market="CN", packs=[folder], as_of="2026-11-22")


WORDS = st.lists(
    st.sampled_from(
        [
            *("棉", "麻", "棉12", "最好", "本店", "x", " ", "<b>", "&amp;", "", "棉<i>1</i>", "３"),
            *("5折", "８<b>折</b>", "立减100", " 50% off", "满300减50", "折"),
            *(" cup", " Cups"),
        ]
    ),
    max_size=4,
).map("".join)
VALUES = st.one_of(
    WORDS,
    st.lists(WORDS, max_size=3),
    st.sampled_from([12, 1.5, True, None, {"棉": "棉"}, [1, "棉"], []]),
)
NAMES = st.sampled_from(["材质", "a", "Ａ", "A", "面料", " 面料", "主材1", "棉", "x"])
LISTINGS = st.builds(
    Listing,
    title=WORDS.map(lambda text: f"杯{text}"),
    brand=st.none() | WORDS,
    selling_points=st.none() | st.lists(WORDS, max_size=2).map(tuple),
    price=st.none() | st.integers(50, 250).map(lambda amount: Money(Decimal(amount))),
    attributes=st.none() | st.dictionaries(NAMES, VALUES, max_size=4),
    certificates=st.none() | st.just(()),
)


@given(listing=LISTINGS)
@example(listing=Listing(title="棉", attributes={"材质": None}))
@example(listing=Listing(title="本店最好", attributes={"x": "y"}))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rules_that_are_left_out_say_nothing(house: Guard, listing: Listing) -> None:
    pruned = house.check(listing)
    assert pruned == unpruned(house, listing, pytest.MonkeyPatch())
    assert pruned == house.check(listing)  # with what is known of the shape


@pytest.mark.parametrize("names", [1, MAX_ELEMENTS + 1])
def test_too_many_attributes_are_judged(
    house: Guard, names: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = ["y"] * (MAX_ELEMENTS + 1) if names == 1 else "y"
    listing = Listing(title="杯", attributes={f"x{number}": values for number in range(names)})
    pruned, judged = house.check(listing), unpruned(house, listing, monkeypatch)
    assert pruned.not_evaluated == judged.not_evaluated
    assert pruned.violations == judged.violations


def rows() -> Iterator[Listing]:
    """Yield the listings of the labelled corpus."""
    for line in (CORPORA / "china.jsonl").read_text("utf-8").splitlines():
        yield to_listing(json.loads(line)["listing"])


def test_of_the_shipped_rules_too(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = Guard.load(market="CN", as_of="2026-11-22")
    taxonomy = guard.ruleset.taxonomy
    seen = 0
    for listing in [*rows()][::2]:
        if taxonomy.resolve(listing.category, listing.title, listing.platform) is None:
            continue  # without a category only rules that were touched are told
        pruned, judged = guard.check(listing), unpruned(guard, listing, monkeypatch)
        assert pruned.violations == judged.violations
        assert pruned.not_evaluated == judged.not_evaluated
        # An excused hit is not told where the rule needs another hit that is not there.
        assert {each.rule for each in pruned.exempted} <= {each.rule for each in judged.exempted}
        seen += 1
    assert seen > 50
