"""``listing-guard explain``: what became of each rule on one listing, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from listing_guard.cli import options
from listing_guard.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from listing_guard.cli.inputs import Inputs
    from listing_guard.evaluate.explanation import Explanation, RuleStory
    from listing_guard.lang.explain import Trace
    from listing_guard.model.listing import Listing

SAID = {
    "fired": "fired",
    "exempted": "exempted",
    "not-evaluated": "could not be evaluated",
    "quiet": "did not fire",
    "does-not-apply": "does not apply",
    "not-in-force": "is not in force",
}
"""In the order in which they are told."""
TOLD = ("fired", "exempted", "not-evaluated")
"""What is told without being asked for."""
MOST_IDS = 8
LONGEST_SOURCE = 72
"""Characters of a condition that is told whole although its parts follow."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.reading
@click.option("--id", "listing_id", metavar="LISTING", help="The listing's id, as in the report.")
@click.option("--rule", "rule_ids", multiple=True, metavar="ID", help="Only this rule; repeatable.")
@click.option("--all", "everything", is_flag=True, help="Also rules that did not fire or apply.")
@options.judging
@ledger_option
@options.configuration
def explain(
    paths: tuple[str, ...],
    text: str | None,
    input_format: str | None,
    records: str | None,
    listing_id: str | None,
    rule_ids: tuple[str, ...],
    everything: bool,
    market: tuple[str, ...] | None,
    packs: tuple[str, ...] | None,
    platform: str | None,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    as_of: date | None,
    lang: str | None,
    ledger: str | None,
    config_file: str | None,
    isolated: bool,
) -> None:
    """Say why rules fired on a listing, or why not, with the ledger as `check` uses it."""
    from listing_guard.cli.guards import load_guards
    from listing_guard.cli.inputs import inputs_of
    from listing_guard.cli.ledgers import consulted_ledger

    given = {
        "market": market,
        "packs": packs,
        "platform": platform,
        "select": select,
        "ignore": ignore,
        "lang": lang,
        "ledger": ledger,
    }
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    first = (settings.values.market or (None,))[0]
    inputs = inputs_of(paths, text, form=input_format, records=records, market=first)
    known = consulted_ledger(settings, isolated=isolated)
    guards = load_guards(settings, as_of=as_of, ledger=known)
    listing = _find(inputs, listing_id)
    if guards.platform and not listing.platform:
        from msgspec.structs import replace

        listing = replace(listing, platform=guards.platform)
    for guard in guards.of(listing):
        explanation = guard.explain(listing)
        stories = _chosen(explanation.stories, rule_ids, everything=everything)
        lang_of = guard.language(explanation.market)
        click.echo("\n".join(_lines(explanation, stories, lang_of)))


def _find(inputs: Inputs, listing_id: str | None) -> Listing:
    """Return the listing of that name; the only one there is needs none."""
    from listing_guard.config.suggest import did_you_mean
    from listing_guard.errors import UsageError
    from listing_guard.evaluate.identity import Identities, identity_of
    from listing_guard.model.listing import Listing

    identities = Identities()
    names: list[str] = []
    unread: list[str] = []
    only: Listing | None = None
    for record in inputs.read():
        if not isinstance(record, Listing):
            unread.append(str(record))
            continue
        only = identities.name(record)
        name = identity_of(only)
        if listing_id is not None and name == listing_id:
            return only
        names.append(name or "")
    if listing_id is None and len(names) == 1 and only is not None:
        return only
    if not names:
        raise UsageError("\n".join(["no listing could be read", *unread]))
    if listing_id is None:
        shown = ", ".join(names[:MOST_IDS]) + (" …" if len(names) > MOST_IDS else "")
        raise UsageError(f"say which listing with --id: {shown}")
    raise UsageError(f"no listing is called '{listing_id}'{did_you_mean(listing_id, names)}")


def _chosen(
    stories: Iterable[RuleStory], rule_ids: tuple[str, ...], *, everything: bool
) -> list[RuleStory]:
    from listing_guard.evaluate.selection import select_rules

    every = list(stories)
    order = list(SAID)
    if rule_ids:
        wanted = {rule.id for rule in select_rules([s.rule for s in every], rule_ids, [])}
        chosen = [story for story in every if story.rule.id in wanted]
    elif everything:
        chosen = every
    else:
        chosen = [story for story in every if story.verdict in TOLD]
    return sorted(chosen, key=lambda story: (order.index(story.verdict), story.rule.id))


def _lines(explanation: Explanation, stories: list[RuleStory], lang: str) -> Iterator[str]:
    from listing_guard.cli.guards import NO_RULE

    report = explanation.report
    name = f"{report.listing_id}: " if report.listing_id else ""
    yield f"{name}{report.verdict}, score {report.score}"
    category = explanation.category or "unknown"
    by = f" (by {explanation.category_by})" if explanation.category_by else ""
    yield f"market {explanation.market}, law as of {explanation.as_of}, category {category}{by}"
    if not explanation.stories:
        yield f"{NO_RULE} {explanation.market}"
    for story in stories:
        yield ""
        yield from _story(story, lang)
    hidden = len(explanation.stories) - len(stories)
    if hidden:
        yield ""
        more = "1 more rule is" if hidden == 1 else f"{hidden} more rules are"
        yield f"{more} not shown (--all shows them, --rule ID one of them)"


def _story(story: RuleStory, lang: str) -> Iterator[str]:
    from listing_guard.evaluate.words import in_language

    title = in_language(story.rule.title, lang)
    yield f"{story.rule.id} {SAID[story.verdict]}  ({title})"
    for hit in story.hits:
        yield f"  found     {hit}"
    for exempted in story.exempted:
        basis = ", ".join(f"{each.law} {each.article}" for each in exempted.basis)
        yield f"  excused   {exempted.field}: {exempted.text} - {exempted.exemption}" + (
            f" ({basis})" if basis else ""
        )
        if exempted.keep:
            yield f"  keep      {exempted.keep}"
    if story.missing:
        yield f"  missing   {', '.join(story.missing)}"
    if story.gate is not None:
        yield from _trace("applies", story.gate)
    if story.condition is not None:
        yield from _trace("condition", story.condition)


def _trace(label: str, trace: Trace) -> Iterator[str]:
    """Write a trace as a tree, a part a line, each with the value that it had."""
    stack = [(trace, 0)]
    while stack:
        part, depth = stack.pop()
        lead = f"  {label:<10}" if depth == 0 else " " * 12
        # A long condition is told by its parts, which follow.
        cut = part.children and len(part.source) > LONGEST_SOURCE
        source = f"{part.source[:LONGEST_SOURCE]}…" if cut else part.source
        yield f"{lead}{'  ' * depth}{source}  = {_value(part.value)}"
        stack.extend((child, depth + 1) for child in reversed(part.children))


def _value(value: object) -> str:
    from listing_guard.evaluate.words import written
    from listing_guard.lang.values import Unknown

    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, Unknown):
        return f"unknown, missing {', '.join(value.missing)}" if value.missing else "unknown"
    return repr(value) if isinstance(value, str) else written(value)
