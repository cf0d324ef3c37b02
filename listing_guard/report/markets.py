"""The reports on one listing for several markets told as one: what was found, and where it holds.

A finding is the same in two markets when one rule found it at one place. What is told of it is
what the market says that takes it gravest; severity and basis are told by market where they differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from listing_guard.model.report import CONFIDENCES, SEVERITIES, NotEvaluated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from listing_guard.model.report import Basis, Exempted, Report, Severity, Verdict, Violation

VERDICTS: tuple[Verdict, ...] = ("block", "review", "pass")
"""From gravest to none."""

_Key = tuple[str, str | None, object, object]


class Markets:
    """What the reports on one listing say, by market, in the order in which they were asked for."""

    def __init__(self, reports: Sequence[Report]) -> None:
        """Take the reports on one listing, each for another market."""
        self.reports = {report.market or "": report for report in reports}
        self._found: dict[_Key, dict[str, Violation]] = {}
        self._excused: dict[Exempted, list[str]] = {}
        for market, report in self.reports.items():
            for violation in report.violations:
                self._found.setdefault(_key(violation), {})[market] = violation
            for each in report.exempted:
                self._excused.setdefault(each, []).append(market)

    def merged(self) -> Report:
        """Return one report: the gravest verdict, every finding and every exemption once."""
        reports = list(self.reports.values())
        gravest = min(reports, key=lambda each: VERDICTS.index(_readable(each.verdict)))
        return replace(
            gravest,
            market=None,
            score=max(each.score for each in reports),
            violations=tuple(min(each.values(), key=_gravity) for each in self._found.values()),
            exempted=tuple(self._excused),
            not_evaluated=tuple(_gaps(reports)),
            notes=tuple(dict.fromkeys(note for each in reports for note in each.notes)),
        )

    def of(self, violation: Violation) -> dict[str, Violation]:
        """Return the markets in which a finding of `merged` holds, with what each says of it."""
        return self._found[_key(violation)]

    def severities(self, violation: Violation) -> dict[str, Severity]:
        """Return how grave each market takes a finding, where they do not agree; else nothing."""
        told = {market: each.severity for market, each in self.of(violation).items()}
        return told if len(set(told.values())) > 1 else {}

    def bases(self, violation: Violation) -> list[tuple[list[str], tuple[Basis, ...]]]:
        """Return the citations of a finding, each set with the markets that it holds in."""
        found: dict[tuple[Basis, ...], list[str]] = {}
        for market, each in self.of(violation).items():
            found.setdefault(each.basis, []).append(market)
        return [(markets, basis) for basis, markets in found.items()]

    def excused(self, exempted: Exempted) -> list[str]:
        """Return the markets whose law excuses an occurrence."""
        return self._excused[exempted]

    def everywhere(self, markets: Iterable[str]) -> bool:
        """Say whether these are all the markets that the listing was checked for."""
        return set(markets) == set(self.reports)

    def rules(self) -> dict[str, list[tuple[Severity, int] | None]]:
        """Return for each rule what each market has of it: the gravest severity, and how often.

        Rules come gravest first, then by id.
        """
        counts: dict[str, dict[str, tuple[Severity, int]]] = {}
        for each in self._found.values():
            for market, violation in each.items():
                if violation.suppressed is None:
                    row = counts.setdefault(violation.rule, {})
                    severity, number = row.get(market, (violation.severity, 0))
                    severity = min(severity, violation.severity, key=SEVERITIES.index)
                    row[market] = (severity, number + 1)
        ranked = sorted(counts.items(), key=lambda item: (_worst(item[1].values()), item[0]))
        return {rule: [row.get(market) for market in self.reports] for rule, row in ranked}


def _key(violation: Violation) -> _Key:
    if violation.start is None:
        return (violation.rule, violation.field, violation.fingerprint, None)
    return (violation.rule, violation.field, violation.start, violation.end)


def _gravity(violation: Violation) -> tuple[bool, int, int]:
    return (
        violation.suppressed is not None,
        SEVERITIES.index(violation.severity),
        CONFIDENCES.index(violation.confidence),
    )


def _worst(cells: Iterable[tuple[Severity, int]]) -> int:
    return min(SEVERITIES.index(severity) for severity, _ in cells)


def _readable(verdict: Verdict) -> Verdict:
    if verdict == "error":
        raise ValueError("a record that could not be read has no report for a market")
    return verdict


def _gaps(reports: Iterable[Report]) -> Iterator[NotEvaluated]:
    rules: dict[str, dict[str, None]] = {}
    for report in reports:
        for gap in report.not_evaluated:
            rules.setdefault(gap.missing, {}).update(dict.fromkeys(gap.rules))
    for missing in sorted(rules):
        yield NotEvaluated(missing=missing, rules=tuple(sorted(rules[missing])))
