"""``rules lint``: every problem of every rule file, placed and with its mend."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from listing_guard.model.diagnostic import Diagnostic
    from listing_guard.ruleset.load import Loaded
    from listing_guard.ruleset.rule import Ruleset

NOT_THERE = "E502"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PACK|FILE]...")
@click.option(
    "--corpus",
    multiple=True,
    metavar="FILE",
    help="Look for rules that always fire together in these listings, not in the examples: "
    "anything that `check` or `eval` reads; repeatable.",
)
@options.day
@options.configuration
def lint(
    paths: tuple[str, ...],
    corpus: tuple[str, ...],
    as_of: date | None,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Check rule files and print every problem.

    Exit code 1 says that one of them is an error, 2 that none of the paths is there.
    Without a path: the configured packs, else all that come with the program.
    """
    from listing_guard.cli.days import today
    from listing_guard.cli.packs import pack_around, packs_of, within
    from listing_guard.cli.terminal import wants_colour
    from listing_guard.ruleset.load import load_ruleset
    from listing_guard.ruleset.render import render

    settings = options.settings_of({}, config_file=config_file, isolated=isolated)
    packs = list(dict.fromkeys(map(pack_around, paths))) if paths else packs_of(settings)
    day = as_of or today()
    loaded = load_ruleset(packs, today=day.isoformat())
    _something(packs, loaded)
    every = loaded.diagnostics
    if loaded.ruleset is not None:
        every = (*every, *_together(loaded.ruleset, corpus, day))
    # Files of a pack are checked with the whole of it, and only theirs is told.
    parts = bool(paths) and not any(path in packs for path in paths)
    found = [each for each in every if not parts or within(each.path, paths)]
    if found:
        click.echo(render(found, colour=wants_colour(sys.stdout)).rstrip("\n") + "\n")
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    warnings = len(found) - errors
    rules = f", {options.count(len(loaded.ruleset.rules), 'rule')}" if loaded.ruleset else ""
    click.echo(f"{options.count(errors, 'error')}, {options.count(warnings, 'warning')}{rules}")
    return exits.FINDINGS if errors else exits.OK


def _together(ruleset: Ruleset, corpus: Sequence[str], day: date) -> Sequence[Diagnostic]:
    from listing_guard.cli.occasions import on_corpus, on_examples
    from listing_guard.ruleset.together import lint_together

    fired = on_corpus(ruleset, corpus, day) if corpus else on_examples(ruleset, day)
    return lint_together(ruleset.rules, fired)


def _something(packs: Collection[str], loaded: Loaded) -> None:
    """Raise `RuleError` when none of the packs is there: a misspelt path is no finding."""
    from listing_guard.errors import RuleError

    missing = [each for each in loaded.diagnostics if each.code == NOT_THERE]
    if missing and {each.path for each in missing} >= set(packs):
        raise RuleError(missing)
