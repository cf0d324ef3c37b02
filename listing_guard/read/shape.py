"""What the records of a file become: listings, or what else a command reads from tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from listing_guard.read.columns import column
from listing_guard.read.record import to_listing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from listing_guard.model.listing import Source
    from listing_guard.read.record import Manner

_TEXT_FIELDS = frozenset(
    {"title", "subtitle", "selling_points", "description", "attributes", "skus"}
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of record, for every reader.

    ``read`` makes a record of an object or a row; it raises `ListingError` on what is none. What
    it returns is a struct with ``notes``, to which a reader may add.
    """

    read: Callable[[Mapping[str, Any], Source, Manner], Any]
    names: Callable[[str], bool]
    """Whether a column or key of this name is one that is known."""
    is_header: Callable[[Sequence[object]], bool]
    """Whether cells could be the header over such records."""
    wanted: tuple[str, str]
    """What a header without it lacks, and what to do: after “the first row names no column …”."""


def _names(name: str) -> bool:
    return column(name) is not None


def _names_text(cells: Sequence[object]) -> bool:
    found = (column(cell) for cell in cells if isinstance(cell, str))
    return any(each is not None and each.field in _TEXT_FIELDS for each in found)


LISTING = Shape(to_listing, _names, _names_text, ("with text", "call one column 标题 or title"))
