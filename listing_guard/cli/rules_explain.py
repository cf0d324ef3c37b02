"""``rules explain CODE``: what a diagnostic means, and how it is mended."""

from __future__ import annotations

import click


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a diagnostic such as E103 means."""
    from listing_guard.config.suggest import did_you_mean
    from listing_guard.errors import UsageError
    from listing_guard.lang.codes import CODES as LANGUAGE
    from listing_guard.ruleset.codes import CODES as FRAME

    known = {each.code: each for each in (*LANGUAGE, *FRAME)}
    found = known.get(code.upper())
    if found is None:
        raise UsageError(f"no diagnostic has the code '{code}'{did_you_mean(code, known)}")
    click.echo(f"{found.code} ({found.severity}): {found.title}\n\n{found.explanation.strip()}")
