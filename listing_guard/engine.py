"""The pipeline in one screen: text → match → evaluate → score → report.

A `Guard` is compiled once and then only read: it may be shared between threads, and pickled to
other processes, where it is compiled again from the same rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from listing_guard.errors import ListingError, RuleError
from listing_guard.evaluate import options
from listing_guard.evaluate.explanation import Explanation, not_in_force, story
from listing_guard.evaluate.finding import exempted_of, findings_of
from listing_guard.evaluate.identity import Identities, identity_of
from listing_guard.evaluate.outcome import (
    Outcome,
    Subject,
    environment,
    judge,
    not_evaluated,
    outcomes_of,
)
from listing_guard.evaluate.planner import Planner
from listing_guard.evaluate.platforms import doubts, platform_name
from listing_guard.evaluate.recall import BATCH, recall
from listing_guard.evaluate.selection import select_rules
from listing_guard.evaluate.values import field_texts
from listing_guard.model.listing import Listing, Source
from listing_guard.model.market import MARKETS, canonical
from listing_guard.model.report import Report, Violation
from listing_guard.read.record import to_listing
from listing_guard.read.unreadable import Unreadable
from listing_guard.ruleset.load import default_packs, load_ruleset
from listing_guard.score.score import Weights, score_of, verdict_of, weigh

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from listing_guard.evaluate.plan import Plan
    from listing_guard.model.ledger import Ledger
    from listing_guard.ruleset.rule import Rule, Ruleset

DEFAULT_MARKET = "CN"
"""Where neither an option, nor the record, nor the configuration names one."""


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """Checks listings against the rules of their market; see `Guard.load`."""

    ruleset: Ruleset
    rules: tuple[Rule, ...]
    """The selected rules."""
    market: str | None
    """The market of every listing; ``None``: each record's own, else `fallback_market`."""
    fallback_market: str
    platform: str | None
    as_of: date | None
    """The day whose law counts; ``None``: the day it was loaded, in the market's zone."""
    loaded_at: datetime
    lang: str | None
    weights: Weights
    folds: frozenset[str] | None = None
    """The disguises of words that are undone; ``None``: all that the rules name."""
    ledger: Ledger | None = None
    """What remembers prices and certificates that listings do not carry."""
    _planners: dict[str, Planner] = field(default_factory=dict, init=False, repr=False)
    _platforms: list[frozenset[str]] = field(default_factory=list, init=False, repr=False)
    """Those that rules name, gathered when a record first names one that is not known."""

    @classmethod
    def load(
        cls,
        *,
        market: str | None = None,
        platform: str | None = None,
        as_of: date | str | None = None,
        packs: Sequence[str | Path] | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        lang: str | None = None,
        weights: Weights | None = None,
        fallback_market: str = DEFAULT_MARKET,
        folds: Collection[str] | None = None,
        ledger: Ledger | None = None,
    ) -> Guard:
        """Load and compile rules once.

        ``packs`` are names of shipped packs, folders or files (``None`` or the word ``default``:
        the shipped packs of the market); ``as_of`` is the day whose law counts (``None``: today
        in the market's zone); ``select`` and ``ignore`` are rule ids or prefixes ending in
        ``/``; ``folds`` names the disguises of words that are undone (``None``: all that the rules
        name); ``ledger`` is a `listing_guard.ledger.Ledger` or anything that answers alike.
        Raises `RuleError` with every diagnostic on bad rule files, and `UsageError` on an
        unknown market, platform, pack or rule id or an unreadable date.
        """
        known = None if market is None else options.market_code(market)
        day = options.day(as_of)
        shipped = default_packs([known] if known else sorted(MARKETS))
        wanted = [
            each
            for pack in options.pack_list(packs)
            for each in (shipped if pack == "default" else (pack,))
        ]
        loaded = load_ruleset(list(dict.fromkeys(wanted)))
        if loaded.ruleset is None:
            raise RuleError([d for d in loaded.diagnostics if d.severity == "error"])
        return cls(
            ruleset=loaded.ruleset,
            rules=select_rules(
                loaded.ruleset.rules,
                options.selectors(select, "select"),
                options.selectors(ignore, "ignore"),
            ),
            market=known,
            fallback_market=options.market_code(fallback_market),
            platform=platform_name(platform, loaded.ruleset.rules),
            as_of=day,
            loaded_at=datetime.now(tz=ZoneInfo("UTC")),
            lang=options.language(lang),
            weights=options.weights_or_default(weights),
            folds=options.fold_names(folds),
            ledger=ledger,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # Automata do not pickle: the other process compiles from the same loaded rules.
        return (
            Guard,
            tuple(getattr(self, each.name) for each in fields(self) if each.init),
        )

    # Checking --------------------------------------------------------------------------------

    def check(self, listing: Mapping[str, Any] | Listing) -> Report:
        """Return the report on one listing; raises `ListingError` on what is no listing."""
        if not isinstance(listing, Listing):
            listing = to_listing(listing)
        return self.check_recalled(*self.recall([listing]))

    def check_many(
        self, listings: Iterable[Mapping[str, Any] | Listing | Unreadable]
    ) -> Iterator[Report]:
        """Yield one report a listing, in order; a bad one yields an error report.

        With a ledger, listings are looked up `BATCH` at a time, so that many are read before the
        first is reported.
        """
        if isinstance(listings, Mapping):
            raise TypeError("check_many takes many listings; `check` takes one")
        records = _named(listings)
        size = BATCH if self.ledger is not None else 1
        while batch := list(islice(records, size)):
            recalled = iter(self.recall([each for each in batch if isinstance(each, Listing)]))
            for each in batch:
                if isinstance(each, Unreadable):
                    yield unreadable_report(each)
                else:
                    yield self.check_recalled(next(recalled))

    def recall(self, listings: Sequence[Listing]) -> Sequence[Listing]:
        """Return the listings with what the ledger knows of them, looked up at once."""
        if self.ledger is None or not listings:
            return listings
        return recall([(each, self.market_of(each)) for each in listings], self.ledger)

    def check_recalled(self, listing: Listing) -> Report:
        """Return the report on a listing as it stands, without a look at the ledger."""
        plan = self.plan_for(listing)
        subject = self._read(listing, plan)
        return self._report(subject, plan, outcomes_of(subject, plan))

    def explain(self, listing: Mapping[str, Any] | Listing) -> Explanation:
        """Return why each rule fired, did not, was exempted or could not be evaluated."""
        if not isinstance(listing, Listing):
            listing = to_listing(listing)
        (listing,) = self.recall([listing])
        plan = self.plan_for(listing)
        subject = self._read(listing, plan)
        report = self._report(subject, plan, outcomes_of(subject, plan))
        candidates, said = plan.candidates(listing, subject.scan, subject.category)
        judged = {*(rule for rule, _ in candidates), *(each.rule for each in said)}
        stories = {}
        for rule in self._planner(plan.market).compiled():
            env = environment(rule, subject, plan)
            outcome = judge(rule, env) if rule in judged else None
            stories[rule.rule.id] = story(rule, outcome, env, report.exempted)
        resolved = self.ruleset.taxonomy.resolve(listing.category, listing.title, subject.platform)
        return Explanation(
            report=report,
            market=plan.market,
            as_of=plan.now.date().isoformat(),
            category=resolved.leaf if resolved else None,
            category_by=resolved.by if resolved else None,
            stories=tuple(
                stories.get(rule.id) or not_in_force(rule) for rule in self.ruleset.rules
            ),
        )

    def _read(self, listing: Listing, plan: Plan) -> Subject:
        platform = self.platform or listing.platform
        resolved = self.ruleset.taxonomy.resolve(listing.category, listing.title, platform)
        return Subject(
            listing=listing,
            platform=platform,
            scan=plan.scanner.scan(field_texts(listing, plan.roots)),
            category=resolved.ids if resolved else None,
            guessed=resolved is not None and resolved.confidence == "low",
        )

    def _report(self, subject: Subject, plan: Plan, outcomes: Sequence[Outcome]) -> Report:
        listing = subject.listing
        fired = [each for each in outcomes if each.state == "fired"] if outcomes else ()
        excused = [each for each in outcomes if each.excused] if outcomes else ()
        violations: tuple[Violation, ...] = ()
        total = 0
        if fired:
            findings = findings_of(fired, listing, plan, subject.guessed)
            violations = tuple([finding.violation for finding in findings])
            total = score_of(
                weigh(each.violation, self.weights, each.field_weight) for each in findings
            ).total
        return Report(
            listing_id=identity_of(listing),
            ruleset=self.ruleset.sha256[:12],
            source=listing.source,
            market=plan.market,
            platform=subject.platform,
            verdict=verdict_of(violations, total, self.weights) if violations else "pass",
            score=total,
            violations=violations,
            exempted=exempted_of(excused, plan) if excused else (),
            not_evaluated=not_evaluated(outcomes, subject, plan),
            notes=listing.notes + doubts(subject.platform, self.ruleset.rules, self._platforms),
        )

    # Markets ---------------------------------------------------------------------------------

    def market_of(self, listing: Listing) -> str:
        """Return the market that a listing is checked for."""
        if self.market is not None:
            return self.market
        return (listing.market and canonical(listing.market)) or self.fallback_market

    def rules_in_force(self, market: str) -> tuple[Rule, ...]:
        """Return the selected rules that are in force in a market, on whatever platform."""
        return self._planner(market).rules

    def plan_for(self, listing: Listing) -> Plan:
        """Return what is compiled for a listing's market and platform."""
        return self.plan(self.market_of(listing), self.platform or listing.platform)

    def plan(self, market: str, platform: str | None = None) -> Plan:
        """Return what is compiled for a market and a platform, compiling it at the first call."""
        return self._planner(market).plan(platform)

    def _planner(self, market: str) -> Planner:
        if market not in self._planners:
            self._planners[market] = Planner(
                self.ruleset,
                self.rules,
                market,
                self.now(market),
                self.language(market),
                self.folds,
            )
        return self._planners[market]

    def now(self, market: str) -> datetime:
        """Return the moment that rules take for now, in the market's zone.

        On a given day it is the day's last second, so that a promotion that starts in its
        evening is seen.
        """
        zone = ZoneInfo(MARKETS[market].zone)
        if self.as_of is None:
            return self.loaded_at.astimezone(zone)
        return datetime.combine(self.as_of, time(23, 59, 59), tzinfo=zone)

    def language(self, market: str) -> str:
        """Return the language of messages: as asked, else Chinese for China, English elsewhere."""
        return self.lang or ("zh" if market == DEFAULT_MARKET else "en")


def _named(
    listings: Iterable[Mapping[str, Any] | Listing | Unreadable],
) -> Iterator[Listing | Unreadable]:
    identities = Identities()
    for each in listings:
        if isinstance(each, Unreadable):
            yield each
            continue
        try:
            listing = each if isinstance(each, Listing) else to_listing(each)
        except ListingError as error:
            yield Unreadable(Source(), str(error))
            continue
        yield identities.name(listing)


def unreadable_report(bad: Unreadable) -> Report:
    """Return the error report on a record that could not be read."""
    return Report(
        listing_id=None,
        ruleset=None,
        source=bad.source,
        verdict="error",
        score=0,
        error=bad.error,
    )
