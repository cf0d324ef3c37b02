"""What a run was made with, and what came of it: the head and the foot of every report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from msgspec import Struct, field

from listing_guard.model.report import SEVERITIES, Report, Severity, Verdict, Violation

K = TypeVar("K")


class Pack(Struct, frozen=True, kw_only=True):
    """A rule pack that took part, provable by the hash of its content."""

    name: str
    version: str
    sha256: str


class RuleInfo(Struct, frozen=True, kw_only=True):
    """What a report says of a rule beside its findings, in the language of the run."""

    title: str
    category: str
    severity: Severity
    tells_gaps: bool = True
    """A listing's block says when the rule could not be evaluated (``missing: info``)."""


class Run(Struct, frozen=True, kw_only=True):
    """What the reports of one run have in common.

    The same listings, rules and day must give the same bytes, so nothing here may tell of the
    clock, the machine, the number of jobs or the folder.
    """

    engine: str
    """The version of this package."""
    packs: tuple[Pack, ...]
    as_of: str
    """The day whose law counts, ISO."""
    markets: tuple[str, ...] = ()
    """The markets asked for; empty: each record's own."""
    platform: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    """Options that change what is found (``select``, ``ignore``, ``fail_on``); plain values."""
    lang: str = "zh"
    ruleset: str | None = None
    """Hash over the packs and the overrides in force; every report carries it too."""
    weights: Mapping[str, Any] = field(default_factory=dict)
    """``score.Weights`` as plain values: ``severity``, ``confidence``, ``review_at`` …"""
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    """Rules by full id, for titles; not part of the JSON header."""
    laws: Mapping[str, str] = field(default_factory=dict)
    """Titles of laws in the language of the run, by the name that citations use."""

    def header(self) -> dict[str, Any]:
        """Return the object ``run`` of the JSON report."""
        market: str | list[str] | None = list(self.markets) or None
        if len(self.markets) == 1:
            market = self.markets[0]
        return {
            "engine": self.engine,
            "packs": self.packs,
            "as_of": self.as_of,
            "market": market,
            "platform": self.platform,
            "options": {
                "lang": self.lang,
                "ruleset": self.ruleset,
                "weights": dict(self.weights),
                **self.options,
            },
        }


class Part(Protocol):
    """A finding that counts, with its weight, as ``score.Weighed`` is."""

    @property
    def violation(self) -> Violation:
        """The finding."""

    @property
    def weight(self) -> Decimal:
        """Its weight, 0–1."""


MakeUp = Callable[[Report], Sequence[Part]]
"""Gives the findings that make up a report's score, heaviest first."""


class RuleCount(Struct):
    """How often a rule found something, and how gravely."""

    severity: Severity
    category: str
    findings: int = 0
    listings: int = 0


class MarketCount(Struct):
    """What came of the listings that were checked for one market."""

    listings: int = 0
    verdicts: dict[Verdict, int] = field(default_factory=dict)
    severities: dict[Severity, int] = field(default_factory=dict)


class Use(Struct, frozen=True, kw_only=True):
    """Listings of one brand or one kind of goods that show the same certificate."""

    name: str
    listings: int
    first: str | None
    """The id of the first of them."""


class SharedNumber(Struct, frozen=True, kw_only=True):
    """A certificate number on listings of several brands, or of goods that have nothing in common.

    A factory's licence may lawfully stand on many brands' goods, so this is no finding.
    """

    number: str
    brands: tuple[Use, ...] = ()
    categories: tuple[Use, ...] = ()


class Summary(Struct):
    """What came of a run; `add` every report once. Suppressed findings are counted apart."""

    listings: int = 0
    """Records that were read and checked, counted once for each market they were checked for."""
    unreadable: int = 0
    verdicts: dict[Verdict, int] = field(default_factory=dict)
    severities: dict[Severity, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    rules: dict[str, RuleCount] = field(default_factory=dict)
    markets: dict[str, MarketCount] = field(default_factory=dict)
    suppressed: int = 0
    exempted: int = 0
    notes: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    """Listings in which a field was wanting for some rule, by field."""
    shared: tuple[SharedNumber, ...] = ()
    """Numbers of certificates that listings share which should not."""

    @property
    def findings(self) -> int:
        """Findings that count."""
        return sum(self.severities.values())

    def add(self, report: Report) -> None:
        """Count one report."""
        if report.error is not None:
            self.unreadable += 1
            return
        self.listings += 1
        _count(self.verdicts, report.verdict)
        market = self.markets.setdefault(report.market or "", MarketCount())
        market.listings += 1
        _count(market.verdicts, report.verdict)
        self.exempted += len(report.exempted)
        self.notes += len(report.notes)
        for gap in report.not_evaluated:
            _count(self.missing, gap.missing)
        seen: set[str] = set()
        for found in report.violations:
            if found.suppressed is not None:
                self.suppressed += 1
                continue
            _count(self.severities, found.severity)
            _count(market.severities, found.severity)
            _count(self.categories, found.category)
            row = self.rules.get(found.rule)
            if row is None:
                row = self.rules[found.rule] = RuleCount(found.severity, found.category)
            row.severity = min(row.severity, found.severity, key=SEVERITIES.index)
            row.findings += 1
            row.listings += found.rule not in seen
            seen.add(found.rule)

    def ranked(self) -> list[tuple[str, RuleCount]]:
        """Return rules with findings: gravest first, then most findings, then by id."""
        return sorted(
            self.rules.items(),
            key=lambda item: (SEVERITIES.index(item[1].severity), -item[1].findings, item[0]),
        )


def _count(counts: dict[K, int], key: K) -> None:
    counts[key] = counts.get(key, 0) + 1
