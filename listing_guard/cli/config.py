"""``listing-guard config``: which values are in force, and where each comes from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from listing_guard.cli import options
from listing_guard.cli.lazy import CONTEXT

if TYPE_CHECKING:
    from listing_guard.config.settings import Settings


@click.group(context_settings=CONTEXT)
def config() -> None:
    """Look at the configuration."""


@config.command()
@options.configuration
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(config_file: str | None, isolated: bool, form: str) -> None:
    """Print every value with its origin: default, or file and line."""
    settings = options.settings_of({}, config_file=config_file, isolated=isolated)
    rows = _rows(settings)
    if form == "json":
        values = {key: {"value": value, "origin": origin} for key, value, origin in rows}
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    click.echo(f"# file: {settings.path or 'none'}")
    shown = [(key, _shown(value), origin) for key, value, origin in rows]
    width = max(len(key) for key, _, _ in shown)
    middle = max(len(value) for _, value, _ in shown)
    for key, value, origin in shown:
        click.echo(f"{key:<{width}}  {value:<{middle}}  {origin}")


def _rows(settings: Settings) -> list[tuple[str, object, str]]:
    from listing_guard.cli.guards import weights_of
    from listing_guard.cli.ledgers import place_of

    weights = weights_of(settings)
    rows: list[tuple[str, object, str]] = []
    for key, value in settings.values:
        if key == "weights":
            for table in ("severity", "confidence"):
                for name, weight in getattr(weights, table).items():
                    path = ("weights", table, name)
                    rows.append((".".join(path), weight, settings.origin(*path)))
        elif key == "ledger":
            rows.append((key, place_of(value), settings.origin(key)))
        else:
            rows.append(
                (key, list(value) if isinstance(value, tuple) else value, settings.origin(key))
            )
    return rows


def _shown(value: object) -> str:
    if value is None or value == []:
        return "-"
    return ", ".join(value) if isinstance(value, list) else str(value)
