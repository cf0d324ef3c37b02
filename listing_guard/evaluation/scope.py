"""Leaving categories out of a comparison, on both sides alike."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection

    from listing_guard.evaluation.labels import Labelled
    from listing_guard.model.report import Report


def labels_without(row: Labelled, categories: Collection[str]) -> Labelled:
    """Return a row without its labels of some categories."""
    gold = tuple(label for label in row.gold if label.category not in categories)
    return row if gold == row.gold else dataclasses.replace(row, gold=gold)


def findings_without(report: Report, categories: Collection[str]) -> Report:
    """Return a report without its findings of some categories; score and verdict stay."""
    left = tuple(each for each in report.violations if each.category not in categories)
    return report if left == report.violations else replace(report, violations=left)
