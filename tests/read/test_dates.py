"""Dates and times: read as written, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.read.dates import to_date, to_datetime

EAST8 = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-01", datetime(2026, 11, 1)),
        ("2026/11/1", datetime(2026, 11, 1)),
        ("2026.11.1", datetime(2026, 11, 1)),
        ("2026年11月1日", datetime(2026, 11, 1)),
        ("2026年11月1号", datetime(2026, 11, 1)),
        ("２０２６－１１－０１", datetime(2026, 11, 1)),
        ("20261101", datetime(2026, 11, 1)),
        (20261101, datetime(2026, 11, 1)),
        (" 2026-11-01 ", datetime(2026, 11, 1)),
        ("2026-11-01 08:05", datetime(2026, 11, 1, 8, 5)),
        ("2026/11/1 8:05:09", datetime(2026, 11, 1, 8, 5, 9)),
        ("2026年11月1日8时05分", datetime(2026, 11, 1, 8, 5)),
        ("2026年11月1日 20点", datetime(2026, 11, 1, 20)),
        ("20261101T080509", datetime(2026, 11, 1, 8, 5, 9)),
        ("20261101080509", datetime(2026, 11, 1, 8, 5, 9)),
        ("2026-11-11 24:00", datetime(2026, 11, 12)),
        ("2026-11-01T08:05:09.123456", datetime(2026, 11, 1, 8, 5, 9, 123456)),
        ("2026-11-01T08:05:09.123456789Z", datetime(2026, 11, 1, 8, 5, 9, 123456, UTC)),
        ("2026-11-01T08:05:00+08:00", datetime(2026, 11, 1, 8, 5, tzinfo=EAST8)),
        ("2026-11-01 08:05:00 +0800", datetime(2026, 11, 1, 8, 5, tzinfo=EAST8)),
        ("2026-11-01T08:05Z", datetime(2026, 11, 1, 8, 5, tzinfo=UTC)),
        (date(2026, 11, 1), datetime(2026, 11, 1)),
        (datetime(2026, 11, 1, 8), datetime(2026, 11, 1, 8)),
    ],
)
def test_moments(written: object, moment: datetime) -> None:
    read = to_datetime(written)
    assert read == moment
    assert read is not None
    assert read.tzinfo == moment.tzinfo
    assert to_date(written) == moment.date()


@pytest.mark.parametrize(
    "written",
    [
        "", "tomorrow", "11/1/2026", "1.11.2026", "2026-11", "2026年11月", "2026", "2026-02-30",
        "2026-13-01", "0000-01-01", "2026-11-01 25:00", "2026-11-11 24:01",
        "2026-11-01T08:05+99:00", "9999-12-31 24:00", "2026-11-01" * 10, 46327, 46327.5, 1793462400,
        True, None, [2026, 11, 1], float("nan"), 10**400,
    ],
)  # fmt: skip
def test_what_leaves_the_day_open_is_not_guessed(written: object) -> None:
    assert to_datetime(written) is None
    assert to_date(written) is None


@pytest.mark.parametrize(
    ("serial", "moment"),
    [
        (46327, datetime(2026, 11, 1)),
        (46327.5, datetime(2026, 11, 1, 12)),
        (46327.999999, datetime(2026, 11, 2)),
        (61, datetime(1900, 3, 1)),
        (0, None),
        (-1, None),
        (20261101, None),
        (float("nan"), None),
        (float("inf"), None),
    ],
)
def test_day_counts_of_spreadsheets(serial: float, moment: datetime | None) -> None:
    assert to_datetime(serial, serials=True) == moment


def test_the_end_of_a_promotion_given_as_a_day_is_that_days_last_moment() -> None:
    last = datetime(2026, 11, 11, 23, 59, 59, 999999)
    assert to_datetime("2026-11-11", end_of_day=True) == last
    assert to_datetime(date(2026, 11, 11), end_of_day=True) == last
    assert to_datetime(46337, serials=True, end_of_day=True) == last
    assert to_datetime("2026-11-11 20:00", end_of_day=True) == datetime(2026, 11, 11, 20)


@given(st.datetimes(min_value=datetime(1000, 1, 1)))
def test_iso_comes_back(moment: datetime) -> None:
    assert to_datetime(moment.isoformat()) == moment


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_not(text: str) -> None:
    assert to_datetime(text) is None or isinstance(to_datetime(text), datetime)
