"""Writes the generated pages of this folder: ``make docs``; ``--check`` only compares.

``language.md`` comes from the function registry and the grammar's notes, ``diagnostics.md`` from
the code tables, so that neither can drift from the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

from listing_guard.lang.codes import CODES as LANGUAGE
from listing_guard.lang.reference import markdown
from listing_guard.ruleset.codes import CODES as FRAME

HERE = Path(__file__).parent


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


PAGES = {"language.md": markdown, "diagnostics.md": diagnostics}


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` name those that are out of date."""
    stale = []
    for name, page in PAGES.items():
        path, text = HERE / name, page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name} {'is out of date' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
