"""The findings of two versions of the rules, compared over files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from listing_guard.cli.inputs import inputs_of
from listing_guard.cli.labelledrows import categories_of, listing_of, read_rows
from listing_guard.errors import UsageError
from listing_guard.evaluate.identity import Identities
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
    for file in files:
        if _is_labelled(file):
            work.labelled(file)
        else:
            work.plain(file)
    if not work.listings:
        raise UsageError(f"nothing to compare in {', '.join(files)}")
    return work.findings()


class _Work:
    """Grows file by file."""

    def __init__(self, old: Guards, new: Guards) -> None:
        self.listings = 0
        self._old, self._new = old, new
        self._renamed: Callable[[str], str] = renaming(old.guards[0].ruleset, new.guards[0].ruleset)
        self._changes: list[FindingChange] = []
        self._unread = 0
        self._rows: list[Labelled] = []
        self._reports: tuple[list[Report], list[Report]] = ([], [])
        self._identities = Identities()

    def labelled(self, file: str) -> None:
        """Compare on the rows of a labelled file."""
        rulesets = [guard.ruleset for guard in (*self._old.guards, *self._new.guards)]
        for row in read_rows(file, categories_of(*rulesets)):
            listing = row if isinstance(row, Unreadable) else listing_of(row)
            if isinstance(listing, Unreadable) or isinstance(row, Unreadable):
                self._tell(listing if isinstance(listing, Unreadable) else row)
                continue
            self.listings += 1
            placed, _ = place(row)
            before, after = next(self._old.check(listing)), next(self._new.check(listing))
            self._rows.append(row)
            self._reports[0].append(before)
            self._reports[1].append(after)
            found = changes_of(
                before, after, renamed=self._renamed, line=row.line, placed=placed, name=row.id
            )
            self._changes += found

    def plain(self, file: str) -> None:
        """Compare on whatever `check` reads."""
        for record in inputs_of([file], None).read():
            if isinstance(record, Unreadable):
                self._tell(record)
                continue
            self.listings += 1
            listing = self._identities.name(record)
            line = listing.source.line
            for before, after in zip(
                self._old.check(listing), self._new.check(listing), strict=True
            ):
                self._changes += changes_of(before, after, renamed=self._renamed, line=line)

    def findings(self) -> Findings:
        """Return what was found, and how both versions do on the labels."""
        old, new = (evaluate(self._rows, reports) for reports in self._reports)
        return Findings(
            changes=tuple(sorted(self._changes, key=lambda each: each.rule)),
            listings=self.listings,
            unread=self._unread,
            old=old if self._rows else None,
            new=new if self._rows else None,
        )

    def _tell(self, bad: object) -> None:
        self._unread += 1
        click.echo(str(bad), err=True)


def _is_labelled(file: str) -> bool:
    """Say whether the first line of a file is a labelled row."""
    if not Path(file).is_file():
        return False
    with Path(file).open("rb") as lines:
        first = next((line for line in lines if line.strip()), b"")
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and {"listing", "gold"} <= row.keys()
