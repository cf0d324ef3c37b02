"""``listing-guard prices export``: what is on record, as a file that can be imported again."""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from listing_guard.cli import options
from listing_guard.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from datetime import date

    from listing_guard.ledger.observation import Kind


@click.command()
@ledger_option
@click.option("--sku", metavar="SKU", help="Only these goods.")
@click.option("--market", metavar="CODE", help="Only this market.")
@click.option("--channel", metavar="NAME", help="Only this platform.")
@click.option(
    "--kind", type=click.Choice(["listed", "sold", "promotion"]), help="Only prices of this kind."
)
@click.option("--since", callback=options.to_day, metavar="DATE", help="Only from this day on.")
@click.option(
    "--until", callback=options.to_day, metavar="DATE", help="Only until this day, it included."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    help="Default: by the file's extension, else csv.",
)
@click.option("--output", metavar="FILE", default="-", help="Where to. Default: stdout.")
@options.configuration
def export(
    ledger: str | None,
    sku: str | None,
    market: str | None,
    channel: str | None,
    kind: Kind | None,
    since: date | None,
    until: date | None,
    form: str | None,
    output: str,
    config_file: str | None,
    isolated: bool,
) -> None:
    """Write the prices on record as CSV or JSON Lines.

    In CSV, what a spreadsheet would take for a formula stands behind an apostrophe, which
    `prices import` takes off again.
    """
    from listing_guard.cli.ledgers import needed_ledger, open_ledger
    from listing_guard.cli.outputs import STDOUT, WholeFile
    from listing_guard.engine import DEFAULT_MARKET
    from listing_guard.errors import UsageError
    from listing_guard.ledger.contents import Filter
    from listing_guard.ledger.priceexport import write_csv, write_jsonl
    from listing_guard.model.market import MARKETS
    from listing_guard.read.places import to_market, to_platform

    code = to_market(market) if market else None
    if market and code is None:
        raise UsageError(f"--market {market}: no market is known by that name")
    settings = options.settings_of({"ledger": ledger}, config_file=config_file, isolated=isolated)
    first = code or (settings.values.market or (DEFAULT_MARKET,))[0]
    zone = ZoneInfo(MARKETS[first].zone)
    chosen = Filter(
        sku=sku,
        market=code,
        channel=to_platform(channel) if channel else None,
        kind=kind,
        since=datetime.combine(since, time(), zone) if since else None,
        until=datetime.combine(until + timedelta(days=1), time(), zone) if until else None,
    )
    lines = form == "jsonl" or (form is None and Path(output).suffix in (".jsonl", ".ndjson"))
    write = write_jsonl if lines else write_csv
    with open_ledger(needed_ledger(settings, isolated=isolated)) as opened:
        observations = opened.observations(chosen)
        if output == STDOUT:
            sys.stdout.flush()
            written = write(observations, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with WholeFile(output) as file:
                written = write(observations, file)
    click.echo(f"{options.count(written, 'price')} written", err=True)
