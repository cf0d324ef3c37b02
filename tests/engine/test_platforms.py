"""Platforms by any of their names; slips are refused in an option and noted in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from listing_guard import Guard
from listing_guard.errors import UsageError
from tests.workbench import found

if TYPE_CHECKING:
    from tests.workbench import Workbench

ON_TMALL = """
    applies: platform == "tmall"
    patterns: {$w: [好物]}
    condition: $w
"""
IN_HOUSE = """
    applies: platform in ["Own-Shop", "tmall"]
    patterns: {$w: [好物]}
    condition: $w
"""
NICE = {"title": "好物"}


@pytest.mark.parametrize("name", ["tmall", "TMALL", "天猫", "天猫商城", "www.tmall.com"])
def test_any_name_of_a_platform_does(workbench: Workbench, name: str) -> None:
    guard = workbench.guard(ON_TMALL, platform=name)
    report = guard.check(NICE)
    assert (found(report), report.platform, report.notes) == (["好物"], "tmall", ())
    report = workbench.guard(ON_TMALL).check(NICE | {"platform": name})
    assert (found(report), report.platform, report.notes) == (["好物"], "tmall", ())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tmal", r"unknown platform 'tmal' \(did you mean 'tmall'\?\); platforms are 1688, "),
        ("Wallmart", r"unknown platform 'Wallmart' \(did you mean 'walmart'\?\)"),
        ("own-shop", "unknown platform 'own-shop'"),
        ("", "unknown platform ''; platforms are"),
        (5, "platform is a name such as 'tmall', not 5"),
    ],
)
def test_an_option_that_no_rule_can_mean_is_refused(
    workbench: Workbench, name: object, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        workbench.guard(ON_TMALL, platform=name)


def test_a_rule_makes_a_platform_known(workbench: Workbench) -> None:
    guard = workbench.guard(IN_HOUSE, platform="OWN-SHOP")
    assert (found(guard.check(NICE)), guard.check(NICE).platform) == (["好物"], "own-shop")
    report = workbench.guard(IN_HOUSE).check(NICE | {"platform": "Own-Shop"})
    assert (found(report), report.notes) == (["好物"], ())


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("tmal", "platform: no rule knows “tmal” (did you mean 'tmall'?)"),
        ("own-shop2", "platform: no rule knows “own-shop2” (did you mean 'own-shop'?)"),
        ("某站", "platform: no rule knows “某站”"),
    ],
)
def test_a_record_that_names_another_is_checked_with_a_note(
    workbench: Workbench, name: str, note: str
) -> None:
    guard = workbench.guard(IN_HOUSE)
    for _ in range(2):
        report = guard.check(NICE | {"platform": name})
        assert (found(report), report.platform, report.notes) == ([], name, (note,))


def test_without_a_platform_no_rule_of_one_speaks() -> None:
    report = Guard.load(market="CN").check({"title": "毛巾"})
    assert (report.platform, report.notes) == (None, ())
