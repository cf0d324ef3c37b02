"""Rules that are made of the rows of a table."""

from __future__ import annotations

import pickle
from pathlib import Path
from textwrap import dedent

import pytest

from listing_guard.cli.main import main
from listing_guard.lang.printer import to_source
from listing_guard.ruleset.load import load_ruleset
from listing_guard.ruleset.render import render
from listing_guard.ruleset.rule import FieldWeight, Rule, Ruleset

PACKS = Path(__file__).parent / "packs"


def loaded(*packs: Path | str, shipped: Path = PACKS) -> Ruleset:
    result = load_ruleset(packs, shipped=shipped)
    assert result.ruleset is not None, render(result.diagnostics)
    return result.ruleset


def problems(*packs: Path | str) -> list[str]:
    found = load_ruleset(packs, shipped=PACKS).diagnostics
    return [f"{each.code} {Path(each.path).name}:{each.line} {each.message}" for each in found]


def pack(folder: Path, name: str, files: dict[str, str], requires: str = "") -> Path:
    written = files | {
        "pack.yaml": f"schema: 1\nname: {name}\nversion: 1\nmarkets: [CN]\n"
        + (f"requires: [{requires}]\n" if requires else "")
    }
    for path, text in written.items():
        target = folder / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder / name


RULES = """
    schema: 1
    rules:
    - for_each: words
      id: '{row.id}-{row.id}'
      title: T
      category: absolute-claim
      severity: warning
      basis: []
      fields: '{row.fields}'
      patterns: {$w: '{row.words}'}
      condition: $w
      message: '{match}'
      until: '{row.until}'
      examples: {flag: ['{row.words}', '{row.more}'], pass: [x]}
"""
TABLE = """
    schema: 1
    rows:
    - id: a
      fields: {title: 0.3}
      words: [aa, bb]
      more: cc aa
    - id: b
      words: dd
      more: [dd, d dd]
      until: 2030-01-01
"""


def test_a_template_gives_a_rule_for_every_row() -> None:
    rules = {rule.id: rule for rule in loaded("full").rules if "certificate-" in rule.id}
    assert list(rules) == ["full/certificate-phone", "full/certificate-power-bank"]
    one, other = rules.values()
    assert (one.severity, other.severity) == ("info", "warning")
    assert (one.since, other.since) == (None, "2016-08-01"), "a key that a row lacks is left out"
    assert dict(other.message) == {"zh": "移动电源", "en": "power bank"}
    assert dict(other.title)["en"] == "certificate power-bank (CCC, 3C)"
    assert one.applies is not None
    assert to_source(one.applies) == "category under [phone, book]"
    assert to_source(one.condition) == 'not $spare and none(certificates, type in ["进网许可"])'
    assert to_source(other.condition).endswith('none(certificates, type in ["CCC", "3C"])')
    assert [entry.text for entry in other.patterns["$spare"].entries] == [
        *("样品", "展示机"),
        "for power-bank",
    ], "a list goes on the list that it stands in"
    assert [example.flag for example in other.examples] == [True, False, False]
    assert other.examples[2].record["attributes"] == {"key-power-bank": "x"}


def test_a_rule_knows_its_row_and_its_template() -> None:
    (rule,) = (rule for rule in loaded("full").rules if rule.id == "full/certificate-phone")
    assert (Path(rule.path).name, rule.line) == ("templates.yaml", 4)
    assert rule.row is not None
    assert (rule.row.id, Path(rule.row.path).name, rule.row.line) == (
        *("phone", "certificates.yaml"),
        16,
    )
    places = [(Path(each.path).name, each.line) for each in rule.examples]
    assert places[0] == ("certificates.yaml", 22)
    assert places[2] == ("templates.yaml", 20)
    assert pickle.loads(pickle.dumps(rule)) == rule


def _small(folder: Path, rules: str = RULES, table: str = TABLE) -> Path:
    return pack(folder, "small", {"r.yaml": rules, "tables/words.yaml": table})


def _by_id(ruleset: Ruleset) -> dict[str, Rule]:
    return {rule.id: rule for rule in ruleset.rules}


def test_whole_values_of_every_kind(tmp_path: Path) -> None:
    rules = _by_id(loaded(_small(tmp_path)))
    assert list(rules) == ["small/a-a", "small/b-b"]
    assert rules["small/a-a"].fields == (FieldWeight("title", 0.3),)
    assert len(rules["small/b-b"].fields) > 1
    assert [each.record["title"] for each in rules["small/a-a"].examples] == [
        *("aa", "bb", "cc aa"),
        "x",
    ]
    assert (rules["small/a-a"].until, rules["small/b-b"].until) == (None, "2030-01-01")


