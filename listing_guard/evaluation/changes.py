"""Findings of two versions of the rules on the same listings: what appears, what goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from listing_guard.evaluation.cases import JUDGED, fate_of, touches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from listing_guard.evaluation.labels import Placed
    from listing_guard.model.report import Report, Violation

Kind = Literal["appears", "disappears", "changes"]
Worth = Literal[
    "new true", "new false", "new unsure", "lost true", "lost false", "lost unsure", "not judged"
]
"""Of a finding on a labelled listing: to the good are a new true one and a lost false one. Infos
and changed ones are not judged."""

_Key = tuple[str, str | None, int | None, int | None, str | None]


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that only one of the versions has, or that both have with another severity."""

    kind: Kind
    rule: str
    listing: str | None
    line: int | None
    field: str | None
    start: int | None
    end: int | None
    text: str | None
    what: str
    """Its severity and confidence, or what became of them."""
    worth: Worth | None = None
    """``None`` of a listing without labels."""


def changes_of(
    old: Report,
    new: Report,
    *,
    renamed: Callable[[str], str],
    line: int | None = None,
    placed: Sequence[Placed] | None = None,
    name: str | None = None,
) -> Iterator[FindingChange]:
    """Yield what differs between two reports on one listing, by rule and place.

    ``renamed`` gives an old rule's id its new name; ``placed`` are the labels of the listing;
    ``name`` is what it is called, if not as in the reports.
    """
    before = {_key(v, renamed(v.rule)): v for v in old.violations if v.suppressed is None}
    after = {_key(v, v.rule): v for v in new.violations if v.suppressed is None}
    name = name or new.listing_id
    found: list[FindingChange] = []
    for key, violation in before.items():
        other = after.get(key)
        if other is None:
            worth = _worth("lost", violation, placed)
            found.append(_change("disappears", key, name, line, _weight(violation), worth))
        elif _weight(violation) != _weight(other):
            what = f"{_weight(violation)} → {_weight(other)}"
            worth = None if placed is None else "not judged"
            found.append(_change("changes", key, name, line, what, worth))
    for key, violation in after.items():
        if key not in before:
            worth = _worth("new", violation, placed)
            found.append(_change("appears", key, name, line, _weight(violation), worth))
    yield from sorted(found, key=lambda each: (each.rule, each.field or "", each.start or 0))


def _key(violation: Violation, rule: str) -> _Key:
    return rule, violation.field, violation.start, violation.end, violation.text


def _weight(violation: Violation) -> str:
    return f"{violation.severity}, {violation.confidence}"


def _worth(
    way: Literal["new", "lost"], violation: Violation, placed: Sequence[Placed] | None
) -> Worth | None:
    if placed is None:
        return None
    if violation.severity not in JUDGED:
        return "not judged"
    fate = fate_of(label for label in placed if touches(violation, label))
    if way == "new":
        return "new true" if fate == "true" else "new false" if fate == "false" else "new unsure"
    return "lost true" if fate == "true" else "lost false" if fate == "false" else "lost unsure"


def _change(
    kind: Kind, key: _Key, listing: str | None, line: int | None, what: str, worth: Worth | None
) -> FindingChange:
    rule, field, start, end, text = key
    return FindingChange(kind, rule, listing, line, field, start, end, text, what, worth)
