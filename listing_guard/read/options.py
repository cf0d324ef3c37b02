"""How inputs are to be read, and how much of one is taken before it is called too large."""

from __future__ import annotations

from dataclasses import dataclass

from listing_guard.read.record import Manner
from listing_guard.read.shape import LISTING, Shape

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of `read_listings`; the limits are in bytes, and bound memory."""

    input_format: str | None = None
    """Name of the reader for every input; without it the file's extension decides."""
    records: str | None = None
    """Where the listings are in a JSON or YAML document: ``products[*]``."""
    market: str | None = None
    """Market of records that name none; it only decides what ``¥`` and ``$`` stand for."""
    shape: Shape = LISTING
    """What records become."""
    max_line: int = 16 * _MIB
    """The longest line of JSON Lines or CSV, and so the longest record."""
    max_document: int = 512 * _MIB
    """The largest JSON document or workbook, which are held in memory whole."""
    max_yaml: int = 64 * _MIB
    """The largest YAML document; PyYAML needs some 50 times its size."""
    max_cells: int = 20_000_000
    """The cells that a workbook's sheet may span."""

    def manner(self, *, flat: bool = False, serials: bool = False) -> Manner:
        """Return how records of a source are to be understood."""
        return Manner(market=self.market, flat=flat, serials=serials)
