"""Which rules carry what the law and the platforms ask.

The folder ``coverage/`` names the articles and facts. Which rules carry one is computed: from the
citations of rules and of their exceptions, or from listings that must be found (``probe``). An
entry with neither a rule nor a reason why software cannot see it is a gap. Citations that no entry
names are orphans, which the page lists at its end; a rule that a row without an article shows needs
no other for a law that no entry names. A rule that carries a fact from memory must say
so in its citation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docs.lawentries import Entry, Section
    from listing_guard import Guard
    from listing_guard.match.pattern import Cite
    from listing_guard.ruleset.rule import Rule, Ruleset

    _Citing = tuple[str, str | None, Cite]
    """A rule, the name of its exception where that cites, and the citation."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of an entry."""

    entry: Entry
    rules: tuple[str, ...] = ()
    exemptions: tuple[tuple[str, str], ...] = ()
    """Rules and the names of their exceptions that rest on the article."""
    unfound: tuple[str, ...] = ()
    """Probes that no rule found."""
    harmed: tuple[str, ...] = ()
    """Innocent listings that a rule found, and the rule."""
    unknown: tuple[str, ...] = ()
    """Rules that are named and do not exist."""
    sure: tuple[str, ...] = ()
    """Rules that carry a fact from memory as if it had been looked up."""

    @property
    def is_gap(self) -> bool:
        """Whether neither a rule nor a reason is there, or a listing is not judged as it should."""
        carried = self.rules or self.exemptions
        return bool(self.unfound or self.harmed) or (not carried and not self.entry.why_not)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The mapping, and what is wrong with it."""

    sections: tuple[Section, ...]
    carried: tuple[Carried, ...]
    orphans: tuple[tuple[str, str, str], ...] = field(default=())
    """Law, article and rule of citations that no entry names."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """The tables of facts that rules are made of, by rule."""

    def gaps(self) -> list[str]:
        """Return the entries without rule and reason, a line each."""
        return [
            each.entry.name
            + "".join(f"\n    not found: {probe}" for probe in each.unfound)
            + "".join(f"\n    found: {innocent}" for innocent in each.harmed)
            for each in self.carried
            if each.is_gap
        ]

    def faults(self) -> list[str]:
        """Return the rules that entries name and that do not exist."""
        return [
            f"{each.entry.name}: there is no rule {rule}"
            for each in self.carried
            for rule in each.unknown
        ]

    def too_sure(self) -> list[str]:
        """Return the rules that take a fact from memory for one that was looked up."""
        return [
            f"{each.entry.name}: {rule} does not say that this is from memory"
            for each in self.carried
            for rule in each.sure
        ]

    def notes(self) -> list[str]:
        """Return the citations that no entry names: one is wanting, or the article is wrong."""
        return [
            f"no entry for {law} {article}, cited by {', '.join(rule for _, _, rule in group)}"
            for (law, article), group in groupby(self.orphans, key=lambda each: each[:2])
        ]


def coverage_of(
    sections: tuple[Section, ...], entries: tuple[Entry, ...], ruleset: Ruleset, guard: Guard
) -> Coverage:
    """Map entries to the rules of a rule set; ``guard`` checks the probes."""
    cites: dict[str | None, list[_Citing]] = defaultdict(list)
    for citing in _cites(ruleset):
        cites[citing[2].law].append(citing)
    known = {rule.id: rule for rule in ruleset.rules}
    carried = tuple(_carried(entry, cites.get(entry.law, []), known, guard) for entry in entries)
    naming: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        naming[entry.law].append(entry)
    orphans = {
        (cite.law, cite.article, rule)
        for law, group in cites.items()
        for rule, _, cite in group
        if not any(entry.touches(cite) for entry in naming.get(law, ()))
    }
    return Coverage(
        sections=sections,
        carried=carried,
        orphans=tuple(sorted(_wanting(orphans, carried))),
        tables={
            rule.id: f"{rule.pack}/tables/{PurePath(rule.row.path).name}"
            for rule in ruleset.rules
            if rule.row
        },
    )


def _wanting(
    orphans: set[tuple[str, str, str]], carried: tuple[Carried, ...]
) -> Iterator[tuple[str, str, str]]:
    """Leave out the rules whose fact has a row without an article, in laws that no entry names."""
    laws = {each.entry.law for each in carried if each.entry.articles}
    shown = {rule for each in carried for rule in each.rules}
    return (each for each in orphans if each[0] in laws or each[2] not in shown)


def _cites(ruleset: Ruleset) -> Iterator[_Citing]:
    """Yield every citation with its rule and, where an exception cites, the exception's name."""
    for rule in ruleset.rules:
        for cite in rule.basis:
            yield rule.id, None, cite
        for pattern in rule.patterns.values():
            for exception in pattern.exceptions:
                for cite in exception.basis:
                    yield rule.id, exception.name, cite


def _carried(
    entry: Entry,
    cites: list[_Citing],
    known: Mapping[str, Rule],
    guard: Guard,
) -> Carried:
    citing = [each for each in cites if entry.cited_by(each[2])]
    named = {rule for rule in entry.rules if rule in known}
    unfound = []
    for probe in entry.probes:
        found = _found(probe, entry, guard)
        named |= {rule for rule, _ in found}
        if not found:
            unfound.append(_shown(probe))
    harmed = [
        f"{_shown(innocent)} ({rule})"
        for innocent in entry.innocents
        for rule, severity in _found(innocent, entry, guard)
        if severity != "info"
    ]
    return Carried(
        entry=entry,
        rules=tuple(sorted(named | {rule for rule, exception, _ in citing if exception is None})),
        exemptions=tuple(
            sorted({(rule, exception) for rule, exception, _ in citing if exception is not None})
        ),
        unfound=tuple(unfound),
        harmed=tuple(harmed),
        unknown=tuple(rule for rule in entry.rules if rule not in known),
        sure=_too_sure(entry, citing, [known[rule] for rule in named]),
    )


def _found(listing: Mapping[str, Any], entry: Entry, guard: Guard) -> set[tuple[str, str]]:
    """Return the rules that find a listing, of those that count for the entry, and how severely."""
    return {
        (each.rule, each.severity)
        for each in guard.check(dict(listing)).violations
        if (not entry.kinds or each.category in entry.kinds)
        and (not entry.packs or each.rule.split("/")[0] in entry.packs)
    }


def _too_sure(entry: Entry, citing: list[_Citing], named: list[Rule]) -> tuple[str, ...]:
    """Return the rules that do not own to memory; the loader holds those that do to a warning."""
    if not entry.memory or entry.checked:
        return ()
    sure = {rule for rule, _, cite in citing if cite.verified}
    owning = {rule for rule, _, cite in citing if not cite.verified}
    sure |= {
        rule.id
        for rule in named
        if rule.id not in owning and all(cite.verified for cite in rule.basis)
    }
    return tuple(sorted(sure))


def _shown(probe: Mapping[str, Any]) -> str:
    return "; ".join(str(value) for value in probe.values() if value)
