"""Every diagnostic is documented, and every documented one can be seen."""

from __future__ import annotations

import re
from pathlib import Path

import listing_guard
from listing_guard.ruleset.codes import CODES, all_codes, severity_of

PACKAGE = Path(listing_guard.__file__).parent
GOLDEN = Path(__file__).parents[1] / "diagnostics"
SHOWN_ELSEWHERE = {"E501", "E508", "W624"}
"""Those that no file alone can give; see `test_load`, and `test_rules` of the command line."""


def test_codes_are_unique_and_sorted() -> None:
    codes = [row.code for row in all_codes()]
    assert len(codes) == len(set(codes))
    assert {row.code for row in CODES} < set(codes)
    assert all(row.title and row.explanation for row in all_codes())


def test_every_code_that_is_used_is_documented() -> None:
    used = {
        code
        for folder in ("ruleset", "match", "lang")
        for file in (PACKAGE / folder).rglob("*.py")
        if not file.name.startswith("codes")
        for code in re.findall(r'"([EW]\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert used <= {row.code for row in all_codes()}
    assert {row.code for row in CODES} <= used


def test_every_code_has_a_bad_file() -> None:
    shown = {
        code
        for file in GOLDEN.glob("*.out")
        for code in re.findall(r"\[([EW]\d{3})\]", file.read_text(encoding="utf-8"))
    }
    assert {row.code for row in CODES} - shown == SHOWN_ELSEWHERE


def test_warnings_begin_with_w() -> None:
    assert severity_of("W601") == "warning"
    assert severity_of("E301") == "error"
    assert all(row.severity == severity_of(row.code) for row in CODES)
