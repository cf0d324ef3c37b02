"""Tables are made by migrations, and are those that the program knows."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from listing_guard.errors import LedgerError
from listing_guard.ledger import Ledger, schema
from listing_guard.ledger.tables import VERSION, VERSION_TABLE, metadata
from tests.ledger.samples import seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    config.set_main_option("script_location", str(schema.MIGRATIONS))
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


STEP = """\
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("imports", sa.Column("who", sa.Text))
"""


def become_later(folder: Path, patch: pytest.MonkeyPatch, step: str) -> None:
    """Let the program be a later one, with a further migration."""
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "ledger_0002.py").write_text(step, encoding="utf-8")
    patch.setattr(schema, "MIGRATIONS", folder)
    patch.setattr(schema, "VERSION", "0002")


def test_who_writes_brings_a_ledger_with_prices_up_to_date(
    made: Connection, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(place) as ledger:
        ledger.append([seen(), seen(day=1, kind="sold", reference="a1")], source="a.csv")
    with Ledger.open(place, read_only=True) as ledger:
        before = list(ledger.observations())
    become_later(tmp_path / "later", monkeypatch, STEP)
    with pytest.raises(LedgerError, match="was made by an earlier version"):
        Ledger.open(place, read_only=True)
    with Ledger.open(place) as ledger:
        assert list(ledger.observations()) == before
        assert ledger.append([seen(), seen(day=2)], source="b.csv") == (1, 1)
    with Ledger.open(place, read_only=True) as ledger:
        assert list(ledger.observations())[:2] == before
    assert "who" in {column["name"] for column in inspect(made).get_columns("imports")}
    with pytest.raises(Exception, match="only added to"):
        made.execute(text("DELETE FROM observations"))


def test_a_migration_that_fails_leaves_a_ledger_as_it_was(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(place, create=True) as ledger:
        ledger.append([seen()], source="a.csv")
    with monkeypatch.context() as patch:
        become_later(tmp_path / "later", patch, STEP + '    op.execute("SELECT 1 FROM nowhere")\n')
        with pytest.raises(LedgerError, match="the database complains"):
            Ledger.open(place)
    with Ledger.open(place, read_only=True) as ledger:
        assert ledger.statistics().observations == 1
