"""Putting observations and certificates into a ledger: all of an import, or nothing.

Observations are laid down beside the ledger first, in a temporary table, so that reading a large
file keeps nobody else from writing, and an end in its middle leaves nothing behind. One short
transaction then takes them over; what is on record already stays out. An import that brings
nothing new is not recorded: importing a file twice changes nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Column, MetaData, Table, func, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from listing_guard.errors import RefusedError
from listing_guard.ledger import certificate, observation
from listing_guard.ledger.connect import for_writing, lock_for_writing
from listing_guard.ledger.exact import amount_text, to_micros
from listing_guard.ledger.faults import failed
from listing_guard.ledger.lookup import latest_certificates
from listing_guard.ledger.tables import certificates, imports, observations
from listing_guard.model.numbers import number_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Engine

    from listing_guard.ledger.address import Address
    from listing_guard.ledger.observation import Observation
    from listing_guard.model.ledger import CertificateRecord

_BATCH = 10_000
_COLUMNS = tuple(column for column in observations.columns if column.name != "import")
_STAGED = Table(
    "staged",
    MetaData(),
    *(Column(column.name, column.type, nullable=False) for column in _COLUMNS),
    prefixes=["TEMPORARY"],
)

_Row = tuple[str, str, int, str, str, str, str, int, str]


class Appended(NamedTuple):
    """How many records of an import were new, and how many were on record or came twice."""

    new: int
    known: int


class Origin(NamedTuple):
    """What an import is from: its name for people, and the hash of its file if it is one."""

    source: str
    sha256: str | None = None


def append_observations(
    engine: Engine,
    address: Address,
    given: Iterable[Observation],
    origin: Origin,
    now: datetime | None,
) -> Appended:
    """Put observations on record; raises `RefusedError` at the first that cannot be."""
    rows = _rows(given, origin, (now or datetime.now(UTC)) + observation.AHEAD)
    with engine.connect() as connection:
        connection.detach()  # closed in the end, and the temporary table with it
        with connection.begin():
            _STAGED.create(connection, checkfirst=False)
            read = _stage(connection, address, rows)
        new = 0
        with for_writing(connection).begin() as transaction:
            number = _add_import(connection, origin, read)
            new = _take_over(connection, number)
            if not new:
                transaction.rollback()
    return Appended(new, read - new)


def append_certificates(
    engine: Engine, given: Iterable[CertificateRecord], origin: Origin
) -> Appended:
    """Put certificates on record; raises `RefusedError` at the first that cannot be.

    Of several records of one number, type and holder the last is kept; one that says what is
    said already is known.
    """
    read = 0
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for read, record in enumerate(given, 1):
        why = certificate.fault(record)
        if why is not None:
            raise RefusedError(f"{origin.source}: certificate {read}: {why}", read)
        row = _certificate_row(record)
        rows[row["key"], row["type"], row["holder"]] = row
    with engine.connect() as connection, for_writing(connection).begin() as transaction:
        number = _add_import(connection, origin, read)
        on_record = latest_certificates(connection, {key for key, _, _ in rows})
        new = [{**row, "import": number} for key, row in rows.items() if on_record.get(key) != row]
        if new:
            connection.execute(insert(certificates), new)
        else:
            transaction.rollback()
    return Appended(len(new), read - len(new))


def _rows(given: Iterable[Observation], origin: Origin, latest: datetime) -> Iterator[_Row]:
    """Yield observations as they are stored; the order is that of `_COLUMNS`."""
    for number, each in enumerate(given, 1):
        why = observation.fault(each, latest)
        if why is not None:
            raise RefusedError(f"{origin.source}: observation {number}: {why}", number)
        yield (
            each.sku,
            each.market,
            to_micros(each.at),
            each.kind,
            amount_text(each.price.amount),
            each.price.currency or "",
            each.channel or "",
            each.quantity or 0,
            each.reference or "",
        )


def _certificate_row(record: CertificateRecord) -> dict[str, Any]:
    number = (record.number or "").strip()
    row: dict[str, Any] = {"key": number_key(number), "number": number}
    row |= {field: (getattr(record, field) or "").strip() for field in certificate.KEYS}
    row |= {field: getattr(record, field) or None for field in certificate.PARTS}
    return row


def _stage(connection: Connection, address: Address, rows: Iterator[_Row]) -> int:
    """Write rows into the temporary table and return their number; memory stays bounded."""
    if connection.dialect.name == "postgresql":
        return _copy(connection, address, rows)
    statement = str(insert(_STAGED).compile(connection))
    read = 0
    while batch := list(islice(rows, _BATCH)):
        connection.exec_driver_sql(statement, batch)
        read += len(batch)
    return read


def _copy(connection: Connection, address: Address, rows: Iterator[_Row]) -> int:
    """Send rows as PostgreSQL takes them fastest."""
    import psycopg

    driver = connection.connection.dbapi_connection
    assert isinstance(driver, psycopg.Connection)
    names = ", ".join(column.name for column in _COLUMNS)
    read = 0
    try:
        with driver.cursor() as cursor, cursor.copy(f"COPY staged ({names}) FROM STDIN") as copy:
            for read, row in enumerate(rows, 1):  # noqa: B007
                copy.write_row(row)
    except psycopg.Error as error:
        raise failed(error, address) from None
    return read


def _add_import(connection: Connection, origin: Origin, read: int) -> int:
    """Record an import and return its number."""
    lock_for_writing(connection)
    number = (connection.scalar(select(func.max(imports.c.number))) or 0) + 1
    row = {"number": number, "at": to_micros(datetime.now(UTC)), "rows": read}
    connection.execute(insert(imports), {**row, **origin._asdict()})
    return number


def _take_over(connection: Connection, number: int) -> int:
    """Put what is in the temporary table on record, unless it is; return how much was new."""
    into = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # Sorted, so that pages are filled one after the other and what is asked for lies together.
    rows = select(*_STAGED.columns, literal(number)).order_by(*_STAGED.columns)
    statement = (
        into(observations)
        .from_select([*(column.name for column in _COLUMNS), "import"], rows)
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True)
    )
    return connection.execute(statement).rowcount
