"""Compiling the rules that are in force in a market into a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.evaluate.compiledrule import ANY_CATEGORY, CompiledRule, RuleCompiler
from listing_guard.evaluate.givens import Givens
from listing_guard.evaluate.matcher import Matcher
from listing_guard.evaluate.passages import ROOTS as PASSAGE_ROOTS
from listing_guard.evaluate.plan import HitClauses, Plan
from listing_guard.lang.needs import GATES, NOT_PLAIN, Need
from listing_guard.match.compiled import CompiledPattern
from listing_guard.match.scan import Scanner
from listing_guard.model.market import is_within
from listing_guard.model.paths import steps

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import datetime

    from listing_guard.ruleset.rule import Rule, Ruleset


def build_plan(
    ruleset: Ruleset,
    selected: Iterable[Rule],
    market: str,
    now: datetime,
    lang: str,
    folds: frozenset[str] | None = None,
) -> Plan:
    """Compile the selected rules that are in force in a market at a time (aware, its zone).

    ``folds``: the disguises of words that are undone, ``None`` for all that the rules name.
    """
    day = now.date().isoformat()
    markets = {pack.name: pack.markets for pack in ruleset.packs}
    compiler = RuleCompiler(market, now, lang, ruleset.lexicons, folds)
    rules = tuple(
        compiled
        for rule in selected
        if rule.enabled
        and not rule.draft
        and rule.in_force(day)
        and (not rule.basis or any(cite.holds(day, market) for cite in rule.basis))
        and _sold_in(markets.get(rule.pack, ()), market)
        and (compiled := compiler.compile(rule)) is not None
    )
    always: list[int] = []
    by_need: dict[Hashable, list[int]] = {}
    for index, rule in enumerate(rules):
        if not rule.clauses:
            always.append(index)
            continue
        for need in min(rule.clauses, key=_cost):
            if need != ANY_CATEGORY or not _waits(rule):
                by_need.setdefault(need, []).append(index)
    asked = dict.fromkeys(rule.patterns[name] for rule in rules for name in rule.asked)
    looked_for = dict.fromkeys(
        need for rule in rules for clause in (*rule.clauses, rule.inputs or ()) for need in clause
    )
    asked.update({need: None for need in looked_for if isinstance(need, CompiledPattern)})
    asked.update({rule.claim_words: None for rule in rules if rule.claim_words})
    bits = {need: 1 << number for number, need in enumerate(looked_for)}
    needs = {_key(need): (bit, tuple(by_need.get(need, ()))) for need, bit in bits.items()}
    return Plan(
        market=market,
        now=now,
        lang=lang,
        rules=rules,
        scanner=Scanner(asked),
        roots=frozenset(_roots(rules, looked_for)),
        lineage=ruleset.taxonomy.lineage,
        waiting=tuple(rule.rule.id for rule in rules if _waits(rule)),
        _always=tuple(always),
        _needs=needs,
        _givens=Givens(
            needs,
            frozenset().union(*(rule.levels for rule in rules)) - GATES,
            Matcher({}, ruleset.lexicons, {}).in_lexicon,
        ),
        _tests=tuple(
            (
                rule,
                tuple(sum(bits[need] for need in clause) for clause in rule.clauses),
                _hit_clauses(rule),
                None if rule.inputs is None else sum(bits[need] for need in rule.inputs),
            )
            for rule in rules
        ),
        _told_later=sum(bit for need, bit in bits.items() if _is_told_later(need)),
    )


def _roots(rules: Iterable[CompiledRule], needs: Iterable[Hashable]) -> Iterator[str]:
    """Yield the top-level fields whose texts are scanned."""
    for rule in rules:
        for each in rule.rule.fields:
            yield steps(each.path)[0]
        for name in rule.passages_asked:
            yield from PASSAGE_ROOTS[name]
    if NOT_PLAIN in needs:
        yield "attributes"


def _is_told_later(need: Hashable) -> bool:
    if not isinstance(need, Need):
        return True
    return need.kind in ("name", "lexicon", "odd") or "[" in need.name


def _key(need: Hashable) -> Hashable:
    """Return what a listing is asked for: a category goes by its id."""
    if isinstance(need, Need) and need.kind == "category" and need != ANY_CATEGORY:
        return need.name
    return need


def _hit_clauses(rule: CompiledRule) -> HitClauses:
    """Return the clauses of nothing but patterns; few words first, since most have no hit."""
    mine = dict.fromkeys(rule.patterns.values())
    clauses = [
        tuple(pattern for pattern in mine if pattern in clause)
        for clause in rule.clauses
        if clause <= mine.keys()
    ]
    return tuple(sorted(clauses, key=_effort))


def _effort(patterns: tuple[CompiledPattern, ...]) -> tuple[int, int]:
    entries = [entry for pattern in patterns for entry in pattern.spec.entries]
    return (sum(entry.is_regex for entry in entries), len(entries))


def _waits(rule: CompiledRule) -> bool:
    return bool(rule.clauses) and all(ANY_CATEGORY in clause for clause in rule.clauses)


def _cost(clause: frozenset[Hashable]) -> tuple[bool, bool, int]:
    """Order clauses by how rarely they are met: hits, categories and platforms, then fields."""
    kinds = {
        need.kind if isinstance(need, Need) else "hit" for need in clause if need != ANY_CATEGORY
    }
    given, filed = kinds & {"field", "filled"}, kinds & {"category", "platform"}
    return (bool(given), bool(filed), len(clause))


def _sold_in(markets: tuple[str, ...], market: str) -> bool:
    return not markets or any(is_within(market, each) for each in markets)
