"""The grammar has no collisions, and the lists beside it agree with it."""

from __future__ import annotations

import re
import subprocess
import sys

from lark import Lark

from listing_guard.lang.faults.diagnose import _LABELS
from listing_guard.lang.parser import grammar, parse
from listing_guard.lang.scan import KEYWORDS, scan


def test_builds_in_strict_mode() -> None:
    # Needs interegular, else Lark would not look for collisions at all.
    import interegular

    assert interegular is not None
    built = Lark(grammar(), parser="lalr", lexer="contextual", strict=True)
    assert built.parse('price > 5 and not $a in title or "x" in trademarks')


def test_keywords_are_those_of_the_grammar() -> None:
    lookahead = re.search(r"^NAME: /\(\?!\(\?:([a-z|]+)\)", grammar(), re.MULTILINE)
    assert lookahead is not None
    assert frozenset(lookahead[1].split("|")) == KEYWORDS


def test_labels_name_terminals_of_the_grammar() -> None:
    known = {terminal.name for terminal in Lark(grammar(), parser="lalr").terminals} | {"$END"}
    assert {name for name, _ in _LABELS} <= known


def test_keywords_may_begin_names() -> None:
    for word in sorted(KEYWORDS):
        assert parse(f"{word}x == {word}_id or {word}原")


def test_scanner_loses_nothing() -> None:
    source = '$a* and (x <= 2.5kg) or "“" \t! é　== 7d // 2026-11-11 \'open'
    words = list(scan(source))
    assert (
        "".join(word.text for word in words)
        == re.sub(r"\s", "", source.replace("'open", "")) + "'open"
    )
    assert all(source[word.start : word.end] == word.text for word in words)


def test_importing_the_language_loads_no_parser() -> None:
    code = (
        "import sys; import listing_guard.lang.evaluate, listing_guard.lang.parser; "
        "import listing_guard.lang.check; print('lark' in sys.modules, 'yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "False"
