"""A problem in a rule file, placed to the character, with its cause and its mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """A row of a code table: stable name, what it means, and why it matters (Markdown)."""

    code: str
    title: str
    explanation: str

    @property
    def severity(self) -> Literal["error", "warning"]:
        """``E…`` codes stop the load; ``W…`` codes are reported and the rule still works."""
        return "warning" if self.code.startswith("W") else "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a piece of text, placed by half-open code-point offsets into that piece."""

    code: str
    message: str
    start: int
    end: int
    help: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """A fault in a file. ``line`` and ``column`` count from 1, columns in code points.

    ``source_line`` is the whole line as it stands in the file and ``length`` the number of its
    code points to underline (at least 1, cut at the end of the line).
    """

    path: str
    line: int
    column: int
    code: str
    severity: Literal["error", "warning"]
    message: str
    length: int = 1
    source_line: str = ""
    help: str | None = None
