"""Running the command line as a process of its own, for what only that shows."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class RawResult:
    """The same in bytes."""

    code: int
    out: bytes
    err: bytes


def spawn(
    *args: str,
    cwd: Path | None = None,
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
) -> RawResult:
    """Run ``listing-guard`` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "listing_guard", *args],
        cwd=cwd,
        input=stdin if stdin is not None else b"",
        capture_output=True,
        env=environment(env),
        check=False,
    )
    return RawResult(done.returncode, done.stdout, done.stderr)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which the package of this checkout is found."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}
