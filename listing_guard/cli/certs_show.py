"""``certs show``: what is on record of one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options
from listing_guard.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from listing_guard.model.listing import CertificateRecord


@click.command()
@click.argument("number")
@ledger_option
@options.day
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.configuration
def show(
    number: str,
    ledger: str | None,
    as_of: date | None,
    form: str,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Show the certificates of a NUMBER: whose, for what, and whether they are in force.

    The exit code is 1 if none is in force on that day.
    """
    import json

    from listing_guard.cli.days import today
    from listing_guard.cli.ledgers import needed_ledger, open_ledger
    from listing_guard.errors import UsageError
    from listing_guard.model.certificates import told

    settings = options.settings_of({"ledger": ledger}, config_file=config_file, isolated=isolated)
    place = needed_ledger(settings, isolated=isolated)
    with open_ledger(place) as opened:
        records = opened.certificates([number]).get(number, ())
    if not records:
        raise UsageError(
            f"no certificate '{number}' is on record in {place}; "
            "`listing-guard certs import FILE` puts certificates there"
        )
    day = as_of or today()
    if form == "json":
        rows = [{**told(each), "state": state_of(each, day)} for each in records]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(records, day)))
    in_force = any(state_of(each, day) == "in force" for each in records)
    return exits.OK if in_force else exits.FINDINGS


def state_of(record: CertificateRecord, day: date) -> str:
    """Return whether a certificate is in force on a day, both its bounds included."""
    if record.valid_until is not None and record.valid_until < day:
        return "expired"
    if record.valid_from is not None and record.valid_from > day:
        return "not yet in force"
    return "in force"


def _lines(records: Sequence[CertificateRecord], day: date) -> Iterator[str]:
    from listing_guard.cli.table import columns
    from listing_guard.ledger.certificateuse import differing
    from listing_guard.model.certificates import told
    from listing_guard.report.layout import visible

    for place, record in enumerate(records):
        if place:
            yield ""
        rows = [(name, visible(value)) for name, value in told(record).items()]
        until = record.valid_until
        left = f", {options.count((until - day).days, 'day')} left" if until else ""
        state = state_of(record, day)
        rows.append(("state", f"{state} on {day}{left if state == 'in force' else ''}"))
        yield columns(rows)
    for plural, values in differing(records).items():
        yield f"\nthis number is on record with several {plural}: {'; '.join(map(visible, values))}"
