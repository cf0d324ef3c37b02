"""The table of papers by goods and market in ``certificates.md``, from rows of ``world-cert``."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import yaml

from docs.mdtext import link, plain, table
from docs.rulepages import page_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

START = "<!-- papers: written by `make docs` from rules/world-cert/tables/papers.yaml -->"
END = "<!-- /papers -->"
PACK = "world-cert"
COLUMNS = (
    ("US", ("US",)),
    ("EU", ("EU", "DE")),
    ("GB", ("GB",)),
    ("CA, AU, JP, KR", ("CA", "AU", "JP", "KR")),
)
"""Heads and the markets below them; a market that is not the head is named."""


def paper_rows(rules: Path) -> list[dict[str, Any]]:
    """Return the rows of the table of papers, as the pack has them."""
    text = (rules / PACK / "tables" / "papers.yaml").read_text(encoding="utf-8")
    return list(yaml.safe_load(text)["rows"])


def with_papers(page: str, rows: Sequence[dict[str, Any]]) -> str:
    """Return a page with its part between the marks written anew."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return "\n".join([before + START, *_table(rows), END + after])


def _table(rows: Sequence[dict[str, Any]]) -> list[str]:
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row["note"], len(first))
    ordered = sorted(rows, key=lambda row: first[row["note"]])
    lines = [
        [plain(family), *(_cell(within, head, markets) for head, markets in COLUMNS)]
        for family, of in groupby(ordered, key=lambda row: str(row["note"]))
        for within in [list(of)]
    ]
    return ["", *table(["goods", *(head for head, _ in COLUMNS)], lines), ""]


def _cell(rows: Iterable[dict[str, Any]], head: str, markets: Sequence[str]) -> str:
    return "<br>".join(_paper(row, head) for row in rows if row["market"] in markets)


def _paper(row: dict[str, Any], head: str) -> str:
    place = "" if row["market"] == head else f"{row['market']}: "
    since = f" since {row['since']}" if "since" in row else ""
    doubt = "" if row["verified"] else " ?"
    told = link(row["paper"], "rules/" + page_name(f"{PACK}/{row['id']}"))
    return f"{place}{told} ({plain(row['law'])}{since}){doubt}"
