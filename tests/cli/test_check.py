"""``check``: options, streams and messages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BANNED, CLEAN, DOUBTFUL
from tests.cli.shell import spawn

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

pytestmark = pytest.mark.usefixtures("house", "goods")
PACK = ("--pack", "house.yaml")


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_report_says_what_and_where(cli: Cli) -> None:
    result = cli("check", *PACK, "goods.csv")
    assert result.code == 1
    assert BANNED in result.out
    assert "绝佳好物" in result.out
    assert "goods.csv:4" in result.out
    assert "house/banned" in result.out


def test_one_title(cli: Cli) -> None:
    result = cli("check", *PACK, "--market", "CN", "--text", BANNED, "--format", "jsonl")
    (report,) = lines(result.out)
    assert report["verdict"] == "block"
    assert result.code == 1


def test_stdin_in_a_named_format(here: Path) -> None:
    listing = json.dumps({"products": [{"id": "x", "title": BANNED}]}).encode()
    args = ("--input-format", "json", "--records", "products[*]", "--format", "jsonl")
    result = spawn("check", *PACK, "-", *args, cwd=here, stdin=listing)
    assert result.code == 1
    assert json.loads(result.out)["listing_id"] == "x"


@pytest.mark.parametrize(
    ("option", "ids"),
    [
        (("--select", "house/banned"), ["house/banned"]),
        (("--select", "house/"), ["house/banned", "house/doubtful"]),
        (("--ignore", "house/banned"), ["house/doubtful"]),
        (("--select", "house/", "--ignore", "house/doubtful"), ["house/banned"]),
        (("--select", "house/banned,house/doubtful"), ["house/banned", "house/doubtful"]),
    ],
)
def test_rules_are_chosen(cli: Cli, option: tuple[str, ...], ids: list[str]) -> None:
    result = cli("check", *PACK, *option, "goods.csv", "--format", "json")
    found = {
        violation["rule"]
        for report in json.loads(result.out)["reports"]
        for violation in report["violations"]
    }
    assert sorted(found) == ids


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_told_with_the_likely_one(cli: Cli, option: str) -> None:
    result = cli("check", *PACK, option, "house/baned", "goods.csv")
    assert result.code == 2
    assert "house/baned" in result.err
    assert "house/banned" in result.err
    assert result.out == ""


def test_the_language_is_an_option_and_never_the_locale(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    zh = cli("check", *PACK, "--market", "CN", "goods.csv", "--format", "jsonl")
    en = cli("check", *PACK, "--market", "CN", "--lang", "en", "goods.csv", "--format", "jsonl")
    us = cli("check", *PACK, "--market", "US", "goods.csv", "--format", "jsonl")
    assert "“绝佳好物”不可用" in zh.out
    assert "'绝佳好物' is banned" in en.out
    assert "'绝佳好物' is banned" in us.out


def test_stdout_holds_what_is_named_and_nothing_else(cli: Cli, here: Path) -> None:
    result = cli("check", *PACK, "goods.csv", "--output", "jsonl=out.jsonl", "--output", "r.txt")
    assert result.out == ""
    assert "3" in result.err
    assert len(lines((here / "out.jsonl").read_text(encoding="utf-8"))) == 3
    assert "house/banned" in (here / "r.txt").read_text(encoding="utf-8")


def test_machine_formats_keep_the_summary_off_stdout(cli: Cli) -> None:
    result = cli("check", *PACK, "goods.csv", "--format", "json")
    assert len(json.loads(result.out)["reports"]) == 3
    assert result.err != ""


def test_quiet_leaves_stderr_empty(cli: Cli) -> None:
    result = cli("check", *PACK, "goods.csv", "--format", "json", "--quiet")
    assert result.err == ""


def test_a_report_does_not_go_over_its_input(cli: Cli, goods: Path) -> None:
    before = goods.read_bytes()
    result = cli("check", *PACK, "goods.csv", "--output", "jsonl=./goods.csv")
    assert result.code == 2
    assert "goods.csv is to be checked" in result.err
    assert goods.read_bytes() == before


def test_unknown_columns_are_told_once_a_file(cli: Cli, here: Path) -> None:
    (here / "odd.csv").write_text(
        f"id,title,Shoe Width\na,{CLEAN},E\nb,{CLEAN},F\n", encoding="utf-8"
    )
    result = cli("check", *PACK, "odd.csv")
    assert result.err.count("Shoe Width") == 1
    assert "odd.csv" in result.err


def test_the_assumed_market_is_told(cli: Cli) -> None:
    assert "market CN is assumed for 3 records" in cli("check", *PACK, "goods.csv").err
    assert "assumed" not in cli("check", *PACK, "--market", "CN", "goods.csv").err


def test_the_records_market_goes_before_the_configured_one(cli: Cli, here: Path) -> None:
    (here / "listing-guard.yaml").write_text("market: US\npacks: ./house.yaml\n")
    (here / "m.jsonl").write_text(
        json.dumps({"id": "x", "title": BANNED, "market": "CN"})
        + "\n"
        + json.dumps({"id": "y", "title": BANNED})
        + "\n"
    )
    own, configured = lines(cli("check", "m.jsonl", "--format", "jsonl").out)
    assert "不可用" in json.dumps(own, ensure_ascii=False)
    assert "is banned" in json.dumps(configured, ensure_ascii=False)
    forced = lines(cli("check", "m.jsonl", "--format", "jsonl", "--market", "US").out)
    assert "不可用" not in json.dumps(forced, ensure_ascii=False)


def test_a_configured_platform_goes_by_any_of_its_names(cli: Cli, here: Path) -> None:
    config = here / "listing-guard.yaml"
    config.write_text("packs: ./house.yaml\nplatform: 天猫国际\n", "utf-8")
    result = cli("check", "goods.csv", "--format", "json")
    document = json.loads(result.out)
    assert document["run"]["platform"] == "tmall"
    assert {report["platform"] for report in document["reports"]} == {"tmall"}
    config.write_text("packs: ./house.yaml\nplatform: Wallmart\n", "utf-8")
    result = cli("check", "goods.csv")
    assert result.code == 2
    assert (
        "listing-guard.yaml:2: unknown platform 'Wallmart' (did you mean 'walmart'?)" in result.err
    )


def test_several_markets_give_one_report_each(cli: Cli) -> None:
    result = cli(
        "check", *PACK, "--market", "CN", "--market", "US", "goods.csv", "--format", "jsonl"
    )
    reports = lines(result.out)
    assert [report["listing_id"] for report in reports] == ["a", "a", "b", "b", "c", "c"]
    assert [report["market"] for report in reports[:2]] == ["CN", "US"]
    assert [report["notes"] for report in reports[:2]] == [[], []]


def test_the_word_default_stands_for_the_shipped_packs(cli: Cli) -> None:
    alone = json.loads(cli("check", *PACK, "goods.csv", "--format", "json").out)
    both = json.loads(cli("check", "--pack", "default", *PACK, "goods.csv", "--format", "json").out)
    assert [pack["name"] for pack in alone["run"]["packs"]] == ["house"]
    names = [pack["name"] for pack in both["run"]["packs"]]
    assert {"house", "cn-ad", "common"} <= set(names)


def test_the_day_is_printed(cli: Cli) -> None:
    result = cli("check", *PACK, "--as-of", "2026-11-11", "goods.csv", "--format", "json")
    assert json.loads(result.out)["run"]["as_of"] == "2026-11-11"
    assert "2026-11-11" in result.err


def test_at_most_so_many_findings_are_shown(cli: Cli) -> None:
    result = cli("check", *PACK, "--market", "CN", "--text", BANNED, "--max-findings", "0")
    assert result.code == 1
    assert "不可用" not in result.out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "nothing to check: give a PATH"),
        (("goods.csv", "--text", "x"), "--text is checked by itself"),
        (("--text", "  "), "--text is empty"),
        (("-", "-"), "stdin (-) can be read once only"),
        (("goods.csv", "--market", "CHN"), "unknown market 'CHN' (did you mean 'CN'?)"),
        (("goods.csv", "--market", "CN,,US"), "has an empty part"),
        (
            ("goods.csv", *PACK, "--platform", "tmal"),
            "--platform: unknown platform 'tmal' (did you mean 'tmall'?)",
        ),
        (("goods.csv", "--as-of", "11.11."), "'11.11.' is no date; write it as 2026-11-11"),
        (("goods.csv", "--format", "jsn"), "unknown format 'jsn' (did you mean 'json'?)"),
        (("goods.csv", "--input-format", "cvs"), "did you mean csv?"),
        (("goods.csv", "--fail-on", "eror"), "'eror' is not one of"),
        (("goods.csv", "--jobs", "-1"), "-1"),
        (("goods.csv", "--pack", "cn-da"), "cn-da"),
        (("goods.csv", "--pack", "./none.yaml"), "none.yaml"),
        (("goods.csv", "--config", "none.yaml"), "cannot read none.yaml"),
        (("goods.csv", "--config", "x", "--isolated"), "give one of them"),
        (("goods.csv", "--output", "json=no/folder/x"), "cannot write no/folder/x"),
        (("goods.csv", "--chek"), "--chek"),
    ],
)
def test_what_cannot_be_meant_gets_one_clear_message(
    cli: Cli, args: tuple[str, ...], told: str
) -> None:
    result = cli("check", *args)
    assert result.code == 2
    assert told in result.err
    assert result.out == ""
    assert "Traceback" not in result.err


def test_colour_only_where_somebody_looks(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in cli("check", *PACK, "goods.csv").out
    monkeypatch.setattr("listing_guard.cli.reports.is_terminal", lambda stream: True)
    monkeypatch.setattr("listing_guard.cli.terminal.is_terminal", lambda stream: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in cli("check", *PACK, "goods.csv").out
    assert "\x1b[" not in cli("check", *PACK, "--no-color", "goods.csv").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in cli("check", *PACK, "goods.csv").out


def test_a_doubtful_listing_is_for_review(cli: Cli) -> None:
    (report,) = lines(cli("check", *PACK, "--text", DOUBTFUL, "--format", "jsonl").out)
    assert report["verdict"] == "review"
