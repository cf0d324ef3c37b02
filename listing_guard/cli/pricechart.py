"""A chart of prices that any terminal can show: ASCII alone, no colour, as wide as told.

Box-drawing characters are one column wide here and two there, so that a chart made of them falls
apart on half of the terminals in China.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.model.listing import PricePoint
    from listing_guard.prices.windows import PriceWindow

LISTED, PROMOTION, SOLD = "-", "=", "o"
HEIGHT = 9
_LABEL = 10
_TICKS = 4
_NARROWEST = 20


class Span(Struct, frozen=True):
    """What a chart shows: from ``begin`` until before ``end``, both aware in the market's zone."""

    begin: datetime
    end: datetime

    def column(self, at: datetime, width: int) -> int:
        """Return the column in which a moment lies, which may be outside of ``width``."""
        return int((at - self.begin) * width // (self.end - self.begin))


class _Step(Struct, frozen=True):
    begin: datetime
    end: datetime
    amount: Decimal
    sign: str


def chart(
    points: Sequence[PricePoint], span: Span, windows: Sequence[PriceWindow], width: int
) -> Iterator[str]:
    """Yield the lines of a chart. ``points`` are aware, by time, of one currency.

    A column shows the lowest price that was asked in its time, so that no short promotion is lost,
    and every sale. Under the days there is a line for each window, ``v`` at its lowest price.
    """
    steps = _steps(points, span)
    sales = [
        point for point in points if point.kind == "sold" and span.begin <= point.at < span.end
    ]
    amounts = [each.amount for each in steps] + [each.price.amount for each in sales]
    if not amounts:
        return
    scale = _Scale(amounts)
    margin = max(_LABEL, *(len(scale.label(number)) for number in range(scale.rows)))
    columns = max(width - margin - 2, _NARROWEST)
    rows = [[" "] * columns for _ in range(scale.rows)]
    for column, step in _lowest(steps, span, columns).items():
        rows[scale.row(step.amount)][column] = step.sign
    for sale in sales:
        rows[scale.row(sale.price.amount)][span.column(sale.at, columns)] = SOLD
    for number, row in enumerate(rows):
        yield f"{scale.label(number):>{margin}} |{''.join(row)}".rstrip()
    yield f"{'':{margin}} +{'-' * columns}"
    yield f"{'':{margin}}  {_days(span, columns)}".rstrip()
    for window in windows:
        yield f"{_name(window):>{margin}}  {_extent(window, span, columns)}".rstrip()


class _Scale:
    """Which row an amount is drawn in, and which amount stands beside a row."""

    def __init__(self, amounts: Sequence[Decimal]) -> None:
        self._low, self._high = min(amounts), max(amounts)
        self.rows = HEIGHT if self._low < self._high else 1
        self._labels: dict[int, Decimal] = {}
        for amount in sorted(set(amounts), reverse=True):
            self._labels[self.row(amount)] = amount

    def row(self, amount: Decimal) -> int:
        if self.rows == 1:
            return 0
        share = (self._high - amount) / (self._high - self._low)
        return int((share * (self.rows - 1)).to_integral_value())

    def label(self, row: int) -> str:
        return f"{self._labels[row]:f}" if row in self._labels else ""


def _steps(points: Sequence[PricePoint], span: Span) -> list[_Step]:
    asked = [point for point in points if point.kind != "sold" and point.at < span.end]
    steps = []
    for number, point in enumerate(asked):
        end = asked[number + 1].at if number + 1 < len(asked) else span.end
        if end > span.begin and end > point.at:
            sign = PROMOTION if point.kind == "promotion" else LISTED
            steps.append(_Step(max(point.at, span.begin), end, point.price.amount, sign))
    return steps


def _lowest(steps: Sequence[_Step], span: Span, columns: int) -> dict[int, _Step]:
    lowest: dict[int, _Step] = {}
    for step in steps:
        last = span.column(step.end - timedelta(microseconds=1), columns)
        for column in range(span.column(step.begin, columns), last + 1):
            held = lowest.get(column)
            if held is None or step.amount <= held.amount:
                lowest[column] = step
    return lowest


def _days(span: Span, columns: int) -> str:
    """Return days under their columns, the last one at the right edge."""
    line = [" "] * columns
    for number in range(_TICKS):
        at = span.begin + (span.end - span.begin) * number / (_TICKS - 1)
        day = min(at, span.end - timedelta(microseconds=1)).strftime("%m-%d")
        start = min(span.column(at, columns), columns - len(day))
        line[start : start + len(day)] = day
    return "".join(line)


def _name(window: PriceWindow) -> str:
    days = (window.last_day - window.first_day).days + 1
    return f"{days}d {'sold' if window.kind == 'sold' else 'asked'}"


def _extent(window: PriceWindow, span: Span, columns: int) -> str:
    """Return the window as ``[...v...]``; what lies outside of the chart is cut off."""
    first = datetime.combine(window.first_day, time(), span.begin.tzinfo)
    begin = max(span.column(first, columns), 0)
    end = min(span.column(window.start, columns), columns - 1)
    if end < 0 or begin >= columns:
        return ""
    line = [" "] * columns
    line[begin : end + 1] = "." * (end + 1 - begin)
    line[begin], line[end] = "[", "]"
    if window.basis == "lowest":
        at = min(
            max(point.at, first)
            for point in window.observations
            if point.price.amount == window.reference.amount
        )
        line[min(max(span.column(at, columns), begin), end)] = "v"
    return "".join(line)
