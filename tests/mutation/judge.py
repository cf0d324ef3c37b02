"""Who kills a mutant: the examples of its rules, and words that test themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from listing_guard.cli.ruletest import Bench
from listing_guard.text.fold import fold
from listing_guard.text.html import is_html
from tests.mutation.mutants import KINDS, Kind, Mutant
from tests.mutation.selftest import VERDICTS, Verdict, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from listing_guard.ruleset.rule import Rule, Ruleset

TODAY = date(2026, 11, 22)
"""The day on which examples without a date are run, so that figures do not move by themselves."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that nothing noticed, and what its word says of itself."""

    mutant: Mutant
    verdict: Verdict | None = None


class Judge:
    """Judges mutants of one rule set; a rule is compiled alone, which takes milliseconds."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._texts: dict[str, str | None] = {}
        # By identity: to compare patterns costs more than to judge a word. The rule set keeps them.
        self._words: dict[int, Words] = {}

    def faults(self, rule: Rule) -> list[str]:
        """Return the faults of a rule's examples as it is; a mutant of it tells nothing then."""
        return [fault for result in self._bench(rule).run([rule]) for fault in result.faults]

    def kills(self, mutant: Mutant) -> bool:
        """Say whether the mutant's own word, or an example, notices."""
        return self._verdict(mutant) == "good" or any(
            self._noticed(mutant, rule) for rule in mutant.rules
        )

    def survivors(self, mutants: Iterable[Mutant]) -> Iterator[Survivor]:
        """Yield the mutants that nothing notices."""
        for mutant in mutants:
            if not self.kills(mutant):
                yield Survivor(mutant, self._verdict(mutant))

    def _noticed(self, mutant: Mutant, rule: Rule) -> bool:
        if mutant.needles:
            # A word that no example holds can change none of them.
            text = self._text(rule)
            if text is not None and not any(needle in text for needle in mutant.needles):
                return False
        mutated = mutant.mutate(rule)
        return any(result.faults for result in self._bench(mutated).run([mutated]))

    def _verdict(self, mutant: Mutant) -> Verdict | None:
        """Return the best that the patterns of the mutant's word say of it."""
        found: set[Verdict] = set()
        for pattern, word in mutant.words:
            words = self._words.get(id(pattern))
            if words is None:
                words = self._words[id(pattern)] = Words(pattern)
            found.add(words.term(word) if mutant.kind == "term" else words.innocent(word))
            if "good" in found:
                break
        return next((each for each in VERDICTS if each in found), None)

    def _bench(self, rule: Rule) -> Bench:
        return Bench(replace(self._ruleset, rules=(rule,)), TODAY)

    def _text(self, rule: Rule) -> str | None:
        """Return all text of a rule's examples, folded; ``None`` where markup may part words."""
        if rule.id not in self._texts:
            texts = [each for example in rule.examples for each in _strings(example.record)]
            readable = not any(is_html(text) for text in texts)
            self._texts[rule.id] = "\n".join(map(fold, texts)) if readable else None
        return self._texts[rule.id]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from _strings(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _strings(each)
    elif value is not None:
        yield str(value)


# Figures ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants there were of each kind, and how many survived."""

    mutants: Counter[Kind]
    survivors: Counter[Kind]

    def share(self, kind: Kind) -> float:
        """Return which share of the mutants of a kind survived; 0 where there were none."""
        return self.survivors[kind] / self.mutants[kind] if self.mutants[kind] else 0.0


def tally(mutants: Iterable[Mutant], survivors: Iterable[Survivor]) -> Tally:
    """Count mutants and survivors by kind."""
    return Tally(
        Counter(each.kind for each in mutants), Counter(each.mutant.kind for each in survivors)
    )


def table(survivors: Iterable[Survivor]) -> str:
    """Return survivors as lines, by file and rule, exceptions first."""
    rows = sorted(
        (
            _file(each.mutant.rules[0]),
            each.mutant.rule,
            KINDS.index(each.mutant.kind),
            each.mutant.where,
            each.mutant.what,
            each.verdict or "",
        )
        for each in survivors
    )
    lines = []
    above = ("", "")
    for path, rule, kind, where, what, verdict in rows:
        if (path, rule) != above:
            lines.append(f"{path}  {rule}")
            above = (path, rule)
        note = f"  [{verdict}]" if verdict else ""
        lines.append(f"  {KINDS[kind]:<10} {where}  {what}{note}")
    return "\n".join(lines)


def _file(rule: Rule) -> str:
    return rule.path.partition("rules/")[2] or rule.path
