"""Labels against findings, counted by hand."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from listing_guard.errors import ListingError
from listing_guard.evaluation.bootstrap import Events, intervals
from listing_guard.evaluation.labels import Label, Labelled, field_text, labelled, place
from listing_guard.evaluation.measures import Measure, Share
from listing_guard.evaluation.metrics import Evaluation, evaluate, worst
from listing_guard.evaluation.reading import behind, names, reading, shown
from listing_guard.evaluation.record import as_json, rows_of
from listing_guard.evaluation.render import table
from listing_guard.model.listing import Listing, Source
from listing_guard.model.report import Report, Severity, Violation
from listing_guard.model.span import Span

UNSURE = {"label": "unsure", "category": "price"}


def row(name: str, title: str, *gold: Label, lang: str = "zh", **more: object) -> Labelled:
    return Labelled(name, {"title": title, **more}, gold, lang=lang)


def bad(text: str | None, category: str = "absolute-claim", **more: object) -> Label:
    return Label(category, "violation", "title" if text else None, text, **more)  # type: ignore[arg-type]


def fine(text: str) -> Label:
    return Label("absolute-claim", "allowed", "title", text)


def unsure(text: str) -> Label:
    return Label("absolute-claim", "unsure", "title", text)


def flag(
    start: int | None,
    end: int | None = None,
    *,
    rule: str = "p/a",
    category: str = "absolute-claim",
    severity: Severity = "error",
    field: str | None = "title",
    suppressed: str | None = None,
) -> Violation:
    return Violation(
        rule=rule,
        category=category,
        severity=severity,
        confidence="high",
        field=field,
        start=start,
        end=end,
        text=None if start is None else f"[{start}:{end}]",
        plain=None,
        evaded=False,
        message="m",
        suggestion=None,
        basis=(),
        penalty=None,
        evidence=None,
        fingerprint="f",
        suppressed=suppressed,
    )


def report(*violations: Violation, error: str | None = None) -> Report:
    return Report(
        listing_id="x",
        ruleset=None,
        source=Source(),
        verdict="error" if error else "block",
        score=0,
        violations=violations,
        error=error,
    )


def one(labels: Labelled, *violations: Violation) -> Evaluation:
    return evaluate([labels], [report(*violations)])


TITLE = "全网最低价 最佳食用期 史上最好"


def test_a_violation_is_found_by_any_overlap_and_once() -> None:
    done = one(row("a", TITLE, bad("全网最低")), flag(2, 5), flag(0, 2, rule="p/b"))
    assert done.overall == Measure(found=1, missed=0, false=0)
    assert done.rules["p/a"].true == 1
    assert done.rules["p/b"].true == 1


def test_a_finding_beside_the_label_is_a_miss_and_a_false_alarm() -> None:
    done = one(row("a", TITLE, bad("全网最低")), flag(4, 5))
    assert done.overall == Measure(found=0, missed=1, false=1)
    assert [m.text for m in done.misses] == ["全网最低"]
    assert [m.text for m in done.false_alarms] == ["[4:5]"]


def test_the_same_span_in_another_field_is_no_match() -> None:
    done = one(row("a", TITLE, bad("全网最低")), flag(0, 4, field="description"))
    assert done.overall == Measure(found=0, missed=1, false=1)


def test_one_finding_may_find_several_violations() -> None:
    labels = row("a", TITLE, bad("全网"), bad("最低价", "price"))
    done = one(labels, flag(0, 5))
    assert done.overall == Measure(found=2, missed=0, false=0)
    assert done.category_right == Share(1, 2)


def test_infos_and_suppressed_findings_find_nothing_and_alarm_nobody() -> None:
    labels = row("a", TITLE, bad("全网最低"))
    done = one(labels, flag(0, 4, severity="info"), flag(0, 4, suppressed="baseline"))
    assert done.overall == Measure(found=0, missed=1, false=0)
    assert done.rules == {}


def test_doubt_counts_neither_way() -> None:
    done = one(row("a", TITLE, unsure("最佳食用期")), flag(6, 8))
    assert done.overall == Measure()
    assert done.rules["p/a"].unsure == 1
    assert done.false_alarms == ()
    assert done.clean_flagged == Share(0, 0)


def test_doubt_and_a_violation_under_one_finding_is_a_find() -> None:
    done = one(row("a", TITLE, unsure("全网"), bad("最低")), flag(0, 4))
    assert done.overall == Measure(found=1)


def test_doubt_shields_an_allowed_text_beside_it() -> None:
    done = one(row("a", TITLE, unsure("全网"), fine("最低价")), flag(0, 5))
    assert done.overall == Measure()
    assert done.allowed_kept == Share(1, 1)


def test_a_false_alarm_on_an_allowed_text_spoils_it() -> None:
    labels = row("a", TITLE, fine("最佳食用期"), fine("史上最好"))
    done = one(labels, flag(6, 8))
    assert done.allowed_kept == Share(1, 2)
    assert done.false_alarms[0].allowed
    assert done.clean_flagged == Share(1, 1)


def test_a_label_on_the_record_matches_by_category() -> None:
    labels = row("a", TITLE, bad(None, "price"))
    assert one(labels, flag(None, category="price", field="original_price")).overall.found == 1
    assert one(labels, flag(0, 4, category="price")).overall.found == 1
    assert one(labels, flag(None, field="original_price")).overall == Measure(0, 1, 1)


def test_a_finding_without_a_place_matches_its_category_in_its_field() -> None:
    labels = row("a", TITLE, bad(TITLE, "platform-format"))
    assert one(labels, flag(None, category="platform-format")).overall.found == 1
    assert one(labels, flag(None, category="price")).overall.found == 0
    assert one(labels, flag(None, category="platform-format", field="skus")).overall.found == 0


def test_clean_listings() -> None:
    rows = [row("a", "毛巾"), row("b", "面膜", fine("面膜")), row("c", TITLE, bad("全网最低"))]
    reports = [report(flag(0, 1, severity="info"), flag(1, 2, severity="info")), report(), report()]
    done = evaluate(rows, reports)
    assert done.clean_flagged == Share(0, 2)
    assert done.clean_infos == Share(2, 2)
    done = evaluate(rows, [report(flag(0, 1, severity="warning")), report(), report()])
    assert done.clean_flagged == Share(1, 2)


def test_an_unreadable_listing_misses_its_violations() -> None:
    done = evaluate([row("a", TITLE, bad("全网最低"))], [report(error="broken")])
    assert (done.rows, done.unread) == (1, 1)
    assert done.overall == Measure(missed=1)


def test_by_category_rule_and_language() -> None:
    rows = [
        row("a", TITLE, bad("全网最低"), bad("史上最好", "efficacy-claim")),
        row("b", "the best cure", bad("cure", "medical-claim"), lang="en"),
    ]
    reports = [
        report(flag(0, 4), flag(6, 8, rule="p/b", category="medical-claim")),
        report(flag(9, 13, rule="p/b", category="medical-claim"), flag(4, 8)),
    ]
    done = evaluate(rows, reports)
    assert done.overall == Measure(found=2, missed=1, false=2)
    assert done.categories == {
        "absolute-claim": Measure(1, 0, 1),
        "efficacy-claim": Measure(0, 1, 0),
        "medical-claim": Measure(1, 0, 1),
    }
    assert done.languages == {"en": Measure(1, 0, 1), "zh": Measure(1, 1, 1)}
    assert done.rules["p/b"].precision == Share(1, 2)
    assert done.overall.precision == Share(2, 4)
    assert done.overall.recall == Share(2, 3)
    assert done.overall.f1 == pytest.approx(2 * 0.5 * (2 / 3) / (0.5 + 2 / 3))


def test_rows_and_reports_must_pair() -> None:
    with pytest.raises(ValueError, match="zip"):
        evaluate([row("a", "x")], [])


# Where labels stand ----------------------------------------------------------------------------


def test_a_label_without_start_means_every_occurrence() -> None:
    ((placed,), lost) = place(row("a", "最好的最好", bad("最好")))
    assert placed.spans == (Span(0, 2), Span(3, 5))
    assert lost == []


def test_equal_labels_take_occurrences_in_turn() -> None:
    labels = row("a", "最好最好最好", bad("最好"), Label("price", "violation", "title", "最好"))
    first, second = place(labels)[0]
    assert first.spans == (Span(0, 2),)
    assert second.spans == (Span(2, 4), Span(4, 6))


def test_a_label_with_start_leaves_the_others_to_the_rest() -> None:
    labels = row("a", "最好最好", bad("最好"), Label("price", "allowed", "title", "最好", 0))
    placed = {p.label.kind: p.spans for p in place(labels)[0]}
    assert placed == {"allowed": (Span(0, 2),), "violation": (Span(2, 4),)}


@pytest.mark.parametrize(
    "label",
    [
        bad("没有"),
        Label("price", "violation", "title", "最好", 1),
        Label("price", "violation", "title", "最好", -2),
        Label("price", "violation", "subtitle", "最好"),
    ],
)
def test_a_label_that_is_not_there_is_left_out_and_told(label: Label) -> None:
    done = one(row("a", "最好", label))
    assert done.overall == Measure()
    assert len(done.problems) == 1
    assert "a: " in done.problems[0]


def test_more_labels_than_occurrences_are_told() -> None:
    placed, lost = place(row("a", "最好", bad("最好"), fine("最好")))
    assert len(placed) == 1
    assert "less often" in lost[0]


def test_text_is_found_in_raw_records_and_in_listings() -> None:
    raw = {"attributes": {"材质": "棉"}, "skus": [{"name": "大号"}], "price": 9}
    assert field_text(raw, 'attributes["材质"]') == "棉"
    assert field_text(raw, "skus[0].name") == "大号"
    assert field_text(raw, "skus[1].name") is None
    assert field_text(raw, "price") is None
    assert field_text(raw, None) is None
    assert field_text(Listing(selling_points=("a", "b")), "selling_points[1]") == "b"


def test_a_row_of_a_file() -> None:
    gold = {"field": "title", "text": "x", "category": "price", "label": "unsure", "why": "w"}
    done = labelled(
        {"id": "a", "lang": "en", "market": "US", "listing": {"title": "x"}, "gold": [gold]}
    )
    assert done.gold == (Label("price", "unsure", "title", "x", None, "w"),)
    assert (done.lang, done.market, done.platform) == ("en", "US", None)
    assert not done.clean


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"listing": {}}, "needs a text 'id'"),
        ({"id": "a", "listing": "x"}, "object 'listing'"),
        ({"id": "a", "listing": {}, "gold": {}}, "no list of labels"),
        ({"id": "a", "listing": {}, "gold": ["x"]}, "no object"),
        ({"id": "a", "listing": {}, "gold": [{"label": "bad"}]}, "none of violation"),
        ({"id": "a", "listing": {}, "gold": [{"label": "unsure"}]}, "no category"),
        ({"id": "a", "listing": {}, "gold": [{**UNSURE, "text": ""}]}, "empty"),
        ({"id": "a", "listing": {}, "gold": [{**UNSURE, "start": "1"}]}, "whole"),
        ({"id": "a", "listing": {}}, "no list of labels"),
        ({"id": "a", "listing": {}, "gold": [{**UNSURE, "start": 1}]}, "a start and no text"),
        ({"id": "a", "listing": {}, "gold": [{**UNSURE, "text": "x"}]}, "names no field"),
        ({"id": "a", "listing": {}, "gold": [{**UNSURE, "field": 1}]}, "'field' is no text"),
        (
            {"id": "a", "listing": {"title": "x"}, "gold": [{**UNSURE, "field": "title"}]},
            "on title quotes no text",
        ),
        (
            {"id": "a", "listing": {}, "gold": [{**UNSURE, "category": "prize"}]},
            r"category 'prize' \(did you mean 'price'\?\)",
        ),
        ({"id": "a", "listing": {}, "gold": [], "market": "CHN"}, "no market 'CHN'"),
        ({"id": "a", "listing": {}, "gold": [], "market": 1}, "'market' is no text"),
        ({"id": "a", "listing": {}, "gold": [], "lang": ["zh"]}, "'lang' is no text"),
    ],
)  # fmt: skip
def test_what_is_no_labelled_row(data: dict[str, object], words: str) -> None:
    with pytest.raises(ListingError, match=words):
        labelled(data)


# Measures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe 1998 (Statistics in Medicine 17), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_intervals_are_the_published_ones(
    part: int, whole: int, low: float, high: float
) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=5e-5)


def test_a_label_on_a_number_quotes_no_text() -> None:
    gold = [{**UNSURE, "field": "original_price"}, {**UNSURE, "field": None}]
    done = labelled({"id": "a", "listing": {"title": "x", "original_price": "99"}, "gold": gold})
    assert [label.field for label in done.gold] == ["original_price", None]


def test_no_cases_have_no_share() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None
    assert Measure().f1 is None


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_values_lie_in_their_intervals(found: int, missed: int, false: int) -> None:
    measure = Measure(found, missed, false)
    for share in (measure.precision, measure.recall):
        value, interval = share.value, share.interval
        assert (value is None) == (interval is None)
        if value is not None and interval is not None:
            assert 0 <= interval[0] <= value + 1e-12
            assert value - 1e-12 <= interval[1] <= 1
    precision, recall = measure.precision.value, measure.recall.value
    if precision and recall and measure.f1 is not None:
        assert measure.f1 == pytest.approx(2 * precision * recall / (precision + recall))


# Intervals of measures --------------------------------------------------------------------------


def one_interval(
    events: Events, listings: int, **more: int
) -> tuple[tuple[float, float] | None, tuple[float, float] | None, tuple[float, float] | None]:
    found = intervals({"x": events}, listings, **more)["x"]
    return found.precision, found.recall, found.f1


def test_drawing_listings_gives_the_interval_of_independent_cases() -> None:
    """With a case a listing, the share is binomial: 60 of 80 has 0.75 ± 1.96·sqrt(.75·.25/80)."""
    precision, recall, _ = one_interval(Events(range(60), (), range(60, 80)), 80)
    assert precision == pytest.approx((0.655, 0.845), abs=0.02)
    assert recall == Share(60, 60).interval


def test_cases_of_one_listing_stand_or_fall_together() -> None:
    """Ten listings with eight cases each say as much as ten cases, not as eighty."""
    apart = Events(range(60), (), range(60, 80))
    lumped = Events([n // 8 for n in range(64)], (), [n // 8 for n in range(64, 80)])
    one, two = one_interval(apart, 80)[0], one_interval(lumped, 10)[0]
    assert one is not None
    assert two is not None
    assert two[1] - two[0] > 2 * (one[1] - one[0])


def test_all_right_is_not_certain() -> None:
    """Three finds in one listing are one case: Wilson, 1 of 1."""
    precision, recall, f1 = one_interval(Events([4, 4, 4], (), ()), 9)
    assert precision == recall == f1 == Share(1, 1).interval
    none_of_two = Share(0, 2).interval
    assert one_interval(Events((), [1, 2], ()), 9) == (None, none_of_two, none_of_two)


def test_the_same_counts_give_the_same_intervals() -> None:
    events = Events([0, 1, 2, 2], [3], [4, 5])
    assert one_interval(events, 8) == one_interval(events, 8)
    assert one_interval(events, 8) != one_interval(events, 8, seed=1)
    assert intervals({"x": Events((), (), ())}, 0)["x"].precision is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=12))
def test_measures_lie_in_their_intervals(counts: list[tuple[int, int, int]]) -> None:
    listed = [[n for n, each in enumerate(counts) for _ in range(each[k])] for k in range(3)]
    events = Events(*listed)
    found = intervals({"x": events}, len(counts), resamples=60)["x"]
    measure = events.measure
    for value, interval in (
        (measure.precision.value, found.precision),
        (measure.recall.value, found.recall),
        (measure.f1, found.f1),
    ):
        assert (value is None) == (interval is None)
        if value is not None and interval is not None:
            assert 0 <= interval[0] <= value <= interval[1] <= 1


# Telling ----------------------------------------------------------------------------------------


def sample() -> Evaluation:
    rows = [
        row("a", TITLE, bad("全网最低"), fine("最佳食用期"), bad("史上最好", "efficacy-claim")),
        row("b", "best cure\x1b[31m" + "x" * 200, bad("cure", "medical-claim"), lang="en"),
        row("c", "毛巾", bad("没有")),
    ]
    alarm = flag(0, 4, rule="p/" + "long" * 12)
    reports = [
        report(flag(0, 4), flag(6, 8), flag(9, 10)),
        report(alarm),
        report(flag(0, 1, severity="info")),
    ]
    return evaluate(rows, reports)


def test_the_worst_come_first() -> None:
    alarms, misses = worst(sample())
    assert [m.rule for m in alarms] == ["p/a", "p/a", "p/" + "long" * 12]
    assert [m.category for m in misses] == ["efficacy-claim", "medical-claim"]
    assert worst(sample(), rule="p/a")[1] == ()
    alarms, misses = worst(sample(), category="medical-claim")
    assert (len(alarms), len(misses)) == (0, 1)


def test_tables_fit_80_columns_and_say_the_numbers() -> None:
    text = table(sample())
    assert max(map(len, text.splitlines())) <= 80
    numbers = text.splitlines()[1].split()
    assert numbers[:5] == ["all", "1", "2", "3", "0.250"]
    assert (numbers[6], numbers[8]) == ("0.333", "0.286")
    assert "allowed texts kept        0.000   0–79  (0 of 1)" in text
    assert "labels left out: 1" in text


def test_tables_in_chinese_fit_too() -> None:
    text = table(sample(), "zh")
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "合法用语放行" in text
    assert "recall" not in text


def test_a_measure_of_many_digits_fits() -> None:
    done = evaluate([row(str(n), TITLE, bad("全网最低")) for n in range(300)], [report()] * 300)
    lines = table(done).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].split()[:4] == ["all", "0", "300", "0"]


# The listings behind the figures ----------------------------------------------------------------


def test_every_figure_has_as_many_cases_as_it_says() -> None:
    done = sample()
    for name, measure in done.categories.items():
        by = Counter(case.outcome for case in behind(done, name))
        assert (by["found"], by["missed"], by["false"]) == (
            measure.found, measure.missed, measure.false,
        )  # fmt: skip
    for rule, score in done.rules.items():
        by = Counter(case.outcome for case in behind(done, rule))
        assert (by["true"], by["false"], by["unsure"]) == (score.true, score.false, score.unsure)
    assert len(behind(done, "allowed-kept")) == done.allowed_kept.whole - done.allowed_kept.part
    assert len(behind(done, "category-right")) == (
        done.category_right.whole - done.category_right.part
    )
    by = Counter(case.outcome for case in behind(done, "all"))
    assert (by["found"], by["missed"], by["false"]) == (1, 2, 3)
    assert {"p/a", "absolute-claim", "zh", "en", "missed"} <= set(names(done))


def test_clean_listings_that_are_flagged_have_their_names() -> None:
    rows = [row("a", "毛巾"), row("b", "面膜")]
    done = evaluate(rows, [report(flag(0, 1)), report(flag(0, 1, severity="info"))])
    assert [case.listing for case in behind(done, "clean-flagged")] == ["a"]
    assert [case.listing for case in behind(done, "clean-infos")] == ["b"]


def test_a_case_says_where_it_stands() -> None:
    labels = Labelled("a", {"title": TITLE}, (bad("史上最好"),), lang="zh", line=7)
    (missed,) = one(labels).cases
    assert (missed.line, missed.outcome, missed.start, missed.end) == (7, "missed", 12, 16)
    text = shown("absolute-claim", [missed])
    assert text.splitlines()[2] == "    a:7  title[12:16]"
    assert "史上最好" in text


def test_all_cases_can_be_written_as_rows() -> None:
    rows = [json.loads(json.dumps(each)) for each in rows_of(sample().cases)]
    assert Counter(each["outcome"] for each in rows) == {
        "false": 3, "true": 1, "found": 1, "missed": 2, "spoilt": 1,
    }  # fmt: skip
    assert {"listing", "line", "field", "start", "end", "text", "rules"} <= set(rows[0])


def test_mistakes_are_told_in_visible_form() -> None:
    text = reading(sample(), most=2)
    assert "\x1b" not in text
    assert "… and 1 more" in text
    assert "labelled as allowed" in text
    assert "false alarms: 3" in text
    assert "misses: 2" in text


def test_json_says_everything() -> None:
    data = json.loads(json.dumps(as_json(sample())))
    assert data["overall"]["found"] == 1
    assert data["overall"]["precision"]["part"] == 1
    assert data["overall"]["precision"]["whole"] == 4
    assert len(data["false_alarms"]) == 3
    assert [c["listing"] for c in data["categories"]["medical-claim"]["cases"]["missed"]] == ["b"]
    assert [c["text"] for c in data["rules"]["p/a"]["cases"]["true"]] == ["[0:4]"]
    assert [c["text"] for c in data["allowed_kept"]["cases"]] == ["最佳食用期"]
    low, high = data["overall"]["f1"]["interval"]
    assert 0 <= low <= data["overall"]["f1"]["value"] <= high <= 1
    assert data["misses"][0]["text"] == "史上最好"
    assert data["clean_flagged"]["value"] is None
    assert data["infos_per_clean_listing"] is None


def test_an_empty_evaluation_can_be_told() -> None:
    empty = evaluate([], [])
    assert "listings                  0" in table(empty)
    assert reading(empty) == "false alarms: 0\n\nmisses: 0\n"
