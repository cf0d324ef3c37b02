"""Running the examples of rules: each through the whole pipeline, one rule looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from listing_guard.cli import days
from listing_guard.engine import DEFAULT_MARKET, Guard
from listing_guard.errors import ListingError
from listing_guard.read.places import to_market
from listing_guard.score.score import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from listing_guard.model.report import Report
    from listing_guard.ruleset.rule import Example, Rule, Ruleset


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one example; ``faults`` is empty when it holds."""

    rule: Rule
    example: Example
    report: Report | None
    faults: tuple[str, ...]


class Bench:
    """Runs examples of the rules of a rule set.

    A draft or disabled rule is tested as if it were in use, and a rule that is not in force today
    on a day on which it is, so that nothing rots unseen.
    """

    def __init__(self, ruleset: Ruleset, today: date | None = None) -> None:
        self._ruleset = ruleset
        self._today = today
        self._rules = tuple(replace(rule, draft=False, enabled=True) for rule in ruleset.rules)
        self._markets = {pack.name: pack.markets for pack in ruleset.packs}

    def run(self, rules: Iterable[Rule]) -> Iterator[Result]:
        """Yield the result of each example of some rules, those of one market and day together.

        The guard of an occasion knows the rules that are asked then, and is let go after its last
        example: to compile all rules for a market and a day takes seconds and some hundred
        megabytes, and most days are those of one border in time.
        """
        occasions: dict[tuple[str, date], list[tuple[Rule, Example]]] = {}
        for rule in rules:
            for example in rule.examples:
                occasions.setdefault(self._occasion(rule, example), []).append((rule, example))
        for (market, day), asked in occasions.items():
            ids = {rule.id for rule, _ in asked}
            mine = tuple(rule for rule in self._rules if rule.id in ids)
            guard = replace(self.guard(day, market), rules=mine)
            for rule, example in asked:
                yield _result(guard, rule, example)

    def _occasion(self, rule: Rule, example: Example) -> tuple[str, date]:
        named = example.record.get("market")
        own = to_market(named) if isinstance(named, str) else None
        market = own or (*self._markets[rule.pack], DEFAULT_MARKET)[0]
        if example.as_of:
            return market, date.fromisoformat(example.as_of)
        return market, a_day_in_force(rule, self._today or days.today(market))

    def guard(self, day: date, market: str = DEFAULT_MARKET) -> Guard:
        """Return what checks listings by all rules on a day; records name their own market."""
        return Guard(
            self._ruleset,
            self._rules,
            market=None,
            fallback_market=market,
            platform=None,
            as_of=day,
            loaded_at=datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo("UTC")),
            lang=None,
            weights=Weights(),
        )


def _result(guard: Guard, rule: Rule, example: Example) -> Result:
    try:
        report = guard.check(dict(example.record))
    except ListingError as error:
        return Result(rule, example, None, (f"the example is no listing: {error}",))
    return Result(rule, example, report, tuple(_faults(rule, example, report)))


def a_day_in_force(rule: Rule, today: date) -> date:
    """Return today if the rule and one of its citations hold, else the nearest day they do.

    Today again where there is none.
    """
    periods = [(cite.since, cite.until) for cite in rule.basis]
    periods.append((rule.since, rule.until))
    days = {today}
    days.update(date.fromisoformat(since) for since, _ in periods if since)
    days.update(date.fromisoformat(until) - timedelta(days=1) for _, until in periods if until)
    return min(
        (day for day in days if _holds(rule, day.isoformat())),
        key=lambda day: (abs(day - today), day),
        default=today,
    )


def _holds(rule: Rule, day: str) -> bool:
    return rule.in_force(day) and (not rule.basis or any(cite.in_force(day) for cite in rule.basis))


def lacks(rule: Rule) -> str | None:
    """Return the kind of example that a rule is without, if any."""
    kinds = {example.flag for example in rule.examples}
    if kinds == {True, False}:
        return None
    if not kinds:
        return "examples"
    return "flag example" if False in kinds else "pass example"


def found_by(rule: Rule, report: Report) -> list[str]:
    """Return the texts that a rule reported; a finding without a place shows its field."""
    return [
        found.text if found.text is not None else f"({found.field or 'listing'})"
        for found in report.violations
        if found.rule == rule.id
    ]


def _faults(rule: Rule, example: Example, report: Report) -> Iterator[str]:
    texts = found_by(rule, report)
    if example.flag and not texts:
        yield _why_not(rule, report)
    if not example.flag and texts:
        yield "it is flagged, and must not be"
    plain = [found.plain or "" for found in report.violations if found.rule == rule.id]
    if example.text is not None and not any(_same(example.text, each) for each in (texts, plain)):
        yield f"expected {_list(example.text)}, found {_list(texts)}"
    if example.exempted is not None:
        names = [each.exemption for each in report.exempted if each.rule == rule.id]
        if not _same(example.exempted, names):
            yield f"expected exemptions {_list(example.exempted)}, found {_list(names)}"


def _why_not(rule: Rule, report: Report) -> str:
    missing = [each.missing for each in report.not_evaluated if rule.id in each.rules]
    if missing:
        return f"it could not be evaluated without {', '.join(missing)}"
    excused = [each.exemption for each in report.exempted if each.rule == rule.id]
    if excused:
        return f"it is not flagged: exempted by {', '.join(dict.fromkeys(excused))}"
    return "it is not flagged, and must be"


def _same(expected: Sequence[str], found: Sequence[str]) -> bool:
    return Counter(expected) == Counter(found)


def _list(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts) or "nothing"
