"""Several processes at once, and one that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from listing_guard.ledger import Ledger
from tests.ledger.samples import looked_up, seen

ROOT = Path(__file__).parents[2]
# Each reads so many observations, says so, and goes on; "forever" never comes to an end.
IMPORT = """
import sys
from listing_guard.ledger import Ledger
from tests.ledger.samples import seen
place, sku, first, many, forever = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
def rows():
    yield from (seen(sku, day=number / 10_000) for number in range(first, first + many))
    print("read", flush=True)
    while forever:
        yield seen(sku)
with Ledger.open(place, create=True) as ledger:
    print("open", flush=True)
    for _ in range(1 if many > 1000 else 5):
        ledger.append(rows(), source=f"{sku} {first}")
"""


def importing(
    place: str, sku: str, first: int, many: int, *, forever: bool = False
) -> subprocess.Popen[str]:
    args = [place, sku, str(first), str(many), str(int(forever))]
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_processes_that_import_at_once_lose_nothing(place: str) -> None:
    """They also all make the ledger, and two of them bring the same."""
    running = [
        importing(place, "A1", 0, 600),
        importing(place, "A1", 300, 600),
        importing(place, "B2", 0, 3000),
    ]
    ends = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], ends
    assert len(looked_up(place, "A1")) == 900
    assert len(looked_up(place, "B2")) == 3000
    with Ledger.open(place) as ledger:
        imports = ledger.imports()
        assert [each.number for each in imports] == list(range(1, len(imports) + 1))
        assert sum(each.new for each in imports) == 3900
        assert {each.source for each in imports} >= {"B2 0"}


def killed_when(place: str, word: str, many: int, *, forever: bool = False) -> None:
    """Start an import and kill it, without mercy, when it has said a word."""
    process = importing(place, "A1", 0, many, forever=forever)
    assert process.stdout is not None
    while process.stdout.readline().strip() != word:
        assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_an_import_that_is_killed_while_it_reads_leaves_nothing(place: str) -> None:
    with Ledger.open(place, create=True) as ledger:
        ledger.append([seen("before")], source="before")
    killed_when(place, "read", 30_000, forever=True)
    with Ledger.open(place) as ledger:
        assert [each.source for each in ledger.imports()] == ["before"]
        assert [each.sku for each in ledger.observations()] == ["before"]
        ledger.append([seen("after")], source="after")
    assert len(looked_up(place, "after")) == 1


def test_an_import_that_is_killed_while_it_writes_is_there_whole_or_not_at_all(
    place: str,
) -> None:
    Ledger.open(place, create=True).close()
    killed_when(place, "read", 20_000)
    # It may be in the middle of the transaction, which a server then takes to its end alone.
    with Ledger.open(place) as ledger:
        ledger.append([seen("after")], source="after")
    found = looked_up(place, "A1")
    assert len(found) in (0, 20_000)
    with Ledger.open(place) as ledger:
        assert len(ledger.imports()) == (2 if found else 1)
    killed_when(place, "open", 20_000)
    assert len(looked_up(place, "after")) == 1
