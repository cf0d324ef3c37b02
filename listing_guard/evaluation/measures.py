"""Shares, and what is made of them.

A share of few cases says little, so each comes with Wilson's 95 % interval (Wilson 1927, JASA 22;
without continuity correction), which stays within 0–1 and is right for small numbers. It takes
the cases to be independent; see `bootstrap` for measures, whose cases come listing by listing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` cases."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share; ``None`` of no cases."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval; ``None`` of no cases."""
        n = self.whole
        if not n:
            return None
        p, z2 = self.part / n, Z * Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        low = 0.0 if self.part == 0 else max(0.0, middle - half)
        high = 1.0 if self.part == n else min(1.0, middle + half)
        return low, high


@dataclass(frozen=True, slots=True)
class Measure:
    """Labelled violations found and missed, and false alarms."""

    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> Share:
        """Of what was flagged, how much was a violation."""
        return Share(self.found, self.found + self.false)

    @property
    def recall(self) -> Share:
        """Of the violations, how many were found."""
        return Share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; ``None`` where there was nothing to find or flag."""
        cases = 2 * self.found + self.missed + self.false
        return 2 * self.found / cases if cases else None
