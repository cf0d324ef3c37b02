"""``listing-guard prices check``: listings against the rules on prices alone."""

from __future__ import annotations

from typing import Any

import click

from listing_guard.cli import options
from listing_guard.cli.check import checking, run_check

CATEGORY = "price"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.reading
@options.judging
@checking
@options.configuration
def check(**given: Any) -> int:
    """Check the prices of listings.

    As `listing-guard check`, with the rules on prices only, and with the prices on record.
    """
    return run_check(**given, category=CATEGORY)
