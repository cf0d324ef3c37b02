"""``check --evidence FOLDER``: a JSON and a Markdown file for each finding that has evidence."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.cli.outputs import WholeFile
from listing_guard.errors import UsageError
from listing_guard.model.listing import Listing
from listing_guard.report.evidencepack import (
    Consulted,
    Setting,
    as_json,
    as_markdown,
    concerns_evidence,
    evidence_pack,
    file_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.cli.jobs import Record
    from listing_guard.ledger import Ledger
    from listing_guard.model.report import Report
    from listing_guard.report.run import Run


class EvidencePacks:
    """Gathers the packs of a run; `write` puts them into the folder, each file whole."""

    def __init__(self, folder: str, run: Run, ledger: Ledger | None) -> None:
        self._folder = Path(folder)
        self._run = run
        self._ledger = ledger
        self._files: dict[str, bytes] = {}
        if self._folder.exists() and not self._folder.is_dir():
            raise UsageError(f"--evidence {folder}: is no folder; name one, or a new one")

    def add(self, record: Record, reports: Sequence[Report]) -> None:
        """Take the findings of the reports on one record, one a market."""
        if not isinstance(record, Listing):
            return
        for report in reports:
            found = [each for each in report.violations if concerns_evidence(each)]
            if not found:
                continue
            setting = Setting(
                market=report.market or "", platform=report.platform, ledger=self._consulted
            )
            market = f"-{report.market}" if len(reports) > 1 else ""
            for each in found:
                pack = evidence_pack(report, each, record, self._run, setting)
                name = self._free(file_name(report, each) + market)
                self._files[f"{name}.json"] = as_json(pack)
                self._files[f"{name}.md"] = as_markdown(pack, each, self._run)

    @cached_property
    def _consulted(self) -> Consulted | None:
        """What is on record is counted once, and only where there is a pack to tell it."""
        if self._ledger is None:
            return None
        return Consulted(
            place=str(self._ledger),
            snapshot=self._ledger.snapshot,
            observations=self._ledger.statistics().observations,
        )

    def write(self) -> None:
        """Write the files; a folder that is not there is made, and what else is in it stays."""
        if not self._files:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = error.strerror or error
            raise UsageError(f"--evidence {self._folder}: cannot be made ({why})") from error
        for name, content in self._files.items():
            with WholeFile(str(self._folder / name)) as file:
                file.write(content)

    def _free(self, name: str) -> str:
        """Return a name that no other pack of the run has, on file systems without case as well."""
        taken = {each.casefold() for each in self._files}
        number, free = 1, name
        while f"{free}.json".casefold() in taken:
            number += 1
            free = f"{name}-{number}"
        return free
