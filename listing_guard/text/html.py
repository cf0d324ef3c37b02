"""HTML values as the text that a reader sees, each character with its place in the value.

``<p>全网<b>最低</b>价&nbsp;</p>`` reads ``全网最低价`` and a space; the hit 最低价 is the slice
``最低</b>价`` of the value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from listing_guard.text.markup import attributes, marks, reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.text.markup import Mark

Origin = Literal["text", "alt", "title"]
_READ_ALOUD: dict[str, Origin] = {"alt": "alt", "title": "title"}


@dataclass(frozen=True, slots=True)
class Extract:
    """A text from an HTML value; character ``i`` was read from ``[starts[i], ends[i])`` of it.

    ``origin`` says whether it is the text itself or the value of an attribute.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    origin: Origin


class _Builder:
    def __init__(self, value: str) -> None:
        self._value = value
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._line_end: tuple[int, int] | None = None

    def take(self, start: int, end: int) -> None:
        """Take characters as they stand."""
        if start < end:
            self._end_line()
            self._pieces.append(self._value[start:end])
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))

    def put(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of ``[start, end)``, which stays one unit."""
        if text:
            self._end_line()
            self._pieces.append(text)
            self._starts.extend([start] * len(text))
            self._ends.extend([end] * len(text))

    def break_line(self, start: int, end: int) -> None:
        """Begin a new line, unless nothing comes before or nothing comes after."""
        if self._pieces and self._line_end is None:
            self._line_end = (start, end)

    def _end_line(self) -> None:
        if self._line_end is not None:
            start, end = self._line_end
            self._line_end = None
            self._pieces.append("\n")
            self._starts.append(start)
            self._ends.append(end)

    def extract(self, origin: Origin) -> Extract:
        return Extract("".join(self._pieces), self._starts, self._ends, origin)


def is_html(value: str) -> bool:
    """Say whether a value is HTML: it has a known tag, a comment or a character reference.

    ``3<5``, ``A&B``, ``<UNK>`` and ``《x》`` are text.
    """
    if "<" not in value and "&" not in value:
        return False
    return any(mark.tells_html for mark in marks(value))


def to_text(value: str) -> list[Extract]:
    """Return the text of an HTML value, then each ``alt`` and ``title`` in their order.

    Inline tags and comments vanish, block tags and ``<br>`` are one newline between texts,
    scripts, styles and templates are left out, a character reference is one unit.
    """
    main = _Builder(value)
    others: list[Extract] = []
    at = 0
    for mark in marks(value):
        main.take(at, mark.start)
        at = mark.end
        if mark.kind == "reference":
            main.put(mark.text, mark.start, mark.end)
        elif mark.is_block:
            main.break_line(mark.start, mark.end)
        if mark.kind == "tag" and value.find("=", mark.start, mark.end) > 0:
            others += _spoken(value, mark)
    main.take(at, len(value))
    return [main.extract("text"), *others]


def _spoken(value: str, mark: Mark) -> list[Extract]:
    """Return the texts of a tag that readers see or hear: its alternative text and its title."""
    found: list[Extract] = []
    for name, start, end in attributes(value, mark):
        origin = _READ_ALOUD.get(name)
        if origin is not None:
            extract = _decoded(value, start, end).extract(origin)
            if extract.text.strip():
                found.append(extract)
    return found


def _decoded(value: str, start: int, end: int) -> _Builder:
    built = _Builder(value)
    at = start
    while (ampersand := value.find("&", at, end)) >= 0:
        mark = reference(value, ampersand)
        if mark is not None and mark.end <= end:
            built.take(at, ampersand)
            built.put(mark.text, ampersand, mark.end)
            at = mark.end
        else:
            built.take(at, ampersand + 1)
            at = ampersand + 1
    built.take(at, end)
    return built
