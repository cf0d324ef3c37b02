"""Findings at repeated words: on the occurrence that is too many, read only when a rule asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench import found, missing

if TYPE_CHECKING:
    from tests.workbench import Workbench

STUFFED = 'condition: any(repeats, field == "title" and count > 2 and not brand)'
LAMPS = {"title": "Lumora lamp, desk lamp, LED Lamps by Lumora for Lumora", "brand": "Lumora"}


def test_the_finding_stands_on_the_last_occurrence(workbench: Workbench) -> None:
    (one,) = workbench.guard(STUFFED).check(LAMPS).violations
    assert (one.field, one.start, one.end, one.text) == ("title", 28, 33, "Lamps")
    assert (one.message, one.plain) == ("Lamps", "lamps")
    assert one.evidence == {"repeat": {"count": 3, "adjacent": False}}


def test_every_text_but_prose_is_read(workbench: Workbench) -> None:
    guard = workbench.guard("condition: any(repeats, count == 2)")
    report = guard.check(
        {
            "title": "<b>Cup</b>, cup",
            "subtitle": "Mug mug",
            "selling_points": ["Fits", "bowl and bowl"],
            "description": "jug and jug",
            "attributes": {"Search terms": ["plate", "tray tray"], "Pieces": 2},
            "skus": [{"name": "保温杯 红色保温杯"}],
            "images": [{"text": "pot pot"}],
        }
    )
    assert [(each.field, each.text) for each in report.violations] == [
        ("title", "cup"),
        ("subtitle", "mug"),
        ("selling_points[1]", "bowl"),
        ('attributes["Search terms"][1]', "tray"),
        ("skus[0].name", "保温杯"),
    ]


@pytest.mark.parametrize(
    ("condition", "placed"),
    [
        ("any(repeats, adjacent)", ["cup"]),
        ('any(repeats, text in ["mug", "jug"])', ["mug"]),
        ("all(repeats, count < 3)", ["cup", "mug"]),
        ("any(repeats, adjacent) and any(repeats, not adjacent)", ["cup", "mug"]),
        ('any(repeats, count > 1 and field == "Title") or any(repeats, adjacent)', ["cup", "mug"]),
        ("count(repeats) == 2", ["None"]),
        ("none(repeats, count > 2)", ["None"]),
        ("any(repeats, count > 2)", []),
        ('any(repeats, field == "subtitle")', []),
    ],
)
def test_what_a_true_condition_rests_on(
    workbench: Workbench, condition: str, placed: list[str]
) -> None:
    guard = workbench.guard(f"condition: {condition}")
    assert found(guard.check({"title": "Cup cup, mug for a mug"})) == placed


def test_a_listing_without_repeats_misses_nothing(workbench: Workbench) -> None:
    report = workbench.guard(STUFFED).check({"title": "Lamp"})
    assert (found(report), missing(report)) == ([], [])


def test_words_are_read_once_and_only_where_the_gate_is_open(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        "listing_guard.evaluate.passages.repeats_in",
        lambda where, brand: read.append(where.path) or (),
    )
    guard = workbench.guard(
        'applies: platform == "amazon"\ncondition: count(repeats) > 1 or any(repeats, count > 2)'
    )
    guard.check({"title": "Cup", "platform": "ebay"})
    assert read == []
    guard.check({"title": "Cup", "selling_points": ["Mug"], "platform": "amazon"})
    assert read == ["title", "selling_points[0]"]


def test_only_the_field_that_is_asked_for_is_read(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        "listing_guard.evaluate.passages.repeats_in",
        lambda where, brand: read.append(where.path) or (),
    )
    guard = workbench.guard('condition: any(repeats, count > 2 and field == "title")')
    guard.check({"title": "Cup", "subtitle": "Mug", "selling_points": ["Bowl"]})
    assert read == ["title"]
    guard = workbench.guard('condition: none(repeats, it.field == "subtitle" or count > 2)')
    guard.check({"title": "Cup", "subtitle": "Mug"})
    assert read == ["title", "title", "subtitle"]
