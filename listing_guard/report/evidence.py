"""What a finding rests on, in words: window, observations, lawful price, claim, repetition.

The evidence comes as the JSON-like values of a report, so that it can be told from a report alone.
What has another form than that of `prices.windows` and `prices.steps` is passed over.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.report.words import Words

TOLD = frozenset({"discount", "windows", "lawful", "repeat"})
"""Parts of evidence that are told here."""
MOST = 4
"""Observations that a line names."""
_AMOUNTS = ("amount", "was", "threshold")


def evidence_lines(
    evidence: Mapping[str, Any], words: Words, *, most: int | None = MOST
) -> Iterator[tuple[str, str]]:
    """Yield lines as ``(label, text)``; the label is the name of one in `words` (``label.…``)."""
    if isinstance(discount := evidence.get("discount"), dict):
        yield "claimed", _claimed(discount, words)
    if isinstance(repeat := evidence.get("repeat"), dict):
        yield "facts", words("repeated", n=repeat["count"])
    windows = [each for each in _list(evidence.get("windows")) if _is_window(each)]
    for number, window in enumerate(windows):
        if window in windows[:number]:
            continue
        yield "window", _window(window, words)
        yield "used", _observations(window, words, most)
        if unused := _left_out(window, words):
            yield "unused", unused
    lawful = evidence.get("lawful")
    references = [each for each in windows if "basis" in each]
    if references:
        last = references[-1]
        basis = words.name("basis", last["basis"])
        yield "lawful", words("lawful", price=money(last["reference"]), basis=basis)
    if isinstance(lawful, dict):
        yield "claim", _claim(lawful, words)


def money(value: object) -> str:
    """Return ``149 CNY`` for an amount as a report has it."""
    if not isinstance(value, dict):
        return str(value)
    return f"{value.get('amount')} {value.get('currency') or ''}".strip()


def _is_window(value: object) -> bool:
    return isinstance(value, dict) and {"first_day", "last_day", "observations"} <= value.keys()


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _window(window: Mapping[str, Any], words: Words) -> str:
    days = {"first": window["first_day"], "last": window["last_day"]}
    if "measure" in window:
        measure = words(f"measure.{window['measure']}", price=money(window.get("price")))
        return words("window.counted", measure=measure, n=window.get("count"), **days)
    return words("window.days", kind=words.name("kind", window.get("kind") or "none"), **days)


def _observations(window: Mapping[str, Any], words: Words, most: int | None) -> str:
    found = _list(window["observations"])
    if not found:
        return words("observed.none")
    shown = found if most is None or len(found) <= most else found[:most]
    told = [_observation(each, words) for each in shown]
    if len(shown) < len(found):
        told.append(words("observed.more", n=len(found) - len(shown)))
    return words("comma").join(told)


def _observation(point: Mapping[str, Any], words: Words) -> str:
    values = {
        "day": str(point.get("at"))[:10],
        "price": money(point.get("price")),
        "kind": words.name("kind", str(point.get("kind"))),
    }
    channel = point.get("channel")
    return (
        words("observed.on", channel=channel, **values) if channel else words("observed", **values)
    )


def _left_out(window: Mapping[str, Any], words: Words) -> str:
    counts = window.get("left_out")
    if not isinstance(counts, dict):
        return ""
    reasons = ("currency", "channel", "kind", "later")
    return words("comma").join(
        words(f"left_out.{reason}", n=n) for reason in reasons if (n := counts.get(reason))
    )


def _claimed(discount: Mapping[str, Any], words: Words) -> str:
    """Return what was read in the words of a discount."""
    amounts = {name: money(discount[name]) for name in _AMOUNTS if name in discount}
    counts = {name: discount[name] for name in ("count", "free") if name in discount}
    parts = [words(f"claimed.{discount['kind']}", **amounts, **counts)]
    if (percent := discount.get("percent_off")) is not None:
        parts.append(words("claimed.percent", percent=f"{Decimal(percent).normalize():f}"))
    if discount.get("bound") in ("from", "up_to"):
        parts.append(words(f"claimed.{discount['bound']}"))
    if discount.get("conditional"):
        parts.append(words("claimed.conditional"))
    return words("comma").join(parts)


def _claim(lawful: Mapping[str, Any], words: Words) -> str:
    price = money(lawful.get("price"))
    if lawful.get("saving") is None:
        return words("claim.none", price=price)
    return words(
        "claim",
        price=price,
        saving=money(lawful["saving"]),
        percent=lawful.get("percent_off"),
        zhe=lawful.get("zhe"),
    )
