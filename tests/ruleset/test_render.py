"""What a terminal shows: carets under what is meant, nothing that it would obey."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from rich.cells import cell_len

from listing_guard.model.diagnostic import Diagnostic
from listing_guard.ruleset.render import render


def found(line: str, column: int, length: int = 1, **more: str) -> Diagnostic:
    return Diagnostic(
        path=more.get("path", "a.yaml"),
        line=7,
        column=column,
        code="E301",
        severity="error",
        message=more.get("message", "no"),
        length=length,
        source_line=line,
        help=more.get("help"),
    )


def test_the_layout() -> None:
    one = found("键: 最好 and or", 11, 2, help="try again")
    assert render([one]) == dedent(
        """\
        error[E301]: no
          --> a.yaml:7:11
           |
         7 | 键: 最好 and or
           |              ^^
           = help: try again
        """
    )


def test_none_and_several() -> None:
    assert render([]) == ""
    assert render([found("a", 1), found("b", 1)]).count("\n\nerror[E301]") == 1


@pytest.mark.parametrize(
    ("line", "column", "length", "under"),
    [
        ("plain x", 7, 1, "x"),
        ("最好 x", 4, 1, "x"),
        ("ｆｕｌｌ x", 6, 1, "x"),
        ("e\u0301 x", 4, 1, "x"),
        ("\ta\tx", 4, 1, "x"),
        ("😀 x", 3, 1, "x"),
        ("最好看", 2, 1, "好"),
        ("\u200b\x1b[31m x", 8, 1, "x"),
        ("a" * 500 + "x" + "b" * 500, 501, 1, "x"),
        ("最" * 500 + "好" + "看" * 500, 501, 1, "好"),
        ("x" + "b" * 500, 1, 1, "x"),
    ],
)
def test_the_caret_stands_under_what_is_meant(
    line: str, column: int, length: int, under: str
) -> None:
    rows = render([found(line, column, length)]).splitlines()
    source, carets = rows[3].partition("| ")[2], rows[4].partition("| ")[2]
    before = cell_len(carets) - len(carets.lstrip())
    shown = ""
    for char in source:
        if cell_len(shown) == before:
            assert char == under
            break
        shown += char
    else:
        pytest.fail("the caret is beyond the line")
    assert carets.count("^") == cell_len(under)
    assert cell_len(source) <= 130


def test_control_characters_are_written_out() -> None:
    text = render([found("a\x1b[31m\u202eb", 1, message="\x1b]0;x\x07", path="\x9b.yaml")])
    assert "\x1b" not in text
    assert "<U+001B>[31m<U+202E>b" in text
    assert "<U+009B>.yaml" in text


def test_colour_changes_nothing_but_colour() -> None:
    one = [found("键: 最好", 4, 2, help="try again")]
    assert "\x1b[" in render(one, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", render(one, colour=True)) == render(one)


def test_a_diagnostic_without_a_line() -> None:
    assert render([found("", 1)]) == "error[E301]: no\n  --> a.yaml:7:1\n"
