"""``listing-guard prices import``: files of prices and exports of orders go on record."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options
from listing_guard.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from datetime import date

    from listing_guard.ledger.observation import Kind


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@ledger_option
@click.option(
    "--market",
    metavar="CODE",
    help="Market of rows that name none. Default: the configuration's first, else CN.",
)
@click.option("--channel", metavar="NAME", help="Platform of rows that name none, such as tmall.")
@click.option(
    "--currency", metavar="CODE", help="Currency of every price; a row in another is refused."
)
@click.option(
    "--kind",
    type=click.Choice(["listed", "sold", "promotion"]),
    help="What the prices are, where no column says it. Default: listed; orders are sold.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="PART=COLUMN",
    help="Name a column, such as at=成交时间 or history=attributes.prices; repeatable.",
)
@click.option("--input-format", metavar="FORMAT", help="Format of the input, whatever its name.")
@click.option(
    "--records", metavar="PATH", help="Where the rows are in nested JSON, such as 'data[*]'."
)
@click.option(
    "--as-of",
    callback=options.to_day,
    metavar="DATE",
    help="The day up to which prices may be dated, to play back or ahead. Default: today.",
)
@click.option("--dry-run", is_flag=True, help="Read and count; put nothing on record.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no counts; errors only.")
@options.configuration
def import_(
    files: tuple[str, ...],
    ledger: str | None,
    market: str | None,
    channel: str | None,
    currency: str | None,
    kind: Kind | None,
    columns: tuple[str, ...],
    input_format: str | None,
    records: str | None,
    as_of: date | None,
    dry_run: bool,
    quiet: bool,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Put prices on record.

    FILE is a table or JSON of prices (sku, price, at …), an export of orders (订单编号, 商家编码,
    数量, 实付金额, 付款时间 …), or listings with a price_history; a folder, a pattern, or - for
    stdin. Each file is put on record whole or, if the ledger fails, not at all; rows that cannot
    be read are told, and the rest is kept. What is on record already changes nothing.
    """
    from listing_guard.cli.inputs import STDIN
    from listing_guard.cli.ledgers import needed_ledger
    from listing_guard.cli.priceimport import Importer
    from listing_guard.cli.progress import progress
    from listing_guard.cli.terminal import printable, tell
    from listing_guard.engine import DEFAULT_MARKET
    from listing_guard.errors import UsageError
    from listing_guard.ledger.observation import AHEAD
    from listing_guard.ledger.pricefiles import Manner
    from listing_guard.ledger.pricelayout import given_columns
    from listing_guard.ledger.pricerow import zone_of
    from listing_guard.read.currency import currency_of
    from listing_guard.read.options import ReadOptions
    from listing_guard.read.places import to_platform
    from listing_guard.read.record_path import parse_path
    from listing_guard.read.sources import Input, find_inputs, reader_named

    if files.count(STDIN) > 1:
        raise UsageError("stdin (-) can be read once only")
    given = {"ledger": ledger, "market": (market,) if market else None}
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    code = currency_of(currency) if currency else None
    if currency and code is None:
        raise UsageError(f"--currency {currency}: no currency; write its ISO code, such as CNY")
    if input_format is not None:
        reader_named(input_format)
    if records is not None:
        parse_path(records)
    first = (settings.values.market or (DEFAULT_MARKET,))[0]
    now = datetime.now(UTC)
    if as_of is not None:
        now = datetime.combine(as_of, time.max, zone_of(first))
    manner = Manner(
        market=first,
        channel=to_platform(channel) if channel else None,
        currency=code,
        kind=kind,
        latest=now + AHEAD,
    )
    reading = ReadOptions(input_format=input_format, records=records, market=first)
    inputs = find_inputs(files)
    place = None if dry_run else needed_ledger(settings, isolated=isolated)
    importer = Importer(manner, given_columns(columns), reading, place)
    with importer, progress(wanted=not quiet, noun="prices") as bar:
        for each in inputs:
            if isinstance(each, Input):
                done = importer.read(each, bar.advance)
                if not quiet:
                    click.echo(printable(done.told()))
            else:
                importer.refuse(each)
    if not quiet:
        for note in importer.notes(settings.values.market):
            tell(note)
    if importer.read_nothing:
        raise UsageError("no price could be read; nothing was put on record")
    return exits.UNREADABLE if importer.refused else exits.OK
