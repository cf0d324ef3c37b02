"""Reports to files and terminals: one module a format, each with its ``Writer``.

A writer module has ``NAME``, ``EXTENSIONS`` and a class ``Writer(out, run, **options)`` with
``begin()``, ``write(report, listing)`` for each report in order, and ``end(summary)``. One that
tells the markets of a listing side by side has ``write_abreast(reports, listing)`` besides. ``out``
is a text stream. Options that a writer does not know it leaves alone. What is written is determined
by the reports and the run. Other packages add writers by the entry point ``listing_guard.writers``,
which names such a module.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from listing_guard.report import json_, jsonl, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from listing_guard.model.listing import Listing
    from listing_guard.model.report import Report
    from listing_guard.report.run import Summary

ENTRY_POINT = "listing_guard.writers"


class ReportWriter(Protocol):
    """Writes the reports of one run to one stream."""

    def begin(self) -> None:
        """Write what goes before all reports."""

    def write(self, report: Report, listing: Listing | None) -> None:
        """Write one report; ``listing`` is the record it is on, where that could be read."""

    def end(self, summary: Summary) -> None:
        """Write what goes after all reports."""


@runtime_checkable
class AbreastWriter(Protocol):
    """A writer that takes the reports on one listing for several markets at once."""

    def write_abreast(self, reports: Sequence[Report], listing: Listing | None) -> None:
        """Write the reports on one readable record, in the order of the markets asked for."""


class WriterModule(Protocol):
    """What a writer module has."""

    @property
    def NAME(self) -> str:  # noqa: N802 - the name of a module's constant
        """The name of the format, as in ``--format``."""

    @property
    def EXTENSIONS(self) -> tuple[str, ...]:  # noqa: N802
        """Endings of file names that mean this format, with their dot."""

    @property
    def Writer(self) -> Callable[..., ReportWriter]:  # noqa: N802
        """The class, called with a text stream, the run, and options by name."""


WRITERS: tuple[WriterModule, ...] = (text, json_, jsonl)
"""The writers of this package, in the order in which help lists them."""


def writers() -> Mapping[str, WriterModule]:
    """Return every writer by name; one of ours is not replaced by another package's."""
    found = {module.NAME: module for module in WRITERS}
    for point in sorted(entry_points(group=ENTRY_POINT), key=lambda point: point.name):
        if point.name not in found:
            found[point.name] = point.load()
    return found
