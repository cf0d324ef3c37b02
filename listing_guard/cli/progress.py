"""A progress bar on stderr, for somebody who looks on and has to wait."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from listing_guard.cli.terminal import is_terminal, wants_colour

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0
"""Seconds before anything is shown; a short run stays quiet."""


class Progress(Protocol):
    """Is told of every record."""

    def advance(self) -> None:
        """Count one record."""


class Silent:
    """Shows nothing."""

    def advance(self) -> None:
        """Count one record."""


class Bar:
    """Shows how many records there were, and how fast, once the run has taken a while."""

    def __init__(self, noun: str = "listings") -> None:
        from rich.console import Console
        from rich.progress import Progress as RichProgress
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, no_color=not wants_colour(sys.stderr))
        self._bar = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.completed:,.0f} " + noun),
            TimeElapsedColumn(),
            TextColumn("{task.fields[rate]}"),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, rate="")
        self._began = time.monotonic()
        self._shown = False
        self._count = 0

    def advance(self) -> None:
        """Count one record."""
        self._count += 1
        if self._count % 64:
            return
        passed = time.monotonic() - self._began
        if passed >= PATIENCE:
            rate = f"{self._count / max(passed, 0.001):,.0f}/s"
            self._bar.update(self._task, completed=self._count, rate=rate)
            if not self._shown:
                self._bar.start()
                self._shown = True

    def stop(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._bar.stop()


@contextmanager
def progress(*, wanted: bool, noun: str = "listings") -> Iterator[Progress]:
    """Show progress while the block runs, on a terminal and if wanted; ``noun``: what is counted.

    A report that is written to the same terminal is progress enough.
    """
    if not wanted or not is_terminal(sys.stderr):
        yield Silent()
        return
    bar = Bar(noun)
    try:
        yield bar
    finally:
        bar.stop()
