"""The statements in docs/ledger.md, run on the databases that they are for."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import psycopg
import pytest

from listing_guard.ledger import Ledger
from tests.docs.pages import ROOT, blocks
from tests.ledger.samples import seen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.server import Server

ROLES, QUERY = (block.body for block in blocks(ROOT / "docs/ledger.md") if block.language == "sql")
FOUND = ("99", "CNY", "tmall", "a.csv")


def filled(place: str) -> None:
    with Ledger.open(place, create=True) as ledger:
        ledger.append([seen(channel="tmall")], source="a.csv")


@pytest.mark.server
def test_roles_and_query_on_a_server(server: Server) -> None:
    server.execute("CREATE DATABASE documented")
    place = server.url("documented")
    filled(place)
    _, _, roles = ROLES.partition("\n")  # but for CREATE DATABASE
    server.execute(roles, place)
    with psycopg.connect(place) as connection:
        (row,) = connection.execute(QUERY.encode()).fetchall()
    assert (f"{row[3]:f}", *row[4:]) == FOUND
    reader = server.url("documented", user="checking", password="…")
    with Ledger.open(reader, read_only=True) as ledger:
        assert ledger.statistics().observations == 1
    writer = server.url("documented", user="importing", password="…")
    with Ledger.open(writer) as ledger:
        assert ledger.append([seen(day=1)], source="b.csv").new == 1


def test_the_query_on_a_file(tmp_path: Path) -> None:
    place = tmp_path / "ledger.sqlite"
    filled(str(place))
    query = QUERY.replace("to_timestamp(o.at / 1000000.0)", "datetime(o.at / 1000000, 'unixepoch')")
    connection = sqlite3.connect(place)
    rows = connection.execute(query).fetchall()
    connection.close()
    assert rows == [("A1", "2026-10-01 04:00:00", "listed", *FOUND)]
