"""Small packs for tests: write a rule in YAML, get a guard that knows only it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

from listing_guard import Guard

if TYPE_CHECKING:
    from pathlib import Path

    from listing_guard import Report

_RULE = """
schema: 1
{definitions}
rules:
- id: rule
  title: A rule
  category: absolute-claim
  severity: error
  message: "{{match}}"
{body}
  examples: {{flag: [x], pass: [y]}}
"""


@dataclass
class Workbench:
    """Writes packs under a folder."""

    folder: Path

    def write(self, path: str, text: str) -> Path:
        """Write a file, its text dedented."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return target

    def guard(self, body: str, *, definitions: str = "", **options: Any) -> Guard:
        """Return a guard for one rule with the given body (YAML keys of a rule)."""
        text = _RULE.format(
            body=indent(dedent(body).strip("\n"), "  "), definitions=dedent(definitions).strip("\n")
        )
        path = self.folder / "pack.yaml.d" / "house.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        options.setdefault("market", "CN")
        options.setdefault("as_of", "2026-11-22")
        return Guard.load(packs=[path], **options)


def found(report: Report) -> list[str]:
    """Return the plain texts of a report's findings, in order."""
    return [str(violation.plain) for violation in report.violations]


def excused(report: Report) -> list[tuple[str, str]]:
    """Return the exempted texts of a report with the exemption's name."""
    return [(each.text, each.exemption) for each in report.exempted]


def missing(report: Report) -> list[str]:
    """Return the fields that some rule could not be evaluated for want of."""
    return [each.missing for each in report.not_evaluated]
