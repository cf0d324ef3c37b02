"""What works but was probably not meant: warnings about rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.analysis import hit_patterns, positive_patterns
from listing_guard.ruleset.conditions import constant
from listing_guard.ruleset.idle import lint_spared
from listing_guard.ruleset.origins import report_twice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from listing_guard.match.pattern import Cite, Entry, ExceptionSpec
    from listing_guard.ruleset.frame_files import RuleFrame
    from listing_guard.ruleset.frame_patterns import ExceptionFrame
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.patterns import Built
    from listing_guard.ruleset.problems import Problems
    from listing_guard.ruleset.rule import Rule


def lint_rule(rule: Rule, given: RuleFrame, own: Mapping[str, Built], problems: Problems) -> None:
    """Warn of what looks wrong in one rule; ``own`` are the patterns that it defines itself."""
    if not rule.basis and not given.has("basis"):
        message = f"the rule `{given.id}` names no law"
        advice = "add `basis: [{law: …, article: …}]`"
        problems.add("W606", given.node.key("id"), message, advice)
    for name, built in own.items():
        if name not in rule.patterns:
            message = f"`{name}` is defined and never used"
            advice = f"use it in `condition:`, such as `condition: {name}`, or remove it"
            problems.add("W601", built.key, message, advice)
    _lint_condition(rule, given, problems)
    searched = hit_patterns(rule.condition)
    for built in own.values():
        lint_pattern(built, problems, searched=built.pattern.name in searched)


def lint_definitions(
    definitions: Mapping[str, Built], rules: Sequence[Rule], problems: Problems, *, unused: bool
) -> None:
    """Warn of faults in definitions, and with ``unused`` of those that no rule uses."""
    used = {name for rule in rules for name in rule.patterns}
    searched = {name for rule in rules for name in hit_patterns(rule.condition)}
    for name, built in definitions.items():
        if unused and name not in used:
            message = f"`{name}` is defined for this file and no rule in it uses it"
            problems.add("W601", built.key, message, "use it or remove it")
        lint_pattern(built, problems, searched=name in searched)


def lint_pattern(built: Built, problems: Problems, *, searched: bool) -> None:
    """Warn of what looks wrong in one pattern; ``searched``: it looks at every listing."""
    report_twice(built.written, problems, "pattern")
    if searched:
        for origin in built.written:
            if origin.entry.is_regex and not origin.entry.literals:
                message = "no fixed text is in every match, so this runs on every listing"
                advice = "let the expression ask for a word, such as 来源 or mg"
                problems.add("W603", origin.text, message, advice)
    _lint_innocent(built, problems)
    if built.frame is not None:
        frames = [each for each in built.frame.except_ or () if each.name is not None]
        # What a private pattern excuses is in no report, so nobody asks why.
        shown = not built.pattern.private
        _lint_exceptions(frames, built.pattern.exceptions, problems, shown=shown)


def lint_checked(
    checked: Text | None, today: str | None, problems: Problems, basis: Sequence[Cite] = ()
) -> None:
    """Warn of a date of checking that is still to come, or before the law in force (ISO days)."""
    if checked is None or today is None:
        return
    if checked > today:
        message = f"`checked` ({checked}) is after today ({today})"
        problems.add("W620", checked, message, "give the day on which it was compared")
        return
    newer = [cite for cite in basis if cite.in_force(today) and (cite.since or "") > checked]
    if newer:
        cite = max(newer, key=lambda each: each.since or "")
        message = f"{cite.law} {cite.article} is in force from {cite.since}, after this check"
        problems.add("W620", checked, message, "compare the rule with the text now in force")


def _lint_condition(rule: Rule, given: RuleFrame, problems: Problems) -> None:
    assert given.condition is not None, "a rule without a condition is not linted"
    shown = positive_patterns(rule.condition)
    private = [name for name in shown if name in rule.patterns and rule.patterns[name].private]
    if shown and len(private) == len(shown) and rule.at is None:
        message = f"the condition rests on `{private[0]}`, which is private and never shown"
        advice = "take `private: true` away, or say `at: title`"
        problems.add("W602", given.condition, message, advice)
    for key, expression in (("condition", rule.condition), ("applies", rule.applies)):
        fault = constant(expression) if expression is not None else None
        if fault is not None:
            never = "never" in fault or "false" in fault
            advice = "the rule can never fire" if never else "it holds for every listing there is"
            problems.add("W612", given.value(key), fault, advice)


def _lint_exceptions(
    frames: Sequence[ExceptionFrame],
    built: Sequence[ExceptionSpec],
    problems: Problems,
    *,
    shown: bool,
) -> None:
    for frame, spec in zip(frames, built, strict=True):
        if shown and not spec.basis and not frame.has("basis"):
            message = f"the exception `{spec.name}` names no law"
            advice = "add `basis: [{law: …, article: …}]`"
            problems.add("W604", frame.node.key("name"), message, advice)
    for index, spec in enumerate(built):
        for earlier in built[:index]:
            if _covers(earlier, spec):
                message = f"`{earlier.name}` above excuses everything that this one would"
                advice = "remove one, or let the earlier one ask for more"
                problems.add("W605", frames[index].node.key("name"), message, advice)
                break


def _covers(earlier: ExceptionSpec, later: ExceptionSpec) -> bool:
    """Say whether whatever the later exception excuses, the earlier one has excused already."""
    return (
        (not earlier.tags or (bool(later.tags) and later.tags <= earlier.tags))
        and (not earlier.terms or (bool(later.terms) and later.terms <= earlier.terms))
        and set(earlier.tests) <= set(later.tests)
        and earlier.when in (None, later.when)
        and set(earlier.unless) <= set(later.unless)
    )


def _lint_innocent(built: Built, problems: Problems) -> None:
    lint_spared(built.innocent, built.pattern.entries, problems)
    written = [origin for origin in built.innocent if not origin.derived]
    if not written or not built.pattern.entries:
        return
    touches = _Touch(built.pattern.entries)
    for origin in written:
        if not origin.entry.is_regex and not touches(origin.entry.folded):
            message = f"no term of `{built.pattern.name}` is in `{origin.text}` or overlaps it"
            advice = "an innocent word holds the term: 第一百货 for 第一"
            problems.add("W611", origin.text, message, advice)


class _Touch:
    """Says whether a hit of the entries could be covered or crossed by a word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        listed = list(entries)
        self._any_regex = any(entry.is_regex for entry in listed)
        self._terms = {entry.folded for entry in listed if not entry.is_regex}
        self._heads = {term[:size] for term in self._terms for size in range(1, len(term))}
        self._tails = {term[size:] for term in self._terms for size in range(1, len(term))}

    def __call__(self, word: str) -> bool:
        cuts = range(len(word) + 1)
        if any(word[a:b] in self._terms for a in cuts for b in cuts if a < b):
            return True
        if any(word[:cut] in self._tails or word[cut:] in self._heads for cut in cuts):
            return True
        # Where an expression's hits begin in the text around the word, nobody can tell.
        return self._any_regex
