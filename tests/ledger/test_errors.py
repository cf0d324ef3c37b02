"""Ledgers that cannot be opened, read or written: one sentence each, and nothing is lost."""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from listing_guard.errors import LedgerError, UsageError
from listing_guard.ledger import Ledger, PriceKey
from listing_guard.ledger.address import parse
from tests.ledger.samples import looked_up, seen
from tests.ledger.server import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ledger.server import Server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Make a file with two thousand observations."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path, create=True) as ledger:
        ledger.append([seen(f"S{number:04d}") for number in range(2000)], source="a.csv")
    return path


def said(place: str | Path, *, create: bool = False, read_only: bool = False) -> str:
    """Return what is said when a ledger is opened that cannot be."""
    with pytest.raises(LedgerError) as error:
        Ledger.open(place, create=create, read_only=read_only, timeout=0.1)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_ledger_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "ledger.sqlite"
    expected = f"ledger {path}: not there; `listing-guard prices import` makes one"
    assert said(path) == said(path, read_only=True) == expected
    assert not path.parent.exists()
    Ledger.open(path, create=True).close()
    assert [each.name for each in path.parent.iterdir()] == ["ledger.sqlite"]


@pytest.mark.server
def test_a_database_without_a_ledger_gets_none_by_looking(server: Server) -> None:
    place = server.place()
    assert said(place).endswith("not there; `listing-guard prices import` makes one")
    with Ledger.open(place, create=True) as ledger:
        assert ledger.snapshot == 0


def test_a_file_of_something_else(tmp_path: Path) -> None:
    text = tmp_path / "prices.csv"
    text.write_text("sku,price\n" * 500)
    for create in (False, True):
        assert said(text, create=create).startswith(
            f"ledger {text}: is no ledger: not an SQLite file at all, or a damaged one; "
            "name another file, or restore a copy ("
        )
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")
    connection.close()
    before = other.read_bytes()
    for create in (False, True):
        assert said(other, create=create) == (
            f"ledger {other}: is no ledger, it has tables of something else"
        )
    assert other.read_bytes() == before
    assert said(tmp_path) == f"ledger {tmp_path}: is a folder; name a file in it"
    inside = text / "ledger.sqlite"
    assert said(inside, create=True) == (
        f"ledger {inside}: its folder cannot be made (File exists)"
    )


@pytest.mark.server
def test_a_database_with_tables_of_the_same_names(server: Server) -> None:
    place = server.place()
    server.execute("CREATE TABLE imports (id integer)", place)
    assert said(place, create=True).endswith("is no ledger, it has tables of something else")


@pytest.mark.server
def test_a_database_with_other_tables_can_have_a_ledger_too(server: Server) -> None:
    place = server.place()
    server.execute("CREATE TABLE orders (id integer)", place)
    with Ledger.open(place, create=True) as ledger:
        assert ledger.append([seen()], source="a.csv").new == 1


