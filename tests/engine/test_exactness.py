"""Every finding's text is the slice of the original that its offsets name."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard import Guard, ListingError

PACK = Path(__file__).parent / "design"

PIECES = [
    *("最佳", "全网最低价", "全網最低", "第一", "最", "佳", "最新款", "本店", "國", "網"),
    *("<b>", "</b>", "<br>", "<img alt='最佳'>", "<script>最佳</script>", "<!-- x -->"),
    *("&nbsp;", "&#26368;", "&amp;", "&lt;", "<", ">", "&", "'", '"', "</最>"),
    *("ＡＢ", "。", "，", "（", "）", "ﬁ", "㎡", "①", "é", "e\u0301", "😀"),
    *("\u200b", "\u200d", "\u00ad", "\ud800", "\udfff", "\n", "\t", " ", "\u3000", "\x00"),
]


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard.load(market="CN", packs=[PACK], as_of="2026-11-22")


texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)


@given(title=texts, description=texts, value=texts)
def test_offsets_name_the_slice(guard: Guard, title: str, description: str, value: str) -> None:
    record = {"title": title, "description": description, "selling_points": [value, "最佳"]}
    fields = {
        "title": title,
        "description": description,
        "selling_points[0]": value,
        "selling_points[1]": "最佳",
    }
    report = guard.check(record)
    for each in (*report.violations, *report.exempted):
        if each.start is None:
            continue
        text = fields[each.field][each.start : each.end]
        assert text == each.text
        assert text
    assert any(v.field == "selling_points[1]" for v in report.violations)


def test_markup_inside_a_term_is_part_of_the_slice(guard: Guard) -> None:
    [violation] = guard.check({"title": "x<b>最</b>佳&nbsp;面膜"}).violations
    assert (violation.text, violation.plain) == ("最</b>佳", "最佳")


def test_zero_width_inside_a_term_is_an_evasion(guard: Guard) -> None:
    [violation] = guard.check({"title": "最\u200b佳"}).violations
    assert violation.evaded
    assert not guard.check({"title": "最佳"}).violations[0].evaded


def test_a_guard_pickles_and_is_shared_by_threads(guard: Guard) -> None:
    records = [{"id": str(n), "title": f"{n} 全网最低价，最佳食用期"} for n in range(40)]
    alone = [msgspec.json.encode(guard.check(record)) for record in records]
    other = pickle.loads(pickle.dumps(guard))
    assert [msgspec.json.encode(other.check(record)) for record in records] == alone
    with ThreadPoolExecutor(4) as pool:
        assert [msgspec.json.encode(r) for r in pool.map(guard.check, records)] == alone


def test_check_raises_and_check_many_reports(guard: Guard) -> None:
    with pytest.raises(ListingError):
        guard.check({"price": 3})
    reports = list(guard.check_many([{"price": 3}, {"title": "最佳"}]))
    assert [report.verdict for report in reports] == ["error", "block"]
    assert reports[0].listing_id is None
    assert reports[0].error


def test_the_second_of_one_id_gets_a_name_of_its_own(guard: Guard) -> None:
    records = [{"id": "a", "title": "x"}, {"id": "a", "title": "y"}, {"id": "a~2", "title": "z"}]
    reports = list(guard.check_many(records))
    assert [report.listing_id for report in reports] == ["a", "a~2", "a~2~2"]
    assert [bool(report.notes) for report in reports] == [False, True, True]
