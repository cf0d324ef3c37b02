"""``certs expiring``: the certificates that end soon, or have ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options
from listing_guard.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.model.listing import CertificateRecord

_DEFAULT = "60d"


@click.command()
@ledger_option
@click.option(
    "--within",
    callback=options.to_length,
    default=_DEFAULT,
    show_default=True,
    metavar="DAYS",
    help="How many days ahead to look.",
)
@options.day
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.configuration
def expiring(
    ledger: str | None,
    within: int,
    as_of: date | None,
    form: str,
    config_file: str | None,
    isolated: bool,
) -> int:
    """List certificates that have expired or will within some days.

    The exit code is 1 if there are any.
    """
    import json

    from listing_guard.cli.days import today
    from listing_guard.cli.ledgers import needed_ledger, open_ledger
    from listing_guard.cli.table import columns
    from listing_guard.model.certificates import told
    from listing_guard.report.layout import visible

    settings = options.settings_of({"ledger": ledger}, config_file=config_file, isolated=isolated)
    place = needed_ledger(settings, isolated=isolated)
    day = as_of or today()
    with open_ledger(place) as opened:
        ending = _ending(opened.all_certificates(), day + timedelta(days=within))
    if form == "json":
        rows = [{**told(each), "days_left": (until - day).days} for until, each in ending]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        table = [
            (
                until.isoformat(),
                _left((until - day).days),
                *(visible(part or "") for part in (each.type, each.number, each.holder)),
            )
            for until, each in ending
        ]
        if table:
            click.echo(columns(table) + "\n")
        click.echo(f"{options.count(len(ending), 'certificate')} until {day + timedelta(within)}")
    return exits.FINDINGS if ending else exits.OK


def _ending(
    records: Iterable[CertificateRecord], last: date
) -> list[tuple[date, CertificateRecord]]:
    """Return the certificates that end by a day, the first to end first."""
    ending = [
        (each.valid_until, each)
        for each in records
        if each.valid_until is not None and each.valid_until <= last
    ]
    return sorted(ending, key=lambda pair: (pair[0], pair[1].number or "", pair[1].type or ""))


def _left(days: int) -> str:
    return f"{options.count(days, 'day')} left" if days >= 0 else "expired"
