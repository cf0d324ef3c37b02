"""``listing-guard prices``: what goods were listed and sold at, remembered."""

from __future__ import annotations

import click

from listing_guard.cli.lazy import CONTEXT, LazyGroup


@click.group(
    cls=LazyGroup,
    lazy={
        "import": "prices_import:import_",
        "show": "prices_show:show",
        "check": "prices_check:check",
        "export": "prices_export:export",
    },
    context_settings=CONTEXT,
)
def prices() -> None:
    """Remember what goods were listed and sold at, and check price claims against it."""
