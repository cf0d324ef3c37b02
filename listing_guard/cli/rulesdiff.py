"""The findings of two versions of the rules, compared over files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.cli.corpus import read_corpus
from listing_guard.cli.labelledrows import categories_of
from listing_guard.cli.terminal import tell
from listing_guard.errors import UsageError
from listing_guard.evaluation.changes import changes_of
from listing_guard.evaluation.labels import place
from listing_guard.evaluation.metrics import evaluate
from listing_guard.read.unreadable import Unreadable
from listing_guard.ruleset.compare import renaming

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from listing_guard.cli.guards import Guards
    from listing_guard.evaluation.changes import FindingChange
    from listing_guard.evaluation.labels import Labelled
    from listing_guard.evaluation.metrics import Evaluation
    from listing_guard.model.listing import Listing
    from listing_guard.model.report import Report
    from listing_guard.ruleset.compare import Comparison


@dataclass(frozen=True, slots=True)
class Findings:
    """What differs in the findings on a corpus."""

    changes: tuple[FindingChange, ...]
    listings: int
    unread: int
    """Records that could not be read; they have been told."""
    old: Evaluation | None
    """How the old rules do on the labelled rows; ``None`` where there are none."""
    new: Evaluation | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs in the rules, and in the findings if they were compared."""

    rules: Comparison
    findings: Findings | None


def compare_findings(old: Guards, new: Guards, files: Sequence[str]) -> Findings:
    """Check every listing of the files by both versions.

    Raises `UsageError` when a file cannot be read at all, or when there is nothing in them.
    """
    work = _Work(old, new)
    rulesets = [guard.ruleset for guard in (*old.guards, *new.guards)]
    for listing, row in read_corpus(files, categories_of(*rulesets)):
        if isinstance(listing, Unreadable):
            work.unread += 1
            tell(listing)
        elif row is not None:
            work.labelled(listing, row)
        else:
            work.plain(listing)
    if not work.listings and not work.unread:
        raise UsageError(f"nothing to compare in {', '.join(files)}")
    return work.findings()


class _Work:
    """Grows listing by listing."""

    def __init__(self, old: Guards, new: Guards) -> None:
        self.listings = 0
        self.unread = 0
        self._old, self._new = old, new
        self._renamed: Callable[[str], str] = renaming(old.guards[0].ruleset, new.guards[0].ruleset)
        self._changes: list[FindingChange] = []
        self._rows: list[Labelled] = []
        self._reports: tuple[list[Report], list[Report]] = ([], [])

    def labelled(self, listing: Listing, row: Labelled) -> None:
        """Compare on a listing with labels."""
        self.listings += 1
        placed, _ = place(row)
        before, after = self._old.check(listing)[0], self._new.check(listing)[0]
        self._rows.append(row)
        self._reports[0].append(before)
        self._reports[1].append(after)
        self._changes += changes_of(
            before, after, renamed=self._renamed, line=row.line, placed=placed, name=row.id
        )

    def plain(self, listing: Listing) -> None:
        """Compare on a listing without labels, in every market asked for."""
        self.listings += 1
        line = listing.source.line
        for before, after in zip(self._old.check(listing), self._new.check(listing), strict=True):
            self._changes += changes_of(before, after, renamed=self._renamed, line=line)

    def findings(self) -> Findings:
        """Return what was found, and how both versions do on the labels."""
        old, new = (evaluate(self._rows, reports) for reports in self._reports)
        return Findings(
            changes=tuple(sorted(self._changes, key=lambda each: each.rule)),
            listings=self.listings,
            unread=self.unread,
            old=old if self._rows else None,
            new=new if self._rows else None,
        )
