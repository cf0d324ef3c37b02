"""From outcomes to the violations and exemptions of a report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from listing_guard.evaluate.compiledrule import bases
from listing_guard.evaluate.passages import PassageHit, as_evidence
from listing_guard.evaluate.words import fill, in_language, optional, places_of, written
from listing_guard.model.certificates import told
from listing_guard.model.listing import Listing, Money
from listing_guard.model.paths import path_order, value_at
from listing_guard.model.report import Exempted, Suggestion, Violation
from listing_guard.prices.claimable import Claimable, claimable
from listing_guard.prices.windows import PriceWindow
from listing_guard.score.fingerprint import Identity, compared, fingerprints
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.evaluate.compiledrule import CompiledRule
    from listing_guard.evaluate.outcome import Outcome
    from listing_guard.evaluate.plan import Plan
    from listing_guard.match.hit import Hit
    from listing_guard.match.pattern import Entry
    from listing_guard.model.report import Confidence, Severity
    from listing_guard.model.span import Span

_NAMES = frozenset(Listing.__struct_fields__)


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation with the weight of its field, for the score."""

    violation: Violation
    field_weight: float


def findings_of(
    outcomes: Iterable[Outcome], listing: Listing, plan: Plan, guessed: bool
) -> list[Finding]:
    """Return the findings of all rules in the order of the text."""
    placed = []
    for outcome in outcomes:
        if outcome.state != "fired":
            continue
        for hit in outcome.hits or (None,):
            place = hit.where.path if hit else outcome.rule.rule.at
            span = hit.where.raw_span(*hit.span) if hit else None
            key = (path_order(place), span or (-1, -1), outcome.rule.rule.id)
            placed.append((key, outcome, hit, place, span))
    if not placed:
        return []
    placed.sort(key=lambda each: each[0])
    identity = listing.id or listing.sku or fold(listing.title or "")
    marks = fingerprints(
        Identity(
            rule=outcome.rule.rule.id,
            listing=identity,
            field=place or "",
            content=hit.plain if hit else compared(_compared(outcome.rule, listing)),
        )
        for _, outcome, hit, place, _ in placed
    )
    return [
        Finding(
            _violation(outcome, hit, place, span, mark, listing, plan, guessed),
            _field_weight(outcome.rule, hit),
        )
        for mark, (_, outcome, hit, place, span) in zip(marks, placed, strict=True)
    ]


def exempted_of(outcomes: Iterable[Outcome], plan: Plan) -> tuple[Exempted, ...]:
    """Return the occurrences that were excused, in the order of the text."""
    placed = []
    for outcome in outcomes:
        for each in outcome.excused:
            day = plan.now.date().isoformat()
            where, spec = each.hit.where, each.exception
            span = where.raw_span(*each.hit.span)
            exempted = Exempted(
                rule=outcome.rule.rule.id,
                field=where.path,
                start=span.start,
                end=span.end,
                text=where.raw[span.start : span.end],
                exemption=spec.name,
                basis=bases(spec.basis, day, plan.market, plan.lang),
                keep=optional(spec.keep, plan.lang),
            )
            placed.append(((path_order(where.path), span, exempted.rule), exempted))
    placed.sort(key=lambda each: each[0])
    return tuple([exempted for _, exempted in placed])


def _violation(
    outcome: Outcome,
    hit: Hit | None,
    place: str | None,
    span: Span | None,
    mark: str,
    listing: Listing,
    plan: Plan,
    guessed: bool,
) -> Violation:
    rule = outcome.rule
    severity, confidence = _graded(rule, guessed)
    return Violation(
        rule=rule.rule.id,
        category=rule.rule.category,
        severity=severity,
        confidence=confidence,
        field=place,
        start=span.start if span else None,
        end=span.end if span else None,
        text=hit.where.raw[span.start : span.end] if hit and span else None,
        plain=hit.plain if hit else None,
        evaded=hit is not None and hit.where.invisible_inside(*hit.span),
        message=_message(outcome, listing, plan, hit, place),
        suggestion=_suggestion(rule, hit.entry if hit else None, plan.lang),
        basis=rule.basis,
        penalty=rule.penalty,
        evidence=_evidence(outcome, listing, hit),
        fingerprint=mark,
    )


