"""The table of papers in ``certificates.md``."""

from __future__ import annotations

from pathlib import Path

from docs.paperpages import END, START, paper_rows, with_papers

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "certificates.md").read_text(encoding="utf-8")
ROWS = paper_rows(ROOT / "rules")


def test_the_page_is_as_it_would_be_written() -> None:
    assert with_papers(PAGE, ROWS) == PAGE


def test_every_paper_stands_there_once_with_its_doubt() -> None:
    cells = PAGE[PAGE.index(START) : PAGE.index(END)].replace(" |", "<br>").split("<br>")
    for row in ROWS:
        (cell,) = [each for each in cells if f"/{row['id']}.md)" in each]
        assert cell.endswith(" ?") is not row["verified"]


def test_only_what_stands_between_the_marks_changes() -> None:
    page = f"before\n{START}\nold\n{END}\nafter\n"
    made = with_papers(page, ROWS[:1])
    assert made.startswith("before\n")
    assert made.endswith("\nafter\n")
    assert "old" not in made
