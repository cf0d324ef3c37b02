"""``explain`` and ``eval``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BANNED, CLEAN, DOUBTFUL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

pytestmark = pytest.mark.usefixtures("house", "goods")
PACK = ("--pack", "house.yaml")


def test_why_a_rule_fired(cli: Cli) -> None:
    result = cli("explain", *PACK, "goods.csv", "--id", "c")
    assert result.code == 0
    assert result.out.splitlines()[0].startswith("c: block")
    assert "house/banned fired" in result.out
    assert "title: 绝佳好物" in result.out
    assert "house/doubtful" not in result.out
    assert "1 more rule is not shown" in result.out


def test_a_listing_is_found_by_the_name_that_the_report_gives_it(cli: Cli, here: Path) -> None:
    (here / "bare.csv").write_text(f"title\n{CLEAN}\n{BANNED}\n", encoding="utf-8")
    assert "bare.csv#1, bare.csv#2" in cli("explain", *PACK, "bare.csv").err
    result = cli("explain", *PACK, "bare.csv", "--id", "bare.csv#2")
    assert result.code == 0
    assert result.out.startswith("bare.csv#2: block")
    assert "did you mean 'bare.csv#2'" in cli("explain", *PACK, "bare.csv", "--id", "bare#2").err


def test_a_market_without_rules_is_told(cli: Cli) -> None:
    result = cli("explain", "--text", BANNED, "--market", "MO")
    assert "no rule is in force for market MO" in result.out


def test_why_a_rule_did_not_fire(cli: Cli) -> None:
    asked = cli("explain", *PACK, "--text", BANNED, "--rule", "house/doubtful").out
    assert "house/doubtful did not fire" in asked
    assert "$w  = false" in asked
    assert "house/banned" not in asked
    every = cli("explain", *PACK, "--text", BANNED, "--all").out
    assert every.index("house/banned fired") < every.index("house/doubtful did not fire")


def test_why_an_occurrence_was_excused(cli: Cli) -> None:
    out = cli("explain", "--market", "CN", "--text", "最佳食用期12个月").out
    assert "exempted" in out
    assert "consumption-tip" in out
    assert "绝对化用语执法指南 6(2)" in out


def test_the_only_listing_needs_no_id(cli: Cli, here: Path) -> None:
    (here / "one.json").write_text(json.dumps([{"title": BANNED}]))
    assert "house/banned fired" in cli("explain", *PACK, "one.json").out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("goods.csv",), "say which listing with --id: a, b, c"),
        (("goods.csv", "--id", "cc"), "no listing is called 'cc' (did you mean 'c'?)"),
        (("goods.csv", "--id", "c", "--rule", "house/baned"), "house/banned"),
        (("none.csv", "--id", "c"), "none.csv"),
        ((), "give a PATH"),
    ],
)
def test_what_cannot_be_explained(cli: Cli, args: tuple[str, ...], told: str) -> None:
    result = cli("explain", *PACK, *args)
    assert result.code == 2
    assert told in result.err


@pytest.fixture
def labelled(here: Path) -> Path:
    """Write one listing rightly flagged, one falsely, one missed, one clean; two languages."""

    def row(name: str, lang: str, title: str, *gold: tuple[str, str]) -> str:
        labels = [
            {"field": "title", "text": text, "category": "absolute-claim", "label": label}
            for text, label in gold
        ]
        listing = {"title": title}
        return json.dumps(
            {"id": name, "lang": lang, "market": "CN", "listing": listing, "gold": labels}
        )

    path = here / "labelled.jsonl"
    path.write_text(
        "\n".join(
            [
                row("a", "zh", BANNED, ("绝佳好物", "violation")),
                row("b", "zh", DOUBTFUL),
                row("c", "en", "the best", ("best", "violation")),
                row("d", "zh", CLEAN),
            ]
        )
    )
    return path


def test_eval_measures(cli: Cli, labelled: Path) -> None:
    result = cli("eval", *PACK, "labelled.jsonl", "--format", "json")
    assert result.code == 0
    overall = json.loads(result.out)["overall"]
    assert (overall["found"], overall["missed"], overall["false"]) == (1, 1, 1)
    zh = json.loads(
        cli("eval", *PACK, "labelled.jsonl", "--format", "json", "--lang-filter", "zh").out
    )
    assert (zh["rows"], zh["overall"]["missed"]) == (3, 0)


def test_eval_leaves_categories_out_on_both_sides(cli: Cli, labelled: Path) -> None:
    def overall(*options: str) -> tuple[int, int, int]:
        out = cli("eval", *PACK, "labelled.jsonl", "--format", "json", *options).out
        found = json.loads(out)["overall"]
        return found["found"], found["missed"], found["false"]

    assert overall("--without", "price") == (1, 1, 1)
    assert overall("--without", "absolute-claim") == (0, 0, 1)
    assert overall("--without", "absolute-claim", "--without", "efficacy-claim") == (0, 0, 0)
    wrong = cli("eval", *PACK, "labelled.jsonl", "--without", "prise")
    assert wrong.code == 2
    assert "no category is 'prise' (did you mean 'price'?)" in wrong.err


def test_eval_in_text_shows_mistakes_on_demand(cli: Cli, labelled: Path) -> None:
    short = cli("eval", *PACK, "labelled.jsonl").out
    long = cli("eval", *PACK, "labelled.jsonl", "--worst", "5").out
    assert "precision" in short
    assert "false alarms: 1" not in short
    assert "false alarms: 1" in long


@pytest.mark.parametrize(("bar", "code"), [("0.5", 0), ("0.51", 1), ("1", 1)])
def test_eval_below_the_bar(cli: Cli, labelled: Path, bar: str, code: int) -> None:
    result = cli("eval", *PACK, "labelled.jsonl", "--min-f1", bar)
    assert result.code == code
    assert ("below" in result.err) == bool(code)


@pytest.mark.parametrize(
    ("bar", "told"),
    [
        (("--min-precision", "0.51"), "precision is 0.5000, below 0.51"),
        (("--min-recall", "0.6"), "recall is 0.5000, below 0.6"),
        (("--min-kept", "0"), "the share of allowed texts kept is none, below 0"),
        (("--max-clean-flagged", "0.4"), "the share of clean listings flagged is 0.5000, above"),
    ],
)
def test_eval_says_which_bar_is_not_met(
    cli: Cli, labelled: Path, bar: tuple[str, str], told: str
) -> None:
    result = cli("eval", *PACK, "labelled.jsonl", *bar)
    assert result.code == 1
    assert told in result.err
    met = ("--min-precision", "0.5", "--min-recall", "0.5", "--max-clean-flagged", "0.5")
    both = cli("eval", *PACK, "labelled.jsonl", *met, *bar)
    assert both.err == result.err
    assert cli("eval", *PACK, "labelled.jsonl", *met).code == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"market": "CHN"}, "labelled.jsonl:2: x: there is no market 'CHN' (did you mean 'CN'?)"),
        ({"gold": [{"label": "unsure", "category": "prise"}]}, "labelled.jsonl:2: x: no finding"),
        ({"gold": [{"label": "sure", "category": "price"}]}, "label 'sure' is none of"),
        (
            {"gold": [{"field": "title", "label": "unsure", "category": "price"}]},
            "a label on title quotes no text",
        ),
        ({"gold": None}, "'gold' is no list of labels"),
    ],
)
def test_a_bad_row_among_good_ones_is_told_and_the_rest_measured(
    cli: Cli, labelled: Path, change: dict[str, object], told: str
) -> None:
    lines = labelled.read_text().splitlines()
    bad = {"id": "x", "listing": {"title": "x"}, "gold": [], **change}
    labelled.write_text("\n".join([lines[0], json.dumps(bad), *lines[1:]]))
    result = cli("eval", *PACK, "labelled.jsonl", "--format", "json", "--min-recall", "1")
    assert result.code == 3, "3 goes before 1"
    assert told in result.err
    assert "recall is 0.5000" in result.err
    done = json.loads(result.out)
    assert done["rows"] == 4
    assert len(done["bad_rows"]) == 1
    assert told in done["bad_rows"][0]


def test_categories_of_the_packs_are_known(cli: Cli, house: Path, here: Path) -> None:
    gold = [{"field": "title", "text": "x", "label": "violation", "category": "x-own"}]
    (here / "own.jsonl").write_text(
        json.dumps({"id": "a", "listing": {"title": "x"}, "gold": gold})
    )
    assert "no finding has the category 'x-own'" in cli("eval", *PACK, "own.jsonl").err
    folder = here / "own"
    folder.mkdir()
    (folder / "pack.yaml").write_text("schema: 1\nname: own\nversion: 1\ncategories: [x-own]\n")
    rules = house.read_text(encoding="utf-8").replace("efficacy-claim", "x-own")
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    assert cli("eval", "--pack", "own/", "own.jsonl").code == 0


def test_eval_shows_the_listings_behind_a_figure(cli: Cli, labelled: Path) -> None:
    out = cli("eval", *PACK, "labelled.jsonl", "--show", "absolute-claim").out
    tail = out[out.index("\nabsolute-claim: 2") :]
    assert tail.splitlines()[1:] == [
        "absolute-claim: 2",
        "  missed: 1",
        "    c:3  title[4:8]",
        "      best",
        "  found: 1",
        "    a:1  title[0:4]  house/banned",
        "      绝佳好物",
    ]
    rule = cli("eval", *PACK, "labelled.jsonl", "--show", "house/doubtful", "--lang", "zh").out
    assert "house/doubtful: 1\n  误报: 1\n    b:2  title[0:2]  house/doubtful" in rule
    wrong = cli("eval", *PACK, "labelled.jsonl", "--show", "house/doubtfull")
    assert wrong.code == 2
    assert "did you mean 'house/doubtful'?" in wrong.err


def test_eval_writes_every_case(cli: Cli, labelled: Path, here: Path) -> None:
    result = cli("eval", *PACK, "labelled.jsonl", "--listings", "cases.jsonl")
    assert "--listings FILE" in result.out
    lines = (here / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(row["line"], row["outcome"], row["text"]) for row in rows] == [
        (1, "true", "绝佳好物"),
        (1, "found", "绝佳好物"),
        (2, "false", "神奇"),
        (3, "missed", "best"),
    ]
    assert cli("eval", *PACK, "labelled.jsonl").out == result.out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"id": "a"}\n', "bad.jsonl:1: "),
        ("\n{\n", "bad.jsonl:2: "),
        ("[]\n", "bad.jsonl:1: a labelled row is an object"),
        ("", "no labelled listing"),
        ('{"id": "a", "listing": {"title": "x"}, "gold": [{"label": "bad"}]}', "none of violation"),
    ],
)
def test_eval_of_what_is_not_labelled(cli: Cli, here: Path, content: str, told: str) -> None:
    (here / "bad.jsonl").write_text(content)
    result = cli("eval", *PACK, "bad.jsonl")
    assert result.code == 2
    assert told in result.err
    assert cli("eval", *PACK, "none.jsonl").code == 2


def test_each_row_is_judged_in_its_own_market(cli: Cli, here: Path) -> None:
    rows = [
        {"id": m, "market": m, "listing": {"title": "全网最低价"}, "gold": []} for m in ("CN", "US")
    ]
    (here / "m.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = json.loads(cli("eval", "--isolated", "m.jsonl", "--format", "json").out)
    assert {mistake["listing"] for mistake in found["false_alarms"]} == {"CN"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{bad", "f.jsonl:1: column 2: not JSON (expecting property name"),
        ('{"id": "最"}'.encode("gb18030"), "f.jsonl:1: not UTF-8"),
        (b"[" * 100_000, "f.jsonl:1: nested too deep"),
        (b"[]", "f.jsonl:1: a labelled row is an object"),
    ],
)
def test_a_bad_row_of_labels_is_told_in_plain_words(
    cli: Cli, here: Path, content: bytes, told: str
) -> None:
    (here / "f.jsonl").write_bytes(content)
    result = cli("eval", *PACK, "f.jsonl")
    assert result.code == 2
    assert told in result.err


def test_a_labelled_listing_without_text_is_told(cli: Cli, here: Path) -> None:
    row = {"id": "a", "listing": {"price": 1}, "gold": []}
    (here / "f.jsonl").write_text(json.dumps(row))
    result = cli("eval", *PACK, "f.jsonl")
    assert result.code == 0
    assert result.err.startswith("a: no text to check")
