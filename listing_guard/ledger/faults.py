"""What a database complains of, said as one message with the place and what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from listing_guard.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.ledger.address import Address

_SQLITE = {
    "BUSY": "another process is writing to it and has not ended; try again later",
    "LOCKED": "another process is writing to it and has not ended; try again later",
    "NOTADB": "is no ledger: not an SQLite file at all, or a damaged one; "
    "name another file, or restore a copy",
    "CORRUPT": "the file is damaged; restore a copy, or save what `sqlite3 FILE .recover` can read",
    "READONLY": "may not be written; make the file and its folder writable, or name another place",
    "CANTOPEN": "cannot be opened; its folder must be there, and be writable to whoever imports",
    "PERM": "cannot be opened; its folder must be there, and be writable to whoever imports",
    "FULL": "the disk is full; nothing of this import was kept",
    "IOERR": "the disk cannot be read or written; nothing of this import was kept",
}
"""By the result code of SQLite, without what it is extended by (``SQLITE_BUSY_SNAPSHOT``)."""
_POSTGRES = {
    "28P01": "the server refuses the user or the password",
    "28000": "the server refuses the user or the password",
    "3D000": "the server has no such database; make it: createdb NAME",
    "42501": "the user may not do that; grant it the right to read, insert and create here",
    "55P03": "another process is writing to it and has not ended; try again later",
    "53100": "the server's disk is full; nothing of this import was kept",
    "53300": "the server has too many connections; try again later",
    "25006": "the server only lets read",
}
"""By SQLSTATE."""
_AT_CONNECTING = (
    ("authentication failed", "28P01"),
    ("no password supplied", "28P01"),
    ("does not exist", "3D000"),
    ("too many clients", "53300"),
)
"""By the words that a connection is refused with."""
_UNFORESEEN = "the database complains; nothing of this import was kept"


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what a database raises within into a `LedgerError`."""
    try:
        yield
    except DBAPIError as error:
        raise failed(error.orig, address) from None
    except sqlite3.Error as error:
        raise failed(error, address) from None
    except PoolTimeoutError:
        raise LedgerError(f"ledger {address}: all its connections are in use") from None


def failed(error: BaseException | None, address: Address) -> LedgerError:
    """Return what to raise for a driver's error; the driver's own words stand in brackets."""
    cause = address.without_password(str(error))[:300]
    explain = _of_sqlite if address.path is not None else _of_postgres
    return LedgerError(f"ledger {address}: {explain(error, cause)} ({cause})")


def _of_sqlite(error: BaseException | None, cause: str) -> str:
    name = getattr(error, "sqlite_errorname", None) or ""
    code = name.removeprefix("SQLITE_").partition("_")[0]
    return _SQLITE.get(code, _UNFORESEEN)


def _of_postgres(error: BaseException | None, cause: str) -> str:
    state = getattr(error, "sqlstate", None)
    if state is None:
        # The driver gives no SQLSTATE while it connects, so its words have to do.
        state = next((code for words, code in _AT_CONNECTING if words in cause), None)
        if state is None:
            return "the server cannot be reached; is it running, and the address right?"
    return _POSTGRES.get(state, _UNFORESEEN)
