"""One JSON object a listing, one line each."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from listing_guard.model.listing import Listing
    from listing_guard.model.report import Report
    from listing_guard.report.run import Run, Summary

NAME = "jsonl"
EXTENSIONS = (".jsonl", ".ndjson")


class Writer:
    """Writes each report as it comes."""

    def __init__(self, out: IO[str], run: Run, **options: object) -> None:
        self._out = out

    def begin(self) -> None:
        """Write nothing: every line stands alone."""

    def write(self, report: Report, listing: Listing | None) -> None:
        """Write the line of one report."""
        self._out.write(line_of(report) + "\n")

    def end(self, summary: Summary) -> None:
        """Write nothing."""


_NO_ERROR = ',"error":null}'
"""How a readable report ends as the model has it; by the contract it has no such member."""


def line_of(report: Report) -> str:
    """Return a report's JSON object, by the contract.

    A record that could not be read has four members, so that nobody takes it for one without
    findings.
    """
    if report.error is None:
        return encode(report).removesuffix(_NO_ERROR) + "}"
    return encode(
        {
            "listing_id": None,
            "verdict": "error",
            "source": report.source,
            "error": report.error,
        }
    )


def encode(value: object) -> str:
    """Return a value as compact JSON.

    A lone surrogate has no UTF-8 form: a report that quotes one is written with ASCII escapes,
    which a reader decodes to the same text.
    """
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return json.dumps(
            msgspec.to_builtins(value, str_keys=True), ensure_ascii=True, separators=(",", ":")
        )
