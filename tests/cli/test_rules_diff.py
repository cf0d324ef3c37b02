"""``rules diff``: two versions of a pack, and what the difference finds."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.cli.conftest import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

PACK = "schema: 1\nname: house\nversion: {version}\nmarkets: [CN]\n"
LEXICON = """\
schema: 1
innocent: [神奇宝贝]
entries:
- 神奇
- {term: 魔力, tags: [strong]}
- 奇效
"""
OLD = RULES.replace(
    "patterns: {$w: [神奇]}",
    """patterns:
    $w:
      lexicon: wonders
      except:
      - {name: own, preceded_by: {words: [本店], within: 2}}""",
)


@pytest.fixture
def versions(here: Path) -> tuple[str, str]:
    """Write one pack twice; the second is changed by the tests."""
    for version in ("one", "two"):
        pack = here / version / "house"
        (pack / "lexicons").mkdir(parents=True)
        (pack / "pack.yaml").write_text(PACK.format(version="1.0.0"))
        (pack / "rules.yaml").write_text(OLD, encoding="utf-8")
        (pack / "lexicons" / "wonders.yaml").write_text(LEXICON, encoding="utf-8")
    return "one/house", "two/house"


def change(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def changed(here: Path, versions: tuple[str, str]) -> tuple[str, str]:
    """Change a rule, its exception, a lexicon; take a rule away and bring another."""
    change(
        here / "two/house/rules.yaml",
        ("id: banned", "id: forbidden"),
        ("severity: warning", "severity: info"),
        ("within: 2", "within: 4"),
        ("[本店]", "[本店, 自家]"),
        ("flag: [神奇海绵]", "flag: [神奇海绵, 魔力擦]"),
    )
    change(
        here / "two/house/lexicons/wonders.yaml",
        ("- 奇效\n", "- 奇迹\n"),
        ("tags: [strong]", "tags: [weak]"),
    )
    return versions


def row(name: str, title: str, *gold: tuple[str, str]) -> str:
    labels = [
        {"field": "title", "text": text, "category": "efficacy-claim", "label": label}
        for text, label in gold
    ]
    return json.dumps({"id": name, "market": "CN", "listing": {"title": title}, "gold": labels})


def test_equal_versions_do_not_differ(cli: Cli, here: Path, versions: tuple[str, str]) -> None:
    (here / "goods.csv").write_text("id,title\na,神奇海绵\n", encoding="utf-8")
    assert cli("rules", "diff", *versions).out == "rules: no difference\n"
    result = cli("rules", "diff", *versions, "--corpus", "goods.csv")
    assert result.code == 0
    assert result.out.endswith("findings in 1 listing: 0 appear, 0 disappear, 0 change\n")


def test_every_kind_of_change_is_told(cli: Cli, changed: tuple[str, str]) -> None:
    result = cli("rules", "diff", *changed)
    assert result.code == 1
    assert result.out == dedent(
        """\
        rules: 1 added, 1 removed, 1 changed
          + house/forbidden  error  absolute-claim  禁用词
          - house/banned  error  absolute-claim  禁用词
          ~ house/doubtful
              severity: warning → info
              examples:
                + flag: 魔力擦
              $w except own preceded_by:
                - within 2 chars
                + within 4 chars  自家
        lexicons: 1 changed
          house/wonders:
            - 奇效
            + 奇迹
            ~ 魔力
        """
    )


def test_the_json_says_the_same(cli: Cli, changed: tuple[str, str]) -> None:
    told = json.loads(cli("rules", "diff", *changed, "--format", "json").out)
    assert told["rules"]["added"] == ["house/forbidden"]
    assert told["rules"]["removed"] == ["house/banned"]
    keys = {each["key"]: each for each in told["rules"]["changed"]["house/doubtful"]}
    assert keys["severity"]["removed"] == ["warning"]
    assert keys["$w except own preceded_by"]["added"] == ["within 4 chars", "自家"]
    assert told["lexicons"] == [
        {"key": "house/wonders", "removed": ["奇效"], "added": ["奇迹"], "changed": ["魔力"]}
    ]
    assert told["findings"] is None


def test_findings_appear_and_disappear(cli: Cli, here: Path, changed: tuple[str, str]) -> None:
    titles = ("奇效海绵", "奇迹海绵", "神奇海绵", "本店精选的神奇海绵", "毛巾")
    lines = "".join(f"{n},{title}\n" for n, title in enumerate(titles))
    (here / "goods.csv").write_text(f"id,title\n{lines}", encoding="utf-8")
    result = cli("rules", "diff", *changed, "--corpus", "goods.csv")
    assert result.code == 1
    tail = result.out[result.out.index("findings in") :]
    assert tail == dedent(
        """\
        findings in 5 listings: 1 appear, 2 disappear, 1 change
          house/doubtful: 4
            - 0  title[0:2]  warning, medium
                奇效
            + 1  title[0:2]  info, medium
                奇迹
            ~ 2  title[0:2]  warning, medium → info, medium
                神奇
            - 3  title[5:7]  warning, medium
                神奇
        """
    )


def test_with_labels_it_says_what_is_to_the_good(
    cli: Cli, here: Path, changed: tuple[str, str]
) -> None:
    change(here / "two/house/rules.yaml", ("severity: info", "severity: warning"))
    rows = [
        row("a", "奇效海绵", ("奇效", "violation")),
        row("b", "奇迹海绵", ("奇迹", "violation")),
        row("c", "奇迹男孩"),
        row("d", "本店精选的神奇海绵"),
    ]
    (here / "gold.jsonl").write_text("\n".join(rows))
    result = cli("rules", "diff", *changed, "--corpus", "gold.jsonl")
    assert result.code == 1
    assert "    - a:1  title[0:2]  lost true\n" in result.out
    assert "    + b:2  title[0:2]  new true\n" in result.out
    assert "    + c:3  title[0:2]  new false\n" in result.out
    assert "    - d:4  title[5:7]  lost false\n" in result.out
    tail = result.out[result.out.index("by the labels") :].splitlines()
    assert tail[:4] == [
        "by the labels: 1 new true, 1 lost false, 1 new false, 1 lost true",
        "violations: 1 newly found, 1 no longer found",
        "    - a  title  奇效",
        "precision               0.500 → 0.500",
    ]
    told = json.loads(
        cli("rules", "diff", *changed, "--corpus", "gold.jsonl", "--format", "json").out
    )["findings"]
    assert told["labels"]["new_true"] == 1
    assert [each["listing"] for each in told["labels"]["violations_newly_found"]] == ["b"]
    assert told["labels"]["old"]["recall"] == 0.5


def test_rules_written_anew_that_find_the_same_end_with_0(
    cli: Cli, here: Path, changed: tuple[str, str]
) -> None:
    (here / "goods.csv").write_text("id,title\na,毛巾\n", encoding="utf-8")
    assert cli("rules", "diff", *changed).code == 1
    result = cli("rules", "diff", *changed, "--corpus", "goods.csv")
    assert result.code == 0
    assert "1 changed" in result.out


def test_a_record_that_cannot_be_read_is_told(
    cli: Cli, here: Path, changed: tuple[str, str]
) -> None:
    (here / "goods.jsonl").write_text('{"title": "奇效"}\n{"title":\n', encoding="utf-8")
    result = cli("rules", "diff", *changed, "--corpus", "goods.jsonl")
    assert result.code == 3
    assert "goods.jsonl:2" in result.err
    assert "1 disappear" in result.out
    (here / "gold.jsonl").write_text(f"{row('a', '奇效')}\n{row('b', 'x', ('x', 'sure'))}\n")
    result = cli("rules", "diff", *changed, "--corpus", "gold.jsonl")
    assert result.code == 3
    assert "gold.jsonl:2: b: label 'sure'" in result.err


def test_a_file_keeps_its_rules_under_another_name(cli: Cli, here: Path) -> None:
    (here / "house-1.yaml").write_text(RULES, encoding="utf-8")
    (here / "house-2.yaml").write_text(RULES.replace("[神奇]", "[神奇, 奇效]"), encoding="utf-8")
    (here / "goods.csv").write_text("id,title\na,神奇海绵\nb,奇效海绵\n", encoding="utf-8")
    out = cli("rules", "diff", "house-1.yaml", "house-2.yaml", "--corpus", "goods.csv").out
    assert out.startswith("rules: 0 added, 0 removed, 1 changed\n  ~ house-2/doubtful\n")
    assert "1 appear, 0 disappear, 0 change" in out


def test_a_pattern_that_chooses_others_of_a_lexicon_is_told(
    cli: Cli, here: Path, versions: tuple[str, str]
) -> None:
    change(
        here / "two/house/rules.yaml",
        ("lexicon: wonders", "lexicon: wonders\n      tags: [strong]"),
    )
    out = cli("rules", "diff", *versions).out
    assert "      $w words:\n        - 神奇  奇效\n" in out
    assert "lexicons" not in out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("one/house", "nowhere"), "there is no pack `nowhere`"),
        (("one/house",), "missing argument 'NEW'"),
        (("one/house", "two/house", "--corpus", "none.csv"), "none.csv"),
        (("one/house", "two/house", "--corpus", "empty.jsonl"), "nothing to compare"),
    ],
)
def test_what_cannot_be_compared(
    cli: Cli, here: Path, versions: tuple[str, str], args: tuple[str, ...], told: str
) -> None:
    (here / "empty.jsonl").write_text("")
    result = cli("rules", "diff", *args)
    assert result.code == 2
    assert told in result.err


def test_long_lists_and_texts_fit(cli: Cli, here: Path, versions: tuple[str, str]) -> None:
    more = ", ".join(f"奇妙功效词{n}" for n in range(40))
    change(
        here / "two/house/lexicons/wonders.yaml",
        ("entries:\n", f"entries:\n- {{terms: [{more}]}}\n- {'很长' * 60}\n"),
    )
    change(here / "two/house/rules.yaml", ("“{match}”须慎用", "“{match}”" + "须慎用" * 40))
    out = cli("rules", "diff", *versions).out
    assert max(map(cell_len, out.splitlines())) <= 80
    assert "    … and 29 more" in out
