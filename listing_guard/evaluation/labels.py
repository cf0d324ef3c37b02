"""Labelled listings: what reviewers would stop, what they would let be, what they doubt.

One JSON object a line, ``{"id", "lang", "market", "platform", "listing", "gold": [label, …]}``; a
label is ``{"field", "text", "start", "category", "label", "why"}``. A label without ``text`` is
about the record or a number in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing
from listing_guard.model.market import MARKETS, canonical
from listing_guard.model.paths import steps
from listing_guard.model.span import Span
from listing_guard.ruleset.categories import FINDING_CATEGORIES
from listing_guard.ruleset.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["violation", "allowed", "unsure"]


@dataclass(frozen=True, slots=True)
class Label:
    """A reviewer's word on a piece of text, or on the record where ``text`` is ``None``."""

    category: str
    kind: Kind
    field: str | None = None
    text: str | None = None
    start: int | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A listing and everything that reviewers said of it."""

    id: str
    listing: Mapping[str, Any] | Listing
    gold: tuple[Label, ...] = ()
    lang: str | None = None
    market: str | None = None
    platform: str | None = None
    line: int | None = None
    """Its line in the file."""

    @property
    def clean(self) -> bool:
        """Whether nothing in it is a violation or in doubt."""
        return all(label.kind == "allowed" for label in self.gold)


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its places; none for a label on the record."""

    label: Label
    spans: tuple[Span, ...] = ()


def labelled(
    row: Mapping[str, Any],
    *,
    line: int | None = None,
    categories: Collection[str] = FINDING_CATEGORIES,
) -> Labelled:
    """Return one row of a labelled file; raises `ListingError` where it is no such row.

    ``categories`` are those that findings can have: a label of any other could never be met.
    """
    name, listing, gold = row.get("id"), row.get("listing"), row.get("gold")
    if not isinstance(name, str) or not isinstance(listing, Mapping):
        raise ListingError("a labelled row needs a text 'id' and an object 'listing'")
    if not isinstance(gold, list):
        raise ListingError(f"{name}: 'gold' is no list of labels; [] says that there are none")
    market = _text(name, row, "market")
    if market is not None and canonical(market) is None:
        near = nearest(market.upper(), MARKETS)
        raise ListingError(f"{name}: there is no market {market!r}{_meant(near)}")
    return Labelled(
        id=name,
        listing=listing,
        gold=tuple(_label(name, label, listing, categories) for label in gold),
        lang=_text(name, row, "lang"),
        market=market,
        platform=_text(name, row, "platform"),
        line=line,
    )


def _label(
    name: str, label: object, listing: Mapping[str, Any], categories: Collection[str]
) -> Label:
    if not isinstance(label, Mapping):
        raise ListingError(f"{name}: a label is no object")
    kind, category = label.get("label"), label.get("category")
    if kind not in ("violation", "allowed", "unsure"):
        raise ListingError(f"{name}: label {kind!r} is none of violation, allowed, unsure")
    if not isinstance(category, str):
        raise ListingError(f"{name}: a label has no category")
    if category not in categories:
        near = nearest(category, categories)
        raise ListingError(f"{name}: no finding has the category {category!r}{_meant(near)}")
    text, start, path = label.get("text"), label.get("start"), _text(name, label, "field")
    if text is not None and (not isinstance(text, str) or not text):
        raise ListingError(f"{name}: the text of a label is empty or no text")
    if start is not None and (not isinstance(start, int) or isinstance(start, bool)):
        raise ListingError(f"{name}: the start of a label is no whole number")
    if text is not None and path is None:
        raise ListingError(f"{name}: a label quotes {text!r} and names no field")
    if text is None and start is not None:
        raise ListingError(f"{name}: a label has a start and no text")
    if text is None and _holds_words(listing, path):
        raise ListingError(f"{name}: a label on {path} quotes no text; say which words are meant")
    return Label(category, kind, path, text, start, label.get("why"))


def _holds_words(listing: Mapping[str, Any], path: str | None) -> bool:
    """Say whether a field has words to quote; a number that is written as text has none."""
    value = field_text(listing, path)
    return value is not None and any(char.isalpha() for char in value)


def _text(name: str, row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ListingError(f"{name}: '{key}' is no text")
    return value


def _meant(near: str | None) -> str:
    return f" (did you mean {near!r}?)" if near else ""


def place(row: Labelled) -> tuple[list[Placed], list[str]]:
    """Return the labels with their places in the text, and a word on each that has none.

    A label with ``start`` stands there. Of those without it that quote the same words, each
    takes the next free occurrence, and the last all that are left: a reviewer who quotes words
    that occur three times means all three.
    """
    placed: list[Placed] = []
    lost: list[str] = []
    taken: set[tuple[str, Span]] = set()
    open_labels: dict[tuple[str, str], list[Label]] = {}
    for label in row.gold:
        if label.text is None:
            placed.append(Placed(label))
            continue
        value = field_text(row.listing, label.field)
        if value is None or label.text not in value:
            lost.append(f"{row.id}: {label.field} does not hold {label.text!r}")
        elif label.start is None:
            open_labels.setdefault((str(label.field), label.text), []).append(label)
        elif not value.startswith(label.text, label.start) or label.start < 0:
            lost.append(f"{row.id}: {label.field} does not hold {label.text!r} at {label.start}")
        else:
            span = Span(label.start, label.start + len(label.text))
            taken.add((str(label.field), span))
            placed.append(Placed(label, (span,)))
    for (path, text), labels in open_labels.items():
        value = field_text(row.listing, path) or ""
        free = [s for s in occurrences(value, text) if (path, s) not in taken]
        for n, label in enumerate(labels):
            spans = free[n : n + 1] if n < len(labels) - 1 else free[n:]
            if spans:
                placed.append(Placed(label, tuple(spans)))
            else:
                lost.append(f"{row.id}: {path} holds {text!r} less often than it is labelled")
    return placed, lost


def occurrences(value: str, text: str) -> Sequence[Span]:
    """Return the places of a text, none of which overlap."""
    found: list[Span] = []
    start = value.find(text)
    while start >= 0:
        found.append(Span(start, start + len(text)))
        start = value.find(text, start + len(text))
    return found


def field_text(listing: Mapping[str, Any] | Listing, path: str | None) -> str | None:
    """Return the text at a path of a listing, raw or read; ``None`` where there is none."""
    value: Any = listing if path else None
    for step in steps(path or ""):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list | tuple) and step.isdecimal():
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = getattr(value, step, None) if isinstance(listing, Listing) else None
    return value if isinstance(value, str) else None
