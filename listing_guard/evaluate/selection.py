"""Choosing rules by id: ``--select`` and ``--ignore``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.ruleset.rule import Rule


def select_rules(
    rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Rule, ...]:
    """Return the rules that are selected (all, if nothing is named) and not ignored.

    A selector is a full id, or a prefix that ends in ``/``. Raises `UsageError` on one that
    names no rule, with the nearest that does.
    """
    ids = [rule.id for rule in rules]
    for selector in (*select, *ignore):
        if not any(_names(selector, each) for each in ids):
            raise UsageError(_unknown(selector, ids))
    return tuple(
        rule
        for rule in rules
        if (not select or any(_names(selector, rule.id) for selector in select))
        and not any(_names(selector, rule.id) for selector in ignore)
    )


def _names(selector: str, rule_id: str) -> bool:
    return rule_id.startswith(selector) if selector.endswith("/") else rule_id == selector


def _unknown(selector: str, ids: Sequence[str]) -> str:
    packs = sorted({each.partition("/")[0] + "/" for each in ids})
    tails = {each.partition("/")[2]: each for each in ids}
    near = get_close_matches(selector, [*ids, *packs], n=1, cutoff=0.6)
    near = near or [tails[each] for each in get_close_matches(selector, tails, n=1, cutoff=0.8)]
    hint = f"did you mean {near[0]!r}?" if near else "`listing-guard rules list` shows them"
    return f"no rule is called {selector!r}: {hint}"
