"""Every test of a ledger runs on a file and on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from listing_guard.ledger import Ledger
from tests.cli.conftest import cli
from tests.ledger.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["cli"]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start PostgreSQL, once for each process that runs tests; fails where it is missing."""
    try:
        made = Server()
    except FileNotFoundError as error:
        pytest.fail(str(error))
    with made:
        yield made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a ledger can be made: a path, or the URL of an empty schema."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    running: Server = request.getfixturevalue("server")
    return running.place()


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """Make an empty ledger."""
    with Ledger.open(place, create=True) as made:
        yield made
