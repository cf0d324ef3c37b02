"""What a run has to tell beside its reports: counts, unknown columns, assumed markets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.cli.guards import NO_RULE
from listing_guard.cli.options import count
from listing_guard.cli.terminal import tell
from listing_guard.model.listing import Listing
from listing_guard.model.market import canonical
from listing_guard.report.foot import market_line
from listing_guard.report.run import Summary
from listing_guard.report.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.cli.guards import Guards
    from listing_guard.cli.jobs import Record
    from listing_guard.model.report import Report
    from listing_guard.report.run import Run

MOST_COLUMNS = 12


class Tally:
    """Counts reports, and notes what is to be said once."""

    def __init__(self, guards: Guards, *, market_assumed: bool) -> None:
        self.summary = Summary()
        self.idle = True
        """No rule has been in force for any of the listings."""
        self._markets = guards.markets
        self._market_assumed = market_assumed
        self._homeless = 0
        self._unknown: dict[str, dict[str, None]] = {}
        self._unread: list[str] = []

    def add(self, report: Report, record: Record) -> None:
        """Count one report on a record."""
        self.summary.add(report)
        self.idle = self.idle and any(note.startswith(NO_RULE) for note in report.notes)
        if not isinstance(record, Listing):
            self._unread.append(str(record))
            return
        if not (record.market and canonical(record.market)):
            self._homeless += 1
        if record.unknown_keys:
            path = record.source.path or "-"
            self._unknown.setdefault(path, {}).update(dict.fromkeys(record.unknown_keys))

    def tell(self, run: Run, *, summary: bool) -> None:
        """Print to stderr what is to be said; ``summary`` unless a report on stdout has one."""
        for line in self._lines(run, summary=summary):
            tell(line)

    def _lines(self, run: Run, *, summary: bool) -> Iterator[str]:
        for path, keys in self._unknown.items():
            shown = ", ".join(list(keys)[:MOST_COLUMNS])
            more = f" and {len(keys) - MOST_COLUMNS} more" if len(keys) > MOST_COLUMNS else ""
            yield f"{path}: no field has these names, they count as attributes: {shown}{more}"
        if self._market_assumed and self._homeless:
            markets = ", ".join(self._markets)
            yield (
                f"market {markets} is assumed for {count(self._homeless, 'record')}; "
                "--market or a column market says which it is"
            )
        if summary:
            yield from self._unread
            yield from _shared(self.summary)
            yield _counts(self.summary, run)
            if len(self.summary.markets) > 1:
                words = words_of(run.lang)
                for code, counted in self.summary.markets.items():
                    yield f"{code}{words('colon')}{market_line(words, counted)}"


def _shared(summary: Summary) -> Iterator[str]:
    for each in summary.shared:
        for uses, kinds in ((each.brands, "brands"), (each.categories, "unrelated goods")):
            if uses:
                names = ", ".join(f"{use.name} ({use.first})" for use in uses)
                yield f"certificate {each.number} is on listings of several {kinds}: {names}"


def _counts(summary: Summary, run: Run) -> str:
    words = words_of(run.lang)
    parts = [words("n_listings", n=summary.listings)]
    for verdict in ("block", "review", "pass"):
        if number := summary.verdicts.get(verdict):
            parts.append(words("n_verdict", name=words.name("verdict", verdict), n=number))
    parts.append(words("n_findings", n=summary.findings))
    if summary.unreadable:
        parts.append(words("n_unread", n=summary.unreadable))
    parts.append(words("as_of", day=run.as_of))
    return words("dot").join(parts)
