"""``rules list``: the rules there are, one a line."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from listing_guard.cli import exits, options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from listing_guard.ruleset.rule import Rule, Ruleset


@click.command("list")
@options.packs
@options.selection
@click.option("--category", metavar="NAME", help="Only rules of this finding category.")
@options.stale
@options.day
@options.language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.configuration
def list_rules(
    market: tuple[str, ...] | None,
    packs: tuple[str, ...] | None,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    category: str | None,
    stale: int | None,
    as_of: date | None,
    lang: str | None,
    form: str,
    config_file: str | None,
    isolated: bool,
) -> int:
    """List rules with their category and title."""
    from listing_guard.cli.days import today
    from listing_guard.cli.packs import packs_of, ruleset_of
    from listing_guard.evaluate.selection import select_rules

    given = {"market": market, "packs": packs, "select": select, "ignore": ignore, "lang": lang}
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    ruleset = ruleset_of(packs_of(settings))
    chosen = select_rules(ruleset.rules, settings.values.select, settings.values.ignore)
    if market is not None:
        chosen = _of_markets(chosen, ruleset, settings.values.market)
    if category is not None:
        chosen = _of_category(chosen, ruleset.rules, category)
    language = settings.values.lang or "zh"
    lexicons: Mapping[str, str] = {}
    if stale is not None:
        bound = ((as_of or today()) - timedelta(days=stale)).isoformat()
        chosen = tuple(rule for rule in chosen if rule.checked is None or rule.checked < bound)
        checked = {} if select or category else ruleset.lexicons_checked
        lexicons = {name: day for name, day in checked.items() if day < bound}
    if form == "json":
        rows = [_row(rule, language) for rule in chosen]
        rows += [{"lexicon": name, "checked": day} for name, day in lexicons.items()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif stale is not None:
        click.echo(_stale_text(chosen, lexicons, language))
    else:
        click.echo(_text(chosen, language))
    return exits.FINDINGS if stale is not None and (chosen or lexicons) else exits.OK


def _of_markets(
    rules: Sequence[Rule], ruleset: Ruleset, markets: Sequence[str]
) -> tuple[Rule, ...]:
    from listing_guard.model.market import is_within

    sold = {pack.name: pack.markets for pack in ruleset.packs}
    return tuple(
        rule
        for rule in rules
        if not sold[rule.pack]
        or any(is_within(market, each) for market in markets for each in sold[rule.pack])
    )


def _of_category(rules: Sequence[Rule], every: Sequence[Rule], category: str) -> tuple[Rule, ...]:
    from listing_guard.config.suggest import did_you_mean
    from listing_guard.errors import UsageError

    known = {rule.category for rule in every}
    if category not in known:
        raise UsageError(f"no rule has the category '{category}'{did_you_mean(category, known)}")
    return tuple(rule for rule in rules if rule.category == category)


def _text(rules: Sequence[Rule], lang: str) -> str:
    from listing_guard.cli.table import columns

    rows = [
        (rule.id, rule.severity, rule.confidence, rule.category, _title(rule, lang))
        for rule in rules
    ]
    total = options.count(len(rows), "rule")
    return f"{columns(rows)}\n\n{total}" if rows else total


def _stale_text(rules: Sequence[Rule], lexicons: Mapping[str, str], lang: str) -> str:
    """Return rules and lexicons, the longest unchecked first."""
    from listing_guard.cli.table import columns

    rows = [(rule.checked or "", rule.id, _title(rule, lang)) for rule in rules]
    rows += [(day, f"lexicon {name}", "") for name, day in lexicons.items()]
    shown = [(day or "never", *rest) for day, *rest in sorted(rows)]
    total = options.count(len(rules), "rule")
    total += f", {options.count(len(lexicons), 'lexicon')}" if lexicons else ""
    return f"{columns(shown)}\n\n{total}" if shown else total


def _title(rule: Rule, lang: str) -> str:
    from listing_guard.evaluate.words import in_language

    state = "" if rule.enabled and not rule.draft else "draft" if rule.draft else "disabled"
    title = in_language(rule.title, lang)
    return f"{title} ({state})" if state else title


def _row(rule: Rule, lang: str) -> dict[str, object]:
    from listing_guard.evaluate.words import in_language

    return {
        "id": rule.id,
        "title": in_language(rule.title, lang),
        "category": rule.category,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "enabled": rule.enabled,
        "draft": rule.draft,
        "checked": rule.checked,
        "basis": [{"law": cite.law, "article": cite.article} for cite in rule.basis],
    }
