"""What each rule finds on many listings, for `lint` to see which rules belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.cli.corpus import read_corpus
from listing_guard.cli.labelledrows import categories_of
from listing_guard.cli.ruletest import Bench
from listing_guard.errors import UsageError
from listing_guard.model.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from listing_guard.model.report import Report
    from listing_guard.ruleset.rule import Ruleset
    from listing_guard.ruleset.together import Place

Found = dict[str, frozenset["Place"]]


def on_examples(ruleset: Ruleset, day: date) -> Iterator[Found]:
    """Yield what the rules in force on a day find on each example of any of them.

    Each example once, on that day: `rules test` has a guard for every day that examples name.
    """
    guard = Bench(ruleset, day).guard(day)
    examples = [dict(each.record) for rule in ruleset.rules for each in rule.examples]
    for report in guard.check_many(examples):
        yield _found(report)


def on_corpus(ruleset: Ruleset, files: Sequence[str], day: date) -> Iterator[Found]:
    """Yield what the rules find on each listing of some files; what cannot be read is left out.

    Raises `UsageError` when there is no listing in them.
    """
    guard = Bench(ruleset, day).guard(day)
    some = False
    for listing, _ in read_corpus(files, categories_of(ruleset)):
        if isinstance(listing, Listing):
            some = True
            yield _found(guard.check(listing))
    if not some:
        raise UsageError(f"no listing in {', '.join(files)}")


def _found(report: Report) -> Found:
    places: dict[str, set[Place]] = {}
    for each in report.violations:
        places.setdefault(each.rule, set()).add((each.field, each.start, each.end))
    return {rule: frozenset(found) for rule, found in places.items()}
