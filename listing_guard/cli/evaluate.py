"""``listing-guard eval``: precision, recall and F1 on labelled listings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from listing_guard.cli import exits, options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from listing_guard.cli.guards import Guards
    from listing_guard.evaluation.labels import Labelled
    from listing_guard.model.report import Report

STDIN = "-"


@click.command("eval")
@click.argument("path", metavar="FILE")
@click.option("--min-f1", type=click.FloatRange(0, 1), help="Exit with code 1 below this F1.")
@click.option("--lang-filter", metavar="LANG", help="Only rows in this language, such as zh.")
@click.option("--worst", type=click.IntRange(1), metavar="N", help="Show N mistakes of each kind.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.judging
@options.configuration
def evaluate(
    path: str,
    min_f1: float | None,
    lang_filter: str | None,
    worst: int | None,
    form: str,
    market: tuple[str, ...] | None,
    packs: tuple[str, ...] | None,
    platform: str | None,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    as_of: date | None,
    lang: str | None,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Measure precision and recall on labelled listings.

    FILE has one JSON object a line:
    {"id", "lang", "market", "platform", "listing": {…}, "gold": [{"field", "text", "category",
    "label": "violation|allowed|unsure"}]}. Each row is judged in its own market.
    """
    from listing_guard.cli.guards import load_guards
    from listing_guard.errors import UsageError
    from listing_guard.evaluation import metrics
    from listing_guard.evaluation.render import as_json, reading, table

    given = {
        "market": market,
        "packs": packs,
        "platform": platform,
        "select": select,
        "ignore": ignore,
        "lang": lang,
    }
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    if len(settings.values.market) > 1:
        raise UsageError("eval judges each row in one market; give one --market or none")
    rows = [row for row in _rows(path) if lang_filter in (None, row.lang)]
    if not rows:
        among = f" in the language '{lang_filter}'" if lang_filter else ""
        raise UsageError(f"{path} has no labelled listing{among}")
    guards = load_guards(settings, as_of=as_of)
    evaluation = metrics.evaluate(rows, _reports(guards, rows))
    if form == "json":
        click.echo(json.dumps(as_json(evaluation), ensure_ascii=False, indent=2))
    else:
        click.echo(table(evaluation).rstrip("\n"))
        if worst is not None:
            click.echo("\n" + reading(evaluation, most=worst).rstrip("\n"))
    f1 = evaluation.overall.f1
    if min_f1 is not None and (f1 is None or f1 < min_f1):
        shown = "none" if f1 is None else f"{f1:.4f}"
        click.echo(f"listing-guard: F1 is {shown}, below {min_f1:g}", err=True)
        return exits.FINDINGS
    return exits.OK


def _rows(path: str) -> Iterator[Labelled]:
    """Read labelled rows; raises `UsageError` with the line of the first that is none."""
    from listing_guard.errors import ListingError, UsageError
    from listing_guard.evaluation.labels import labelled

    try:
        with click.open_file(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise ListingError("a labelled row is an object")
                    yield labelled(row)
                except (ValueError, RecursionError, ListingError) as error:
                    raise UsageError(f"{path}:{number}: {_reason(error)}") from error
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8; save the file as UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"column {error.colno}: not JSON ({error.msg[:1].lower()}{error.msg[1:]})"
    if isinstance(error, RecursionError):
        return "nested too deep for a listing"
    return str(error)


def _reports(guards: Guards, rows: list[Labelled]) -> Iterator[Report]:
    from msgspec.structs import replace

    from listing_guard.engine import unreadable_report
    from listing_guard.errors import ListingError
    from listing_guard.model.listing import Listing, Source
    from listing_guard.read.record import to_listing
    from listing_guard.read.unreadable import Unreadable

    for row in rows:
        given: Any = row.listing
        try:
            listing = given if isinstance(given, Listing) else to_listing(given)
        except ListingError as error:
            click.echo(f"{row.id}: {error}; it counts as without findings", err=True)
            yield unreadable_report(Unreadable(Source(), str(error)))
            continue
        own = replace(
            listing,
            market=row.market or listing.market,
            platform=row.platform or listing.platform,
        )
        yield next(iter(guards.check(own)))
