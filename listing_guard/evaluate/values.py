"""The texts of a listing that rules look at, with the paths that findings name them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.model.paths import key_step
from listing_guard.text.fieldtext import FieldText, read_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from listing_guard.model.listing import Listing

PLAIN_FIELDS = ("title", "subtitle", "description", "brand", "category", "price_label")
"""Fields that are one text each."""
TITLE_LIKE = frozenset({"title", "subtitle", "skus"})
"""Where a space between Han characters separates phrases."""


def field_texts(listing: Listing, roots: frozenset[str]) -> list[FieldText]:
    """Read the field values under the given top-level fields, in the order of the listing."""
    found: list[FieldText] = []
    for path, raw in _values(listing, roots):
        found.extend(read_field(path, raw, title_like=path.partition("[")[0] in TITLE_LIKE))
    return found


def _values(listing: Listing, roots: frozenset[str]) -> Iterator[tuple[str, str]]:
    for root in ("title", "subtitle"):
        if root in roots:
            yield from _one(root, getattr(listing, root))
    if "selling_points" in roots:
        yield from _many("selling_points", listing.selling_points)
    for root in ("description", "brand", "category", "price_label"):
        if root in roots:
            yield from _one(root, getattr(listing, root))
    if "promotions" in roots:
        for index, promotion in enumerate(listing.promotions or ()):
            yield from _one(f"promotions[{index}].name", promotion.name)
    if "attributes" in roots:
        for key, value in (listing.attributes or {}).items():
            path = f"attributes{key_step(key)}"
            if isinstance(value, str):
                yield from _one(path, value)
            elif isinstance(value, (list, tuple)):
                yield from _many(path, [each for each in value if isinstance(each, str)])
    if "certificates" in roots:
        for index, certificate in enumerate(listing.certificates or ()):
            for name in ("type", "number", "issuer", "holder", "scope"):
                yield from _one(f"certificates[{index}].{name}", getattr(certificate, name))
    if "patents" in roots:
        for index, patent in enumerate(listing.patents or ()):
            yield from _one(f"patents[{index}].number", patent.number)
            yield from _one(f"patents[{index}].kind", patent.kind)
    for root in ("authorised_brands", "trademarks"):
        if root in roots:
            yield from _many(root, getattr(listing, root))
    if "images" in roots:
        for index, image in enumerate(listing.images or ()):
            yield from _one(f"images[{index}].text", image.text)
    if "skus" in roots:
        for index, sku in enumerate(listing.skus or ()):
            yield from _one(f"skus[{index}].name", sku.name)


def _one(path: str, value: str | None) -> Iterator[tuple[str, str]]:
    if value:
        yield path, value


def _many(path: str, values: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    for index, value in enumerate(values or ()):
        yield from _one(f"{path}[{index}]", value)
