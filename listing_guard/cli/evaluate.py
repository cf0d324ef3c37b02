"""``listing-guard eval``: precision, recall and F1 on labelled listings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options
from listing_guard.cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from listing_guard.cli.guards import Guards
    from listing_guard.evaluation.cases import Case
    from listing_guard.evaluation.labels import Labelled
    from listing_guard.evaluation.loneterms import LoneTerms
    from listing_guard.evaluation.metrics import Evaluation
    from listing_guard.model.report import Report

SHARE = click.FloatRange(0, 1)


@click.command("eval")
@click.argument("path", metavar="FILE")
@click.option("--min-precision", type=SHARE, help="Exit with code 1 below this precision.")
@click.option("--min-recall", type=SHARE, help="Exit with code 1 below this recall.")
@click.option("--min-f1", type=SHARE, help="Exit with code 1 below this F1.")
@click.option("--min-kept", type=SHARE, help="Exit with code 1 below this share of allowed texts.")
@click.option(
    "--max-clean-flagged", type=SHARE, help="Exit with code 1 above this share of clean listings."
)
@click.option("--lang-filter", metavar="LANG", help="Only rows in this language, such as zh.")
@click.option(
    "--without",
    multiple=True,
    metavar="CATEGORY",
    help="Leave labels and findings of a category out, such as platform-format; repeatable.",
)
@click.option("--worst", type=click.IntRange(1), metavar="N", help="Show N mistakes of each kind.")
@click.option(
    "--show",
    multiple=True,
    metavar="NAME",
    help="Show the listings behind a figure: of a category, a rule, a language, or one of all, "
    "missed, false, unsure, found, true, spoilt, kept, category-right, allowed-kept, "
    "clean-flagged, clean-infos; repeatable.",
)
@click.option(
    "--listings", metavar="FILE", help="Write every label and finding with what came of it (JSONL)."
)
@click.option(
    "--lone-terms",
    multiple=True,
    metavar="PATH",
    help="Print terms of the rules that occur in one row of FILE and in none of these files or "
    "folders (JSON, JSONL, text); repeatable.",
)
@click.option("--max-lone", type=SHARE, help="Exit with code 1 above this share of lone terms.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.judging
@options.configuration
def evaluate(
    path: str,
    min_precision: float | None,
    min_recall: float | None,
    min_f1: float | None,
    min_kept: float | None,
    max_clean_flagged: float | None,
    lang_filter: str | None,
    without: tuple[str, ...],
    worst: int | None,
    show: tuple[str, ...],
    listings: str | None,
    lone_terms: tuple[str, ...],
    max_lone: float | None,
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
    "label": "violation|allowed|unsure"}]}. Each row is judged in its own market. A row that is
    none is told with its line, and the rest is measured; the exit code is then 3.
    """
    from listing_guard.cli.guards import load_guards
    from listing_guard.errors import UsageError
    from listing_guard.evaluation import metrics
    from listing_guard.evaluation.reading import behind, reading, shown
    from listing_guard.evaluation.record import as_json, lone_json
    from listing_guard.evaluation.render import lone_table, table
    from listing_guard.evaluation.scope import findings_without, labels_without

    given = {
        "market": market,
        "packs": packs,
        "platform": platform,
        "select": select,
        "ignore": ignore,
        "lang": lang,
    }
    if max_lone is not None and not lone_terms:
        raise UsageError("--max-lone needs --lone-terms, which says where else terms may occur")
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    if len(settings.values.market) > 1:
        raise UsageError("eval judges each row in one market; give one --market or none")
    guards = load_guards(settings, as_of=as_of)
    rows, bad = _rows(path, guards)
    rows = [row for row in rows if lang_filter in (None, row.lang)]
    if not rows:
        among = f" in the language '{lang_filter}'" if lang_filter else ""
        raise UsageError(f"{path} has no labelled listing{among}")
    _check_categories(without, guards)
    rows = [labels_without(row, without) for row in rows]
    reports = (findings_without(each, without) for each in _reports(guards, rows))
    evaluation = metrics.evaluate(rows, reports)
    _check_names(show, evaluation)
    if listings is not None:
        _write(listings, evaluation.cases)
    lone = _lone(guards, rows, lone_terms) if lone_terms else None
    words = settings.values.lang or "en"
    if form == "json":
        values = {**as_json(evaluation), "bad_rows": bad}
        if lone is not None:
            values["lone_terms"] = lone_json(lone)
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        click.echo(table(evaluation, words).rstrip("\n"))
        for name in show:
            click.echo("\n" + shown(name, behind(evaluation, name), words).rstrip("\n"))
        if worst is not None:
            click.echo("\n" + reading(evaluation, most=worst, lang=words).rstrip("\n"))
        if lone is not None:
            click.echo("\n" + lone_table(lone, words).rstrip("\n"))
    bars = (
        ("precision", evaluation.overall.precision.value, min_precision, None),
        ("recall", evaluation.overall.recall.value, min_recall, None),
        ("F1", evaluation.overall.f1, min_f1, None),
        ("the share of allowed texts kept", evaluation.allowed_kept.value, min_kept, None),
        (
            "the share of clean listings flagged",
            evaluation.clean_flagged.value,
            None,
            max_clean_flagged,
        ),
        ("the share of lone terms", lone.share if lone else None, None, max_lone),
    )
    failed = [told for bar in bars for told in _against(*bar)]
    for told in failed:
        tell(f"listing-guard: {told}")
    if bad:
        return exits.UNREADABLE
    return exits.FINDINGS if failed else exits.OK


