"""Several reports on one listing told as one."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace

from listing_guard.model.listing import Listing
from listing_guard.model.report import Basis, Exempted, NotEvaluated, Report
from listing_guard.report import AbreastWriter, json_, jsonl, text
from listing_guard.report.layout import cell_len
from listing_guard.report.markets import Markets
from listing_guard.report.markettable import write_table
from listing_guard.report.page import Page
from tests.report.samples import found, report_on, run

CUP = Listing(id="cup", title="best cup, best mug")
AMERICAN = (Basis(law="FTC Act", article="5"),)
BRITISH = (Basis(law="DMCCA 2024", article="226"),)
BEST = found(CUP, "title", "best", basis=AMERICAN)
EXCUSED = Exempted(
    rule="a/b", field="title", start=0, end=4, text="best", exemption="own", basis=(), keep=None
)


def report(market: str, verdict: str = "block", score: int = 60, **more: object) -> Report:
    return replace(report_on(CUP, verdict, score, **more), market=market)


def test_what_two_markets_find_at_one_place_is_one_finding() -> None:
    mild = replace(BEST, severity="warning", basis=BRITISH)
    other = found(CUP, "title", "best", nth=1)
    markets = Markets(
        [report("GB", "review", 25, violations=(mild,)), report("US", violations=(BEST, other))]
    )
    merged = markets.merged()
    assert (merged.verdict, merged.score, merged.market) == ("block", 60, None)
    assert merged.violations == (BEST, other)
    assert markets.severities(BEST) == {"GB": "warning", "US": "error"}
    assert markets.severities(other) == {}
    assert markets.bases(BEST) == [(["GB"], BRITISH), (["US"], AMERICAN)]
    assert list(markets.of(other)) == ["US"]
    assert markets.everywhere(markets.of(BEST))
    assert not markets.everywhere(markets.of(other))
    assert markets.rules() == {BEST.rule: [("warning", 1), ("error", 2)]}


def test_findings_without_a_place_go_by_their_content() -> None:
    one = found(CUP, "price", None)
    other = replace(one, fingerprint="other")
    markets = Markets([report("US", violations=(one,)), report("EU", violations=(one, other))])
    assert markets.merged().violations == (one, other)
    assert list(markets.of(other)) == ["EU"]


def test_what_is_set_aside_in_one_market_counts_in_the_other() -> None:
    aside = replace(BEST, suppressed="baseline")
    markets = Markets([report("US", violations=(aside,)), report("GB", violations=(BEST,))])
    assert markets.merged().violations == (BEST,)
    assert markets.rules() == {BEST.rule: [None, ("error", 1)]}


def test_exemptions_gaps_and_notes_come_once() -> None:
    gap = NotEvaluated(missing="price", rules=("a/b", "a/c"))
    more = NotEvaluated(missing="price", rules=("a/a", "a/c"))
    brand = NotEvaluated(missing="brand", rules=("a/a",))
    markets = Markets(
        [
            report("US", exempted=(EXCUSED,), not_evaluated=(gap,), notes=("x",)),
            report("GB", not_evaluated=(more, brand), notes=("x", "y")),
        ]
    )
    merged = markets.merged()
    assert merged.exempted == (EXCUSED,)
    assert markets.excused(EXCUSED) == ["US"]
    assert merged.notes == ("x", "y")
    assert merged.not_evaluated == (
        brand,
        NotEvaluated(missing="price", rules=("a/a", "a/b", "a/c")),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_table_keeps_within_the_page_whatever_the_number_of_markets(
    lang: str, width: int
) -> None:
    long = replace(BEST, rule=f"house/{'very-' * 12}long")
    codes = ("US", "EU", "GB", "CA", "AU", "JP", "KR", "DE", "FR", "IT", "ES")
    reports = [report(code, violations=(long,) if n % 2 else ()) for n, code in enumerate(codes)]
    out = io.StringIO()
    write_table(Page(out, lang, width, colour=False), Markets(reports), 4)
    lines = out.getvalue().splitlines()
    assert all(cell_len(line) <= width for line in lines)
    heads = [line.split() for line in lines if line.strip() and line.split()[0] in codes]
    assert [code for head in heads for code in head] == list(codes)


def test_the_table_tells_rules_that_differ_in_how_often_they_found_something() -> None:
    twice = (BEST, found(CUP, "title", "best", nth=1))
    out = io.StringIO()
    markets = Markets([report("US", violations=twice), report("GB", violations=(BEST,))])
    write_table(Page(out, "en", 80, colour=False), markets, 0)
    assert out.getvalue().splitlines() == [
        "                            US        GB",
        "verdict                     block     block",
        "score                       60        60",
        "cn-ad/absolute-superlative  error ×2  error",
    ]


def test_only_the_text_report_tells_markets_side_by_side() -> None:
    writers = [module.Writer(io.StringIO(), run("en")) for module in (text, json_, jsonl)]
    assert [isinstance(writer, AbreastWriter) for writer in writers] == [True, False, False]


def test_where_the_law_of_some_markets_excuses_is_said() -> None:
    out = io.StringIO()
    writer = text.Writer(out, run("en"), width=80, colour=False)
    writer.write_abreast(
        [report("US", "pass", 0, exempted=(EXCUSED,)), report("GB", "pass", 0)], CUP
    )
    assert "title: “best” · own · US" in out.getvalue()
