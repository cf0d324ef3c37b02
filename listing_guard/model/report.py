"""The report on one listing; the contract that gates, writers and other people's tools read."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from listing_guard.model.listing import Source

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Verdict = Literal["pass", "review", "block", "error"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From gravest to slightest."""
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
"""From surest to least sure."""


class Basis(Struct, frozen=True, gc=False, kw_only=True):
    """The article that a finding or an exemption rests on."""

    law: str
    article: str
    note: str | None = None


class Suggestion(Struct, frozen=True, gc=False, kw_only=True):
    """What to write instead.

    ``text`` replaces the finding's span (an empty text deletes it; ``None``: no wording can be
    offered, see ``advice``). ``safe`` says that the replacement needs no second look.
    """

    text: str | None
    safe: bool = False
    advice: str | None = None


class Violation(Struct, frozen=True, kw_only=True):
    """One finding.

    ``start`` and ``end`` are code points of the original field text, half-open, and ``text`` is
    exactly that slice, tags and separators included; ``plain`` is what was read. All are ``None``
    for a finding that has no place in a text.
    """

    rule: str
    category: str
    severity: Severity
    confidence: Confidence
    field: str | None
    start: int | None
    end: int | None
    text: str | None
    plain: str | None
    evaded: bool
    message: str
    suggestion: Suggestion | None
    basis: tuple[Basis, ...]
    penalty: str | None
    evidence: dict[str, Any] | None
    fingerprint: str
    suppressed: str | None = None


class Exempted(Struct, frozen=True, kw_only=True):
    """An occurrence that looks unlawful and that the law excuses."""

    rule: str
    field: str
    start: int
    end: int
    text: str
    exemption: str
    basis: tuple[Basis, ...]
    keep: str | None
    """The proof that the seller must be able to show."""


class NotEvaluated(Struct, frozen=True, kw_only=True):
    """Rules that could not be decided because the record does not say ``missing``."""

    missing: str
    rules: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """What was found in one listing. ``error`` is set, and nothing else, on an unreadable one."""

    listing_id: str | None
    ruleset: str | None
    source: Source
    market: str | None = None
    """The market whose rules it was checked by."""
    platform: str | None = None
    """The platform likewise; ``None``: none was named, and no rule of a platform took part."""
    verdict: Verdict
    score: int
    violations: tuple[Violation, ...] = ()
    exempted: tuple[Exempted, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None
