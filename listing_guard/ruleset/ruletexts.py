"""The parts of a rule as texts, to be compared and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.printer import to_source
from listing_guard.match.pattern import Context, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.match.pattern import Cite, ExceptionSpec
    from listing_guard.ruleset.rule import Example, Rule, Words

KEYS = (
    "title",
    "description",
    "category",
    "severity",
    "confidence",
    "basis",
    "applies",
    "fields",
    "condition",
    "at",
    "missing",
    "message",
    "advice",
    "penalty",
    "from",
    "until",
    "checked",
    "draft",
    "enabled",
    "examples",
)
"""The keys of a rule, but for its id and its patterns."""


def values_of(rule: Rule) -> tuple[tuple[str, ...], ...]:
    """Return the values under `KEYS`, each as the texts that it is made of."""
    return (
        _said(rule.title),
        _said(rule.description),
        (rule.category,),
        (rule.severity,),
        (rule.confidence,),
        tuple(map(_cite, rule.basis)),
        () if rule.applies is None else (to_source(rule.applies),),
        tuple(f"{field.path} {field.weight:g}" for field in rule.fields),
        (to_source(rule.condition),),
        () if rule.at is None else (rule.at,),
        (rule.missing,),
        _said(rule.message),
        _said(rule.advice),
        _said(rule.penalty),
        () if rule.since is None else (rule.since,),
        () if rule.until is None else (rule.until,),
        () if rule.checked is None else (rule.checked,),
        ("true",) if rule.draft else (),
        () if rule.enabled else ("false",),
        tuple(map(_example, rule.examples)),
    )


def parts_of(spec: ExceptionSpec) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what an exception says under each key."""
    yield "for", (*sorted(spec.tags), *sorted(spec.terms))
    for test in spec.tests:
        yield test.kind, tuple(_context(test)) if isinstance(test, Context) else (test.path,)
    for number, context in enumerate(spec.unless):
        yield f"unless {number + 1}", (context.kind, *_context(context))
    yield "when", () if spec.when is None else (to_source(spec.when),)
    yield "absent", (spec.absent,)
    yield "basis", tuple(map(_cite, spec.basis))
    yield "keep", _said(spec.keep)


def _context(context: Context) -> Iterator[str]:
    if context.within is not None:
        yield f"within {context.within} {context.unit}"
    if context.same is not None:
        yield f"same {context.same}"
    operand = context.operand
    for number, one in enumerate(operand.all_of or (operand,)):
        group = f"{number + 1}: " if operand.all_of else ""
        yield from (f"{group}{name}" for name in one.patterns)
        yield from (f"{group}{written(entry)}" for entry in one.entries)


def written(entry: Entry) -> str:
    """Return a term as it is written, a regular expression between slashes."""
    return f"/{entry.text}/" if entry.is_regex else entry.text


def _said(words: Words) -> tuple[str, ...]:
    texts = dict.fromkeys(text for _, text in words)
    return tuple(texts)


def _cite(cite: Cite) -> str:
    parts = [f"{cite.law} {cite.article}"]
    parts += [f"from {cite.since}"] if cite.since else []
    parts += [f"until {cite.until}"] if cite.until else []
    parts += [] if cite.verified else ["not verified"]
    parts += [*_said(cite.note), *([cite.url] if cite.url else [])]
    return "; ".join(parts)


def _example(example: Example) -> str:
    record = example.record
    title = record.get("title") if set(record) == {"title"} else None
    kind = "flag" if example.flag else "pass"
    expected = (("text", example.text), ("exempted", example.exempted), ("as_of", example.as_of))
    rest = [f"{key}={value}" for key, value in expected if value is not None]
    return " ".join([f"{kind}: {title if title is not None else dict(record)}", *rest])
