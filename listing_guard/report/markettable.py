"""The table of what differs between markets: verdict, score, and rules that do not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from listing_guard.report.layout import cell_len, cut, pad, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.model.report import Severity
    from listing_guard.report.markets import Markets
    from listing_guard.report.page import Page
    from listing_guard.report.words import Words

_GAP = 2
_NARROWEST_NAME = 20
"""Columns that the names of rules keep; markets that leave them less go into a further table."""
_NOTHING = "–"


class _Row(NamedTuple):
    name: str
    cells: tuple[str, ...]
    styles: tuple[str, ...]


def write_table(page: Page, markets: Markets, indent: int) -> None:
    """Write a row for the verdict, one for the score, and one for each rule that differs."""
    say = page.words
    rows = [*_heads(markets, say)]
    alike = 0
    for rule, found in markets.rules().items():
        if all(each == found[0] for each in found):
            alike += 1
        else:
            cells = tuple(_cell(each, say) for each in found)
            rows.append(
                _Row(visible(rule), cells, tuple(each[0] if each else "dim" for each in found))
            )
    codes = tuple(markets.reports)
    widths = [
        max(cell_len(codes[n]), *(cell_len(row.cells[n]) for row in rows))
        for n in range(len(codes))
    ]
    longest = max(cell_len(row.name) for row in rows)
    room = page.width - indent - min(longest, _NARROWEST_NAME)
    for number, columns in enumerate(_fitting(widths, room)):
        if number:
            page.line()
        taken = sum(widths[n] + _GAP for n in columns)
        name = min(longest, page.width - indent - taken)
        _write(page, _Row("", codes, ("bold",) * len(codes)), columns, widths, name, indent)
        for row in rows:
            _write(page, row, columns, widths, name, indent)
    if alike:
        page.paragraph(indent, say("alike", n=alike), "dim")


def _heads(markets: Markets, say: Words) -> Iterator[_Row]:
    reports = markets.reports.values()
    styles = {"block": "head-error", "review": "head-warning", "pass": "head-good"}
    yield _Row(
        say("market.verdict"),
        tuple(say.name("verdict", each.verdict) for each in reports),
        tuple(styles.get(each.verdict, "bold") for each in reports),
    )
    yield _Row(
        say("market.score"),
        tuple(str(each.score) for each in reports),
        ("",) * len(markets.reports),
    )


def _cell(found: tuple[Severity, int] | None, say: Words) -> str:
    if found is None:
        return _NOTHING
    severity, number = found
    name = say.name("severity", severity)
    return name if number == 1 else f"{name} ×{number}"


def _fitting(widths: list[int], room: int) -> Iterator[list[int]]:
    """Yield the columns of each table, as many as fit side by side."""
    columns: list[int] = []
    for number, width in enumerate(widths):
        if columns and sum(widths[n] + _GAP for n in columns) + width + _GAP > room:
            yield columns
            columns = []
        columns.append(number)
    yield columns


def _write(
    page: Page, row: _Row, columns: list[int], widths: list[int], name: int, indent: int
) -> None:
    gap = " " * _GAP
    page.line(
        ("", " " * indent + pad(cut(row.name, name), name)),
        *((row.styles[n], gap + pad(row.cells[n], widths[n])) for n in columns),
    )
