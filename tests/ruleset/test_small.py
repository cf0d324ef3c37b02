"""Versions, inflected forms, suggestions, field paths, periods."""

from __future__ import annotations

import pytest

from listing_guard.match.pattern import Cite
from listing_guard.ruleset.cites import ever_in_force
from listing_guard.ruleset.fieldpaths import is_path, record_fields, text_paths
from listing_guard.ruleset.inflect import inflections
from listing_guard.ruleset.nodes import text
from listing_guard.ruleset.problems import Problems
from listing_guard.ruleset.source import SourceFile
from listing_guard.ruleset.suggest import did_you_mean, nearest
from listing_guard.ruleset.versions import is_version, parse_requirement


@pytest.mark.parametrize(
    ("requirement", "version", "allowed"),
    [
        ("cn-ad", "0.0.1", True),
        ("cn-ad>=1.2", "1.2.0", True),
        ("cn-ad>=1.2", "1.10", True),
        ("cn-ad >= 1.2", "1.1.9", False),
        ("cn-ad>=1,<2", "2.0", False),
        ("cn-ad>=1,<2", "1.99", True),
        ("cn-ad==1.2", "1.2.0", True),
        ("cn-ad!=1.2", "1.2", False),
        ("cn-ad<=2", "2.0.0", True),
        ("cn-ad>2", "2.0.0", False),
        ("cn-ad>2", "unreleased", True),
    ],
)
def test_requirements(requirement: str, version: str, allowed: bool) -> None:
    parsed = parse_requirement(requirement)
    assert parsed is not None
    assert parsed.name == "cn-ad"
    assert parsed.allows(version) is allowed


@pytest.mark.parametrize("text", ["", "CN-AD", "cn-ad>>1", "cn-ad 1.2", "cn-ad>=1,", ">=1", "a>=x"])
def test_what_is_no_requirement(text: str) -> None:
    assert parse_requirement(text) is None


def test_versions() -> None:
    assert is_version("1.10.2")
    assert not is_version("1.10b")


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("cure", ("cures", "cured", "curing")),
        ("heal", ("heals", "healed", "healing")),
        ("remedy", ("remedies", "remedied", "remedying")),
        ("stop", ("stops", "stopped", "stopping")),
        ("relax", ("relaxes", "relaxed", "relaxing")),
        ("enjoy", ("enjoys", "enjoyed", "enjoying")),
        ("free", ("frees", "freed", "freeing")),
        ("miracle cure", ("miracle cures", "miracle cured", "miracle curing")),
        ("最好", ()),
        ("FDA 510(k)", ()),
    ],
)
def test_inflections(term: str, forms: tuple[str, ...]) -> None:
    assert inflections(term) == forms


def test_suggestions() -> None:
    assert nearest("severty", ["title", "severity"]) == "severity"
    assert nearest("完全不同", ["title", "severity"]) is None
    assert did_you_mean("x", ["aaa", "bbb"]) == "known: `aaa`, `bbb`"
    assert did_you_mean("x", []) is None
    assert did_you_mean("x", ["aaa"], otherwise="ask somebody") == "ask somebody"


@pytest.mark.parametrize(
    ("path", "texts", "good"),
    [
        ("title", True, True),
        ("selling_points.*", True, True),
        ("selling_points", True, True),
        ("selling_points[2]", True, True),
        ('attributes["材质"]', True, True),
        ("attributes.材质", True, True),
        ("attributes.*", True, True),
        ("skus.*.name", True, True),
        ("skus", True, True),
        ("skus.*.price", True, False),
        ("price", True, False),
        ("price", False, True),
        ("certificates", False, True),
        ("certificates.*.number", True, True),
        ("price_history.*.at", False, True),
        ("title.x", True, False),
        ("source", False, False),
        ("unknown_keys", False, False),
        ("title..x", True, False),
        ("", True, False),
        ("attributes[", True, False),
    ],
)
def test_field_paths(path: str, texts: bool, good: bool) -> None:
    problems = Problems()
    place = text(path, SourceFile("x.yaml", f"- {path}\n"), 2, 2 + len(path))
    assert is_path(place, problems, texts=texts) is good
    assert bool(problems.sorted()) is not good


def test_paths_come_from_the_listing() -> None:
    assert {"title", "selling_points.*", "attributes.*", "images.*.text"} <= set(text_paths())
    assert "certificates" in record_fields()
    assert "notes" not in record_fields()


@pytest.mark.parametrize(
    ("since", "until", "rule_since", "rule_until", "ever"),
    [
        (None, None, None, None, True),
        ("2015-09-01", None, None, "2015-09-01", False),
        ("2015-09-01", None, None, "2015-09-02", True),
        (None, "2015-09-01", "2015-09-01", None, False),
        (None, "2015-09-01", "2015-08-31", None, True),
        ("2020-01-01", "2021-01-01", "2020-06-01", "2020-07-01", True),
    ],
)
def test_whether_a_citation_is_ever_in_force(
    since: str | None, until: str | None, rule_since: str | None, rule_until: str | None, ever: bool
) -> None:
    cites = [Cite("广告法", "9", since=since, until=until)]
    assert ever_in_force(cites, rule_since, rule_until) is ever
