"""The reports of one run, each going to its place while the listings are checked."""

from __future__ import annotations

import io
import os
import shutil
import sys
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

from listing_guard.cli.outputs import STDOUT, TEXT, Output, WholeFile
from listing_guard.cli.terminal import is_terminal, wants_colour
from listing_guard.errors import UsageError
from listing_guard.model.listing import Listing
from listing_guard.report import AbreastWriter, writers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from listing_guard.cli.jobs import Record
    from listing_guard.model.report import Report
    from listing_guard.report import ReportWriter
    from listing_guard.report.run import Run, Summary

WIDTH = 80
"""Columns of a text report that does not go to a terminal."""


class Reports:
    """Writes every report to every output; files appear when the block is left cleanly.

    Nothing is written before the first report or the end, so that a run that has nothing to
    check leaves stdout empty.
    """

    def __init__(
        self, outputs: Sequence[Output], run: Run, *, colour: bool, **options: object
    ) -> None:
        """Take what to write where; ``options`` go to every writer as they are."""
        self._outputs = outputs
        self._run = run
        self._colour = colour
        self._options = options
        self._stack = ExitStack()
        self._writers: list[tuple[Output, ReportWriter]] = []
        self._began = False

    @property
    def text_on_stdout(self) -> bool:
        """Whether stdout has a text report, which ends in a summary."""
        return Output(TEXT, STDOUT) in self._outputs

    @property
    def on_terminal(self) -> bool:
        """Whether reports scroll by on the terminal."""
        named = any(output.target == STDOUT for output in self._outputs)
        return named and is_terminal(sys.stdout)

    def __enter__(self) -> Reports:
        with ExitStack() as opening:
            for output in self._outputs:
                stream = self._open(output, opening)
                module = writers()[output.format]
                writer = module.Writer(stream, self._run, **self._look(stream), **self._options)
                self._writers.append((output, writer))
            self._stack = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def write(self, reports: Sequence[Report], record: Record) -> None:
        """Write the reports on one record everywhere, one for each market."""
        self._begin()
        listing = record if isinstance(record, Listing) else None

        def write(writer: ReportWriter) -> None:
            if len(reports) > 1 and isinstance(writer, AbreastWriter):
                writer.write_abreast(reports, listing)
                return
            for report in reports:
                writer.write(report, listing)

        self._each(write)

    def end(self, summary: Summary) -> None:
        """Write what goes after all reports."""
        self._begin()
        self._each(lambda writer: writer.end(summary))

    def _begin(self) -> None:
        if not self._began:
            self._began = True
            self._each(lambda writer: writer.begin())

    def _each(self, act: Callable[[ReportWriter], None]) -> None:
        for output, writer in self._writers:
            try:
                act(writer)
            except BrokenPipeError:
                raise
            except OSError as error:
                raise _cannot(output.target, error) from error

    def _open(self, output: Output, stack: ExitStack) -> IO[str]:
        if output.target == STDOUT:
            return sys.stdout
        file = stack.enter_context(WholeFile(output.target))
        text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="\n")
        stack.callback(_detach, text, output.target)
        return text

    def _look(self, stream: IO[str]) -> dict[str, object]:
        on_terminal = is_terminal(stream)
        columns = shutil.get_terminal_size((WIDTH, 24)).columns if on_terminal else WIDTH
        return {"colour": self._colour and wants_colour(stream), "width": columns}


def _detach(text: io.TextIOWrapper, target: str) -> None:
    """Hand what is buffered to the file, and leave its closing to it."""
    try:
        text.detach()
    except OSError as error:
        raise _cannot(target, error) from error


def _cannot(target: str, error: OSError) -> UsageError:
    place = "to stdout" if target == STDOUT else target
    return UsageError(f"cannot write {place}: {error.strerror or os.strerror(error.errno or 0)}")
