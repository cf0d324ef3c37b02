"""``coverage.md``: every article that the rules are about, and the rules that carry it.

``coverage.yaml`` names the articles. Which rules carry an article is computed: from the citations
of rules and of their exceptions, or from listings that must be found (``probe``). An entry with
neither a rule nor a reason why software cannot see it is a gap; citations that no entry names are
orphans, which the page lists at its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

import yaml

from docs.mdtext import both, dates, link, plain, table
from docs.rulepages import page_name
from listing_guard import Guard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from listing_guard.match.pattern import Cite
    from listing_guard.ruleset.rule import Ruleset, Words

_KEYS = {"law", "article", "from", "until", "what", "rules", "probe", "kind", "why_not"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, or one row that no article names."""

    section: int
    law: str | None
    articles: tuple[str, ...]
    since: str | None
    until: str | None
    what: Words
    rules: tuple[str, ...]
    probes: tuple[Mapping[str, Any], ...]
    kinds: frozenset[str]
    """Finding categories that count for a probe; empty: all."""
    why_not: Words

    @property
    def name(self) -> str:
        """What reports call the entry."""
        where = f"{self.law} {'、'.join(self.articles)}: " if self.law and self.articles else ""
        return f"{where}{dict(self.what).get('zh', '')}"

    def cited_by(self, cite: Cite) -> bool:
        """Say whether a citation names the entry's article, or a part of it, in its time."""
        if cite.law != self.law or not _overlap(self, cite):
            return False
        parts = cite.article.split("、")
        return any(_within(part, article) for part in parts for article in self.articles)

    def touches(self, cite: Cite) -> bool:
        """Say whether a citation and the entry name one article, however closely."""
        if cite.law != self.law or not _overlap(self, cite):
            return False
        return self.cited_by(cite) or any(
            _within(article, part) for part in cite.article.split("、") for article in self.articles
        )


def _overlap(entry: Entry, cite: Cite) -> bool:
    return (entry.until is None or cite.since is None or cite.since < entry.until) and (
        entry.since is None or cite.until is None or entry.since < cite.until
    )


