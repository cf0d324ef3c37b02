"""One JSON document: ``{run, reports, errors}``, streamed.

``shared_certificates`` is there where listings share the number of a certificate that should not.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from listing_guard.report.jsonl import encode, line_of

if TYPE_CHECKING:
    from listing_guard.model.listing import Listing
    from listing_guard.model.report import Report
    from listing_guard.report.run import Run, Summary

NAME = "json"
EXTENSIONS = (".json",)


class Writer:
    """Writes reports as they come, a line each, and the records that could not be read last."""

    def __init__(self, out: IO[str], run: Run, **options: object) -> None:
        self._out = out
        self._run = run
        self._empty = True
        self._errors: list[str] = []

    def begin(self) -> None:
        """Write the header of the run."""
        self._out.write(f'{{"run":{encode(self._run.header())},\n"reports":[')

    def write(self, report: Report, listing: Listing | None) -> None:
        """Write one report, or keep it for the end if its record could not be read."""
        line = line_of(report)
        if report.error is not None:
            self._errors.append(line)
            return
        self._out.write(("\n" if self._empty else ",\n") + line)
        self._empty = False

    def end(self, summary: Summary) -> None:
        """Close the document."""
        errors = "\n" + ",\n".join(self._errors) if self._errors else ""
        shared = "\n" + ",\n".join(map(encode, summary.shared)) if summary.shared else ""
        told = f',\n"shared_certificates":[{shared}]' if shared else ""
        self._out.write(f'],\n"errors":[{errors}]{told}}}\n')
