"""``certs import``: tables of certificates go on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options
from listing_guard.cli.ledgers import ledger_option
from listing_guard.cli.terminal import printable, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.ledger import Ledger
    from listing_guard.model.listing import CertificateRecord
    from listing_guard.read.options import ReadOptions
    from listing_guard.read.sources import Input


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@ledger_option
@click.option("--input-format", metavar="FORMAT", help="Format of the input, whatever its name.")
@click.option(
    "--records", metavar="PATH", help="Where the rows are in nested JSON, such as 'data[*]'."
)
@options.configuration
def import_(
    files: tuple[str, ...],
    ledger: str | None,
    input_format: str | None,
    records: str | None,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Put certificates on record.

    FILE is a table (CSV, XLSX) or JSON with a row for each certificate: 证书编号, 证书类型, 持证人,
    发证机构, 品牌, 型号, 类目, 生效日期, 有效期至 … (number, type, holder, issuer, brand, model,
    category, valid_from, valid_until). Only the number is needed. Each file is put on record whole;
    rows that cannot be read are told, and the rest is kept. A record takes the place of the earlier
    one of its number, type and holder, which stays.
    """
    from listing_guard.cli.inputs import STDIN
    from listing_guard.cli.ledgers import needed_ledger, open_ledger, sha256_of
    from listing_guard.errors import UsageError
    from listing_guard.read.options import ReadOptions
    from listing_guard.read.record_path import parse_path
    from listing_guard.read.sources import Input, find_inputs, reader_named

    if files.count(STDIN) > 1:
        raise UsageError("stdin (-) can be read once only")
    settings = options.settings_of({"ledger": ledger}, config_file=config_file, isolated=isolated)
    if input_format is not None:
        reader_named(input_format)
    if records is not None:
        parse_path(records)
    reading = ReadOptions(input_format=input_format, records=records)
    place = needed_ledger(settings, isolated=isolated)
    refused, numbers = 0, dict[str, None]()
    for each in find_inputs(files):
        if not isinstance(each, Input):
            refused += 1
            tell(each)
            continue
        found, bad = _read(each, reading)
        refused += bad
        new = known = 0
        if found:
            with open_ledger(place, writing=True) as opened:
                new, known = opened.add_certificates(
                    found, source=each.name, sha256=sha256_of(each)
                )
        numbers.update((record.number or "", None) for record in found)
        told = options.count(len(found), "certificate")
        line = f"{each.name}: {told}, {new:,} new, {known:,} already known, {bad:,} refused"
        click.echo(printable(line))
    if not numbers:
        raise UsageError("no certificate could be read; nothing was put on record")
    with open_ledger(place) as opened:
        for line in _several(opened, numbers):
            tell(line)
    return exits.UNREADABLE if refused else exits.OK


def _read(source: Input, reading: ReadOptions) -> tuple[list[CertificateRecord], int]:
    """Return the certificates of a file, and how many rows were refused, having told of them."""
    from dataclasses import replace

    from listing_guard.ledger.certificatefiles import CERTIFICATES, together
    from listing_guard.read.sources import read_input
    from listing_guard.read.unreadable import Unreadable

    found: list[CertificateRecord] = []
    refused, notes = 0, dict[str, None]()
    for each in read_input(source, replace(reading, shape=CERTIFICATES)):
        row: object = each
        if isinstance(row, Unreadable):
            refused += 1
            tell(row)
        else:
            found.append(row.record)  # type: ignore[attr-defined]  # what the shape makes
            notes.update(dict.fromkeys(row.notes))  # type: ignore[attr-defined]
    for note in notes:
        tell(f"{source.name}: {note}")
    return together(found), refused


def _several(ledger: Ledger, numbers: Iterable[str]) -> Iterable[str]:
    """Yield what is said of numbers that stand for several holders or kinds of goods."""
    from listing_guard.ledger.certificateuse import differing

    for number, records in ledger.certificates(list(numbers)).items():
        for part, values in differing(records).items():
            yield f"{number}: on record with several {part}: {'; '.join(values)}"
