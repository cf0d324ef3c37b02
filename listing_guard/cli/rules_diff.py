"""``rules diff OLD NEW``: what differs between two versions of a pack, and what it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options

if TYPE_CHECKING:
    from datetime import date

    from listing_guard.cli.guards import Guards


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--corpus",
    multiple=True,
    metavar="FILE",
    help="Compare the findings, too: in anything that `check` reads, or in the labelled rows "
    "that `eval` reads; repeatable.",
)
@click.option("--market", metavar="CODE", help="Market to check for. Default: the record's own.")
@options.day
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.configuration
def diff(
    old: str,
    new: str,
    corpus: tuple[str, ...],
    market: str | None,
    as_of: date | None,
    form: str,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Compare two versions of a pack.

    OLD and NEW are packs by name, folder or file, each loaded with what it requires, which is
    looked for beside it. An older version is laid out with
    `git worktree add ../old v1.0`; OLD is then `../old/rules/cn-ad`.

    Exit code 0 says that nothing differs, 1 that something does, as with `diff`. With --corpus
    it is findings that count: rules written anew that find the same end with 0.
    """
    from listing_guard.cli.rulesdiff import Differences, compare_findings
    from listing_guard.cli.rulesdifftext import as_json, as_text
    from listing_guard.ruleset.compare import compare

    before = _guards(old, market, as_of, config_file, isolated=isolated)
    after = _guards(new, market, as_of, config_file, isolated=isolated)
    rules = compare(before.guards[0].ruleset, after.guards[0].ruleset)
    findings = compare_findings(before, after, corpus) if corpus else None
    differences = Differences(rules, findings)
    if form == "json":
        click.echo(json.dumps(as_json(differences), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_text(differences)))
    if findings is not None and findings.unread:
        return exits.UNREADABLE
    differ = bool(rules) if findings is None else bool(findings.changes)
    return exits.FINDINGS if differ else exits.OK


def _guards(
    pack: str, market: str | None, as_of: date | None, config_file: str | None, *, isolated: bool
) -> Guards:
    from listing_guard.cli.guards import load_guards

    given = {"packs": (pack,), "market": None if market is None else (market,)}
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    return load_guards(settings, as_of=as_of)
