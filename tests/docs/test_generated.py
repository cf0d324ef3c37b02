"""Generated pages are those that the program would generate now."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.shell import environment
from tests.docs.pages import ROOT


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docs.generate", "--check"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nrun `make docs`"
