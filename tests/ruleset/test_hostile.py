"""Whatever a file holds, loading gives diagnostics and no exception, and soon."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.ruleset.load import Loaded, load_ruleset
from listing_guard.ruleset.render import render

NOWHERE = Path("no-such-folder")
FULL = Path(__file__).parent / "packs" / "full"
SOON = 5.0
"""Seconds; what is not linear takes minutes with these inputs."""


def load(folder: Path, data: bytes) -> Loaded:
    """Load one file of these bytes, and render what is said of it."""
    path = folder / "hostile.yaml"
    path.write_bytes(data)
    begin = time.process_time()
    loaded = load_ruleset([path], shipped=NOWHERE)
    text = render(loaded.diagnostics)
    assert time.process_time() - begin < SOON
    assert all(char.isprintable() or char.isspace() for char in text), "safe on a terminal"
    assert "\x1b" not in text
    assert "\r" not in text
    return loaded


RULE = """schema: 1
rules:
- id: a
  title: a
  category: price
  severity: info
  message: a
  examples: {flag: [a], pass: [b]}
"""
HEAD = RULE.encode() + b"  condition: $a\n  patterns: {$a: "
"""A rule up to the value of its one pattern."""

BOMBS = {
    "lists": b"[" * 500_000,
    "mappings": b"{a: " * 200_000,
    "dashes": b"- " * 500_000,
    "questions": b"? " * 200_000,
    "quotes": b'"' + b"a" * 2_000_000,
    "aliases": b"a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n",
    "self alias": b"a: &a [*a]\n",
    "many keys": b"schema: 1\nrules: []\n" + b"".join(b"k%d: 1\n" % n for n in range(20_000)),
    "many documents": b"---\n" * 100_000,
    "many anchors": b"".join(b"- &a%d x\n" % n for n in range(50_000)),
    "long plain": b"schema: 1\nrules: " + b"x " * 500_000,
    "long key": b"x" * 1_000_000 + b": 1",
    "nested patterns": HEAD
    + b"{except: [{near: {any_of: [" * 12 + b"}]}}]}" * 12 + b"}\n",
    "long condition": RULE.encode() + b"  condition: |\n    " + b"$a or " * 200_000 + b"$a\n",
    "deep condition": RULE.encode() + b"  condition: " + b"(" * 4_000 + b"price" + b")" * 4_000,
    "deep not": RULE.encode() + b"  condition: " + b"not " * 2_000 + b"true\n",
    "long regex": HEAD + b"{regex: '" + b"a?" * 100_000
    + b"'}}\n",
    "big repeat": HEAD + b"{regex: '((a{99}){99}){99}'}}\n",
    "deep regex": HEAD + b"{regex: '" + b"(" * 1_900
    + b")" * 1_900 + b"'}}\n",
    "long term": HEAD + b"[" + b"a" * 1_000_000 + b"]}\n",
    "many terms": HEAD + b"["
    + b",".join(b"w%d" % n for n in range(50_000)) + b"]}\n",
    "chain of patterns": RULE.encode() + b"  condition: $p0\n  patterns:\n"
    + b"".join(
        b"    $p%d: {words: x, except: [{name: e, inside: $p%d}]}\n" % (n, n + 1)
        for n in range(3_000)
    ) + b"    $p3000: x\n",
    "nul bytes": b"\0" * 1000,
    "latin": "é".encode("latin-1") * 100,
    "utf-32": "schema: 1".encode("utf-32"),
    "too large": b"#" * 8_000_001,
    "bidi": 'schema: 1\nrules: "\u202e\u2066"\n\u202e: 1\n'.encode(),
    "escape codes": b'schema: "\\e[31m"\nrules: "\\0"\n',
}  # fmt: skip

ODD_BUT_GOOD = ("many terms", "chain of patterns", "deep regex")


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_give_diagnostics(name: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, BOMBS[name])
    assert loaded.diagnostics
    if name not in ODD_BUT_GOOD:
        assert loaded.ruleset is None


@settings(deadline=None, max_examples=150)
@given(data=st.binary(max_size=300))
def test_random_bytes(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    loaded = load(tmp_path_factory.mktemp("bytes"), data)
    assert loaded.ruleset is None


_BITS = [
    "",
    "\n",
    " ",
    "  ",
    ": ",
    "- ",
    "{",
    "]",
    "'",
    '"',
    "*x",
    "!t ",
    "#",
    "\t",
    "，",
    "$",
    "|",
]
_SEEDS = [path.read_text(encoding="utf-8") for path in sorted(FULL.rglob("*.yaml"))]


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_damaged_files(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A good file with a few characters taken out, doubled or put in loads or is explained."""
    text = data.draw(st.sampled_from(_SEEDS))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        size = data.draw(st.integers(0, 12))
        put = data.draw(st.sampled_from(_BITS))
        text = text[:at] + put + text[at + size :]
    load(tmp_path_factory.mktemp("damaged"), text.encode())


_KEYS = [
    "schema",
    "rules",
    "definitions",
    "id",
    "title",
    "patterns",
    "$a",
    "words",
    "regex",
    "except",
    "name",
    "near",
    "any_of",
    "all_of",
    "within",
    "condition",
    "when",
    "examples",
    "flag",
    "basis",
    "law",
    "article",
    "from",
    "fields",
    "severity",
    "for",
    "tag",
    "unless",
    "replace",
    "names",
    "message",
    "zh",
    "lexicon",
    "innocent",
    "applies",
    "missing",
]
_LEAVES = st.sampled_from(
    ["1", 1, None, True, "", "$a", "$a and", "最好", "[", "(?=a)", "error", "{match}", "x/y", 3.5]
)


@settings(deadline=None, max_examples=200)
@given(
    body=st.recursive(
        _LEAVES,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.sampled_from(_KEYS), inner, max_size=6),
        ),
        max_leaves=40,
    )
)
def test_any_shape_under_any_key(body: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Known keys with whatever value, at whatever depth."""
    for content in (body, {"schema": 1, "rules": [body]}, {"schema": 1, "definitions": body}):
        text = yaml.safe_dump(content, allow_unicode=True)
        load(tmp_path_factory.mktemp("shapes"), text.encode())


@settings(deadline=None, max_examples=100)
@given(body=st.dictionaries(st.sampled_from(_KEYS), _LEAVES | st.lists(_LEAVES), max_size=5))
def test_any_shape_in_a_rule(
    body: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rule = yaml.safe_load(RULE)["rules"][0] | {"condition": "$a", "patterns": {"$a": body}} | body
    text = yaml.safe_dump({"schema": 1, "rules": [rule]}, allow_unicode=True)
    load(tmp_path_factory.mktemp("rule"), text.encode())
