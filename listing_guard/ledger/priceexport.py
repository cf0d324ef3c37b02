"""Observations as files: what is imported again from them is what was on record."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from listing_guard.ledger.pricerow import zone_of
from listing_guard.read.formulas import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import IO

    from listing_guard.ledger.observation import Observation

COLUMNS = (
    *("sku", "market", "channel", "kind", "at", "price", "currency"),
    *("quantity", "order", "source"),
)


def write_csv(observations: Iterable[Observation], out: IO[bytes]) -> int:
    """Write a table in UTF-8 with a byte order mark, by which spreadsheets know it."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for each in observations:
        writer.writerow([_cell(value) for value in _values(each).values()])
        written += 1
    text.detach()
    return written


def write_jsonl(observations: Iterable[Observation], out: IO[bytes]) -> int:
    """Write one object a line; amounts are texts, so that none becomes a float on its way."""
    written = 0
    for each in observations:
        values = {key: value for key, value in _values(each).items() if value is not None}
        out.write(json.dumps(values, ensure_ascii=False).encode() + b"\n")
        written += 1
    return written


def _cell(value: object) -> str:
    return "" if value is None else harmless(str(value))


def _values(each: Observation) -> dict[str, Any]:
    values = (
        *(each.sku, each.market, each.channel, each.kind, _time(each.at, each.market)),
        *(f"{each.price.amount:f}", each.price.currency),
        *(each.quantity, each.reference, each.source),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _time(at: datetime, market: str) -> str:
    """Return an instant in the market's zone; in UTC where that had odd seconds, before 1901."""
    local = at.astimezone(zone_of(market))
    offset = local.utcoffset()
    whole = offset is not None and offset.total_seconds() % 60 == 0
    return (local if whole else at).isoformat()
