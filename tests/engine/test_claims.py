"""Findings at discounts: placed where they are claimed, with what was compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from listing_guard.prices.discounttext import LITERALS
from listing_guard.text.fold import fold
from tests.workbench import found, missing

if TYPE_CHECKING:
    from tests.workbench import Workbench

OVER = "condition: any(discounts, overstates(listing.price, listing.original_price))"
SCARF = {"title": "围巾", "price": 150, "original_price": 200}


def test_a_finding_stands_at_each_claim_that_held(workbench: Workbench) -> None:
    report = workbench.guard(OVER).check(
        SCARF
        | {
            "title": "围巾 <b>５</b>折优惠",
            "selling_points": ["今日立减100", "七五折", "第二件半价"],
            "skus": [{"name": "红 立减80元"}],
            "images": [{"text": "全场5折"}],
            "live_script": "家人们，打3折",
        }
    )
    assert [(v.field, v.start, v.end, v.text, v.plain) for v in report.violations] == [
        ("title", 6, 12, "５</b>折", "5折"),
        ("selling_points[0]", 2, 7, "立减100", "立减100"),
        ('attributes["直播话术"]', 4, 7, "打3折", "打3折"),
        ("images[0].text", 0, 4, "全场5折", "全场5折"),
        ("skus[0].name", 2, 7, "立减80元", "立减80元"),
    ]
    first = report.violations[0]
    assert first.message == "５折"
    assert first.evidence == {
        "values": {"price": "150", "original_price": "200"},
        "discount": {
            "kind": "ratio",
            "bound": "exact",
            "conditional": False,
            "ratio": "0.5",
            "percent_off": "50.0",
        },
    }
    assert len({v.fingerprint for v in report.violations}) == 5


@pytest.mark.parametrize(
    ("condition", "placed"),
    [
        ('any(discounts, kind == "ratio")', ["5折"]),
        ("any(discounts, ratio <= 0.5) or price > 1", ["5折"]),
        ("price > 1 or all(discounts, ratio <= 0.5)", ["None"]),
        ('all(discounts, bound == "exact")', ["5折", "立减20"]),
        ("none(discounts, conditional) and price > 1", ["None"]),
        ("not none(discounts, ratio < 1)", ["None"]),
        ("count(discounts) == 2", ["None"]),
    ],
)
def test_what_a_true_condition_rests_on(
    workbench: Workbench, condition: str, placed: list[str]
) -> None:
    guard = workbench.guard(f"condition: {condition}")
    assert found(guard.check(SCARF | {"title": "围巾 5折 立减20"})) == placed


def test_texts_without_a_claim_say_that_there_is_none(workbench: Workbench) -> None:
    guard = workbench.guard(OVER)
    assert found(guard.check(SCARF | {"title": "三折伞"})) == []
    report = guard.check({"title": "围巾"})
    assert missing(report) == []
    assert missing(guard.check({"title": "围巾 5折"})) == ["original_price", "price"]


def test_an_exception_may_look_at_claims_where_the_condition_does_not(workbench: Workbench) -> None:
    guard = workbench.guard("""
        patterns:
          $word:
            words: [原价]
            except: [{name: reduced, when: 'any(discounts, kind == "was_now")', absent: unmet}]
        condition: $word
    """)
    assert found(guard.check({"title": "围巾 原价200"})) == ["原价"]
    report = guard.check({"title": "围巾 原价200现价150"})
    assert (found(report), [each.exemption for each in report.exempted]) == ([], ["reduced"])


def test_claims_are_read_once_and_only_where_a_word_of_one_stands(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(text: str) -> tuple[Any, ...]:
        read.append(text)
        return ()

    monkeypatch.setattr("listing_guard.evaluate.claims.discounts_in", reading)
    guard = workbench.guard(OVER)
    guard.check({"title": "纯棉围巾", "description": "骨折 save energy, 曲折"})
    assert read == []
    guard.check({"title": "纯棉围巾", "description": "限时5折", "price": 3, "original_price": 4})
    assert read == ["限时5折"]


def test_words_are_in_the_normal_form() -> None:
    assert [word for word in LITERALS if fold(word) != word] == []
