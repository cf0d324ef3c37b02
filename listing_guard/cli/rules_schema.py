"""``rules schema``: JSON Schemas, for editors that complete YAML and for readers of reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import click

if TYPE_CHECKING:
    from listing_guard.ruleset.frame import Kind

FILES = ("rules", "pack", "lexicon", "table", "taxonomy", "laws")
REPORTS = ("report", "run")
KINDS = (*FILES, *REPORTS, "config")


@click.command()
@click.option("--kind", type=click.Choice(KINDS), default="rules", help="Of which kind of file.")
@click.option("--output", metavar="FILE", help="Write to this file; else to stdout.")
def schema(kind: str, output: str | None) -> None:
    """Print the JSON Schema of a kind of file.

    `report` is one line of the JSONL report, `run` the whole of the JSON report.
    """
    from listing_guard.cli.outputs import WholeFile

    text = json.dumps(_schema(kind), ensure_ascii=False, indent=2, sort_keys=True)
    if output is None:
        click.echo(text)
        return
    with WholeFile(output) as file:
        file.write(f"{text}\n".encode())


def _schema(kind: str) -> dict[str, Any]:
    if kind in REPORTS:
        from listing_guard.report.schema import report_schema, run_schema

        return report_schema() if kind == "report" else run_schema()
    if kind == "config":
        from listing_guard.config.model import Configuration

        return Configuration.model_json_schema()
    from listing_guard.ruleset.frame import json_schema

    return json_schema(cast("Kind", kind))
