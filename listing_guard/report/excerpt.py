"""The words of a listing around its findings, on lines of a given width.

Findings that stand near each other share a line. A line starts and ends with whole words, does
not run over a line break of the text unless a finding does, and shows ``…`` where text was left
out. Tags of HTML are shown by their name alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.model.paths import steps
from listing_guard.model.span import Span
from listing_guard.report.escape import glyphs
from listing_guard.report.group import span_of
from listing_guard.report.layout import CUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.model.listing import Listing
    from listing_guard.model.report import Severity, Violation
    from listing_guard.report.group import Group

NEWLINE = "↵"
WORD = 15
"""Characters given up at most so that a line starts or ends with a whole word."""

_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]*)\b[^<>]*>|<!--.*?-->", re.DOTALL)


class Cell(NamedTuple):
    """A visible character, the original range it stands for, and its columns."""

    start: int
    end: int
    shown: str
    cells: int
    by: Violation | None = None
    """The gravest finding that covers it."""
    main: bool = False
    """Whether that finding is the head of its group."""

    @property
    def severity(self) -> Severity | None:
        """The severity to mark it with."""
        return self.by.severity if self.by else None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a listing's words and the groups that it shows."""

    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]

    @property
    def text(self) -> str:
        """The line as it is printed."""
        return "".join(cell.shown for cell in self.cells)

    @property
    def underline(self) -> str:
        """The line of marks: ``^`` under a finding, ``~`` under what another one adds to it."""
        marks = ((("^" if c.main else "~") if c.by else " ") * c.cells for c in self.cells)
        return "".join(marks).rstrip()


def field_text(listing: Listing | None, path: str | None) -> str | None:
    """Return the text at a path of a record, ``None`` where there is none."""
    if listing is None or path is None:
        return None
    value: object = listing
    for step in steps(path):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list | tuple):
            inside = step.isdecimal() and int(step) < len(value)
            value = value[int(step)] if inside else None
        else:
            value = getattr(value, step, None)
    return value if isinstance(value, str) else None


def excerpts(raw: str | None, groups: Sequence[Group], width: int) -> Iterator[Excerpt]:
    """Yield the lines that show the groups of one field, in order of place.

    Groups without a place are left out; one whose text is not what stands there (the record is
    not at hand) is shown by its own words.
    """
    near: list[Group] = []
    for group in groups:
        span = span_of(group.head)
        if span is None:
            continue
        if raw is None or raw[span.start : span.end] != group.head.text:
            head = group.head
            text = head.text or ""
            yield _excerpt(text, Span(0, len(text)), [group], width, -span.start)
            continue
        if near and not _fits(raw, _whole(near[:1]).start, _whole([group]).end, width):
            yield _excerpt(raw, _whole(near), near, width)
            near = []
        near.append(group)
    if near and raw is not None:
        yield _excerpt(raw, _whole(near), near, width)


def _whole(groups: Sequence[Group]) -> Span:
    spans = [span for g in groups for v in (g.head, *g.others) if (span := span_of(v))]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _fits(raw: str, start: int, end: int, width: int) -> bool:
    """Say whether the text, with the signs of two cuts, goes on one line without a break."""
    if end - start > width * 12:
        return False
    cells = _cells(raw, start, end, ())
    return sum(c.cells for c in cells) <= width - 2 and all(c.shown != NEWLINE for c in cells)


def _excerpt(raw: str, core: Span, groups: Sequence[Group], width: int, shift: int = 0) -> Excerpt:
    marks = [
        (Span(span.start + shift, span.end + shift), violation, violation not in group.others)
        for group in groups
        for violation in (group.head, *group.others, *group.repeats)
        if (span := span_of(violation))
    ]
    # A character takes a column or more, but for tags and escapes: enough to fill the line.
    reach = width * 4
    if core.end - core.start > 2 * reach:
        cells = _cells(raw, core.start, core.start + reach, marks)
        cells += _cells(raw, core.end - reach, core.end, marks)
    else:
        cells = _cells(raw, core.start, core.end, marks)
    if sum(c.cells for c in cells) > width - 2:
        return Excerpt(_shortened(cells, width - 2), tuple(groups))
    start, end = max(0, core.start - reach), min(len(raw), core.end + reach)
    before, after = _cells(raw, start, core.start, marks), _cells(raw, core.end, end, marks)
    outside = Span(start, len(raw) - end)
    return Excerpt(_surrounded(before, cells, after, outside, width), tuple(groups))


