"""Collects the diagnostics of a load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.ruleset.nodes import Text

if TYPE_CHECKING:
    from listing_guard.model.diagnostic import Diagnostic, Problem
    from listing_guard.ruleset.nodes import Node


class Problems:
    """Every fault found so far, each once, in no particular order until `sorted` is called."""

    __slots__ = ("_found", "errors")

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self.errors = 0
        """How many of them stop the load."""

    def add(self, code: str, place: Node, message: str, help: str | None = None) -> None:
        """Report a fault of a whole node."""
        if not place.broken:
            start, end = place.place
            self.put(place.source.diagnostic(code, _of_row(place, message), start, end, help))

    def add_within(self, text: Text, problem: Problem) -> None:
        """Report a fault inside a scalar, placed by offsets into its value."""
        if not text.broken:
            start, end = text.span(problem.start, problem.end)
            message = _of_row(text, problem.message)
            self.put(text.source.diagnostic(problem.code, message, start, end, problem.help))

    def put(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic that is complete."""
        if diagnostic not in self._found:
            self._found[diagnostic] = None
            self.errors += diagnostic.severity == "error"

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return them by file, place and code."""
        return tuple(sorted(self._found, key=_order))


def _of_row(place: Node, message: str) -> str:
    """Return a message that says of which row of a table it is true."""
    row = place.row if isinstance(place, Text) else None
    return message if row is None else f"{message} (in row `{row}`)"


def _order(found: Diagnostic) -> tuple[str, int, int, str, str]:
    return found.path, found.line, found.column, found.code, found.message
