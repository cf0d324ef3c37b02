"""Writes the generated pages of this folder: ``make docs``; ``--check`` only compares.

``language.md`` comes from the function registry and the grammar's notes, ``diagnostics.md`` from
the code tables, ``rules/`` from the shipped rules, ``coverage.md`` from these and the folder
``coverage/``, and the table of ``certificates.md`` from that of the papers, so that none can drift
from what it tells of. Pages under ``rules/`` of rules that are no more are deleted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from docs.coveragepage import page
from docs.lawcoverage import Coverage, coverage_of
from docs.lawentries import read_entries
from docs.paperpages import paper_rows, with_papers
from docs.rulepages import rule_pages
from listing_guard import Guard
from listing_guard.lang.codes import CODES as LANGUAGE
from listing_guard.lang.reference import markdown
from listing_guard.ruleset.codes import CODES as FRAME

HERE = Path(__file__).parent
RULES = HERE / "rules"
AS_OF = "2026-11-22"
"""The day on which coverage is probed, so that a page does not change overnight."""


def diagnostics() -> str:
    """Return the page of all diagnostic codes."""
    lines = [
        "# Diagnostics",
        "",
        "Every problem in a rule file has one of these codes. `E…` stops the load, `W…` is",
        "reported and the rule still works. `listing-guard rules explain CODE` prints one of them.",
        "",
        "This page is generated from the code tables; `make docs` writes it.",
    ]
    for code in sorted((*LANGUAGE, *FRAME), key=lambda each: (each.code[1:], each.code)):
        lines += ["", f"## {code.code}: {code.title}", "", code.explanation.strip()]
    return "\n".join(lines) + "\n"


def coverage(guard: Guard) -> Coverage:
    """Return the mapping of the law to the rules of a guard."""
    return coverage_of(*read_entries(HERE / "coverage"), guard.ruleset, guard)


def pages() -> tuple[dict[Path, str], Coverage]:
    """Return all generated pages, and the mapping of the law."""
    guard = Guard.load(as_of=AS_OF, lang="zh")
    found = coverage(guard)
    made = {
        HERE / "language.md": markdown(),
        HERE / "diagnostics.md": diagnostics(),
        HERE / "coverage.md": page(found),
        HERE / "certificates.md": _certificates(),
    }
    for name, text in rule_pages(guard.ruleset, _pack_titles(guard)).items():
        made[RULES / name] = text
    return made, found


def _certificates() -> str:
    """Return the page on certificates with its table of papers written anew."""
    text = (HERE / "certificates.md").read_text(encoding="utf-8")
    return with_papers(text, paper_rows(HERE.parent / "rules"))


def _pack_titles(guard: Guard) -> dict[str, tuple[tuple[str, str], ...]]:
    titles = {}
    for pack in guard.ruleset.packs:
        manifest = HERE.parent / "rules" / pack.name / "pack.yaml"
        title = yaml.safe_load(manifest.read_text(encoding="utf-8")).get("title", {})
        titles[pack.name] = tuple(title.items())
    return titles


def stale(made: dict[Path, str], folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the pages that are not as they would be made, and those of a folder to delete."""
    changed = [
        path
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    return changed, sorted(path for path in folder.rglob("*.md") if path not in made)


def write(made: dict[Path, str], folder: Path) -> list[str]:
    """Bring the pages up to date; return what was done."""
    changed, gone = stale(made, folder)
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8", newline="\n")
    for path in gone:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    return [*(f"{_name(path)} written" for path in changed), *(f"{_name(p)} deleted" for p in gone)]


def _name(path: Path) -> str:
    return path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else path.name


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name those that are out of date."""
    made, mapping = pages()
    faults = mapping.faults()
    for told in (*faults, *mapping.too_sure(), *mapping.notes()):
        print(f"coverage: {told}")
    if gaps := len(mapping.gaps()):
        print(f"coverage: {gaps} entries without a rule or a reason; see docs/coverage.md")
    if "--check" not in arguments:
        print("\n".join(write(made, RULES)) or "nothing to write")
        return 1 if faults else 0
    changed, gone = stale(made, RULES)
    for path in changed:
        print(f"{_name(path)} is out of date")
    for path in gone:
        print(f"{_name(path)} is of no rule")
    return 1 if changed or gone or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
