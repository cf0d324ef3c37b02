"""``rules show``: everything about one rule, and where each part of it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from listing_guard.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.match.pattern import Cite, Pattern
    from listing_guard.ruleset.rule import Example, Rule, Ruleset


@click.command()
@click.argument("rule_id", metavar="ID")
@options.packs
@options.language
@options.configuration
def show(
    rule_id: str,
    market: tuple[str, ...] | None,
    packs: tuple[str, ...] | None,
    lang: str | None,
    config_file: str | None,
    isolated: bool,
) -> None:
    """Show everything about one rule.

    Its articles with dates, gate, patterns, exemptions, examples, overrides and origin.
    """
    from listing_guard.cli.packs import packs_of, ruleset_of
    from listing_guard.evaluate.selection import select_rules

    given = {"market": market, "packs": packs, "lang": lang}
    settings = options.settings_of(given, config_file=config_file, isolated=isolated)
    ruleset = ruleset_of(packs_of(settings))
    chosen = select_rules(ruleset.rules, [rule_id], [])
    language = settings.values.lang or "zh"
    click.echo("\n\n".join("\n".join(_lines(rule, ruleset, language)) for rule in chosen))


def _lines(rule: Rule, ruleset: Ruleset, lang: str) -> Iterator[str]:
    from listing_guard.evaluate.words import in_language
    from listing_guard.lang.printer import to_source

    pack = next(pack for pack in ruleset.packs if pack.name == rule.pack)
    yield f"{rule.id}  {in_language(rule.title, lang)}"
    yield f"  from       {rule.path}:{rule.line} (pack {pack.name} {pack.version})"
    if rule.row is not None:
        yield f"  row        {rule.row.id}, {rule.row.path}:{rule.row.line}"
    yield f"  category   {rule.category}"
    yield f"  severity   {rule.severity}, confidence {rule.confidence}{_state(rule)}"
    yield f"  markets    {', '.join(pack.markets) or 'any'}"
    if rule.since or rule.until:
        yield f"  in force   {_dates(rule.since, rule.until)}"
    if rule.checked:
        yield f"  checked    {rule.checked}"
    if rule.description:
        yield f"  about      {in_language(rule.description, lang)}"
    for cite in rule.basis:
        yield f"  basis      {_cite(cite, ruleset, lang)}"
    yield "  fields     " + ", ".join(f"{field.path} {field.weight:g}" for field in rule.fields)
    if rule.applies is not None:
        yield f"  applies    {to_source(rule.applies)}"
    yield f"  condition  {to_source(rule.condition)}"
    yield f"  missing    {rule.missing}" + (f"; at {rule.at}" if rule.at else "")
    yield f"  message    {in_language(rule.message, lang)}"
    for name, words in (("advice", rule.advice), ("penalty", rule.penalty)):
        if words:
            yield f"  {name:<9}  {in_language(words, lang)}"
    for override in rule.overrides:
        yield f"  override   {override.key}: {override.value} (pack {override.pack})"
    for pattern in rule.patterns.values():
        yield from _pattern(pattern, ruleset, lang)
    for example in rule.examples:
        yield _example(example)


def _state(rule: Rule) -> str:
    return "".join((", disabled" if not rule.enabled else "", ", draft" if rule.draft else ""))


def _dates(since: str | None, until: str | None) -> str:
    return f"{f'from {since} ' if since else ''}{f'until {until}' if until else ''}".strip()


def _cite(cite: Cite, ruleset: Ruleset, lang: str) -> str:
    from listing_guard.evaluate.words import in_language

    law = ruleset.laws.get(cite.law)
    parts = [
        f"{cite.law} {cite.article}",
        f"in {', '.join(cite.markets)}" if cite.markets else "",
        _dates(cite.since, cite.until),
    ]
    if law is not None and (title := in_language(law.title, lang)) != cite.law:
        parts.append(title)
    parts.append(in_language(cite.note, lang))
    parts.append("" if cite.verified else "not verified")
    url = cite.url or (law.url if law else None)
    return "; ".join(part for part in (*parts, url) if part)


def _pattern(pattern: Pattern, ruleset: Ruleset, lang: str) -> Iterator[str]:
    from listing_guard.evaluate.words import in_language
    from listing_guard.match.spellings import FOLDS

    shown = [f"/{entry.text}/" if entry.is_regex else entry.text for entry in pattern.entries[:8]]
    more = f" … ({len(pattern.entries)} in all)" if len(pattern.entries) > len(shown) else ""
    origin = f" from {', '.join(pattern.lexicons)}" if pattern.lexicons else ""
    private = " (private)" if pattern.private else ""
    yield f"  pattern    {pattern.name}{private}{origin}: {' '.join(shown)}{more}"
    folds = {fold for entry in pattern.entries for fold in (*entry.folds, entry.disguise) if fold}
    if folds:
        only = "only " if pattern.disguised else ""
        yield f"    folds    {only}{', '.join(each for each in FOLDS if each in folds)}"
    for exception in pattern.exceptions:
        yield f"    except   {exception.name}" + (
            f" (tags {', '.join(sorted(exception.tags))})" if exception.tags else ""
        )
        for cite in exception.basis:
            yield f"      basis  {_cite(cite, ruleset, lang)}"
        if exception.keep:
            yield f"      keep   {in_language(exception.keep, lang)}"


def _example(example: Example) -> str:
    import json

    record = example.record
    kind = "flag" if example.flag else "pass"
    title = record.get("title")
    if set(record) == {"title"} and isinstance(title, str):
        shown = title
    else:
        shown = json.dumps(record, ensure_ascii=False, default=str)
    day = f" (as of {example.as_of})" if example.as_of else ""
    return f"  {kind}       {shown}{day}"
