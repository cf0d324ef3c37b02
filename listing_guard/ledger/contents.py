"""What is in a ledger, read from end to end."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import distinct, func, select

from listing_guard.ledger.exact import from_micros, to_micros
from listing_guard.ledger.lookup import certificate_of, holding_certificates
from listing_guard.ledger.observation import Kind, Observation
from listing_guard.ledger.tables import certificates, imports
from listing_guard.ledger.tables import observations as table
from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Engine, Select

    from listing_guard.model.ledger import CertificateRecord

_AT_ONCE = 2_000


class Filter(Struct, frozen=True, kw_only=True):
    """Which observations; ``None`` is all. ``since`` <= ``at`` < ``until``, both aware."""

    sku: str | None = None
    market: str | None = None
    channel: str | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None


class Import(Struct, frozen=True, kw_only=True):
    """What one import brought: ``rows`` were read, and ``new`` of them were not on record."""

    number: int
    source: str
    sha256: str | None
    at: datetime
    rows: int
    new: int


class Statistics(Struct, frozen=True, kw_only=True):
    """How much a ledger holds; ``first`` and ``last`` are the times of observations."""

    observations: int
    skus: int
    markets: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    certificates: int
    imports: int


def observations(engine: Engine, chosen: Filter, snapshot: int) -> Iterator[Observation]:
    """Yield observations by SKU, market and time, streamed."""
    statement = (
        select(*table.columns, imports.c.source)
        .join(imports, imports.c.number == table.c["import"])
        .where(table.c["import"] <= snapshot, *_conditions(chosen))
        .order_by(*table.primary_key.columns)
        .execution_options(yield_per=_AT_ONCE)
    )
    with engine.connect() as connection:
        for row in connection.execute(statement).mappings():
            yield Observation(
                sku=row["sku"],
                market=row["market"],
                at=from_micros(row["at"]),
                price=Money(Decimal(row["amount"]), row["currency"]),
                kind=row["kind"],
                channel=row["channel"] or None,
                quantity=row["quantity"] or None,
                reference=row["reference"] or None,
                source=row["source"],
            )


def _conditions(chosen: Filter) -> list[ColumnElement[bool]]:
    found = [
        table.c[name] == value
        for name in ("sku", "market", "channel", "kind")
        if (value := getattr(chosen, name)) is not None
    ]
    if chosen.since is not None:
        found.append(table.c.at >= to_micros(chosen.since))
    if chosen.until is not None:
        found.append(table.c.at < to_micros(chosen.until))
    return found


def all_certificates(engine: Engine, snapshot: int) -> Iterator[CertificateRecord]:
    """Yield the certificates that hold, by number, type and holder."""
    order = (certificates.c.key, certificates.c.type, certificates.c.holder)
    with engine.connect() as connection:
        for row in connection.execute(holding_certificates(snapshot).order_by(*order)):
            yield certificate_of(row._asdict())


def all_imports(engine: Engine, snapshot: int) -> tuple[Import, ...]:
    """Return the imports in their order."""
    with engine.connect() as connection:
        new: dict[int, int] = {}
        for each in (table, certificates):
            statement = select(each.c["import"], func.count()).group_by(each.c["import"])
            for number, count in connection.execute(statement):
                new[number] = new.get(number, 0) + count
        rows = connection.execute(_imports(snapshot)).mappings().all()
    return tuple(
        Import(
            number=row["number"],
            source=row["source"],
            sha256=row["sha256"],
            at=from_micros(row["at"]),
            rows=row["rows"],
            new=new.get(row["number"], 0),
        )
        for row in rows
    )


def _imports(snapshot: int) -> Select[Any]:
    return select(imports).where(imports.c.number <= snapshot).order_by(imports.c.number)


def last_import(engine: Engine) -> int:
    """Return the number of the last import, 0 if there is none."""
    with engine.connect() as connection:
        return connection.scalar(select(func.max(imports.c.number))) or 0


def statistics(engine: Engine, snapshot: int) -> Statistics:
    """Count what there is."""
    seen = table.c["import"] <= snapshot
    row = select(
        func.count(), func.count(distinct(table.c.sku)), func.min(table.c.at), func.max(table.c.at)
    )
    markets = select(table.c.market).where(seen).distinct().order_by(table.c.market)
    current = holding_certificates(snapshot).subquery()
    with engine.connect() as connection:
        count, skus, first, last = connection.execute(row.where(seen)).one()
        return Statistics(
            observations=count,
            skus=skus,
            markets=tuple(connection.scalars(markets)),
            first=None if first is None else from_micros(first),
            last=None if last is None else from_micros(last),
            certificates=connection.scalar(select(func.count()).select_from(current)) or 0,
            imports=len(connection.execute(_imports(snapshot)).all()),
        )
