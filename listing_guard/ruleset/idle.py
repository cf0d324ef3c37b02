"""Parts of patterns that can do nothing: terms that are never found, exceptions that never hold.

What a pattern finds is settled by a fixed order (see `match.survivors`), so some of what it lists
cannot come through it, whatever the listing. Only that is told: where an expression, another
pattern or a gap between the texts takes part, the part may well do something.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from listing_guard.match.entryset import EntrySet
from listing_guard.match.pattern import Context
from listing_guard.ruleset.conditions import constant
from listing_guard.text.fieldtext import read_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from listing_guard.match.pattern import Entry, ExceptionSpec, Operand, Pattern
    from listing_guard.ruleset.nodes import Node
    from listing_guard.ruleset.origins import Origin
    from listing_guard.ruleset.patterns import Built
    from listing_guard.ruleset.problems import Problems

CARRIERS = (("产品", "说明"), ("产品 ", " 说明"))
"""What a term stands between for a trial: other words, and blanks."""
MAX_PAIRS = 20_000
"""So many texts are tried for one exception; past that it is taken to hold in one of them."""


def lint_idle(every: Iterable[Built], problems: Problems) -> None:
    """Warn of terms and exceptions that can do nothing."""
    for built in every:
        places: dict[Entry, Node] = {
            each.entry: each.text for each in built.written if not each.derived
        }
        for entry, why, advice in _never_found(built.pattern):
            message = f"`{entry.text}` is never found: {why}"
            problems.add("W621", places.get(entry, built.key), message, advice)
        if built.frame is not None:
            frames = [each for each in built.frame.except_ or () if each.name is not None]
            for frame, spec in zip(frames, built.pattern.exceptions, strict=True):
                why_not = _never_holds(spec, built.pattern)
                if why_not is not None:
                    message = f"the exception `{spec.name}` never holds: {why_not}"
                    problems.add("W623", frame.node.key("name"), message, "mend or remove it")


def lint_spared(innocent: Iterable[Origin], entries: Iterable[Entry], problems: Problems) -> None:
    """Warn of innocent words that are terms themselves, and so keep no hit away.

    A pattern may choose entries by tags: where a shorter term has other tags, the word may keep
    that one away.
    """
    listed = [each for each in entries if not each.exact_case]
    terms = {each.folded: each for each in listed if not each.is_regex}
    for origin in innocent:
        term = terms.get(origin.entry.folded)
        if term is None or origin.derived or origin.entry.is_regex:
            continue
        if all(
            each.tags == term.tags for each in listed if each.is_regex or each.folded in term.folded
        ):
            message = f"`{origin.text}` is a term, too, and is found all the same"
            advice = "an innocent word is longer than the term: take it out of one of the lists"
            problems.add("W622", origin.text, message, advice)


# Terms -------------------------------------------------------------------------------------------


def _never_found(pattern: Pattern) -> Iterator[tuple[Entry, str, str]]:
    """Yield terms that are never found, why not, and what to do."""
    innocent = [
        each
        for each in dict.fromkeys(
            (*pattern.innocent, *(word for entry in pattern.entries for word in entry.innocent))
        )
        if each.is_regex  # a plain word around a term leaves it alone elsewhere
    ]
    spared = EntrySet(innocent)
    in_any_case: dict[str, Entry] = {}
    for entry in pattern.entries:
        if entry.is_regex:
            continue
        if not any(
            entry.folded in each.text for each in read_field("title", entry.text, title_like=True)
        ):
            yield (
                entry,
                "a listing's text never has it so",
                "write it as it is read, without markup",
            )
        elif entry.exact_case and entry.folded in in_any_case:
            other = in_any_case[entry.folded]
            why = f"`{other.text}`, in upper or lower case, is found in its place"
            yield entry, why, "remove one of the two"
        elif innocent and (by := _always_spared(entry, spared)) is not None:
            yield entry, f"the innocent /{by.text}/ covers it", "let the innocent one ask for more"
        if not entry.exact_case:
            in_any_case.setdefault(entry.folded, entry)


def _always_spared(entry: Entry, spared: EntrySet) -> Entry | None:
    """Return the innocent expression that keeps a term away in every trial."""
    by: list[Entry] = []
    for before, after in CARRIERS:
        start, end = len(before), len(before) + len(entry.folded)
        found = next(
            (
                each[2]
                for each in spared.find(f"{before}{entry.folded}{after}")
                if each[0] < end and start < each[1] and not (start <= each[0] and each[1] <= end)
            ),
            None,
        )
        if found is None:
            return None
        by.append(found)
    return by[0]


# Exceptions --------------------------------------------------------------------------------------


def _never_holds(spec: ExceptionSpec, pattern: Pattern) -> str | None:
    """Return why an exception never holds, ``None`` where it may."""
    if spec.tags and spec.terms:
        tagged = [each for each in pattern.entries if each.tags & spec.tags]
        known = any(each.folded in spec.terms for each in pattern.entries)
        # A tag or term that is nowhere is told as such.
        if tagged and known and not any(e.is_regex or e.folded in spec.terms for e in tagged):
            return "none of the terms that it is for has one of the tags"
    if set(spec.tests) & set(spec.unless):
        return "what it asks for stands under `unless`, too"
    if (
        spec.when is not None
        and (fault := constant(spec.when)) is not None
        and "always true" not in fault
    ):
        return f"of its `when`, {fault}"
    chosen = [
        each
        for each in pattern.entries
        if (not spec.tags or each.tags & spec.tags)
        and (each.is_regex or not spec.terms or each.folded in spec.terms)
    ]
    if not chosen or any(each.is_regex for each in chosen):
        return None
    terms = [each.folded for each in chosen]
    for test in spec.tests:
        if isinstance(test, Context):
            for operand in test.operand.all_of or (test.operand,):
                words = _words(operand)
                if words is not None and not _ever(test, terms, words, pattern):
                    return _told(test)
    return None


def _ever(test: Context, terms: Sequence[str], words: Sequence[str], pattern: Pattern) -> bool:
    """Say whether one of the terms can stand beside, or inside, one of the words."""
    if len(terms) * len(words) > MAX_PAIRS:
        return True
    if test.kind == "inside":
        return any(term in word for term, word in product(terms, words))
    if test.within != 0 or test.kind == "near":
        return True  # whatever stands between may let it hold
    known = {each.folded for each in pattern.entries if not each.is_regex and not each.exact_case}
    spared = {each.folded for each in pattern.innocent if not each.is_regex}
    spared.update(
        word.folded for each in pattern.entries for word in each.innocent if not word.is_regex
    )
    return any(
        _stands_beside(term, word, known, spared, after=test.kind == "followed_by")
        for term, word in product(terms, words)
    )


def _stands_beside(term: str, word: str, known: set[str], spared: set[str], *, after: bool) -> bool:
    """Say whether a term stands with a word right before or after it.

    It does not if a longer term or an innocent word reaches from the one into the other.
    """
    text = f"{term}{word}" if after else f"{word}{term}"
    start = 0 if after else len(word)
    end = start + len(term)
    for left in range(end):
        for right in range(max(left, start) + 1, len(text) + 1):
            beyond = left < start or right > end
            covers = left <= start and right >= end
            if beyond and ((covers and text[left:right] in known) or text[left:right] in spared):
                return False
    return True


def _words(operand: Operand) -> tuple[str, ...] | None:
    """Return the words that an operand looks for, ``None`` where it looks for more than words."""
    if operand.patterns or any(each.is_regex for each in operand.entries):
        return None
    return tuple(each.folded for each in operand.entries)


def _told(test: Context) -> str:
    if test.kind == "inside":
        return "none of the terms that it is for lies inside one of the texts"
    return f"`{test.kind}` and its term together are another term, or innocent"
