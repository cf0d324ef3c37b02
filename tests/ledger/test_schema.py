"""Tables are made by migrations, and are those that the program knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

import listing_guard.ledger
from listing_guard.errors import LedgerError
from listing_guard.ledger import Ledger
from listing_guard.ledger.tables import VERSION, VERSION_TABLE, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@pytest.fixture
def made(place: str) -> Iterator[Connection]:
    """Make a ledger and connect to it without the program."""
    Ledger.open(place, create=True).close()
    url = place.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(url if "://" in url else f"sqlite:///{url}")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_migrations_make_what_the_program_knows(made: Connection) -> None:
    options = {"compare_type": True, "compare_server_default": True, "version_table": VERSION_TABLE}
    context = MigrationContext.configure(made, opts=options)
    assert compare_metadata(context, metadata) == []
    assert context.get_current_revision() == VERSION
    for name, table in metadata.tables.items():
        key = inspect(made).get_pk_constraint(name)["constrained_columns"]
        assert key == [column.name for column in table.primary_key]


def test_the_last_migration_is_the_version_that_the_program_knows() -> None:
    config = Config()
    folder = Path(listing_guard.ledger.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


def aged(connection: Connection, version: str) -> None:
    connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{version}'"))
    connection.commit()


def test_a_ledger_of_a_later_program_is_left_alone(made: Connection, place: str) -> None:
    aged(made, "9999")
    for read_only in (False, True):
        with pytest.raises(LedgerError) as error:
            Ledger.open(place, create=True, read_only=read_only)
        assert str(error.value).endswith(
            "was written by a later version of listing-guard; "
            "upgrade: pip install --upgrade listing-guard"
        )


def test_one_of_an_earlier_program_is_not_read_before_it_is_up_to_date(
    made: Connection, place: str
) -> None:
    aged(made, "0000")
    with pytest.raises(LedgerError) as error:
        Ledger.open(place, read_only=True)
    assert str(error.value).endswith(
        "was made by an earlier version of listing-guard; "
        "`listing-guard prices import` brings it up to date when it next writes there"
    )
