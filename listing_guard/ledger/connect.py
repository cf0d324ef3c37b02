"""Connections to both databases, and everything in which they differ when one writes."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, func, select

from listing_guard.errors import LedgerError

if TYPE_CHECKING:
    from pathlib import Path

    from listing_guard.ledger.address import Address

MISSING = "PostgreSQL needs psycopg: pip install 'listing-guard[postgres]'"

_CACHE = 64 * 1024
"""Kibibytes of a file that one connection keeps in memory. It is not mapped into memory instead: a
file that is cut short meanwhile would end the process without a word."""
_CONNECT_SECONDS = 10
_LOCK = 0x4C47_7072
"""What writers hold in a PostgreSQL database, with their schema: any number of our own."""


def engine_of(address: Address, *, read_only: bool, timeout: float) -> Engine:
    """Return what opens connections. ``timeout``: seconds that it waits for other writers."""
    if address.path is not None:
        return _sqlite(address.path, read_only, timeout)
    assert address.url is not None
    options = f"-c lock_timeout={int(timeout * 1000)}"
    if read_only:
        options += " -c default_transaction_read_only=on"
    given = address.url.query.get("options")
    if isinstance(given, str):
        options = f"{given} {options}"
    arguments = {"options": options, "application_name": "listing-guard"}
    if "connect_timeout" not in address.url.query:
        arguments["connect_timeout"] = str(_CONNECT_SECONDS)
    try:
        return create_engine(address.url, connect_args=arguments)
    except ImportError:
        raise LedgerError(MISSING) from None


def _sqlite(path: Path, read_only: bool, timeout: float) -> Engine:
    uri = path.as_uri() + _mode(path, read_only)

    def connect() -> sqlite3.Connection:
        # Transactions are begun below; a pool hands connections from thread to thread.
        connection = sqlite3.connect(
            uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _mode(path: Path, read_only: bool) -> str:
    """Return how SQLite opens a file.

    Who may write there opens it as a writer even to read, since only then are the files beside it
    (``-wal``, ``-shm``) cleared away. In a folder that nobody here can write in, SQLite could not
    make them: what lies there is read as a file that does not change.
    """
    if not read_only:
        return "?mode=rwc"
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "?mode=rw"
    beside = path.with_name(path.name + "-wal")
    fixed = not os.access(path.parent, os.W_OK) and not beside.exists()
    return "?mode=ro&immutable=1" if fixed else "?mode=ro"


def _begin(connection: Connection) -> None:
    # A writer takes its place at once: a reader that became one could find it taken, in vain.
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def for_writing(connection: Connection) -> Connection:
    """Return the connection so that its next transaction is a writer's."""
    return connection.execution_options(writing=True)


def remember_by_log(connection: Connection, timeout: float) -> None:
    """Have an SQLite file written by way of a log, so that readers and a writer do not wait."""
    if connection.dialect.name != "sqlite":
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    until = time.monotonic() + timeout
    while driver.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Here SQLite does not always wait by itself.
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(0.01)


def lock_for_writing(connection: Connection) -> None:
    """Let one writer in at a time until its transaction ends; in SQLite there is one anyway.

    A higher number is then a later import to every reader. An advisory lock, since who may only
    insert may not lock a table.
    """
    if connection.dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock(_LOCK, func.hashtext(func.current_schema()))
        connection.execute(select(lock))
