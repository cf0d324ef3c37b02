"""``rules test``: the examples of rules, run; a rule that has none of a kind fails."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from listing_guard.cli.ruletest import Result
    from listing_guard.ruleset.rule import Rule


@click.command()
@click.argument("paths", nargs=-1, metavar="[PACK|FILE]...")
@options.selection
@options.day
@click.option("--verbose", "-v", is_flag=True, help="Also show examples that hold.")
@options.configuration
def test(
    paths: tuple[str, ...],
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    as_of: date | None,
    verbose: bool,
    config_file: str | None,
    isolated: bool,
) -> int:
    """Run the examples of rules.

    Exit code 1 says that one does not come out as it should.
    Without a path: the configured packs, else all that come with the program.
    """
    from listing_guard.cli.packs import pack_around, packs_of, ruleset_of, within
    from listing_guard.cli.ruletest import Bench, lacks
    from listing_guard.evaluate.selection import select_rules

    given = {"select": select, "ignore": ignore}
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    packs = list(dict.fromkeys(map(pack_around, paths))) if paths else packs_of(settings)
    ruleset = ruleset_of(packs)
    rules: Sequence[Rule] = ruleset.rules
    if paths:
        named = {pack.name for pack in ruleset.packs if pack.name in paths}
        rules = [rule for rule in rules if rule.pack in named or within(rule.path, paths)]
    rules = select_rules(rules, select or (), ignore or ())
    held = failed = incomplete = 0
    found: dict[str, list[Result]] = {rule.id: [] for rule in rules}
    for result in Bench(ruleset, as_of).run(rules):
        found[result.rule.id].append(result)
    for rule in rules:
        if missing := lacks(rule):
            incomplete += 1
            click.echo(f"FAIL {rule.id}  {rule.path}:{rule.line}\n  it has no {missing}\n")
        for result in sorted(found[rule.id], key=lambda each: each.example.line):
            if result.faults:
                failed += 1
            else:
                held += 1
            if result.faults or verbose:
                click.echo("\n".join(_lines(result)) + "\n")
    total = f"{options.count(len(rules), 'rule')}, {options.count(held + failed, 'example')}"
    lacking = f", {options.count(incomplete, 'rule')} without both kinds" if incomplete else ""
    click.echo(f"{total}: {held} held, {failed} failed{lacking}")
    if not rules:
        click.echo("listing-guard: there is no rule to test", err=True)
        return exits.USAGE
    sys.stdout.flush()
    return exits.FINDINGS if failed or incomplete else exits.OK


def _lines(result: Result) -> Iterator[str]:
    from listing_guard.cli.ruletest import found_by

    rule, example = result.rule, result.example
    verdict = "FAIL" if result.faults else "ok"
    kind = "flag" if example.flag else "pass"
    yield f"{verdict} {rule.id}  {kind} example, {example.path}:{example.line}"
    title = example.record.get("title")
    plain = title if set(example.record) == {"title"} and isinstance(title, str) else None
    yield f"  {plain or json.dumps(dict(example.record), ensure_ascii=False, default=str)}"
    yield from (f"  {fault}" for fault in result.faults)
    if result.report is None:
        return
    for found in result.report.violations:
        if found.rule == rule.id and found.start is not None:
            yield f"  found     {found.field}[{found.start}:{found.end}] {found.text}"
    if not result.faults and not found_by(rule, result.report):
        yield "  found     nothing"
    for each in result.report.exempted:
        if each.rule == rule.id:
            place = f"{each.field}[{each.start}:{each.end}]"
            yield f"  exempted  {place} {each.text} - {each.exemption}"