def _graded(rule: CompiledRule, guessed: bool) -> tuple[Severity, Confidence]:
    """Return severity and confidence; on a guessed category both are capped.

    An error needs a confidence of at least medium, and a category told from title words gives
    a finding that rests on it no more than low.
    """
    if guessed and rule.by_category:
        return ("info" if rule.rule.severity == "info" else "warning"), "low"
    return rule.rule.severity, rule.rule.confidence


def _field_weight(rule: CompiledRule, hit: Hit | None) -> float:
    if hit is None or isinstance(hit, PassageHit):
        return 1.0  # what was found is a number, wherever it stands
    return (rule.weight(hit.where.path) or 0.0) * hit.entry.weight


def _compared(rule: CompiledRule, listing: Listing) -> dict[str, object]:
    values: dict[str, object] = {}
    for name in rule.compared:
        value = value_at(listing, name)
        if isinstance(value, Money):
            values[name] = [value.amount, value.currency]
        elif value is not None and (isinstance(value, str) or not isinstance(value, Collection)):
            values[name] = value
    return values


def _evidence(outcome: Outcome, listing: Listing, hit: Hit | None) -> dict[str, Any] | None:
    """Return what the rule compared; beside words found in a text, the attributes only.

    A claim about the price is a number like those that it was compared with.
    """
    evidence: dict[str, Any] = {}
    compared_values = [
        name
        for name in _compared(outcome.rule, listing)
        if hit is None
        or isinstance(hit, PassageHit)
        or (name.startswith("attributes[") and name != hit.where.path)
    ]
    if compared_values:
        evidence["values"] = {name: written(value_at(listing, name)) for name in compared_values}
    if isinstance(hit, PassageHit):
        evidence |= as_evidence(hit.passage)
    if outcome.windows:
        # A condition may ask for the same window several times.
        evidence["windows"] = [window.as_evidence() for window in dict.fromkeys(outcome.windows)]
        lawful = _lawful(outcome, listing)
        if lawful is not None:
            evidence["lawful"] = lawful.as_evidence()
    if hit is None:
        if outcome.certificates:
            evidence["certificates"] = [told(each) for each in outcome.certificates]
        if outcome.compared:
            evidence["compared"] = [asdict(each) for each in outcome.compared]
    return evidence or None


def _lawful(outcome: Outcome, listing: Listing) -> Claimable | None:
    """Return what may be claimed against the last reference price that the rule looked at."""
    windows = [each for each in outcome.windows if isinstance(each, PriceWindow)]
    if not windows or listing.price is None:
        return None
    price = Money(listing.price.amount, listing.price.currency or listing.currency)
    return claimable(price, windows[-1].reference)


def _message(
    outcome: Outcome, listing: Listing, plan: Plan, hit: Hit | None, place: str | None
) -> str:
    message = in_language(outcome.rule.rule.message, plan.lang)
    places: dict[str, object] = {}
    for name in places_of(message):
        if name == "match":
            places[name] = hit.where.written(*hit.span) if hit else None
        elif name == "field":
            places[name] = place
        elif name == "reference":
            windows = [each for each in outcome.windows if isinstance(each, PriceWindow)]
            places[name] = windows[-1].reference if windows else None
        elif name in _NAMES:
            places[name] = getattr(listing, name)
    return fill(message, places)


def _suggestion(rule: CompiledRule, entry: Entry | None, lang: str) -> Suggestion | None:
    replace = entry.replace if entry else None
    if replace is not None:
        advice = optional(replace.advice, lang) or rule.advice
        return Suggestion(text=replace.text, safe=replace.safe, advice=advice)
    return Suggestion(text=None, advice=rule.advice) if rule.advice else None
