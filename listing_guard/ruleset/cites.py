"""Citations and periods of effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.match.pattern import Cite
from listing_guard.ruleset.frame_base import many, words
from listing_guard.ruleset.markets import check_markets
from listing_guard.ruleset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.ruleset.expressions import Names
    from listing_guard.ruleset.frame_files import RuleFrame
    from listing_guard.ruleset.frame_patterns import BasisFrame
    from listing_guard.ruleset.problems import Problems


def build_cites(
    given: Sequence[BasisFrame] | None, names: Names, problems: Problems
) -> tuple[Cite, ...]:
    """Return citations; impossible periods and unknown laws are reported."""
    found = []
    for basis in given or ():
        if basis.law is None or basis.article is None:
            continue
        check_period(basis, problems)
        if names.laws and basis.law not in names.laws:
            advice = did_you_mean(basis.law, sorted(names.laws), otherwise="add it to `laws.yaml`")
            message = f"no `laws.yaml` in sight has a law `{basis.law}`"
            problems.add("W607", basis.law, message, advice)
        found.append(
            Cite(
                law=str(basis.law),
                article=str(basis.article),
                since=None if basis.since is None else str(basis.since),
                until=None if basis.until is None else str(basis.until),
                note=words(basis.note),
                url=None if basis.url is None else str(basis.url),
                verified=basis.verified,
                markets=check_markets(many(basis.market), problems),
            )
        )
    return tuple(found)


def check_period(given: BasisFrame | RuleFrame, problems: Problems) -> None:
    """Report a period that is over before it begins."""
    if given.since is not None and given.until is not None and given.until <= given.since:
        message = f"`until` ({given.until}) is not after `from` ({given.since})"
        advice = "`until` is the first day no longer in force"
        problems.add("E311", given.until, message, advice)


def ever_in_force(cites: Sequence[Cite], since: str | None, until: str | None) -> bool:
    """Say whether a citation is in force on some day of a period (ISO dates, ``None`` open)."""
    return any(
        (cite.until is None or since is None or since < cite.until)
        and (until is None or cite.since is None or cite.since < until)
        for cite in cites
    )
