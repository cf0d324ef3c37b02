"""``certs show``: what is on record of one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options
from listing_guard.cli.ledgers import ledger_option
from listing_guard.cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from listing_guard.model.listing import CertificateRecord


@click.command()
@click.argument("number")
@ledger_option
@click.option(
    "--used-in",
    multiple=True,
    metavar="PATH",
    help="Listings, to tell which of them show the number; repeatable.",
)
@options.day
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.configuration
def show(
    number: str,
    ledger: str | None,
    used_in: tuple[str, ...],
    as_of: date | None,
    form: str,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Show the certificates of a NUMBER: whose, for what, in force or not, and who uses it.

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
        if used_in:
            raise UsageError("--used-in is for text; leave out --format json")
        rows = [{**told(each), "state": state_of(each, day)} for each in records]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(records, day)))
        if used_in:
            click.echo("\n" + "\n".join(_users(number, used_in)))
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


def _users(number: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield the listings that show a number, after how many they are."""
    from listing_guard.cli.table import columns
    from listing_guard.evaluate.identity import identity_of
    from listing_guard.model.listing import Listing
    from listing_guard.model.numbers import number_key
    from listing_guard.read import read_listings
    from listing_guard.report.layout import visible

    wanted = number_key(number)
    rows = []
    for each in read_listings(paths):
        if not isinstance(each, Listing):
            tell(each)
        elif any(number_key(shown.number or "") == wanted for shown in each.certificates or ()):
            parts = (identity_of(each), each.brand, each.title)
            rows.append(["  " + visible(parts[0] or "-"), *(visible(p or "") for p in parts[1:])])
    yield f"used by {options.count(len(rows), 'listing')}"
    if rows:
        yield columns(rows)