def test_an_empty_file_becomes_a_ledger_only_when_one_is_made(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.touch()
    assert "not there" in said(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.append([seen()], source="a.csv").new == 1


def test_a_damaged_file(file: Path) -> None:
    data = bytearray(file.read_bytes())
    page = 4096
    for start in range(8 * page, len(data), page):
        data[start : start + page] = b"\xa5" * page
    file.write_bytes(data)
    with Ledger.open(file, read_only=True) as ledger, pytest.raises(LedgerError) as error:
        ledger.prices([PriceKey(f"S{number:04d}", "CN") for number in range(2000)])
    assert str(error.value).startswith(f"ledger {file}: the file is damaged; restore a copy")
    with (
        Ledger.open(file, read_only=True) as ledger,
        pytest.raises(LedgerError, match="damaged"),
    ):
        list(ledger.observations())


def test_a_file_that_was_cut_short(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(file) as ledger:
        ledger.append([seen()], source="b.csv")
    file.write_bytes(data[:50])
    assert "is no ledger" in said(file) or "damaged" in said(file)


def test_one_that_another_process_holds(place: str) -> None:
    Ledger.open(place, create=True).close()
    with holding(place), Ledger.open(place, timeout=0.1) as ledger:
        with pytest.raises(LedgerError) as error:
            ledger.append([seen()], source="a.csv")
        assert str(error.value).startswith(
            f"ledger {ledger}: another process is writing to it and has not ended; try again later"
        )
        with pytest.raises(LedgerError, match="another process is writing"):
            ledger.add_certificates([], source="c.csv")
        assert ledger.prices([PriceKey("A1", "CN")]) == {}, "readers do not wait"
    with Ledger.open(place) as ledger:
        assert ledger.append([seen()], source="a.csv").new == 1


@contextmanager
def holding(place: str) -> Iterator[None]:
    """Write to a ledger without coming to an end."""
    if "://" in place:
        with psycopg.connect(place) as server:
            server.execute("LOCK TABLE imports IN SHARE ROW EXCLUSIVE MODE")
            yield
        return
    connection = sqlite3.connect(place, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.close()


def test_a_ledger_opened_to_read_is_not_written(place: str) -> None:
    Ledger.open(place, create=True).close()
    with Ledger.open(place, read_only=True) as ledger:
        with pytest.raises(LedgerError, match=r"may not be written|only lets read"):
            ledger.append([seen()], source="a.csv")
        assert ledger.prices([PriceKey("A1", "CN")]) == {}


@pytest.fixture
def protected() -> Iterator[Path]:
    """Make a folder in which the tests' user may not write while `unprivileged`."""
    folder = Path(tempfile.mkdtemp(prefix="lg-ro-"))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be nobody for a while, if one is root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    nobody = pwd.getpwnam("nobody").pw_uid
    os.setresuid(nobody, nobody, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_folder_that_may_not_be_written(protected: Path) -> None:
    path = protected / "ledger.sqlite"
    with Ledger.open(path, create=True) as ledger:
        ledger.append([seen()], source="a.csv")
    path.chmod(0o444)
    protected.chmod(0o555)
    with unprivileged():
        assert len(looked_up(str(path))) == 1, "it can be read where nothing can be made beside it"
        assert said(path).startswith(
            f"ledger {path}: may not be written; make the file and its folder writable, "
            "or name another place ("
        )
        new = protected / "new.sqlite"
        assert said(new, create=True).startswith(
            f"ledger {new}: cannot be opened; its folder must be there, and be writable to "
            "whoever imports"
        )
        deeper = protected / "deeper" / "ledger.sqlite"
        assert said(deeper, create=True) == (
            f"ledger {deeper}: its folder cannot be made (Permission denied)"
        )
    assert [each.name for each in protected.iterdir()] == ["ledger.sqlite"]


def test_a_server_that_cannot_be_reached() -> None:
    message = said("postgresql://guard:geheim@127.0.0.1:1/prices", create=True)
    assert message.startswith(
        "ledger postgresql://127.0.0.1:1/prices: the server cannot be reached; is it running, "
        "and the address right? ("
    )
    assert "geheim" not in message


@pytest.mark.server
def test_a_wrong_password_is_not_repeated(server: Server) -> None:
    message = said(server.url("postgres", password="geheim%2F1"))
    assert "the server refuses the user or the password" in message
    assert "geheim" not in message
    message = said(server.url("postgres", user="stranger"))
    assert "the server refuses the user or the password" in message
    assert PASSWORD not in message


@pytest.mark.server
def test_a_database_that_is_not_there(server: Server) -> None:
    assert "the server has no such database; make it: createdb NAME" in said(server.url("none"))


@pytest.mark.server
def test_a_user_who_may_read_and_one_who_may_add(server: Server) -> None:
    place = server.place()
    with Ledger.open(place, create=True) as ledger:
        ledger.append([seen()], source="a.csv")
    schema = place.rpartition("%3D")[2]
    server.execute(f"CREATE ROLE {schema}_reader LOGIN PASSWORD 'x'")
    server.execute(f"GRANT USAGE ON SCHEMA {schema} TO {schema}_reader")
    server.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {schema}_reader")
    reader = server.url("postgres", user=f"{schema}_reader", password="x")
    reader += place.removeprefix(server.url("postgres"))
    assert len(looked_up(reader)) == 1
    with Ledger.open(reader) as ledger, pytest.raises(LedgerError) as error:
        ledger.append([seen(day=1)], source="b.csv")
    assert "the user may not do that; grant it the right" in str(error.value)
    server.execute(f"GRANT INSERT ON ALL TABLES IN SCHEMA {schema} TO {schema}_reader")
    with Ledger.open(reader) as ledger:
        assert ledger.append([seen(day=1)], source="b.csv").new == 1


def test_without_its_driver_the_install_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert said("postgresql://guard@localhost/prices") == (
        "PostgreSQL needs psycopg: pip install 'listing-guard[postgres]'"
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "mysql://u:geheim@h/d",
        "postgresql+psycopg2://u:geheim@h/d",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a.sqlite?mode=ro",
        "postgresql://u:ge@heim@h/d",
        "postgresql://u:geheim@h:port/d",
        "no scheme://u:geheim@h",
    ],
)
def test_what_names_no_ledger_is_not_repeated_either(url: str) -> None:
    with pytest.raises(UsageError, match=r"^ledger: ") as error:
        Ledger.open(url)
    assert "heim" not in str(error.value)


def test_ways_to_name_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for given in ("a b.sqlite", "sqlite:///a b.sqlite", Path("a b.sqlite")):
        assert parse(given).path == tmp_path / "a b.sqlite"
    for given in ("postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"):
        address = parse(given)
        assert str(address) == "postgresql://h/d"
        assert address.url is not None
        assert address.url.drivername == "postgresql+psycopg"
        assert "p@" not in repr(address)
    odd = tmp_path / "100% #1?.sqlite"
    with Ledger.open(odd, create=True) as ledger:
        ledger.append([seen()], source="a.csv")
    assert [each.name for each in tmp_path.iterdir()] == [odd.name]
