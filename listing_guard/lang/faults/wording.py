"""Slips with words: the end too soon, chained comparisons, quantifiers, foreign operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.faults import tables
from listing_guard.lang.faults.fault import Fault, at, open_brackets
from listing_guard.lang.scan import KEYWORDS
from listing_guard.lang.show import show
from listing_guard.model.diagnostic import Problem

if TYPE_CHECKING:
    from listing_guard.lang.scan import Word


def empty(fault: Fault) -> Problem | None:
    """Nothing at all."""
    if fault.words:
        return None
    return Problem("E116", "the expression is empty", 0, 0, "write a pattern or a comparison")


def end(fault: Fault) -> Problem | None:
    """The source ends too soon: after an operator, or inside a bracket."""
    last = fault.before
    if fault.word is not None or last is None:
        return None
    if last.text in tables.NEEDS_MORE or (last.kind == "sign" and last.text not in (")", "]")):
        if last.text == "(" and fault.said(2) in ("any", "all", "none"):
            return unknown_quantifier(last)
        help_ = (
            "in YAML a ` #` cuts off the rest of the line; write it under `condition: |`"
            if last.kind == "name"
            else None
        )
        return at(last, "E108", f"something is missing after `{last.text}`", help_)
    opened = open_brackets(fault.words)
    if opened:
        return at(
            opened[-1], "E107", f"`{opened[-1].text}` is never closed", "add the closing bracket"
        )
    return None


def presence(fault: Fault) -> Problem | None:
    """``is not missing``, ``is null``, ``x not matches``."""
    word = fault.word
    if word is None:
        return None
    if fault.said(1) == "is":
        if word.text == "not":
            return at(word, "E105", "there is no `is not`", "write `is present` or `is missing`")
        lower = word.text.lower()
        known = (
            f"`is {lower}`" if lower in ("missing", "present") else "`is missing` or `is present`"
        )
        return at(word, "E105", f"`is {show(word.text)}` is unknown", f"write {known}")
    if fault.said(1) == "not" and word.text in ("matches", "contains", "under", "is"):
        return at(
            word,
            "E105",
            f"there is no `not {word.text}`",
            f"put `not` before the whole comparison: `not x {word.text} …`",
        )
    return None


def chain(fault: Fault) -> Problem | None:
    """A second comparison on the same level."""
    word = fault.word
    if word is None or word.text not in tables.COMPARATORS or fault.wants_value:
        return None
    level = 0
    for earlier in reversed(fault.words[: fault.index]):
        if earlier.text in (")", "]"):
            level += 1
        elif earlier.text in ("(", "["):
            level -= 1
        if level < 0 or (level == 0 and earlier.text in ("and", "or", ",")):
            return None
        if level == 0 and earlier.text in tables.COMPARATORS:
            help_ = "compare once, and join with `and` or `or`"
            if {earlier.text[0], word.text[0]} <= set("<>=!"):
                help_ = f"join two with `and`: `a {earlier.text} b and b {word.text} c`"
            return at(word, "E109", "comparisons do not chain", help_)
    return None


def quantifier_form(fault: Fault) -> Problem | None:
    """``any $a``, ``any of $a, $b``, ``one of …``, ``any(certificates)``."""
    word, before = fault.word, fault.said(1)
    if word is None:
        return None
    after_quantifier = before in ("any", "all", "none") and word.text not in ("of", "(")
    after_of = before == "of" and word.text != "("
    inside_of = fault.expected <= {"PATTERN", "PATTERN_GLOB"} and not after_of
    inside_list = before == "(" and fault.said(2) in ("any", "all", "none")
    no_condition = word.text in (")", "(") and fault.expected <= {"_COMMA", "_DOT", "_LSQB"}
    stray_of = word.text == "of" or before == "at" or (before == "for" and word.text in KEYWORDS)
    if after_quantifier or after_of or inside_of or inside_list or no_condition or stray_of:
        return unknown_quantifier(word)
    return None


def unknown_quantifier(word: Word) -> Problem:
    """Return the problem with every form that does exist as its help."""
    return at(
        word,
        "E112",
        f"unknown form of a quantifier at `{show(word.text)}`",
        "write `any of ($a, $b)`, `all of $x*`, `2 of $x*`, or over a list "
        '`any(certificates, type == "CCC")`',
    )


def foreign_word(fault: Fault) -> Problem | None:
    """``AND``, ``NOT``, ``like``, ``between``: at the fault, or read as a name just before it."""
    for word in (fault.word, fault.before):
        if word is None or word.kind != "name" or word.text in KEYWORDS:
            continue
        lower = word.text.lower()
        if lower in KEYWORDS:
            return at(word, "E105", f"keywords are lower case: `{word.text}`", f"write `{lower}`")
        if lower in tables.WORDS:
            return at(word, "E105", f"`{word.text}` is no operator", tables.WORDS[lower])
        if fault.wants_value:
            return None
    return None
