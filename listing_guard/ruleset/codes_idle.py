"""Diagnostics about parts of rules that do nothing, or are out of date: W62x."""

from __future__ import annotations

from listing_guard.model.diagnostic import Code

IDLE: tuple[Code, ...] = (
    Code(
        "W620",
        "Checked on a day that cannot stand",
        "`checked` is the day on which somebody last compared the rule with the law's text. It "
        "cannot lie in the future, and a law that came into force after it has not been compared. "
        "`rules list --stale 365d` lists the rules that were not checked for long.",
    ),
)
