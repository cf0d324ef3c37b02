"""What a reader says of a thing that it could not turn into a listing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from listing_guard.model.listing import Source


class Unreadable(Struct, frozen=True):
    """A record or a whole input that could not be read, with the cause and the mend.

    ``error`` is a clause without the path and line, which ``source`` has; ``str()`` joins them.
    ``fatal`` says that nothing more came from this input: a missing file, a broken workbook.
    """

    source: Source
    error: str
    fatal: bool = False

    def __str__(self) -> str:
        """Return one sentence: place, cause, what to do."""
        place = [str(part) for part in (self.source.path, self.source.line) if part is not None]
        return f"{':'.join(place)}: {self.error}" if place else self.error
