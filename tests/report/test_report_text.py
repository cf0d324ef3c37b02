"""The text report on hostile input, at any width, and what its options do."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.model.listing import Listing, Source
from listing_guard.model.report import NotEvaluated, Report, Violation
from listing_guard.report.escape import glyphs
from listing_guard.report.excerpt import excerpts, field_text
from listing_guard.report.group import by_field
from listing_guard.report.layout import cell_len
from listing_guard.report.run import RuleInfo, Run, Summary
from listing_guard.report.text import Writer
from tests.report.samples import chinese, english, found, hostile, make_up, report_on, run

ANSI = re.compile(r"\x1b\[[\d;]*m")


def written(samples: list[tuple[Report, Listing | None]], lang: str = "zh", **more: object) -> str:
    out = io.StringIO()
    writer = Writer(out, run(lang), **more)  # type: ignore[arg-type]
    summary = Summary()
    writer.begin()
    for report, listing in samples:
        summary.add(report)
        writer.write(report, listing)
    writer.end(summary)
    return out.getvalue()


def longest(text: str) -> int:
    return max(cell_len(ANSI.sub("", line)) for line in text.split("\n"))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("samples", [chinese, english, hostile])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_page(samples, width: int, colour: bool) -> None:
    text = written(samples(), width=width, colour=colour, make_up=make_up)
    assert longest(text) <= width


def test_hostile_text_reaches_the_terminal_only_in_visible_form() -> None:
    text = written(hostile(), colour=False)
    assert all(char.isprintable() or char in "\n\u3000\u200d" for char in text)
    assert text.encode().decode() == text
    assert "<U+001B>[2J" in text
    assert "<U+202E>" in text
    assert "<U+D83D>" in text
    assert "a<U+0000>b" in text
    coloured = written(hostile(), colour=True)
    assert "\x1b" not in ANSI.sub("", coloured)


@settings(deadline=None, max_examples=150)
@given(
    st.text(st.characters(), max_size=120),
    st.text(st.sampled_from("全网最低 best\n\t\u200b\u202e\x1b<b>👨‍👩‍👧"), min_size=1, max_size=12),
    st.text(st.characters(), max_size=120),
    st.integers(40, 130),
)
def test_any_text_is_shown_safely_within_the_width(
    before: str, middle: str, after: str, width: int
) -> None:
    listing = Listing(id=after[:9], title=before + middle + after, source=Source(middle, 1, 1))
    start = len(before)
    finding = Violation(
        rule="p/a",
        category="absolute-claim",
        severity="error",
        confidence="medium",
        field="title",
        start=start,
        end=start + len(middle),
        text=middle,
        plain=middle,
        evaded=True,
        folds=("hidden",),
        message=f"{after}{middle}",
        suggestion=None,
        basis=(),
        penalty=before,
        evidence={"was": before},
        fingerprint="f",
    )
    text = written(
        [(report_on(listing, "block", 60, violations=(finding,)), listing)],
        width=width,
        colour=False,
    )
    text.encode()
    assert longest(text) <= width
    for char in text:
        assert char.isprintable() or char in "\n\u200d" or char.isspace()
        assert char not in "\x1b\t\r\x85\u2028\u2029\u202e\x1c"


def marked(title: str, *words: str, width: int = 76) -> list[tuple[str, str]]:
    listing = Listing(title=title)
    groups = by_field([found(listing, "title", word) for word in words])
    return [(line.text, line.underline) for path, g in groups for line in excerpts(title, g, width)]


def test_marks_stand_under_wide_characters() -> None:
    assert marked("a全网最低b 史上最好", "最低", "最好") == [
        ("a全网最低b 史上最好", "     ^^^^      ^^^^"),
    ]


def test_what_an_overlapping_finding_adds_has_another_mark() -> None:
    assert marked("全网最低价了", "全网最低价", "最低价了") == [("全网最低价了", "^^^^^^^^^^~~")]


def test_distant_findings_have_lines_of_their_own_cut_at_words() -> None:
    text = "the best lamp " + "and then some more words " * 8 + "a cure for all"
    first, second = marked(text, "best", "cure", width=40)
    assert first == ("the best lamp and then some more words…", "    ^^^^")
    assert second[0].startswith("…")
    assert second[0].endswith("a cure for all")
    assert second[1].strip() == "^^^^"


def test_a_line_break_ends_the_excerpt() -> None:
    assert marked("first line\nthe best\nlast", "best") == [("the best", "    ^^^^")]


def test_a_finding_across_a_line_break_shows_it() -> None:
    assert marked("全网\n最低", "全网\n最低") == [("全网↵最低", "^^^^^^^^^")]


def test_tags_are_shown_by_name_unless_a_finding_is_in_one() -> None:
    html = '<p class="x" style="y">best</p><img alt="cure all">'
    assert marked(html, "best")[0][0].startswith("<p>best</p><img>")
    assert 'alt="cure all"' in marked(html, "cure")[0][0]


def test_a_finding_wider_than_the_line_loses_its_middle() -> None:
    ((text, marks),) = marked("全网最低" * 50, "全网最低" * 50, width=40)
    assert text.count("…") == 1
    assert cell_len(text) <= 40
    assert cell_len(text) == len(marks)


def test_without_the_record_the_finding_shows_its_own_words() -> None:
    listing = Listing(title="补水全网最低价")
    ((_, groups),) = by_field([found(listing, "title", "最低")])
    (line,) = excerpts(None, groups, 40)
    assert (line.text, line.underline) == ("最低", "^^^^")
    (moved,) = excerpts("今天天气真好啊", groups, 40)
    assert moved.text == "最低"


def test_text_at_a_path() -> None:
    listing = Listing(selling_points=("a", "b"), attributes={"材 质": "棉", "n": 3})
    assert field_text(listing, "selling_points[1]") == "b"
    assert field_text(listing, 'attributes["材 质"]') == "棉"
    assert field_text(listing, 'attributes["n"]') is None
    assert field_text(listing, "selling_points[7]") is None
    assert field_text(listing, "title") is None
    assert field_text(None, "title") is None


def test_fields_stand_in_the_order_of_the_record() -> None:
    listing = Listing(title="最好", selling_points=tuple(["最好"] * 11), attributes={"a": "最好"})
    paths = ['attributes["a"]', "selling_points[10]", "selling_points[2]", "title"]
    findings = [found(listing, path, "最好") for path in paths]
    findings.append(found(listing, None, None, message="m"))
    assert [path for path, _ in by_field(findings)] == [*reversed(paths), None]


def test_the_same_words_are_told_once_in_a_field() -> None:
    listing = Listing(title="最好 最好 最好")
    ((_, (group,)),) = by_field([found(listing, "title", "最好", nth=n) for n in range(3)])
    assert len(group.repeats) == 2
    (line,) = excerpts(listing.title, [group], 40)
    assert line.underline == "^^^^ ^^^^ ^^^^"


def test_a_listing_that_passes_is_a_line_nothing_or_a_block() -> None:
    tea = chinese()[2]
    assert "特级毛尖" in written([tea])
    assert written([tea]).splitlines()[0].startswith("通过  ca-7")
    assert "特级毛尖" not in written([tea], passing="none")
    assert "标题可以更短" in written([tea], passing="full")
    assert "plain" not in written([chinese()[4]])


def test_quiet_leaves_one_line_a_listing_and_the_counts() -> None:
    lines = written(chinese(), quiet=True).splitlines()
    assert [line[:2] for line in lines[:3]] == ["拦截", "复核", "未读"]
    assert not any("依据" in line or line.startswith("权重") for line in lines)
    assert any(line.startswith("商品  4 条") for line in lines)


def test_findings_beyond_the_limit_are_counted() -> None:
    text = written(chinese()[:1], most=1)
    assert "另有 8 处未列出" in text
    assert "cn-ad/medical-effect" not in text.split("─")[0]


def test_the_score_is_made_up_of_what_counts() -> None:
    bank = chinese()[1:2]
    assert "评分 25 = 100 × 0.25" in written(bank, make_up=make_up)
    assert re.search(r"评分 25$", written(bank), re.MULTILINE)


@pytest.mark.parametrize(("lang", "words"), [("zh", "不构成法律意见"), ("en", "no legal advice")])
def test_every_report_carries_the_disclaimer(lang: str, words: str) -> None:
    assert words in written([], lang)
    assert words in written([], lang, quiet=True)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colour", "coloured"),
    [
        ({"TERM": "xterm"}, None, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, None, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, None, True),
        ({"TERM": "dumb"}, None, False),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, True),
    ],
)
def test_colour_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    colour: bool | None,
    coloured: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = Terminal()
    writer = Writer(out, run("zh"), colour=colour)
    writer.write(*chinese()[1])
    assert ("\x1b[" in out.getvalue()) is coloured


def test_a_terminal_gives_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "63")
    out = Terminal()
    writer = Writer(out, run("zh"))
    writer.write(*chinese()[0])
    writer.end(Summary())
    assert longest(out.getvalue()) <= 63
    monkeypatch.setenv("COLUMNS", "400")
    out = Terminal()
    Writer(out, run("zh")).write(*chinese()[0])
    assert 120 < longest(out.getvalue()) <= 140


def test_a_long_description_costs_only_what_is_shown() -> None:
    text = "很长的详情" * 200_000 + "全网最低" + "。后面也很长" * 200_000
    seen = list(glyphs(text[:100]))
    assert len(seen) == 100
    listing = Listing(id="x", title="t", description=text)
    finding = found(listing, "description", "全网最低")
    shown = written([(report_on(listing, "block", 60, violations=(finding,)), listing)])
    assert len(shown) < 3000


def test_gaps_are_told_where_a_rule_asks_for_it_or_the_category_is_unknown() -> None:
    rules = {
        "p/loud": RuleInfo(title="a", category="price", severity="error"),
        "p/quiet": RuleInfo(title="b", category="price", severity="error", tells_gaps=False),
    }
    shared = Run(engine="0", packs=(), as_of="2026-11-22", lang="en", rules=rules)

    def told(missing: str, *names: str) -> str:
        report = Report(
            listing_id="a",
            ruleset=None,
            source=Source(),
            verdict="review",
            score=0,
            not_evaluated=(NotEvaluated(missing=missing, rules=names),),
        )
        out = io.StringIO()
        writer = Writer(out, shared)
        writer.begin()
        writer.write(report, None)
        return out.getvalue()

    assert "brand" in told("brand", "p/quiet", "p/loud")
    assert "brand" not in told("brand", "p/quiet")
    assert "category" in told("category", "p/quiet")
