"""The texts of a listing that rules look at, with the paths that findings name them by."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from listing_guard.model.paths import key_step
from listing_guard.text.fieldtexts import FieldTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from listing_guard.model.listing import Listing

Texts = list[tuple[str, str]]
"""Paths and original texts, in the order of the listing."""

_Reader = tuple[str, "Callable[[str, Any], Texts]", bool]
"""Field, what tells its texts, and whether it is like a title."""

_TITLE_LIKE = ("title", "subtitle", "skus")
"""Where a space between Han characters separates phrases."""


def field_texts(listing: Listing, roots: frozenset[str]) -> FieldTexts:
    """Return the texts under the given top-level fields, in the order of the listing."""
    found: list[tuple[str, str, bool]] = []
    get, readers = _readers(roots)
    for value, (root, texts_of, title_like) in zip(get(listing), readers, strict=True):
        if not value:
            continue
        if texts_of is _one:  # a text, as most values are
            found.append((root, value, title_like))
        else:
            found.extend([(path, raw, title_like) for path, raw in texts_of(root, value)])
    return FieldTexts(found)


@lru_cache(maxsize=64)
def _readers(
    roots: frozenset[str],
) -> tuple[Callable[[Listing], tuple[Any, ...]], list[_Reader]]:
    """Return what gets the values of some fields at once, and what tells the texts of each."""
    readers = [
        (root, texts, root in _TITLE_LIKE) for root, texts in _FIELDS.items() if root in roots
    ]
    names = [root for root, _, _ in readers]
    if len(names) > 1:
        return attrgetter(*names), readers
    return lambda listing: tuple(getattr(listing, name) for name in names), readers


def _one(root: str, value: str) -> Texts:
    return [(root, value)]


def _list(root: str, values: Iterable[object]) -> Texts:
    return [
        (f"{root}[{index}]", value)
        for index, value in enumerate(values)
        if isinstance(value, str) and value
    ]


def _attributes(root: str, values: Mapping[str, object]) -> Texts:
    found: Texts = []
    for key, value in values.items():
        if isinstance(value, str):
            if value:
                found.append((root + key_step(key), value))
        elif isinstance(value, (list, tuple)):
            found.extend(_list(root + key_step(key), value))
    return found


def _members(*names: str) -> Callable[[str, Iterable[object]], Texts]:
    """Return what reads the named texts of each record of a list: ``skus[0].name``."""

    def texts_of(root: str, records: Iterable[object]) -> Texts:
        return [
            (f"{root}[{index}].{name}", value)
            for index, record in enumerate(records)
            for name in names
            if (value := getattr(record, name))
        ]

    return texts_of


_FIELDS: dict[str, Callable[[str, Any], Texts]] = {
    "title": _one,
    "subtitle": _one,
    "selling_points": _list,
    "description": _one,
    "brand": _one,
    "category": _one,
    "price_label": _one,
    "promotions": _members("name"),
    "attributes": _attributes,
    "certificates": _members(
        "type", "number", "issuer", "holder", "scope", "brand", "model", "category"
    ),
    "patents": _members("number", "kind"),
    "authorised_brands": _list,
    "trademarks": _list,
    "evidence": _members("claim", "source"),
    "images": _members("text"),
    "skus": _members("name"),
}
"""How the texts of each top-level field are told; a field that is not here has none."""
