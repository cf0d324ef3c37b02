"""``rules …``, ``init`` and ``config show``: the rule author's bench."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import jsonschema
import pytest

from tests.cli.conftest import BANNED, RULES
from tests.cli.shell import spawn

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

HOUSE = "house.yaml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# list and show ---------------------------------------------------------------------------------


def test_list_shows_one_rule_a_line(cli: Cli, house: Path) -> None:
    result = cli("rules", "list", "--pack", HOUSE)
    assert result.code == 0
    assert result.out.splitlines() == [
        "house/banned    error    high    absolute-claim  禁用词",
        "house/doubtful  warning  medium  efficacy-claim  慎用词",
        "",
        "2 rules",
    ]


def test_list_can_be_narrowed(cli: Cli, house: Path) -> None:
    rows = json.loads(
        cli(
            *("rules", "list", "--pack", HOUSE, "--category", "absolute-claim"),
            *("--lang", "en", "--format", "json"),
        ).out
    )
    assert [(row["id"], row["title"]) for row in rows] == [("house/banned", "Banned word")]
    result = cli("rules", "list", "--pack", HOUSE, "--category", "absolut-claim")
    assert result.code == 2
    assert "did you mean 'absolute-claim'?" in result.err


def test_stale_rules_are_listed_the_longest_unchecked_first(cli: Cli, house: Path) -> None:
    stale = ("rules", "list", "--pack", HOUSE, "--stale", "365d", "--as-of", "2026-11-22")
    result = cli(*stale)
    assert result.code == 1
    assert result.out.splitlines() == [
        "never  house/banned    禁用词",
        "never  house/doubtful  慎用词",
        "",
        "2 rules",
    ]
    change(house, "- id: banned\n", "- id: banned\n  checked: 2025-11-21\n")
    change(house, "- id: doubtful\n", "- id: doubtful\n  checked: 2025-11-22\n")
    result = cli(*stale)
    assert result.code == 1
    assert result.out.splitlines()[0] == "2025-11-21  house/banned  禁用词"
    assert result.out.splitlines()[-1] == "1 rule"
    rows = json.loads(cli(*stale, "--format", "json").out)
    assert [(row["id"], row["checked"]) for row in rows] == [("house/banned", "2025-11-21")]
    fresh = cli(*stale[:-1], "2026-11-21")
    assert (fresh.code, fresh.out) == (0, "0 rules\n")
    assert "checked    2025-11-21" in cli("rules", "show", "house/banned", "--pack", HOUSE).out


@pytest.mark.parametrize("days", ["-1", "1y", "", "d", "１"])
def test_a_length_that_is_none(cli: Cli, house: Path, days: str) -> None:
    result = cli("rules", "list", "--pack", HOUSE, "--stale", days)
    assert result.code == 2
    assert "no number of days" in result.err


def test_stale_lexicons_are_listed_too(cli: Cli, here: Path) -> None:
    assert cli("rules", "new", "mine/first-rule").code == 0
    change(
        here / "mine/first-rule.yaml",
        "- id: first-rule\n",
        "- id: first-rule\n  checked: 2026-11-01\n",
    )
    (here / "mine/lexicons").mkdir()
    for name, day in (("old", "2020-01-01"), ("new", "2026-11-01"), ("next", "2026-12-01")):
        (here / f"mine/lexicons/{name}.yaml").write_text(
            f"schema: 1\nchecked: {day}\nentries: [w{name}]\n"
        )
    (here / "mine/lexicons/none.yaml").write_text("schema: 1\nentries: [x]\n")
    stale = ("rules", "list", "--pack", "./mine", "--stale", "365", "--as-of", "2026-11-22")
    result = cli(*stale)
    assert (result.code, result.out) == (1, "2020-01-01  lexicon mine/old\n\n0 rules, 1 lexicon\n")
    lint = cli("rules", "lint", "mine", "--as-of", "2026-11-22")
    assert "[W620]: `checked` (2026-12-01) is after today (2026-11-22)" in lint.out
    assert lint.out.count("W620") == 1
    assert "W620" not in cli("rules", "lint", "mine", "--as-of", "2026-12-01").out


def test_list_of_the_shipped_rules_by_market(cli: Cli) -> None:
    chinese = json.loads(cli("rules", "list", "--market", "CN", "--format", "json").out)
    assert {"cn-ad/absolute-superlative"} <= {row["id"] for row in chinese}
    german = json.loads(cli("rules", "list", "--market", "DE", "--format", "json").out)
    assert not [row for row in german if row["id"].startswith("cn-")]


def test_show_tells_everything(cli: Cli) -> None:
    result = cli("rules", "show", "cn-ad/absolute-superlative")
    assert result.code == 0
    parts = ("广告法 9(3)", "from 2015-09-01", "condition", "applies", "self-comparison", "6(1)")
    for part in parts:
        assert part in result.out
    assert "did you mean" in cli("rules", "show", "cn-ad/absolute-superlativ").err


def test_show_tells_of_overrides(cli: Cli, here: Path) -> None:
    folder = here / "house"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "schema: 1\nname: house\nversion: 1.0.0\nrequires: [cn-ad]\n"
        "overrides: {cn-ad/absolute-superlative: {severity: warning}}\n"
    )
    out = cli("rules", "show", "cn-ad/absolute-superlative", "--pack", "./house").out
    assert "severity   warning" in out
    assert "override   severity: warning (pack house)" in out


# lint ------------------------------------------------------------------------------------------


def test_lint_tells_every_problem_and_ends_with_1(cli: Cli, house: Path) -> None:
    change(house, "severity: error", "severity: eror")
    change(
        house,
        'condition: $w\n  message: {zh: "“{match}”须慎用"',
        'condition: $x\n  message: {zh: "x"',
    )
    result = cli("rules", "lint", HOUSE)
    assert result.code == 1
    assert f"{HOUSE}:6:" in result.out
    assert f"{HOUSE}:20:" in result.out
    assert "2 errors" in result.out


def test_lint_of_good_rules_ends_with_0(cli: Cli, house: Path) -> None:
    result = cli("rules", "lint", HOUSE)
    assert result.code == 0
    assert "0 errors" in result.out


def test_lint_of_one_file_of_a_pack_tells_of_that_file_only(cli: Cli, here: Path) -> None:
    assert cli("init").code == 0
    pack = here / "packs" / "house"
    (pack / "one.yaml").write_text(RULES.replace("severity: error", "severity: eror"))
    (pack / "two.yaml").write_text("schema: 1\nrulez: []\n")
    both = cli("rules", "lint", "packs/house").out
    assert "one.yaml" in both
    assert "two.yaml" in both
    one = cli("rules", "lint", "packs/house/one.yaml").out
    assert "one.yaml" in one
    assert "two.yaml" not in one


TWINS = RULES.replace("[神奇]", "[绝佳好物]").replace(
    "    flag: [神奇海绵]\n    pass: [海绵]\n",
    "    flag: [绝佳好物, 绝佳好物二件, 绝佳好物三件, 绝佳好物四件]\n    pass: [海绵]\n",
)


def test_lint_tells_of_rules_that_always_fire_together(cli: Cli, house: Path) -> None:
    house.write_text(TWINS, encoding="utf-8")
    result = cli("rules", "lint", HOUSE)
    assert result.code == 0
    assert result.out[result.out.index("warning[W624]") :] == dedent(
        """\
        warning[W624]: this rule fires with `house/banned` each time, on the same text (5 listings)
           --> house.yaml:14:3
            |
         14 | - id: doubtful
            |   ^^^^^^^^^^^^
            = help: merge them, or add an example that shows them apart

        0 errors, 3 warnings, 2 rules
        """
    )
    change(house, "pass: [海绵]", "pass: [海绵, 绝佳好物五件]")
    assert "W624" in cli("rules", "lint", HOUSE).out, "together on six is together, too"
    change(house, "$w: [绝佳好物]", "$w: [绝佳好物, 绝佳]")
    change(house, "绝佳好物五件", "绝佳")
    assert "W624" not in cli("rules", "lint", HOUSE).out, "apart once is apart"


def test_rules_that_agree_a_few_times_are_let_be(cli: Cli, house: Path) -> None:
    house.write_text(TWINS.replace(", 绝佳好物四件", ""), encoding="utf-8")
    assert "W624" not in cli("rules", "lint", HOUSE).out


def test_lint_looks_for_them_in_a_corpus(cli: Cli, house: Path, here: Path) -> None:
    house.write_text(RULES.replace("[神奇]", "[绝佳好物]"), encoding="utf-8")
    lines = "".join(f"{n},绝佳好物{n}\n" for n in range(5))
    (here / "goods.csv").write_text(f"id,title\n{lines}x,海绵\n", encoding="utf-8")
    assert "W624" not in cli("rules", "lint", HOUSE).out
    assert "W624" in cli("rules", "lint", HOUSE, "--corpus", "goods.csv").out
    (here / "empty.csv").write_text("id,title\n")
    for file in ("none.csv", "empty.csv"):
        assert cli("rules", "lint", HOUSE, "--corpus", file).code == 2


def test_the_shipped_rules_are_clean_and_hold(cli: Cli) -> None:
    lint = cli("rules", "lint", "--isolated")
    assert lint.code == 0, lint.out
    test = cli("rules", "test", "--isolated")
    assert test.code == 0, test.out


# test ------------------------------------------------------------------------------------------


def test_test_runs_every_example(cli: Cli, house: Path) -> None:
    result = cli("rules", "test", HOUSE)
    assert result.code == 0
    assert result.out == "2 rules, 4 examples: 4 held, 0 failed\n"


def test_test_shows_what_was_expected_and_found(cli: Cli, house: Path) -> None:
    change(house, "flag: [绝佳好物一件]", "flag: [{title: 绝佳好物, expect: {text: [绝佳]}}, 好物]")
    change(house, "pass: [海绵]", "pass: [神奇]")
    result = cli("rules", "test", HOUSE)
    assert result.code == 1
    assert "FAIL house/banned  flag example, house.yaml:12" in result.out
    assert "expected “绝佳”, found “绝佳好物”" in result.out
    assert "found     title[0:4] 绝佳好物" in result.out
    assert "it is not flagged, and must be" in result.out
    assert "it is flagged, and must not be" in result.out
    assert result.out.endswith("2 rules, 5 examples: 2 held, 3 failed\n")


def test_a_rule_without_both_kinds_of_examples_fails(cli: Cli, house: Path) -> None:
    change(house, "    pass: [好物一件]\n", "")
    result = cli("rules", "test", HOUSE)
    assert result.code == 1
    assert "FAIL house/banned" in result.out
    assert "it has no pass example" in result.out


def test_test_can_be_narrowed(cli: Cli, house: Path) -> None:
    result = cli("rules", "test", HOUSE, "--select", "house/banned", "--verbose")
    assert result.out.count("\nok ") + result.out.startswith("ok ") == 2
    assert "1 rule, 2 examples" in result.out


def test_drafts_and_retired_rules_are_tested_too(cli: Cli, house: Path) -> None:
    change(house, "- id: banned\n", "- id: banned\n  draft: true\n  until: 2020-01-01\n")
    assert cli("rules", "test", HOUSE).out.startswith("2 rules, 4 examples: 4 held")
    change(house, "pass: [好物一件]", "pass: [绝佳好物]")
    assert cli("rules", "test", HOUSE).code == 1


def test_rules_with_errors_cannot_be_tested(cli: Cli, house: Path) -> None:
    change(house, "severity: error", "severity: eror")
    result = cli("rules", "test", HOUSE)
    assert result.code == 2
    assert f"{HOUSE}:6" in result.err


def test_nothing_to_test_is_not_green(cli: Cli, here: Path) -> None:
    assert cli("init").code == 0
    result = cli("rules", "test", "packs/house")
    assert result.code == 2
    assert "no rule to test" in result.err


# new -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [(), ("秒杀",), ("T恤", "NO", "it's: [x]", "# {a}"), ("纯棉", "ml")]
)
def test_a_new_rule_holds_as_it_stands(cli: Cli, here: Path, words: tuple[str, ...]) -> None:
    assert cli("init").code == 0
    args = [part for word in words for part in ("--word", word)]
    assert cli("rules", "new", "house/my-rule", *args).code == 0
    lint = cli("rules", "lint", "packs/house")
    assert lint.out == "0 errors, 0 warnings, 1 rule\n"
    test = cli("rules", "test", "packs/house")
    assert test.code == 0, test.out
    assert test.out.startswith(f"1 rule, {max(1, len(words)) + 1} examples")


def test_a_new_pack_is_made_around_a_new_rule(cli: Cli, here: Path) -> None:
    result = cli("rules", "new", "mine/first-rule")
    assert result.code == 0
    assert sorted(path.name for path in (here / "mine").iterdir()) == [
        "first-rule.yaml",
        "laws.yaml",
        "pack.yaml",
    ]
    assert cli("rules", "test", "mine").code == 0


def test_a_rule_is_added_to_the_end_of_a_file(cli: Cli, house: Path) -> None:
    before = house.read_text(encoding="utf-8")
    assert cli("rules", "new", HOUSE, "--id", "third").code == 0
    after = house.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert cli("rules", "test", HOUSE).out.startswith("3 rules, 6 examples: 6 held")


@pytest.mark.parametrize(
    ("target", "more", "told"),
    [
        ("house.yaml", ("--id", "banned"), "house.yaml has a rule 'banned' already"),
        ("house.yaml", (), "gives no id"),
        ("house.yaml", ("--id", "Bad_Id"), "'Bad_Id' cannot name a rule"),
        ("house", (), "gives no id"),
        ("My Pack/x", (), "'My Pack' cannot name a pack"),
        ("flow.yaml", ("--id", "x"), "give the rule a file of its own"),
        ("broken.yaml", ("--id", "x"), "is not YAML"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_written(
    cli: Cli, here: Path, house: Path, target: str, more: tuple[str, ...], told: str
) -> None:
    (here / "flow.yaml").write_text("schema: 1\nrules: []\n")
    (here / "broken.yaml").write_text("a: [\n")
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    result = cli("rules", "new", target, *more)
    assert result.code == 2
    assert told in result.err
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before


# explain and schema ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("house/a", "--category", "prise"), "did you mean 'price'?"),
        (("house/a", "--word", ""), "--word is empty"),
        (("house/a", "--word", "秒杀", "--word", "\u3000\u200b"), "--word is empty"),
        (("cn-ad/a",), "a pack 'cn-ad' is shipped"),
        (("gb.yaml", "--id", "a"), "gb.yaml is not UTF-8"),
    ],
)
def test_a_rule_that_could_not_hold_is_not_written(
    cli: Cli, here: Path, args: tuple[str, ...], told: str
) -> None:
    (here / "gb.yaml").write_bytes("schema: 1\nrules: []  # 规则\n".encode("gb18030"))
    result = cli("rules", "new", *args)
    assert result.code == 2
    assert told in result.err
    assert [path.name for path in here.iterdir()] == ["gb.yaml"]


def test_a_file_that_is_there_is_left_and_no_option_is_made_up(cli: Cli, here: Path) -> None:
    assert cli("rules", "new", "house/a").code == 0
    (here / "house" / "b.yaml").write_text("# mine\n")
    result = cli("rules", "new", "house/b")
    assert result.code == 2
    assert "--force" not in result.err
    assert "--category" not in result.err
    assert cli("rules", "new", "house/c", "--category", "x-own").code == 0


def test_lint_of_paths_that_are_not_there_is_no_finding(cli: Cli, house: Path) -> None:
    assert cli("rules", "lint", "nowhere").code == 2
    assert "there is no pack `nowhere`" in cli("rules", "lint", "nowhere").err
    assert cli("rules", "lint", "nowhere", house).code == 1


def test_explain_tells_of_a_code(cli: Cli) -> None:
    assert cli("rules", "explain", "e103").out.startswith("E103 (error): ")
    assert cli("rules", "explain", "X999").code == 2


@pytest.mark.parametrize(
    "kind", ["rules", "pack", "lexicon", "taxonomy", "laws", "report", "run", "config"]
)
def test_schemas_are_schemas(cli: Cli, kind: str) -> None:
    schema = json.loads(cli("rules", "schema", "--kind", kind).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema.get("properties") or schema.get("anyOf")


def test_reports_meet_their_schema(cli: Cli, house: Path, goods: Path, here: Path) -> None:
    assert cli("rules", "schema", "--kind", "run", "--output", "run.schema.json").out == ""
    schema = json.loads((here / "run.schema.json").read_text(encoding="utf-8"))
    report = json.loads(cli("check", "--pack", HOUSE, "goods.csv", "--format", "json").out)
    jsonschema.validate(report, schema)
    line = json.loads(cli("rules", "schema", "--kind", "report").out)
    for row in cli("check", "--pack", HOUSE, "goods.csv", "--format", "jsonl").out.splitlines():
        jsonschema.validate(json.loads(row), line)


# init and config -------------------------------------------------------------------------------


def test_init_writes_a_configuration_that_loads(cli: Cli, here: Path) -> None:
    result = cli("init", "shop", "--market", "uk", "--pack", "mine")
    assert result.code == 0
    shown = json.loads(
        cli("config", "show", "--config", "shop/listing-guard.yaml", "--format", "json").out
    )
    assert shown["market"] == {"value": ["GB"], "origin": "shop/listing-guard.yaml:5"}
    assert shown["packs"]["value"] == ["default", "shop/packs/mine"]
    assert shown["fail_on"] == {"value": "error", "origin": "default"}


def test_init_in_a_file_is_told_as_such(cli: Cli, house: Path) -> None:
    for folder in (house, house / "below"):
        result = cli("init", folder)
        assert result.code == 2
        assert f"cannot make the folder {folder}" in result.err


def test_init_does_not_overwrite(cli: Cli, here: Path) -> None:
    assert cli("init").code == 0
    (here / "listing-guard.yaml").write_text("lang: en\n")
    (here / "packs/house/pack.yaml").write_text("# mine\n")
    again = cli("init")
    assert again.code == 2
    assert "--force overwrites it" in again.err
    assert cli("init", "--force").code == 0
    assert "market" in (here / "listing-guard.yaml").read_text(encoding="utf-8")
    assert (here / "packs/house/pack.yaml").read_text(encoding="utf-8") == "# mine\n"


def test_a_fresh_shop_checks_with_shipped_and_own_rules(cli: Cli, here: Path) -> None:
    assert cli("init").code == 0
    assert cli("rules", "new", "house/no-gift", "--word", "赠品").code == 0
    result = cli("check", "--text", "全网最低价 赠品", "--format", "jsonl")
    rules = {found["rule"] for found in json.loads(result.out)["violations"]}
    assert {"house/no-gift", "cn-ad/absolute-superlative"} <= rules


def test_config_show_in_text_has_a_line_a_value(cli: Cli, here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.listing-guard]\nfail_on = 'info'\n")
    lines = cli("config", "show").out.splitlines()
    assert lines[0] == "# file: pyproject.toml"
    assert [line.split() for line in lines if line.startswith("fail_on")] == [
        ["fail_on", "info", "pyproject.toml:2"]
    ]


def test_commands_of_later_versions_do_not_exist(cli: Cli) -> None:
    for name in ("fix", "baseline", "serve"):
        result = cli(name)
        assert result.code == 2
        assert f"no such command '{name}'" in result.err


def test_the_module_and_the_command_are_one(here: Path, house: Path) -> None:
    result = spawn("check", "--pack", HOUSE, "--text", BANNED, "-q", cwd=here)
    assert result.code == 1
