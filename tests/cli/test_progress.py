"""The progress bar: on terminals, on long runs, on stderr, and gone afterwards."""

from __future__ import annotations

import io
import sys

import pytest

from listing_guard.cli import progress as module
from listing_guard.cli.progress import progress


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make stderr a terminal."""
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def shown(*, wanted: bool = True, records: int = 200) -> str:
    """Return what stderr has got of a run over so many records."""
    with progress(wanted=wanted) as bar:
        for _ in range(records):
            bar.advance()
    assert isinstance(sys.stderr, io.StringIO)
    return sys.stderr.getvalue()


def test_a_long_run_shows_progress_and_takes_it_away(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    text = shown()
    assert "listings" in text
    assert text.rstrip().endswith("\x1b[2K")


def test_a_short_run_stays_quiet(terminal: Terminal) -> None:
    assert shown() == ""


@pytest.mark.parametrize("case", ["unwanted", "pipe", "dumb"])
def test_nobody_looks(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    if case == "pipe":
        monkeypatch.setattr(sys, "stderr", io.StringIO())
    if case == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    assert shown(wanted=case != "unwanted") == ""
