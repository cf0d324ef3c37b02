"""Which tables a database has, and how it gets those of today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import inspect, text

from listing_guard.errors import LedgerError
from listing_guard.ledger.connect import for_writing, lock_for_writing, remember_by_log
from listing_guard.ledger.tables import VERSION, VERSION_TABLE, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from listing_guard.ledger.address import Address

MIGRATIONS = Path(__file__).with_name("migrations")

State = Literal["absent", "foreign", "older", "current", "newer"]


def state_of(connection: Connection) -> State:
    """Return what a database is: a ledger of some age, nothing yet, or something else."""
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in names:
        # A server's database may have other tables beside ours, a file has none.
        others = names if connection.dialect.name == "sqlite" else names & set(metadata.tables)
        return "foreign" if others else "absent"
    version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if version == VERSION:
        return "current"
    return "older" if str(version or "") < VERSION else "newer"


def check(engine: Engine, address: Address, *, create: bool, read_only: bool) -> State:
    """Return the state of a database that can be used; raises `LedgerError` for any other."""
    with engine.connect() as connection:
        state = state_of(connection)
    if state == "foreign":
        raise LedgerError(f"ledger {address}: is no ledger, it has tables of something else")
    if state == "newer":
        raise LedgerError(
            f"ledger {address}: was written by a later version of listing-guard; "
            "upgrade: pip install --upgrade listing-guard"
        )
    if state == "absent" and not create:
        raise nothing_there(address)
    if state == "older" and read_only:
        raise LedgerError(
            f"ledger {address}: was made by an earlier version of listing-guard; "
            "`listing-guard prices import` brings it up to date when it next writes there"
        )
    return state


def nothing_there(address: Address) -> LedgerError:
    """Return what is said of a ledger that does not exist."""
    return LedgerError(f"ledger {address}: not there; `listing-guard prices import` makes one")


def bring_up_to_date(engine: Engine, timeout: float) -> None:
    """Make the tables that are missing, all or none of them."""
    with engine.connect() as connection:
        remember_by_log(connection, timeout)
        with for_writing(connection).begin():
            lock_for_writing(connection)
            # Another process may have been first.
            if state_of(connection) != "current":
                _migrate(connection)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
