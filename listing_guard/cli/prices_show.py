"""``listing-guard prices show``: the prices of one thing, as a chart and in figures."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from listing_guard.cli import options
from listing_guard.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from datetime import date

DAYS = 90
WIDTH = 80


@click.command()
@click.argument("sku")
@ledger_option
@click.option("--market", metavar="CODE", help="Only this market. Default: all on record.")
@click.option("--channel", metavar="NAME", help="Only this platform, and prices that name none.")
@click.option("--days", type=click.IntRange(1, 3660), default=DAYS, show_default=True)
@options.day
@options.language
@options.configuration
def show(
    sku: str,
    ledger: str | None,
    market: str | None,
    channel: str | None,
    days: int,
    as_of: date | None,
    lang: str | None,
    config_file: str | None,
    isolated: bool,
) -> None:
    """Show what SKU was listed and sold at.

    A chart of the last days with promotions and sales, and the lowest prices of the 7 and 30 days
    before the running promotion, or before today.
    """
    from listing_guard.cli.ledgers import needed_ledger, open_ledger
    from listing_guard.cli.pricepicture import pictures
    from listing_guard.cli.terminal import is_terminal
    from listing_guard.errors import UsageError
    from listing_guard.ledger.contents import Filter
    from listing_guard.read.places import to_market, to_platform

    code = to_market(market) if market else None
    if market and code is None:
        raise UsageError(f"--market {market}: no market is known by that name")
    given = {"ledger": ledger, "lang": lang}
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    place = needed_ledger(settings, isolated=isolated)
    with open_ledger(place) as opened:
        found = list(opened.observations(Filter(sku=sku, market=code)))
    if not found:
        where = f" in market {code}" if code else ""
        raise UsageError(
            f"no price of '{sku}'{where} is on record in {place}; "
            "`listing-guard prices import FILE` puts prices there"
        )
    terminal = is_terminal(sys.stdout)
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH) if terminal else WIDTH
    for number, lines in enumerate(
        pictures(
            found,
            days=days,
            as_of=as_of,
            channel=to_platform(channel) if channel else None,
            lang=settings.values.lang,
            width=width,
        )
    ):
        if number:
            click.echo()
        for line in lines:
            click.echo(line)
