"""README and tutorial, executed as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.docs.pages import ROOT, blocks, clone, execute

if TYPE_CHECKING:
    from pathlib import Path

PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/prices.md",
    "docs/ledger.md",
    "docs/certificates.md",
    "docs/markets.md",
)
MOST_COMMANDS = 8
EXECUTED = {"console", "python", "yaml", "csv", "json"}
SHOWN = {"text", "sql"}
"""Pictures, and statements that `tests/ledger/test_documented_sql.py` runs."""
WRITTEN = {"yaml", "csv", "json"}
"""Blocks that are a file."""


@pytest.mark.parametrize("page", PAGES)
def test_every_block_comes_out_as_shown(page: str, tmp_path: Path) -> None:
    folder = clone(tmp_path)
    differences = execute(blocks(ROOT / page), folder)
    assert not differences, "\n\n".join(differences)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_one_that_is_executed(page: str) -> None:
    found = blocks(ROOT / page)
    fences = re.findall(r"^```", (ROOT / page).read_text(encoding="utf-8"), re.M)
    assert len(fences) == 2 * len(found), "a block without a language"
    assert {block.language for block in found} <= EXECUTED | SHOWN
    assert all(block.file for block in found if block.language in WRITTEN)


def test_the_tutorial_needs_few_commands() -> None:
    page = blocks(ROOT / "docs/tutorial.md")
    commands = [command.line for block in page for command in block.commands()]
    assert 0 < len(commands) <= MOST_COMMANDS, commands


def test_links_lead_somewhere() -> None:
    for page in (*PAGES, "CONTRIBUTING.md"):
        path = ROOT / page
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{page}: {target}"
