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


def shown(
    monkeypatch: pytest.MonkeyPatch,
    *,
    stream: io.StringIO,
    wanted: bool = True,
    patience: float = 0.0,
) -> str:
    """Return what stderr has got of a run over some records."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(module, "PATIENCE", patience)
    with progress(wanted=wanted) as bar:
        for _ in range(200):
            bar.advance()
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _a_usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_a_long_run_shows_progress_and_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, stream=Terminal())
    assert "listings" in text
    assert text.rstrip().endswith("\x1b[2K")


def test_a_short_run_stays_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, stream=Terminal(), patience=60.0) == ""


def test_who_does_not_want_it_sees_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, stream=Terminal(), wanted=False) == ""


def test_a_pipe_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, stream=io.StringIO()) == ""


def test_a_dumb_terminal_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert shown(monkeypatch, stream=Terminal()) == ""
