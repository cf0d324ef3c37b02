"""``listing-guard check``: listings in, reports out; the main job."""

from __future__ import annotations

from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from listing_guard.cli import exits, options
from listing_guard.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from listing_guard.cli.jobs import Record
    from listing_guard.cli.options import F
    from listing_guard.read.unreadable import Unreadable
    from listing_guard.report.run import Summary


def checking(command: F) -> F:
    """Add the options of a check, beside those of reading, judging and configuration."""
    return options.together(
        click.option(
            "--fail-on",
            type=click.Choice(["error", "warning", "info", "never"]),
            help="The least severity that gives exit code 1. Default: error.",
        ),
        click.option(
            "--format", "form", metavar="FORMAT", help="text, json or jsonl. Default: text."
        ),
        click.option(
            "--output",
            "outputs",
            multiple=True,
            metavar="[FORMAT=]FILE",
            help="Write a report to FILE (- is stdout); repeatable. A bare FILE takes --format.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(0),
            default=1,
            metavar="N",
            help="Processes; 0: one a processor.",
        ),
        click.option(
            "--max-findings",
            type=click.IntRange(0),
            metavar="N",
            help="Show at most N findings a listing in the text report; all of them count.",
        ),
        click.option(
            "--allow-empty", is_flag=True, help="Let it pass when there is nothing to check."
        ),
        click.option(
            "--quiet", "-q", is_flag=True, help="One line a listing, no notes, no progress bar."
        ),
        click.option("--no-color", is_flag=True, help="No colour."),
        ledger_option,
        click.option(
            "--evidence",
            metavar="FOLDER",
            help="Write a JSON and a Markdown file there for each finding on a price or a "
            "certificate, with what was compared.",
        ),
    )(command)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.reading
@options.judging
@checking
@click.option(
    "--record-prices",
    is_flag=True,
    help="Put the prices of the checked listings on record, after the run.",
)
@options.configuration
def check(**given: Any) -> int:
    """Check listings and print a report.

    PATH is a file (JSON, JSONL, YAML, CSV, TSV, XLSX), a folder, a pattern such as 'data/*.csv',
    or - for stdin.
    """
    return run_check(**given)


def run_check(
    *,
    paths: tuple[str, ...],
    text: str | None,
    input_format: str | None,
    records: str | None,
    market: tuple[str, ...] | None,
    packs: tuple[str, ...] | None,
    platform: str | None,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    as_of: date | None,
    lang: str | None,
    fail_on: str | None,
    form: str | None,
    outputs: tuple[str, ...],
    jobs: int,
    max_findings: int | None,
    allow_empty: bool,
    quiet: bool,
    no_color: bool,
    ledger: str | None,
    evidence: str | None,
    config_file: str | None,
    isolated: bool,
    record_prices: bool = False,
    category: str | None = None,
) -> int:
    """Check listings, write the reports, and return the exit code.

    ``category``: only the rules of this category.
    """
    from listing_guard.cli.certificateuses import CertificateUses
    from listing_guard.cli.evidence import EvidencePacks
    from listing_guard.cli.guards import load_guards
    from listing_guard.cli.inputs import inputs_of, refuse_overwriting
    from listing_guard.cli.jobs import check_all
    from listing_guard.cli.ledgers import consulted_ledger
    from listing_guard.cli.makeup import MakeUp
    from listing_guard.cli.outputs import plan_outputs
    from listing_guard.cli.pricerecorder import PriceRecorder
    from listing_guard.cli.progress import progress
    from listing_guard.cli.reports import Reports
    from listing_guard.cli.run import run_of
    from listing_guard.cli.tally import Tally
    from listing_guard.errors import UsageError
    from listing_guard.report import writers

    given = {
        "market": market,
        "packs": packs,
        "platform": platform,
        "select": select,
        "ignore": ignore,
        "lang": lang,
        "fail_on": fail_on,
        "ledger": ledger,
    }
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    formats = {name: module.EXTENSIONS for name, module in writers().items()}
    planned = plan_outputs(form, outputs, formats)
    first = (settings.values.market or (None,))[0]
    inputs = inputs_of(paths, text, form=input_format, records=records, market=first)
    refuse_overwriting(inputs, planned)
    incoming = inputs.read()
    known = consulted_ledger(settings, isolated=isolated, writing=record_prices)
    guards = load_guards(settings, as_of=as_of, ledger=known, category=category)
    run = run_of(guards, settings, category=category)
    evidences = EvidencePacks(evidence, run, known) if evidence is not None else None
    recorder = PriceRecorder(guards) if record_prices else None
    uses = CertificateUses(guards.guards[0].ruleset.taxonomy)
    tally = Tally(guards, market_assumed=not settings.values.market)
    readable = _something(incoming, allow_empty=allow_empty)
    with (
        Reports(
            planned,
            run,
            colour=not no_color,
            quiet=quiet,
            most=max_findings,
            passing="line" if text is None else "full",
            make_up=MakeUp(guards),
        ) as reports,
        progress(wanted=not quiet and not reports.on_terminal) as bar,
        closing(check_all(guards, readable, jobs=jobs)) as checked,  # its processes end with it
    ):
        for record, found in checked:
            uses.add(record)
            reports.write(found, record)
            for report in found:
                tally.add(report, record)
            if evidences is not None:
                evidences.add(record, found)
            if recorder is not None:
                recorder.add(record)
            bar.advance()
        tally.summary.shared = uses.shared
        reports.end(tally.summary)
    if evidences is not None:
        evidences.write()
    if recorder is not None and known is not None:
        told = recorder.write(known)
        if not quiet:
            click.echo(told, err=True)
    if not quiet:
        tally.tell(run, summary=not reports.text_on_stdout)
    if tally.idle and tally.summary.listings and not allow_empty:
        raise UsageError(
            "nothing was checked: no rule is in force for the market of any listing "
            "(--market, --pack, --select and --ignore say which; --allow-empty lets that pass)"
        )
    return _code(tally.summary, settings.values.fail_on)


def _something(records: Iterable[Record], *, allow_empty: bool) -> Iterator[Record]:
    """Yield the records; raises `UsageError` when there is nothing to check.

    A gate that has checked nothing must not be green: not when no path can be read, and not when
    what can be read is empty, unless that was said to be fine.
    """
    from listing_guard.errors import UsageError
    from listing_guard.model.listing import Listing

    rest = iter(records)
    unread: list[Unreadable] = []
    for record in rest:
        if isinstance(record, Listing):
            yield from chain(unread, [record], rest)
            return
        unread.append(record)
    if unread and all(record.fatal for record in unread):
        raise UsageError("\n".join(["nothing could be read", *map(str, unread)]))
    if not unread and not allow_empty:
        raise UsageError("nothing to check: no records (--allow-empty lets that pass)")
    yield from unread


def _code(summary: Summary, fail_on: str) -> int:
    from listing_guard.model.report import SEVERITIES

    if summary.unreadable:
        return exits.UNREADABLE
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return exits.FINDINGS if any(summary.severities.get(each) for each in failing) else exits.OK
