"""The writers' output, whole, for made-up reports.

After a wanted change: ``REGENERATE_GOLDEN=1 pytest tests/report/test_report_golden.py``, and read
the difference before it is committed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from listing_guard.report import json_, jsonl, text
from listing_guard.report.run import Summary
from tests.report.samples import Sample, chinese, english, hostile, make_up, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

GOLDEN = Path(__file__).parent / "golden"

CASES: dict[str, tuple[ModuleType, Callable[[], list[Sample]], str, dict[str, object]]] = {
    **{
        f"text-{lang}-{width}.txt": (text, samples, lang, {"width": width, "colour": False})
        for lang, samples in (("zh", chinese), ("en", english))
        for width in (60, 80, 120)
    },
    "text-zh-colour.txt": (text, chinese, "zh", {"width": 80, "colour": True}),
    "text-en-colour.txt": (text, english, "en", {"width": 80, "colour": True}),
    "text-zh-quiet.txt": (text, chinese, "zh", {"width": 80, "quiet": True}),
    "text-zh-full.txt": (text, chinese, "zh", {"width": 80, "passing": "full", "most": 2}),
    "text-hostile.txt": (text, hostile, "zh", {"width": 80, "colour": False}),
    "zh.json": (json_, chinese, "zh", {}),
    "en.jsonl": (jsonl, english, "en", {}),
    "zh.jsonl": (jsonl, chinese, "zh", {}),
    "hostile.jsonl": (jsonl, hostile, "zh", {}),
}


def rendered(name: str) -> str:
    module, samples, lang, options = CASES[name]
    out = io.StringIO()
    writer = module.Writer(out, run(lang), make_up=make_up, **options)
    summary = Summary()
    writer.begin()
    for report, listing in samples():
        summary.add(report)
        writer.write(report, listing)
    writer.end(summary)
    return out.getvalue()


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_it_was(name: str) -> None:
    path = GOLDEN / name
    output = rendered(name)
    if os.environ.get("REGENERATE_GOLDEN"):
        path.write_bytes(output.encode())
    assert output == path.read_bytes().decode()


def test_there_is_no_golden_file_without_a_case() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)


def test_a_piped_report_is_80_columns_wide_and_plain() -> None:
    out = io.StringIO()
    writer = text.Writer(out, run("zh"), make_up=make_up)
    summary = Summary()
    for report, listing in chinese():
        summary.add(report)
        writer.write(report, listing)
    writer.end(summary)
    assert out.getvalue() == (GOLDEN / "text-zh-80.txt").read_bytes().decode()