def _against(
    name: str, value: float | None, least: float | None, most: float | None
) -> Iterator[str]:
    """Yield what a figure is, if it does not meet its bar; one of no cases meets none."""
    shown = "none" if value is None else f"{value:.4f}"
    if least is not None and (value is None or value < least):
        yield f"{name} is {shown}, below {least:g}"
    if most is not None and (value is None or value > most):
        yield f"{name} is {shown}, above {most:g}"


def _rows(path: str, guards: Guards) -> tuple[list[Labelled], list[str]]:
    """Return the rows of a file and what is wrong with the others, which is also told."""
    from listing_guard.cli.labelledrows import categories_of, read_rows
    from listing_guard.read.unreadable import Unreadable

    rows: list[Labelled] = []
    bad: list[str] = []
    for row in read_rows(path, categories_of(*(guard.ruleset for guard in guards.guards))):
        if isinstance(row, Unreadable):
            bad.append(str(row))
            tell(row)
        else:
            rows.append(row)
    return rows, bad


def _lone(guards: Guards, rows: Iterable[Labelled], paths: Iterable[str]) -> LoneTerms:
    from listing_guard.cli.plaintexts import texts_in
    from listing_guard.evaluation.loneterms import lone_terms, strings_of

    ruleset = next(iter(guards.guards)).ruleset
    labelled = {row.id: tuple(strings_of(row.listing)) for row in rows}
    return lone_terms(ruleset, labelled, (text for path in paths for text in texts_in(path)))


def _check_names(show: Sequence[str], evaluation: Evaluation) -> None:
    from listing_guard.config.suggest import did_you_mean
    from listing_guard.errors import UsageError
    from listing_guard.evaluation.reading import names

    known = names(evaluation)
    for name in show:
        if name not in known:
            raise UsageError(f"--show: no figure is called '{name}'{did_you_mean(name, known)}")


def _check_categories(given: Iterable[str], guards: Guards) -> None:
    from listing_guard.cli.labelledrows import categories_of
    from listing_guard.config.suggest import did_you_mean
    from listing_guard.errors import UsageError

    known = sorted(categories_of(*(guard.ruleset for guard in guards.guards)))
    for name in given:
        if name not in known:
            raise UsageError(f"--without: no category is '{name}'{did_you_mean(name, known)}")


def _write(target: str, cases: Iterable[Case]) -> None:
    from listing_guard.cli.outputs import WholeFile
    from listing_guard.evaluation.record import rows_of

    with WholeFile(target) as file:
        for row in rows_of(cases):
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())


def _reports(guards: Guards, rows: Iterable[Labelled]) -> Iterator[Report]:
    from listing_guard.cli.labelledrows import listing_of
    from listing_guard.read.unreadable import Unreadable

    for row in rows:
        listing = listing_of(row)
        if isinstance(listing, Unreadable):
            tell(f"{row.id}: {listing.error}; it counts as without findings")
        yield guards.check(listing)[0]
