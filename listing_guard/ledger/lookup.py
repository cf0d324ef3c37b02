"""Looking up many keys at once: one statement for some hundred of them."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Text, and_, any_, bindparam, cast, func, select

from listing_guard.ledger.certificate import KEYS, PARTS
from listing_guard.ledger.history import History
from listing_guard.ledger.observation import LONGEST, storable
from listing_guard.ledger.tables import certificates, observations
from listing_guard.model.ledger import CertificateRecord, PriceKey
from listing_guard.model.numbers import number_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Engine, Select


def prices(engine: Engine, keys: Iterable[PriceKey], snapshot: int) -> dict[PriceKey, History]:
    """Return what imports up to ``snapshot`` brought of each key; unknown keys are left out."""
    by_market: defaultdict[str, dict[str, PriceKey]] = defaultdict(dict)
    for key in keys:
        sku, market = key
        if len(sku) <= LONGEST and storable(sku):
            by_market[market][sku] = key
    found: dict[PriceKey, History] = {}
    with engine.connect() as connection:
        dialect = connection.dialect.name
        for market, wanted in by_market.items():
            values = {"market": market, "wanted": _list(dialect, wanted), "snapshot": snapshot}
            for sku, count, packed in connection.execute(_prices(dialect), values).all():
                found[wanted[sku]] = History(count, packed)
    return found


@lru_cache(maxsize=2)
def _prices(dialect: str) -> Select[Any]:
    table = observations.c
    row = (table.at, table.kind, cast(table.amount, Text), table.currency, table.channel)
    packed: ColumnElement[str] = (
        cast(func.json_agg(func.json_build_array(*row)), Text)
        if dialect == "postgresql"
        else func.json_group_array(func.json_array(*row))
    )
    return (
        select(table.sku, func.count(), packed)
        .where(
            _is_wanted(dialect, table.sku),
            table.market == bindparam("market"),
            table["import"] <= bindparam("snapshot"),
        )
        .group_by(table.sku)
    )


def _is_wanted(dialect: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    """Return what tests for one of `_list`: a single value, whatever its length.

    A parameter for each key would cost as much again as the look-up.
    """
    if dialect == "postgresql":
        return column == any_(bindparam("wanted", type_=ARRAY(Text)))
    return column.in_(select(func.json_each(bindparam("wanted")).table_valued("value").c.value))


def _list(dialect: str, keys: Iterable[str]) -> list[str] | str:
    # Sorted, as the table is: pages are read one after the other.
    return sorted(keys) if dialect == "postgresql" else json.dumps(sorted(keys))


def certificates_by_number(
    engine: Engine, numbers: Sequence[str], snapshot: int
) -> dict[str, tuple[CertificateRecord, ...]]:
    """Return the certificates of each number as it was asked for, the last recorded first."""
    keys = {number: number_key(number) for number in numbers}
    with engine.connect() as connection:
        rows = latest_certificates(connection, set(keys.values()), snapshot)
    by_key: defaultdict[str, list[CertificateRecord]] = defaultdict(list)
    for (key, _, _), row in rows.items():
        by_key[key].append(certificate_of(row))
    return {number: tuple(by_key[key]) for number, key in keys.items() if key in by_key}


def latest_certificates(
    connection: Connection, keys: Collection[str], snapshot: int | None = None
) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the row that holds for each key, type and holder, the last recorded first.

    ``snapshot`` of ``None`` sees every import.
    """
    table = certificates.c
    dialect = connection.dialect.name
    statement = holding_certificates(snapshot).where(_is_wanted(dialect, table.key))
    wanted = [key for key in keys if len(key) <= LONGEST and storable(key)]
    values = {"wanted": _list(dialect, wanted)}
    rows = [row._asdict() for row in connection.execute(statement, values)]
    rows.sort(key=lambda row: (-row["import"], row["key"], row["type"], row["holder"]))
    return {
        (row["key"], row["type"], row["holder"]): {
            name: value for name, value in row.items() if name != "import"
        }
        for row in rows
    }


def holding_certificates(snapshot: int | None) -> Select[Any]:
    """Return what selects the row of the latest import for each key, type and holder."""
    table, later = certificates.c, certificates.alias("later").c
    superseded = and_(
        later.key == table.key,
        later.type == table.type,
        later.holder == table.holder,
        later["import"] > table["import"],
    )
    statement = select(certificates)
    if snapshot is not None:
        superseded = and_(superseded, later["import"] <= snapshot)
        statement = statement.where(table["import"] <= snapshot)
    return statement.where(~select(later.key).where(superseded).exists())


def certificate_of(row: Mapping[str, Any]) -> CertificateRecord:
    """Return a row of the table as the value that it was made from."""
    parts = {field: row[field] for field in PARTS}
    keys = {field: row[field] or None for field in KEYS}
    return CertificateRecord(number=row["number"], **keys, **parts)
