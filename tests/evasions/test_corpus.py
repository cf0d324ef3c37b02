"""The labelled evasions: found where they stand, marked, and nothing innocent with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from listing_guard import Guard, Report

CORPUS = Path(__file__).parents[2] / "corpora" / "evasions.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()
]
LEAST_RECALL = 0.97


def _violations(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [label for label in row["gold"] if label["label"] == "violation"]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    guard = Guard.load(market="CN", as_of="2026-11-22")
    return {row["id"]: guard.check(row["listing"]) for row in ROWS}


def _is_seen(report: Report, row: dict[str, Any], label: dict[str, Any]) -> bool:
    start = label.get("start", row["listing"][label["field"]].find(label["text"]))
    end = start + len(label["text"])
    return any(
        found.field == label["field"]
        and found.category == label["category"]
        and found.evaded
        and found.folds
        and found.start is not None
        and found.end is not None
        and found.start < end
        and start < found.end
        for found in report.violations
    )


def test_the_corpus_is_large() -> None:
    assert sum(bool(_violations(row)) for row in ROWS) >= 200
    assert sum(not _violations(row) for row in ROWS) >= 200


def test_evasions_are_found_and_marked(reports: dict[str, Report]) -> None:
    labels = [(row, label) for row in ROWS for label in _violations(row)]
    missed = [
        (row["id"], label["text"])
        for row, label in labels
        if not _is_seen(reports[row["id"]], row, label)
    ]
    assert len(missed) <= (1 - LEAST_RECALL) * len(labels), missed


def test_look_alikes_are_left_alone(reports: dict[str, Report]) -> None:
    alarms = [
        (
            row["id"],
            [(found.rule, found.text, found.folds) for found in reports[row["id"]].violations],
        )
        for row in ROWS
        if not _violations(row) and reports[row["id"]].violations
    ]
    assert alarms == []


def test_without_folds_the_words_are_missed() -> None:
    guard = Guard.load(market="CN", as_of="2026-11-22", folds=[])
    seen = sum(
        _is_seen(guard.check(row["listing"]), row, label)
        for row in ROWS[:60]
        for label in _violations(row)
    )
    assert seen <= 20  # hidden characters and markup are undone in any case