def test_the_hash_is_also_that_of_the_tables(tmp_path: Path) -> None:
    first = loaded(_small(tmp_path))
    second = loaded(_small(tmp_path, table=TABLE.replace("cc aa", "cc bb")))
    assert first.sha256 != second.sha256
    assert loaded(_small(tmp_path)).sha256 == first.sha256


def test_tables_of_required_packs(tmp_path: Path) -> None:
    base = pack(tmp_path, "base", {"tables/words.yaml": TABLE})
    rules = RULES.replace("for_each: words", "for_each: base/words")
    user = pack(tmp_path, "user", {"r.yaml": rules}, requires="base")
    assert list(_by_id(loaded(user))) == ["user/a-a", "user/b-b"]
    stranger = pack(tmp_path, "stranger", {"r.yaml": rules})
    (found,) = load_ruleset([base, stranger], shipped=PACKS).diagnostics
    assert found.code == "E511"
    assert found.help == "add `base` to `requires:` in `pack.yaml`"


def test_a_key_is_used_if_any_pack_uses_it(tmp_path: Path) -> None:
    table = TABLE.replace("until: 2030", "unasked: x\n      until: 2030")
    base = pack(tmp_path, "base", {"tables/words.yaml": table})
    assert problems(base) == [], "a table that nobody uses yet has no idle keys"
    rules = RULES.replace("for_each: words", "for_each: base/words")
    user = pack(tmp_path, "user", {"r.yaml": rules}, requires="base")
    message = "no rule uses `{row.unasked}` of the table `base/words`"
    assert problems(user) == [f"W619 words.yaml:10 {message}"]


def test_what_is_wrong_with_a_value_is_shown_in_the_table(tmp_path: Path) -> None:
    table = TABLE.replace("2030-01-01", "next-year").replace("title: 0.3", "titel: 0.3")
    assert problems(_small(tmp_path, table=table)) == [
        "E309 words.yaml:4 a listing has no field `titel`",
        "E305 words.yaml:10 `until` wants a date, not `next-year`",
    ]


def test_what_is_wrong_with_a_filled_text_names_the_row(tmp_path: Path) -> None:
    rules = RULES.replace("condition: $w", "condition: $w and {row.more} == 1")
    found = problems(_small(tmp_path, rules=rules))
    assert len(found) == 2
    assert all("r.yaml:11" in each for each in found)
    assert [each.rpartition("(")[2] for each in found] == ["in row `a`)", "in row `b`)"]


def test_a_fault_of_the_template_is_told_once(tmp_path: Path) -> None:
    rules = RULES.replace("severity: warning", "severty: warning")
    assert problems(_small(tmp_path, rules=rules)) == [
        "E303 r.yaml:4 this rule has no `severity`",
        "E302 r.yaml:7 a rule has no key `severty`",
    ]


def test_overrides_name_expanded_rules(tmp_path: Path) -> None:
    _small(tmp_path)
    manifest = "overrides: {small/a-a: {severity: info}}\n"
    house = pack(tmp_path, "house", {}, requires="small")
    with (house / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write(manifest)
    assert _by_id(loaded(house))["small/a-a"].severity == "info"


def test_a_single_file_has_no_tables(tmp_path: Path) -> None:
    file = tmp_path / "alone.yaml"
    file.write_text(dedent(RULES).lstrip("\n"), encoding="utf-8")
    (found,) = problems(file)
    assert found == "E511 alone.yaml:3 there is no table `words`"


def test_an_unreadable_table_is_told_once(tmp_path: Path) -> None:
    found = problems(_small(tmp_path, table="schema: 1\nrows: [\n"))
    assert [each.partition(" ")[0] for each in found] == ["E004"]


@pytest.mark.parametrize("command", ["show", "test", "list"])
def test_commands_see_the_rules(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(_small(tmp_path))
    arguments = {
        "show": ["show", "small/b-b", "--pack", folder],
        "test": ["test", folder],
        "list": ["list", "--pack", folder],
    }
    capsys.readouterr()
    code = main(["rules", *arguments[command], "--isolated"])
    shown = capsys.readouterr().out
    assert code == 0, shown
    expected = {
        "show": "  row        b, ",
        "test": "2 rules, 8 examples: 8 held, 0 failed",
        "list": "small/a-a",
    }
    assert expected[command] in shown


def test_a_failed_example_is_shown_where_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _small(tmp_path, table=TABLE.replace("more: cc aa", "more: cc"))
    assert main(["rules", "test", str(folder), "--isolated"]) == 1
    shown = capsys.readouterr().out
    assert "small/a-a  flag example, " in shown
    assert "words.yaml:6" in shown
