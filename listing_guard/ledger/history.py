"""The prices of one thing, as a look-up brings them: read only when somebody looks at them.

A look-up asks for the prices of every listing, and few rules look at few of them. So the database
packs the rows of a thing into one JSON text, which costs less than the rows, and it is taken apart
when the first point is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

import msgspec

from listing_guard.ledger.exact import from_micros
from listing_guard.ledger.observation import Kind
from listing_guard.model.listing import Money, PricePoint

if TYPE_CHECKING:
    from collections.abc import Iterator

_decode = msgspec.json.Decoder(list[tuple[int, Kind, Decimal, str, str]]).decode


class History(Sequence[PricePoint]):
    """Prices in order of time. ``packed``: rows of ``at, kind, amount, currency, channel``."""

    __slots__ = ("_count", "_packed", "_points")

    def __init__(self, count: int, packed: str) -> None:
        self._count = count
        self._packed = packed
        self._points: tuple[PricePoint, ...] | None = None

    @property
    def points(self) -> tuple[PricePoint, ...]:
        """All of them."""
        if self._points is None:
            # Neither database promises an order within what it packs.
            rows = sorted(_decode(self._packed))
            self._points = tuple(
                PricePoint(
                    at=from_micros(at),
                    price=Money(amount, currency),
                    kind=kind,
                    channel=channel or None,
                )
                for at, kind, amount, currency, channel in rows
            )
        return self._points

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[PricePoint]:
        return iter(self.points)

    @overload
    def __getitem__(self, index: int) -> PricePoint: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PricePoint, ...]: ...
    def __getitem__(self, index: int | slice) -> PricePoint | tuple[PricePoint, ...]:
        return self.points[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, History):
            return self.points == other.points
        return self.points == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.points)

    def __repr__(self) -> str:
        return f"History{self.points!r}"

    def __reduce__(self) -> tuple[Any, ...]:
        return History, (self._count, self._packed)
