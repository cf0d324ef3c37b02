"""A rule set from the cache is the one that would be loaded, and never an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from listing_guard.cache import folder
from listing_guard.ruleset import load, stored
from listing_guard.ruleset.load import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

PACK = """\
schema: 1
name: {name}
version: 1.0.0
title: {{zh: 自家, en: House}}
markets: [CN]
"""
RULE = """\
schema: 1
rules:
- id: word
  title: {{zh: 词, en: Word}}
  category: absolute-claim
  severity: warning
  fields: [title]
  patterns:
    $claim: [{word}]
    $shape: {{regex: "(?:第[一二三]{{1,2}}|[0-9]+)名[好佳]"}}
  condition: any of ($claim, $shape) and price > 1.50
  message: {{zh: 有词, en: A word}}
  examples:
    flag: [{{title: {word}的杯子, price: 2}}]
    pass: [{{title: 杯子, price: 2}}]
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(folder.VARIABLE, str(tmp_path / "kept"))
    home = tmp_path / "house"
    home.mkdir()
    (home / "pack.yaml").write_text(PACK.format(name="house"), "utf-8")
    (home / "rules.yaml").write_text(RULE.format(word="天下无双"), "utf-8")
    return home


def _loads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count what is read from rule files."""
    read: list[object] = []
    loader = load._Loader

    def counting(*args: object) -> object:
        read.append(args)
        return loader(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "_Loader", counting)
    return read


def test_the_second_load_is_from_the_cache_and_the_same(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = _loads(monkeypatch)
    first = load_ruleset([pack])
    second = load_ruleset([pack])
    assert len(read) == 1
    assert [each.code for each in first.diagnostics] == ["W606"]
    assert first.diagnostics == second.diagnostics
    assert second.ruleset == first.ruleset
    assert second.ruleset is not first.ruleset
    (one,), (other,) = (each.ruleset.rules for each in (first, second) if each.ruleset)
    for name, pattern in one.patterns.items():
        for mine, yours in zip(pattern.entries, other.patterns[name].entries, strict=True):
            assert (mine.literals, mine.companions) == (yours.literals, yours.companions)


def test_shipped_packs_come_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folder.VARIABLE, str(tmp_path))
    first = load_ruleset(["eu-price"])
    read = _loads(monkeypatch)
    assert load_ruleset(["eu-price"]).ruleset == first.ruleset
    assert read == []


def test_a_changed_file_is_seen(pack: Path) -> None:
    before = load_ruleset([pack]).ruleset
    (pack / "rules.yaml").write_text(RULE.format(word="举世无双"), "utf-8")
    after = load_ruleset([pack]).ruleset
    assert before is not None
    assert after is not None
    assert after.rules[0].patterns["$claim"].entries[0].text == "举世无双"
    assert after.sha256 != before.sha256


def test_a_required_pack_beside_is_seen(pack: Path) -> None:
    beside = pack.parent / "base"
    beside.mkdir()
    (beside / "pack.yaml").write_text(PACK.format(name="base"), "utf-8")
    (pack / "pack.yaml").write_text(PACK.format(name="house") + "requires: [base]\n", "utf-8")
    assert load_ruleset([pack]).ruleset is not None
    (beside / "rules.yaml").write_text(RULE.format(word="盖世无双"), "utf-8")
    loaded = load_ruleset([pack]).ruleset
    assert loaded is not None
    assert [rule.id for rule in loaded.rules] == ["base/word", "house/word"]


def test_faults_are_told_every_time(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "rules.yaml").write_text(RULE.format(word="天下无双") + "  wrong: 1\n", "utf-8")
    read = _loads(monkeypatch)
    first, second = load_ruleset([pack]), load_ruleset([pack])
    assert len(read) == 2
    assert first.diagnostics == second.diagnostics != ()


def test_linting_reads_the_files(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_ruleset([pack])
    read = _loads(monkeypatch)
    load_ruleset([pack], today="2026-11-22")
    assert len(read) == 1


def test_what_was_harmed_or_is_of_another_shape_is_loaded_anew(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_ruleset([pack]).ruleset
    read = _loads(monkeypatch)
    (kept,) = (pack.parent / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert load_ruleset([pack]).ruleset == first
    folder.write(kept.stem, b"\x93\x01\x02\x03")
    assert load_ruleset([pack]).ruleset == first
    assert len(read) == 2
    again = stored.recall(kept.stem)
    assert again is not None
    assert again.ruleset == first