def _within(part: str, whole: str) -> bool:
    """Say whether one article is another or a paragraph of it: 16(1)(3) is within 16(1)."""
    return whole in ("*", part) or (part.startswith(whole) and part[len(whole)] == "(")


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of an entry."""

    entry: Entry
    rules: tuple[str, ...] = ()
    exemptions: tuple[tuple[str, str], ...] = ()
    """Rules and the names of their exceptions that rest on the article."""
    unfound: tuple[str, ...] = ()
    """Probes that no rule found."""
    unknown: tuple[str, ...] = ()
    """Rules that are named and do not exist."""

    @property
    def is_gap(self) -> bool:
        """Whether neither a rule nor a reason is there, or a probe is not found."""
        carried = self.rules or self.exemptions
        return bool(self.unfound) or (not carried and not self.entry.why_not)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The mapping, and what is wrong with it."""

    titles: tuple[Words, ...]
    carried: tuple[Carried, ...]
    orphans: tuple[tuple[str, str, str], ...] = field(default=())
    """Law, article and rule of citations that no entry names."""

    def gaps(self) -> list[str]:
        """Return the entries without rule and reason, a line each."""
        return [
            each.entry.name + "".join(f"\n    not found: {probe}" for probe in each.unfound)
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

    def notes(self) -> list[str]:
        """Return the citations that no entry names: one is wanting, or the article is wrong."""
        return [
            f"no entry for {law} {article}, cited by {', '.join(rule for _, _, rule in group)}"
            for (law, article), group in groupby(self.orphans, key=lambda each: each[:2])
        ]


def read_entries(path: Path) -> tuple[tuple[Words, ...], tuple[Entry, ...]]:
    """Return the sections' titles and all entries; raises `ValueError` on what is misspelt."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    reasons = {name: _words(words) for name, words in data["reasons"].items()}
    entries = []
    for number, section in enumerate(data["sections"]):
        for raw in section["entries"]:
            if unknown := raw.keys() - _KEYS:
                raise ValueError(f"{raw['what']}: no such key: {', '.join(sorted(unknown))}")
            entries.append(_entry(raw, number, section, reasons))
    return tuple(_words(section["title"]) for section in data["sections"]), tuple(entries)


def _entry(
    raw: Mapping[str, Any], number: int, section: Mapping[str, Any], reasons: Mapping[str, Words]
) -> Entry:
    article = raw.get("article", [])
    why = raw.get("why_not", {})
    return Entry(
        section=number,
        law=raw.get("law", section.get("law")),
        articles=tuple(map(str, [article] if isinstance(article, str) else article)),
        since=str(raw["from"]) if "from" in raw else None,
        until=str(raw["until"]) if "until" in raw else None,
        what=_words(raw["what"]),
        rules=tuple(raw.get("rules", ())),
        probes=tuple({**section.get("record", {}), **probe} for probe in raw.get("probe", ())),
        kinds=frozenset(raw.get("kind", ())),
        why_not=reasons[why] if isinstance(why, str) else _words(why),
    )


def _words(words: Mapping[str, str]) -> Words:
    return tuple((language, str(words[language])) for language in ("zh", "en") if language in words)


def coverage_of(
    titles: tuple[Words, ...], entries: tuple[Entry, ...], ruleset: Ruleset, guard: Guard
) -> Coverage:
    """Map entries to the rules of a rule set; ``guard`` checks the probes."""
    cites = list(_cites(ruleset))
    known = {rule.id for rule in ruleset.rules}
    carried = tuple(_carried(entry, cites, known, guard) for entry in entries)
    orphans = {
        (cite.law, cite.article, rule)
        for rule, _, cite in cites
        if not any(entry.touches(cite) for entry in entries)
    }
    return Coverage(titles, carried, tuple(sorted(orphans)))


def _cites(ruleset: Ruleset) -> Iterator[tuple[str, str | None, Cite]]:
    """Yield every citation with its rule and, where an exception cites, the exception's name."""
    for rule in ruleset.rules:
        for cite in rule.basis:
            yield rule.id, None, cite
        for pattern in rule.patterns.values():
            for exception in pattern.exceptions:
                for cite in exception.basis:
                    yield rule.id, exception.name, cite


def _carried(
    entry: Entry, cites: list[tuple[str, str | None, Cite]], known: set[str], guard: Guard
) -> Carried:
    rules = [rule for rule in entry.rules if rule in known]
    exemptions = []
    for rule, exception, cite in cites:
        if entry.cited_by(cite):
            if exception is None:
                rules.append(rule)
            else:
                exemptions.append((rule, exception))
    unfound = []
    for probe in entry.probes:
        found = [
            each.rule
            for each in guard.check(dict(probe)).violations
            if not entry.kinds or each.category in entry.kinds
        ]
        rules += found
        if not found:
            unfound.append(_shown(probe))
    return Carried(
        entry=entry,
        rules=tuple(sorted(set(rules))),
        exemptions=tuple(sorted(set(exemptions))),
        unfound=tuple(unfound),
        unknown=tuple(rule for rule in entry.rules if rule not in known),
    )


def _shown(probe: Mapping[str, Any]) -> str:
    return "; ".join(str(value) for value in probe.values() if value)


# The page ---------------------------------------------------------------------------------------


def page(coverage: Coverage) -> str:
    """Return ``coverage.md``."""
    carried = coverage.carried
    with_rule = sum(bool(each.rules or each.exemptions) for each in carried)
    reasoned = sum(
        not (each.rules or each.exemptions) and bool(each.entry.why_not) for each in carried
    )
    gaps = sum(each.is_gap for each in carried)
    lines = [
        "# 法条与规则对照 Coverage of the law",
        "",
        "每一条法律要求由哪些规则检查；软件看不到的，说明原因。",
        "本页由 `make docs` 从 `coverage.yaml` 和规则的引证生成。",
        "",
        "Every requirement of the law with the rules that check it, or why software cannot.",
        "`make docs` writes this page from `coverage.yaml` and the rules' citations.",
        "",
        *table(
            ("", "条目 entries"),
            [
                ("有规则 carried by rules", str(with_rule)),
                ("软件无法判断 left to people", str(reasoned)),
                *([("尚无规则 no rule yet", str(gaps))] if gaps else []),
                ("合计 in all", str(len(carried))),
            ],
        ),
    ]
    for number, title in enumerate(coverage.titles):
        given = dict(title)
        lines += ["", f"## {plain(given['zh'])} {plain(given['en'])}", ""]
        lines += table(
            ("条款 article", "要求 requirement", "规则 rules", "说明 note"),
            [_row(each) for each in carried if each.entry.section == number],
        )
    if coverage.orphans:
        lines += ["", "## 其他引证 Citations beyond these entries", ""]
        lines += table(
            ("法律 law", "条款 article", "规则 rules"),
            [
                (plain(law), plain(article), "<br>".join(_rule(rule) for _, _, rule in group))
                for (law, article), group in groupby(coverage.orphans, key=lambda each: each[:2])
            ],
        )
    return "\n".join(lines) + "\n"


def _row(each: Carried) -> tuple[str, ...]:
    entry = each.entry
    where = plain("、".join(entry.articles)) if entry.articles not in ((), ("*",)) else ""
    if entry.law and entry.articles:
        where = f"{plain(entry.law)} {where}".rstrip()
    if in_force := dates(entry.since, entry.until):
        where += f"<br>{in_force}"
    exempting = groupby(each.exemptions, key=lambda pair: pair[0])
    shown = [_rule(rule) for rule in each.rules] + [
        f"{_rule(rule)}（豁免 exempts: {', '.join(plain(name) for _, name in names)}）"
        for rule, names in exempting
    ]
    note = both(entry.why_not)
    if each.is_gap:
        missing = "".join(f"<br>未发现 not found: {plain(probe)}" for probe in each.unfound)
        note = f"**尚无规则 no rule yet**{missing}"
    return where, both(entry.what), "<br>".join(shown) or "–", note


def _rule(rule: str) -> str:
    return link(rule, f"rules/{page_name(rule)}")