Mark = tuple[Span, "Violation", bool]


def _cells(raw: str, start: int, end: int, marks: Sequence[Mark]) -> list[Cell]:
    """Return the visible characters of a part of the text; tags without marks are shortened."""
    cells: list[Cell] = []
    text = raw[start:end]
    position = 0
    for tag in _TAG.finditer(text):
        at = Span(start + tag.start(), start + tag.end())
        if any(at.covers(span) and span != at for span, _, _ in marks):
            continue
        cells += _plain_cells(text[position : tag.start()], start + position, marks)
        shown = f"<{tag[1]}>" if tag[1] else "<!-->"
        cells.append(_marked(Cell(at.start, at.end, shown, len(shown)), marks))
        position = tag.end()
    return cells + _plain_cells(text[position:], start + position, marks)


def _plain_cells(text: str, offset: int, marks: Sequence[Mark]) -> list[Cell]:
    return [
        _marked(Cell(offset + g.start, offset + g.end, g.shown, g.cells), marks)
        for g in glyphs(text, NEWLINE)
    ]


def _marked(cell: Cell, marks: Sequence[Mark]) -> Cell:
    covering = [m for m in marks if m[0].overlaps(Span(cell.start, cell.end))]
    if not covering:
        return cell
    _, violation, main = next((m for m in covering if m[2]), covering[0])
    return cell._replace(by=violation, main=main)


def _shortened(cells: list[Cell], width: int) -> tuple[Cell, ...]:
    """Cut the middle out of what is wider than a line."""
    head = _taken(iter(cells), (width - 1) * 2 // 3)
    tail = _taken(reversed(cells), width - 1 - sum(c.cells for c in head))[::-1]
    while tail and tail[0].start < head[-1].end:
        tail.pop(0)
    gap = head[-1]._replace(shown=CUT, cells=1)
    return (*head, gap, *tail)


def _surrounded(
    before: list[Cell], core: list[Cell], after: list[Cell], outside: Span, width: int
) -> tuple[Cell, ...]:
    """Add as much of the text on both sides as the line holds.

    ``outside`` counts the characters that are not even looked at, before and after.
    """
    room = width - sum(c.cells for c in core)
    left, left_cut = _context(before[::-1], outside.start > 0)
    right, right_cut = _context(after, outside.end > 0)
    left_need, right_need = sum(c.cells for c in left), sum(c.cells for c in right)
    left_room = max(room // 2, room - right_need)
    right_room = room - min(left_need, left_room)
    head, cut_before = _side(left, left_room, left_cut)
    tail, cut_after = _side(right, right_room, right_cut)
    cells = [*head[::-1], *core, *tail]
    if cut_before:
        cells.insert(0, Cell(cells[0].start, cells[0].start, CUT, 1))
    if cut_after:
        cells.append(Cell(cells[-1].end, cells[-1].end, CUT, 1))
    return tuple(cells)


def _context(cells: list[Cell], more: bool) -> tuple[list[Cell], bool]:
    """Return what stands beside the core up to a line break; whether more of the line follows."""
    for n, cell in enumerate(cells):
        if cell.shown == NEWLINE:
            return _trimmed(cells[:n]), False
    return _trimmed(cells), more


def _trimmed(cells: list[Cell]) -> list[Cell]:
    while cells and cells[-1].shown == " ":
        cells = cells[:-1]
    return cells


def _side(cells: list[Cell], room: int, cut: bool) -> tuple[list[Cell], bool]:
    """Return the part of one side, outward from the core, that fits; whether it was cut."""
    if sum(c.cells for c in cells) <= room:
        return cells, cut
    kept = _taken(iter(cells), room - 1)
    beyond = cells[len(kept)].shown
    for back in range(min(WORD, len(kept))):
        last = kept[-1 - back].shown
        if not (_in_word(beyond) and _in_word(last)):
            return _trimmed(kept[: len(kept) - back]), True
        beyond = last
    return kept, True


def _in_word(shown: str) -> bool:
    return shown.isascii() and shown.isalnum()


def _taken(cells: Iterator[Cell], width: int) -> list[Cell]:
    kept: list[Cell] = []
    for cell in cells:
        width -= cell.cells
        if width < 0:
            break
        kept.append(cell)
    return kept
