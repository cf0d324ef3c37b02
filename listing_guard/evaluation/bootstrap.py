"""Intervals by drawing the listings anew.

Labels of one listing stand or fall together, so the listing is the unit that is drawn: as many
listings as there are, with replacement, and every figure again from their counts (percentile
bootstrap; Efron 1979, Annals of Statistics 7). Nothing is checked again. The seed is fixed: the
same labels and findings give the same intervals.

A share of none or of all is the same in every draw, which says nothing of how sure it is. Its
interval is Wilson's, with the listings that it rests on as cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from random import Random
from typing import TYPE_CHECKING, TypeVar

from listing_guard.evaluation.measures import Measure, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from listing_guard.evaluation.measures import Interval

RESAMPLES = 1000
SEED = 20261122
TAIL = 0.025
"""What is cut off at each end of the drawn values."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Events:
    """In which listings something was found, missed or falsely flagged, once for each time."""

    found: Sequence[int]
    missed: Sequence[int]
    false: Sequence[int]

    @property
    def measure(self) -> Measure:
        """How many there are of each."""
        return Measure(len(self.found), len(self.missed), len(self.false))


@dataclass(frozen=True, slots=True)
class Intervals:
    """The 95 % intervals of a measure; ``None`` where there is no case."""

    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None


def intervals(
    events: Mapping[Key, Events],
    listings: int,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> dict[Key, Intervals]:
    """Return the intervals of several measures over the same listings, numbered from 0."""
    drawn: dict[Key, list[Measure]] = {key: [] for key in events}
    random = Random(seed)
    every = range(listings)
    for _ in range(resamples if listings else 0):
        times = [0] * listings
        for index in random.choices(every, k=listings):
            times[index] += 1
        how_often = times.__getitem__
        for key, each in events.items():
            drawn[key].append(
                Measure(
                    sum(map(how_often, each.found)),
                    sum(map(how_often, each.missed)),
                    sum(map(how_often, each.false)),
                )
            )
    return {key: _intervals(each, drawn[key]) for key, each in events.items()}


def _intervals(events: Events, drawn: Sequence[Measure]) -> Intervals:
    found, missed, false = set(events.found), set(events.missed), set(events.false)
    return Intervals(
        precision=_interval(events, drawn, len(found | false), lambda m: m.precision.value),
        recall=_interval(events, drawn, len(found | missed), lambda m: m.recall.value),
        f1=_interval(events, drawn, len(found | missed | false), lambda m: m.f1),
    )


def _interval(
    events: Events,
    drawn: Sequence[Measure],
    listings: int,
    value_of: Callable[[Measure], float | None],
) -> Interval | None:
    value = value_of(events.measure)
    if value is None:
        return None
    if value in (0, 1):
        return Share(listings if value else 0, listings).interval
    values = sorted(each for measure in drawn if (each := value_of(measure)) is not None)
    low, high = values[int(TAIL * len(values))], values[ceil((1 - TAIL) * len(values)) - 1]
    return min(low, value), max(high, value)
