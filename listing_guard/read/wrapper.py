"""Objects that are no listing themselves but hold a list of them."""

from __future__ import annotations

from collections.abc import Mapping

from listing_guard.read.columns import column
from listing_guard.read.values import key_text

_TEXT_FIELDS = frozenset({"title", "subtitle", "selling_points", "description"})
_USUAL_NAMES = frozenset(
    {
        "products", "listings", "items", "records", "data", "goods", "rows", "results", "result",
        "list", "商品", "商品列表", "产品", "产品列表",
    }
)  # fmt: skip


def listings_inside(value: object, *, usual: bool = False) -> str | None:
    """Return the path to a list of objects with listing texts inside an object, else ``None``.

    With ``usual`` only under a name such as ``products``: then an object that has a name or a
    title too (the shop's) is more likely a wrapper than a listing.
    """
    if not isinstance(value, Mapping):
        return None
    for key, item in value.items():
        name = key_text(key)
        if (
            not name.isprintable()
            or column(name) is not None
            or (usual and name.casefold() not in _USUAL_NAMES)
        ):
            continue
        if isinstance(item, Mapping):
            inner = _directly_inside(item)
            if inner and not usual:
                return f"{_step(name)}.{inner}"
        elif _is_list_of_listings(item):
            return f"{_step(name)}[*]"
    return None


def _directly_inside(value: Mapping[object, object]) -> str | None:
    """Return the path to a list of listings directly inside an object, else ``None``."""
    for key, item in value.items():
        if key_text(key).isprintable() and _is_list_of_listings(item):
            return f"{_step(key_text(key))}[*]"
    return None


def _is_list_of_listings(value: object) -> bool:
    if not isinstance(value, list) or not value or not isinstance(value[0], Mapping):
        return False
    found = (column(key_text(key)) for key in value[0])
    return any(each is not None and each.field in _TEXT_FIELDS for each in found)


def _step(key: str) -> str:
    if key.replace("_", "a").isalnum():
        return key
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def advice(path: str) -> str:
    """Return the sentence that tells the user how to read the listings inside."""
    return f"its listings seem to be in a list inside; give --records '{path}'"
