"""The ledger, as everybody else sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from listing_guard.errors import LedgerError
from listing_guard.ledger import append, contents, lookup, schema
from listing_guard.ledger.address import parse
from listing_guard.ledger.connect import engine_of
from listing_guard.ledger.faults import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine

    from listing_guard.ledger.address import Address
    from listing_guard.ledger.append import Appended
    from listing_guard.ledger.contents import Filter, Import, Statistics
    from listing_guard.ledger.history import History
    from listing_guard.ledger.observation import Observation
    from listing_guard.model.ledger import CertificateRecord, PriceKey

_ALL = contents.Filter()
_PATIENCE = 60.0
"""Seconds; an import of a million observations holds a ledger for some ten."""


class Ledger:
    """Prices and certificates on record; made by `open`, ended by `close` or a ``with`` block.

    Every answer is of what was on record when it was opened, ``snapshot``, the number of the last
    import: not of what this object, or anybody else, puts there later. It may be used by several
    threads. Pickled, it is its address, password included, and its snapshot; the copy opens a
    connection of its own when it is first asked. Every method raises `LedgerError` with one
    sentence where the database does not do what it is asked.
    """

    def __init__(self, address: Address, engine: Engine, snapshot: int) -> None:
        self._address = address
        self._engine = engine
        self.snapshot = snapshot

    @classmethod
    def open(
        cls,
        url: str | Path,
        *,
        create: bool = False,
        read_only: bool = False,
        timeout: float = _PATIENCE,
    ) -> Ledger:
        """Open the ledger in a file (a path) or a database (an SQLAlchemy URL of PostgreSQL).

        One that is not there is made with ``create``, its folder too. An earlier version's is
        brought up to date unless it is opened ``read_only``. ``timeout`` is how many seconds it
        waits for other writers. Raises `UsageError` on what names no ledger, `LedgerError` on
        what cannot be opened.
        """
        address = parse(url)
        if address.path is not None:
            _prepare(address, create=create)
        engine = engine_of(address, read_only=read_only, timeout=timeout)
        try:
            with told(address):
                state = schema.check(engine, address, create=create, read_only=read_only)
                if state != "current":
                    schema.bring_up_to_date(engine, timeout)
                snapshot = contents.last_import(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(address, engine, snapshot)

    def append(
        self,
        observations: Iterable[Observation],
        *,
        source: str,
        sha256: str | None = None,
        now: datetime | None = None,
    ) -> Appended:
        """Put observations on record, all of them or, if anything goes wrong, none.

        ``source`` names for people where they are from. What is on record already is counted as
        known, and if nothing is new nothing is written. Raises `RefusedError` at the first that
        is no observation, or lies more than a day after ``now``, which is by default the clock's.
        """
        origin = append.Origin(source, sha256)
        with told(self._address):
            return append.append_observations(
                self._engine, self._address, observations, origin, now
            )

    def add_certificates(
        self, records: Iterable[CertificateRecord], *, source: str, sha256: str | None = None
    ) -> Appended:
        """Put certificates on record, all or none; see `append`.

        A record takes the place of the earlier one of its number, type and holder, which stays.
        """
        with told(self._address):
            return append.append_certificates(self._engine, records, append.Origin(source, sha256))

    def prices(self, keys: Sequence[PriceKey]) -> Mapping[PriceKey, History]:
        """Return the observations of every channel by key, in order of time; ``at`` is aware."""
        with told(self._address):
            return lookup.prices(self._engine, keys, self.snapshot)

    def certificates(self, numbers: Sequence[str]) -> Mapping[str, Sequence[CertificateRecord]]:
        """Return what is known of certificates by number, the last recorded first.

        Numbers are compared by `model.numbers.number_key`, and named as they were asked for.
        """
        with told(self._address):
            return lookup.certificates_by_number(self._engine, numbers, self.snapshot)

    def observations(self, chosen: Filter = _ALL) -> Iterator[Observation]:
        """Yield observations by SKU, market and time, streamed, each with its import's source."""
        with told(self._address):
            yield from contents.observations(self._engine, chosen, self.snapshot)

    def all_certificates(self) -> Iterator[CertificateRecord]:
        """Yield the certificates that hold, by number, type and holder."""
        with told(self._address):
            yield from contents.all_certificates(self._engine, self.snapshot)

    def imports(self) -> tuple[Import, ...]:
        """Return what was imported, in its order."""
        with told(self._address):
            return contents.all_imports(self._engine, self.snapshot)

    def statistics(self) -> Statistics:
        """Count what is on record."""
        with told(self._address):
            return contents.statistics(self._engine, self.snapshot)

    def close(self) -> None:
        """Close the connections. It may be used again, and opens others."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __str__(self) -> str:
        return str(self._address)

    def __repr__(self) -> str:
        return f"<Ledger {self._address} as of import {self.snapshot}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopened, (self._address, self.snapshot)


def _reopened(address: Address, snapshot: int) -> Ledger:
    return Ledger(address, engine_of(address, read_only=True, timeout=_PATIENCE), snapshot)


def _prepare(address: Address, *, create: bool) -> None:
    """Look at the place of a file before a database does, and make its folder if need be."""
    path = address.path
    assert path is not None
    if path.is_dir():
        raise LedgerError(f"ledger {address}: is a folder; name a file in it")
    if path.exists():
        return
    if not create:
        raise schema.nothing_there(address)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or error
        raise LedgerError(f"ledger {address}: its folder cannot be made ({why})") from None
