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
    Code(
        "W621",
        "Term that is never found",
        "Whatever a listing says, this term does not come through: no text has it once it is read, "
        "another term is found in its place every time, or an innocent expression covers it "
        "wherever it stands between other words.",
    ),
    Code(
        "W622",
        "Innocent word that is a term",
        "A hit that covers an innocent word stands: only the longer word 第一百货 can keep 第一 "
        "away. What is both a term and an innocent word is found.",
    ),
    Code(
        "W623",
        "Exception that never holds",
        "No occurrence can meet it: the terms and tags under `for` have none in common, `unless` "
        "takes back what it asks for, no term lies inside the text that it must lie in, or term "
        "and context together are always a longer term or an innocent word.",
    ),
    Code(
        "W624",
        "Rules that always fire together",
        "On every listing that was tried, the examples of all rules or those given by `--corpus`, "
        "these rules found the same places, five times or more. One of them is probably enough.",
    ),
)
