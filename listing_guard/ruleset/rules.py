"""Rules from YAML: every part checked against what can be seen from where it stands."""

from __future__ import annotations

import re
from collections import ChainMap
from typing import TYPE_CHECKING

from listing_guard.lang.analysis import pattern_names
from listing_guard.model.diagnostic import Problem
from listing_guard.ruleset.cites import build_cites, check_period, ever_in_force
from listing_guard.ruleset.examples import build_examples
from listing_guard.ruleset.expressions import read_expression
from listing_guard.ruleset.fieldpaths import is_path, record_fields
from listing_guard.ruleset.frame_base import texts, words
from listing_guard.ruleset.idle import lint_idle
from listing_guard.ruleset.lint import lint_checked, lint_rule
from listing_guard.ruleset.nodes import Block
from listing_guard.ruleset.patterns import build_patterns, closure
from listing_guard.ruleset.rule import FieldWeight, Row, Rule
from listing_guard.ruleset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from listing_guard.match.pattern import Cite
    from listing_guard.ruleset.expressions import Names
    from listing_guard.ruleset.frame_base import Frame
    from listing_guard.ruleset.frame_files import RuleFrame
    from listing_guard.ruleset.lexicon import View
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.patterns import Built
    from listing_guard.ruleset.problems import Problems

DEFAULT_FIELDS: tuple[FieldWeight, ...] = (
    FieldWeight("title", 1.0),
    FieldWeight("subtitle", 0.9),
    FieldWeight("selling_points.*", 0.9),
    FieldWeight("description", 0.6),
    FieldWeight("attributes.*", 0.5),
    FieldWeight("skus.*.name", 0.7),
    FieldWeight("images.*.text", 0.7),
)
"""Where rules look when neither they nor their pack say."""

SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Names of rules, packs and lexicons."""
_PLACE = re.compile(r"\{([^{}]*)\}")


def build_rule(
    given: RuleFrame,
    names: Names,
    outside: Mapping[str, Built],
    fields: tuple[FieldWeight, ...],
    lexicons: View,
    problems: Problems,
) -> Rule | None:
    """Return a rule, or ``None`` when a part without which there is no rule is at fault.

    ``outside`` are the definitions that can be seen from the rule, ``fields`` those of its pack.
    """
    before = problems.errors
    block = given.node.get("patterns")
    block = block if isinstance(block, Block) else None
    own = build_patterns(given.patterns, block, names, lexicons, problems)
    visible = ChainMap(own, dict(outside))
    names = names.with_patterns(frozenset(block or ()))
    _check_names(given, names, problems)
    check_period(given, problems)
    basis = build_cites(given.basis, names, problems)
    _check_confidence(given, basis, problems)
    _check_messages(given, problems)
    examples = build_examples(given.examples, problems)
    own_fields = build_fields(given, problems)
    if given.at is not None:
        is_path(given.at, problems, texts=False)
    applies = condition = None
    if given.applies is not None:
        applies = read_expression(given.applies, names, problems, patterns=False)
    if given.condition is not None:
        condition = read_expression(given.condition, names, problems, patterns=True)
    if condition is None or given.id is None or given.category is None:
        return None
    wanted = set(pattern_names(condition))
    if applies is not None:
        wanted |= pattern_names(applies)
    line, _ = given.node.source.position(given.id.start)
    rule = Rule(
        id=f"{names.pack}/{given.id}",
        pack=names.pack,
        title=words(given.title),
        description=words(given.description),
        category=str(given.category),
        severity=given.severity or "warning",
        confidence=given.confidence,
        basis=basis,
        applies=applies,
        fields=own_fields or fields,
        patterns=closure(wanted, visible),
        condition=condition,
        at=None if given.at is None else str(given.at),
        missing=given.missing,
        message=words(given.message),
        advice=words(given.advice),
        penalty=words(given.penalty),
        since=None if given.since is None else str(given.since),
        until=None if given.until is None else str(given.until),
        checked=None if given.checked is None else str(given.checked),
        draft=given.draft,
        enabled=given.enabled,
        examples=examples,
        path=given.node.source.path,
        line=line,
        row=None if given.for_each is None else _row(given.for_each),
    )
    if problems.errors == before:
        # A slip makes other parts look idle or empty; warnings wait until it is mended.
        lint_rule(rule, given, own, problems)
        if names.today is not None:
            lint_idle(own.values(), problems)
        lint_checked(given.checked, names.today, problems, rule.basis)
    return rule


def _row(id: Text) -> Row:
    line, _ = id.source.position(id.start)
    return Row(str(id), id.source.path, line)


def build_fields(given: Frame, problems: Problems) -> tuple[FieldWeight, ...]:
    """Return what stands under ``fields:``, paths checked; nothing when it is absent."""
    value = getattr(given, "fields", None)
    if value is None:
        return ()
    node = given.value("fields")
    if isinstance(node, Block):
        pairs = [(node.keys_at[path], weight) for path, weight in value.items()]
    else:
        pairs = [(path, 1.0) for path in (value if isinstance(value, list) else [value])]
    return tuple(
        FieldWeight(str(path), weight)
        for path, weight in pairs
        if is_path(path, problems, texts=True)
    )


def _check_names(given: RuleFrame, names: Names, problems: Problems) -> None:
    if given.id is not None and not SLUG.fullmatch(given.id):
        message = f"`{given.id}` is no rule id"
        advice = "lower-case words joined by hyphens: `absolute-superlative`"
        problems.add("E306", given.id, message, advice)
    if given.category is not None and given.category not in names.finding_categories:
        known = sorted(names.finding_categories)
        near = did_you_mean(given.category, known, otherwise=_own_category(given.category))
        message = f"there is no finding category `{given.category}`"
        problems.add("E308", given.category, message, near)


def _own_category(name: str) -> str:
    own = name if name.startswith("x-") else f"x-{name}"
    return f"one of your own is declared in `pack.yaml`: `categories: [{own}]`"


def _check_confidence(given: RuleFrame, basis: Sequence[Cite], problems: Problems) -> None:
    severity, confidence = given.severity, given.confidence
    if severity == "error" and confidence == "low":
        message = "an `error` needs at least `confidence: medium`"
        problems.add("E314", given.value("confidence"), message, "make it a `warning`")
    elif any(not cite.verified for cite in basis):
        if severity == "error":
            message = "an `error` cannot rest on a citation that was not looked up"
            advice = "make it a `warning` of `confidence: low`, or verify the citation"
            problems.add("E314", given.value("severity"), message, advice)
        elif confidence != "low":
            key = "confidence" if given.has("confidence") else "severity"
            message = "a rule with `verified: false` has `confidence: low` until it is checked"
            problems.add("E314", given.value(key), message, "say `confidence: low`")
    if basis and not ever_in_force(
        basis, str(given.since or "") or None, str(given.until or "") or None
    ):
        message = "no citation is in force on any day of the rule"
        advice = "cite the law of that time, or give the rule another `from` and `until`"
        problems.add("E315", given.node.key("basis"), message, advice)


def _check_messages(given: RuleFrame, problems: Problems) -> None:
    known = [f"{{{name}}}" for name in ("match", "field", "reference", *record_fields())]
    for said in texts(given.message):
        for found in _PLACE.finditer(said):
            if found.group() in known:
                continue
            message = f"a message has no place `{found.group()}`"
            otherwise = "use `{match}`, `{field}` or the name of a field of the listing"
            advice = did_you_mean(found.group(), known, otherwise=otherwise)
            problems.add_within(said, Problem("E310", message, found.start(), found.end(), advice))
