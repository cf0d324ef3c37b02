"""Fixtures for tests of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from listing_guard.cli.main import main
from tests.cli.shell import Result

if TYPE_CHECKING:
    from pathlib import Path


class Cli(Protocol):
    """Runs the command line in this process."""

    def __call__(self, *args: str | Path) -> Result:
        """Run it with these arguments."""


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return what runs a command and returns its exit code, stdout and stderr."""

    def run(*args: str | Path) -> Result:
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


RULES = """\
schema: 1
rules:
- id: banned
  title: {zh: 禁用词, en: Banned word}
  category: absolute-claim
  severity: error
  confidence: high
  patterns: {$w: [绝佳好物]}
  condition: $w
  message: {zh: "“{match}”不可用", en: "'{match}' is banned"}
  examples:
    flag: [绝佳好物一件]
    pass: [好物一件]
- id: doubtful
  title: {zh: 慎用词, en: Doubtful word}
  category: efficacy-claim
  severity: warning
  confidence: medium
  patterns: {$w: [神奇]}
  condition: $w
  message: {zh: "“{match}”须慎用", en: "'{match}' is doubtful"}
  examples:
    flag: [神奇海绵]
    pass: [海绵]
"""
CLEAN, DOUBTFUL, BANNED = "纯棉毛巾", "神奇海绵", "绝佳好物一件"


@pytest.fixture
def house(here: Path) -> Path:
    """Write a file with an error rule and a warning rule into the current folder."""
    path = here / "house.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


@pytest.fixture
def goods(here: Path) -> Path:
    """Write three listings: clean, doubtful, banned."""
    path = here / "goods.csv"
    path.write_text(f"id,title\na,{CLEAN}\nb,{DOUBTFUL}\nc,{BANNED}\n", encoding="utf-8")
    return path
