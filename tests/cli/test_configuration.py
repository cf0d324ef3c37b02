"""The configuration: where it is found, what it may say, and how it tells of slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from listing_guard.config.settings import load_settings
from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

YAML = "listing-guard.yaml"


def written(folder: Path, text: str, name: str = YAML) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str, name: str = YAML) -> str:
    written(folder, text, name)
    with pytest.raises(UsageError) as caught:
        load_settings(start=folder)
    return str(caught.value)


def test_without_a_file_every_value_is_the_default(here: Path) -> None:
    settings = load_settings()
    assert settings.path is None
    assert settings.values.packs == ("default",)
    assert settings.values.fail_on == "error"
    assert settings.origin("fail_on") == "default"


def test_a_file_is_found_upward_and_each_value_knows_its_line(here: Path) -> None:
    written(here, "market: CN\n\nfail_on: warning\nweights:\n  severity:\n    error: 0.5\n")
    below = here / "a" / "b"
    below.mkdir(parents=True)
    settings = load_settings(start=below)
    assert settings.values.fail_on == "warning"
    assert settings.origin("fail_on") == f"{YAML}:3"
    assert settings.origin("weights", "severity", "error") == f"{YAML}:6"
    assert settings.origin("weights", "severity", "info") == "default"


def test_the_nearest_file_is_taken_and_foreign_pyprojects_are_passed_over(here: Path) -> None:
    written(here, "lang: en\n")
    written(here, "[project]\nname = 'x'\n", "inner/pyproject.toml")
    assert load_settings(start=here / "inner").values.lang == "en"
    written(here, "[tool.listing-guard]\nlang = 'zh'\n", "inner/pyproject.toml")
    settings = load_settings(start=here / "inner")
    assert settings.values.lang == "zh"
    assert settings.origin("lang") == "inner/pyproject.toml:2"


def test_an_option_goes_before_the_file(here: Path) -> None:
    written(here, "market: CN\npacks: [cn-ad]\n")
    settings = load_settings({"market": ("US",), "packs": ("./mine",), "lang": None})
    assert settings.values.market == ("US",)
    assert settings.origin("market") == "--market"
    assert settings.origin("packs") == "--pack"
    assert settings.values.packs == ("./mine",)


def test_isolated_reads_no_file(here: Path) -> None:
    written(here, "lang: en\n")
    assert load_settings(isolated=True).values.lang is None


def test_norway_is_a_market_and_not_false(here: Path) -> None:
    written(here, "market: NO\n")
    assert load_settings().values.market == ("NO",)


@pytest.mark.parametrize("text", ["market: [cn, uk]\n", "market: CN, GB\n"])
def test_several_markets_in_either_spelling(here: Path, text: str) -> None:
    written(here, text)
    assert load_settings().values.market == ("CN", "GB")


def test_paths_of_packs_are_relative_to_the_file(here: Path) -> None:
    written(here, "packs: [default, ./house, cn-ad]\n")
    below = here / "deep"
    below.mkdir()
    assert load_settings(start=below).values.packs == ("default", "./house", "cn-ad")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("markets: CN\n", "listing-guard.yaml:1: unknown key 'markets' (did you mean 'market'?)"),
        (
            "lang: en\nfail_on: eror\n",
            "listing-guard.yaml:2: fail_on: 'eror' is none of 'error', 'warning', 'info' or "
            "'never' (did you mean 'error'?)",
        ),
        (
            "market: [CN, CHN]\n",
            "listing-guard.yaml:1: market: unknown market 'CHN' (did you mean 'CN'?)",
        ),
        (
            "weights:\n  severty: {error: 1}\n",
            "listing-guard.yaml:2: unknown key 'weights.severty' (did you mean 'severity'?)",
        ),
        (
            "weights:\n  severity:\n    error: 3\n",
            "listing-guard.yaml:3: weights.severity.error: 3 does not do; it should be less than "
            "or equal to 1",
        ),
        ("lang: en\nlang: zh\n", "listing-guard.yaml:2: 'lang' is given twice"),
        ("a: &x [*x]\n", "listing-guard.yaml:1: aliases (*name) are not taken here"),
        ("- market\n", "listing-guard.yaml:1: a configuration is a mapping of keys to values"),
        ("? [a]\n: 1\n", "listing-guard.yaml:1: a key must be a word"),
    ],
)
def test_slips_are_told_with_their_line(here: Path, text: str, expected: str) -> None:
    assert fault(here, text) == expected


def test_every_slip_is_told_in_the_order_of_the_file(here: Path) -> None:
    told = fault(here, "lng: zh\nfail_on: never\nmarkt: CN\n")
    assert told.splitlines() == [
        "listing-guard.yaml:1: unknown key 'lng' (did you mean 'lang'?)",
        "listing-guard.yaml:3: unknown key 'markt' (did you mean 'market'?)",
    ]


def test_slips_in_pyproject_have_lines_too(here: Path) -> None:
    told = fault(here, "[tool.listing-guard]\nlang = 'zh'\nfail_onn = 'x'\n", "pyproject.toml")
    assert told == "pyproject.toml:3: unknown key 'fail_onn' (did you mean 'fail_on'?)"


@pytest.mark.parametrize("text", ["market: [", "\tmarket: CN", "a: " + "[" * 5000])
def test_what_is_no_yaml_is_told_in_one_line(here: Path, text: str) -> None:
    told = fault(here, text)
    assert told.startswith(YAML)
    assert len(told.splitlines()) == 1


def test_a_file_that_is_not_utf8_is_told(here: Path) -> None:
    (here / YAML).write_bytes("lang: zh\n# 配置\n".encode("gb18030"))
    with pytest.raises(UsageError, match=r"listing-guard\.yaml:2: not UTF-8"):
        load_settings()


def test_a_wrong_option_is_told_by_its_name() -> None:
    with pytest.raises(UsageError) as caught:
        load_settings({"market": ("CHN",)}, isolated=True)
    assert str(caught.value) == "--market: unknown market 'CHN' (did you mean 'CN'?)"


def test_a_file_nested_too_deep_is_told_in_plain_words(cli: Cli, here: Path) -> None:
    (here / "listing-guard.yaml").write_text("[" * 5000)
    result = cli("config", "show")
    assert result.code == 2
    assert result.err == "listing-guard: listing-guard.yaml: nested too deep for a configuration\n"
