"""The guards of one run: one a market, over the same rules."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from listing_guard.cli.packs import packs_of
from listing_guard.config.settings import option_name
from listing_guard.engine import DEFAULT_MARKET, Guard, unreadable_report
from listing_guard.errors import UsageError
from listing_guard.evaluate.platforms import platform_name
from listing_guard.model.listing import Listing
from listing_guard.model.market import canonical
from listing_guard.score.score import Weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from listing_guard.cli.jobs import Record
    from listing_guard.config.settings import Settings
    from listing_guard.model.ledger import Ledger
    from listing_guard.model.report import Report


NO_RULE = "no rule is in force for market"
"""How the note begins on a report that no rule had a part in."""


@dataclass(frozen=True, slots=True)
class Guards:
    """Checks a listing for each market that it is to be checked for. Can be pickled."""

    guards: tuple[Guard, ...]
    platform: str | None = None
    """The platform of listings that do not name their own."""

    def of(self, listing: Listing) -> tuple[Guard, ...]:
        """Return the guards that a listing meets: one for each market asked for, or its own.

        A record that names its market meets the first guard alone, which goes by the record.
        """
        first = self.guards[0]
        own = first.market is None and listing.market and canonical(listing.market)
        return self.guards[:1] if own else self.guards

    def check(self, record: Record) -> tuple[Report, ...]:
        """Return the reports on one record."""
        return self.check_chunk([record])[0]

    def check_chunk(self, chunk: Sequence[Record]) -> list[tuple[Report, ...]]:
        """Return the reports on each record: one a market, in the order asked for.

        What a ledger knows of the listings is looked up at once for all of them.
        """
        listings = [self._placed(each) for each in chunk if isinstance(each, Listing)]
        reports: list[list[Report]] = [[] for _ in listings]
        for guard in self.guards:
            mine = [i for i, listing in enumerate(listings) if guard in self.of(listing)]
            recalled = guard.recall([listings[i] for i in mine])
            for i, listing in zip(mine, recalled, strict=True):
                reports[i].append(_report(guard, listing))
        checked = iter(reports)
        return [
            tuple(next(checked)) if isinstance(each, Listing) else (unreadable_report(each),)
            for each in chunk
        ]

    def _placed(self, listing: Listing) -> Listing:
        if self.platform and not listing.platform:
            return replace(listing, platform=self.platform)
        return listing

    @property
    def remember(self) -> bool:
        """Say whether there is a ledger, so that listings are better checked many at a time."""
        return self.guards[0].ledger is not None

    @property
    def markets(self) -> tuple[str, ...]:
        """The markets of listings that do not name their own."""
        return tuple(guard.market or guard.fallback_market for guard in self.guards)


def _report(guard: Guard, listing: Listing) -> Report:
    report, market = guard.check_recalled(listing), guard.market_of(listing)
    if not guard.rules_in_force(market):
        report = replace(report, notes=(f"{NO_RULE} {market}", *report.notes))
    return report


def load_guards(
    settings: Settings,
    *,
    as_of: date | None,
    ledger: Ledger | None = None,
    category: str | None = None,
) -> Guards:
    """Load the rules that the settings name, for the markets that they name.

    A market or platform from the command line goes before the record's own, one from the
    configuration file after it. ``category``: only the rules of this category.
    """
    values = settings.values
    fixed = settings.origin("market") == option_name("market")
    platform_fixed = settings.origin("platform") == option_name("platform")
    markets = values.market or (DEFAULT_MARKET,)
    packs = packs_of(settings)
    first, *others = markets
    guard = Guard.load(
        market=first if fixed else None,
        fallback_market=first,
        as_of=as_of,
        packs=packs or None,  # none may be shipped for a market
        select=values.select,
        ignore=values.ignore,
        lang=values.lang,
        weights=weights_of(settings),
        folds=values.folds,
        ledger=ledger,
    )
    platform = _platform(settings, guard)
    guard = dataclasses.replace(guard, platform=platform if platform_fixed else None)
    guards = (guard, *(_for_market(guard, market, fixed=fixed) for market in others))
    if category is not None:
        guards = tuple(_only(guard, category) for guard in guards)
    return Guards(guards, platform=platform)


def _platform(settings: Settings, guard: Guard) -> str | None:
    """Return the platform of the settings by the name that rules have for it."""
    try:
        return platform_name(settings.values.platform, guard.ruleset.rules)
    except UsageError as error:
        raise UsageError(f"{settings.origin('platform')}: {error}") from None


def _for_market(guard: Guard, market: str, *, fixed: bool) -> Guard:
    """Return a guard over the same rules for another market."""
    return dataclasses.replace(guard, market=market if fixed else None, fallback_market=market)


def _only(guard: Guard, category: str) -> Guard:
    """Return a guard with the rules of one category."""
    rules = tuple(rule for rule in guard.rules if rule.category == category)
    return dataclasses.replace(guard, rules=rules)


def weights_of(settings: Settings) -> Weights:
    """Return the weights in force: what is configured over the defaults."""
    values, default = settings.values, Weights()
    return Weights(
        severity={**default.severity, **values.weights.severity},
        confidence={**default.confidence, **values.weights.confidence},
        review_at=values.review_at,
        block_at=values.block_at,
        evaded=values.weights.evaded,
    )
