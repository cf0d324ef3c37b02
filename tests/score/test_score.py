"""Weights, the choice of what counts, the verdict."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.errors import UsageError
from listing_guard.model.report import Confidence, Severity, Violation
from listing_guard.score.score import Weighed, Weights, score_of, verdict_of, weigh

WEIGHTS = Weights()


def violation(
    start: int | None = 0,
    end: int | None = 4,
    *,
    rule: str = "p/a",
    plain: str | None = None,
    field: str = "title",
    severity: Severity = "error",
    confidence: Confidence = "high",
    suppressed: str | None = None,
) -> Violation:
    return Violation(
        rule=rule,
        category="absolute-claim",
        severity=severity,
        confidence=confidence,
        field=field,
        start=start,
        end=end,
        text=plain,
        plain=plain if plain is not None or start is None else f"{field}{start}-{end}",
        evaded=False,
        message="m",
        suggestion=None,
        basis=(),
        penalty=None,
        evidence=None,
        fingerprint="f",
        suppressed=suppressed,
    )


def of(weight: str, start: int, end: int, **more: str) -> Weighed:
    return Weighed(violation(start, end, **more), Decimal(weight))  # type: ignore[arg-type]


def test_a_weight_is_severity_times_confidence_times_field() -> None:
    found = weigh(violation(confidence="medium"), WEIGHTS, 0.9)
    assert found.weight == Decimal("0.378")


def test_a_finding_without_a_place_ignores_the_field_weight() -> None:
    assert weigh(violation(None, None), WEIGHTS, 0.5).weight == Decimal("0.6")


def test_a_weight_stays_between_0_and_1() -> None:
    assert weigh(violation(), WEIGHTS, 2.5).weight == 1
    assert weigh(violation(), WEIGHTS, -1.0).weight == 0


def test_nothing_found_scores_nothing() -> None:
    assert score_of([]).total == 0
    assert score_of([]).parts == ()


def test_two_errors_make_84() -> None:
    assert score_of([of("0.6", 0, 4), of("0.6", 5, 9)]).total == 84


def test_halves_round_up() -> None:
    assert score_of([of("0.125", 0, 1)]).total == 13
    assert score_of([of("0.005", 0, 1)]).total == 1
    assert score_of([of("0.0049", 0, 1)]).total == 0


def test_of_overlapping_findings_the_heaviest_counts() -> None:
    score = score_of([of("0.25", 0, 6, rule="p/b"), of("0.6", 2, 4), of("0.05", 3, 8)])
    assert score.total == 60
    assert [part.weight for part in score.parts] == [Decimal("0.6")]


def test_the_same_span_in_another_field_is_no_overlap() -> None:
    assert score_of([of("0.6", 0, 4), of("0.6", 0, 4, field="description")]).total == 84


def test_a_finding_on_the_whole_title_does_not_join_the_others() -> None:
    apart = [of("0.6", 0, 4), of("0.6", 6, 8, rule="p/b")]
    assert score_of([*apart, of("0.05", 0, 30, rule="p/length")]).total == 84


def test_one_phrase_of_one_rule_counts_once_at_its_heaviest() -> None:
    twice = [
        of("0.36", 0, 4, plain="全网最低", field="description"),
        of("0.6", 9, 13, plain="全网最低"),
    ]
    assert score_of(twice).total == 60
    assert score_of([twice[0], of("0.6", 9, 13, plain="全网最低", rule="p/b")]).total == 74


def test_a_phrase_counts_elsewhere_when_its_first_place_is_taken() -> None:
    findings = [
        of("0.6", 0, 9, plain="whole"),
        of("0.5", 2, 4, plain="again", rule="p/b"),
        of("0.4", 0, 2, plain="again", rule="p/b", field="description"),
    ]
    assert score_of(findings).total == 76


def test_findings_without_a_place_each_count() -> None:
    one = Weighed(violation(None, None, field="certificates"), Decimal("0.6"))
    assert score_of([one, one]).total == 84


def test_suppressed_findings_are_out() -> None:
    hidden = violation(suppressed="baseline")
    assert score_of([weigh(hidden, WEIGHTS)]).total == 0
    assert verdict_of([hidden], 0, WEIGHTS) == "pass"


@pytest.mark.parametrize(
    ("violations", "total", "verdict"),
    [
        ([], 0, "pass"),
        ([violation(severity="info")], 5, "pass"),
        ([violation(severity="info")], 60, "review"),
        ([violation(severity="warning")], 25, "review"),
        ([violation(confidence="medium")], 42, "review"),
        ([violation()], 60, "block"),
        ([violation(severity="warning")] * 3, 97, "review"),
    ],
)
def test_verdicts(violations: list[Violation], total: int, verdict: str) -> None:
    assert verdict_of(violations, total, WEIGHTS) == verdict


def test_a_score_blocks_only_when_configured() -> None:
    assert verdict_of([violation(severity="warning")], 97, Weights(block_at=90)) == "block"
    assert verdict_of([violation(severity="warning")], 89, Weights(block_at=90)) == "review"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"severity": {"error": 0.6}}, "severity must give error, warning, info"),
        ({"confidence": {"high": 1.2, "medium": 0.7, "low": 0.4}}, "confidence.high is 1.2"),
        ({"review_at": 101}, "review_at is 101"),
        ({"block_at": -1}, "block_at is -1"),
    ],
)
def test_bad_weights_are_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Weights(**options)  # type: ignore[arg-type]


def test_thousands_of_overlapping_findings_are_scored_in_one_pass() -> None:
    dense = [
        of("0.05", n, n + 7, rule=f"p/{n % 5}", plain=f"w{n % 40}", field="description")
        for n in range(2000)
    ]
    assert 80 <= score_of(dense).total <= 100


PLACES = st.builds(
    lambda weight, start, length, rule, plain, field: of(
        weight, start, start + length, rule=rule, plain=plain, field=field
    ),
    st.sampled_from(["0.6", "0.42", "0.25", "0.378", "0.05", "0.5", "1"]),
    st.integers(0, 12),
    st.integers(1, 8),
    st.sampled_from(["p/a", "p/b", "p/c"]),
    st.sampled_from(["甲", "乙", "丙"]),
    st.sampled_from(["title", "description"]),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PLACES, max_size=9), PLACES, st.randoms())
def test_order_is_nothing_and_what_counts_is_apart(
    findings: list[Weighed], one: Weighed, random: object
) -> None:
    given = [*findings, one]
    score = score_of(given)
    shuffled = list(given)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score_of(shuffled) == score
    assert max(100 * f.weight for f in given) - 1 < score.total <= 100
    assert all(compatible(a, b) for a, b in combinations(score.parts, 2))
    left = [f for f in given if f not in score.parts]
    for finding in left:  # each stands under a finding at least as heavy
        assert any(not compatible(finding, p) and p.weight >= finding.weight for p in score.parts)


def compatible(a: Weighed, b: Weighed) -> bool:
    assert a.span is not None
    assert b.span is not None
    repeats = (a.violation.rule, a.violation.plain) == (b.violation.rule, b.violation.plain)
    return not repeats and (a.field != b.field or not a.span.overlaps(b.span))
