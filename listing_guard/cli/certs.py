"""``listing-guard certs``: the certificates behind the numbers that listings show."""

from __future__ import annotations

import click

from listing_guard.cli.lazy import CONTEXT, LazyGroup


@click.group(
    cls=LazyGroup,
    lazy={
        "import": "certs_import:import_",
        "show": "certs_show:show",
        "expiring": "certs_expiring:expiring",
    },
    context_settings=CONTEXT,
)
def certs() -> None:
    """Remember certificates, so that a listing may name only a number."""
