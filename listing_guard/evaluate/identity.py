"""How a listing is called in a report: its id, else its SKU, else the place it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from listing_guard.model.listing import Listing


def identity_of(listing: Listing) -> str | None:
    """Return ``id``, else ``sku``, else ``path#record``; ``None`` for a record from nowhere."""
    if listing.id:
        return listing.id
    if listing.sku:
        return listing.sku
    source = listing.source
    if source.path is None:
        return None
    return f"{source.path}#{source.record}" if source.record is not None else source.path


class Identities:
    """Gives every listing of one run a name of its own: the second ``a1`` becomes ``a1~2``."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def name(self, listing: Listing) -> Listing:
        """Return the listing, with another ``id`` and a note where its own was taken."""
        given = identity_of(listing)
        if given is None:
            return listing
        times = self._seen[given] = self._seen.get(given, 0) + 1
        if times == 1:
            return listing
        name = f"{given}~{times}"
        while name in self._seen:  # the file may itself hold an ``a1~2``
            times += 1
            name = f"{given}~{times}"
        self._seen[given], self._seen[name] = times, 1
        note = f"id: {given!r} stands {times} times, this one is called {name!r}"
        # The ledger still knows it by the name that it came with.
        sku = listing.sku or given
        return replace(listing, id=name, sku=sku, notes=(*listing.notes, note))
