"""Functions on dates and periods."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from listing_guard.lang.operations import civil_day
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import BOOLEAN, DATE, NUMBER, TEXT, TIME
from listing_guard.lang.values import Unknown, Value
from listing_guard.prices.comparison import instant

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment

_WRITTEN = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)")


def _date(env: Environment, item: Value, text: Value) -> Value:
    if isinstance(text, date):
        return text
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", cast("str", text)).strip())
    if not found:
        return Unknown()
    year, *rest = (int(part) for part in found.groups() if part)
    try:
        return date(year, *rest)
    except ValueError:
        return Unknown()


def _year(env: Environment, item: Value, moment: date) -> Value:
    return Decimal(civil_day(moment, env).year)


def _days_between(env: Environment, item: Value, first: date, second: date) -> Value:
    return Decimal((civil_day(second, env) - civil_day(first, env)).days)


def _valid_on(env: Environment, item: Value, moment: date) -> Value:
    begin = getattr(item, "valid_from", None) or getattr(item, "start", None)
    end = getattr(item, "valid_until", None) or getattr(item, "end", None)
    return not (
        (begin is not None and _before(moment, begin, env))
        or (end is not None and _before(end, moment, env))
    )


def _before(one: date, other: date, env: Environment) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return instant(one, env.zone) < instant(other, env.zone)
    return civil_day(one, env) < civil_day(other, env)


FUNCTIONS = (
    Function(
        name="date",
        parameters=(Parameter("text", (TEXT, DATE)),),
        returns=DATE,
        run=_date,
        pure=True,
        zh='日期：`date("2026-11-11")`；也读 2026/11/11、2026年11月11日。',
        en="A date, written 2026-11-11, 2026/11/11, 2026.11.11 or 2026年11月11日.",
        examples=(
            Example('date("2026-11-11") < date("2026年12月1日")', {"title": "杯"}, True),
            Example(
                'date(attributes["生产日期"]) <= now',
                {"title": "茶", "attributes": {"生产日期": "2026/3/1"}},
                True,
            ),
        ),
    ),
    Function(
        name="year",
        parameters=(Parameter("moment", (DATE, TIME)),),
        returns=NUMBER,
        run=_year,
        zh="年份，按市场时区。",
        en="The year, in the market's zone.",
        examples=(Example('year(date("2026-11-11"))', {"title": "杯"}, Decimal(2026)),),
    ),
    Function(
        name="days_between",
        parameters=(Parameter("first", (DATE, TIME)), Parameter("second", (DATE, TIME))),
        returns=NUMBER,
        run=_days_between,
        zh="从前者到后者的天数（按市场时区的日历日），后者更早时为负。",
        en="How many civil days lie from the first to the second; negative if the second is "
        "earlier.",
        examples=(
            Example(
                'days_between(date("2026-11-01"), date("2026-11-11"))', {"title": "杯"}, Decimal(10)
            ),
        ),
    ),
    Function(
        name="valid_on",
        parameters=(Parameter("moment", (DATE, TIME)),),
        returns=BOOLEAN,
        run=_valid_on,
        element=(("valid_from", "valid_until"), ("start", "end")),
        zh="证书或促销在该日是否有效，缺少的一端视为不限；"
        "只用在 `any(…)`、`all(…)`、`none(…)` 里。",
        en="Whether the certificate or promotion at hand is valid then, both bounds included. An "
        "absent bound is open. Only inside a list quantifier.",
        examples=(
            Example(
                'any(certificates, type == "CCC" and valid_on(now))',
                {"title": "杯", "certificates": [{"type": "CCC", "valid_until": "2020-01-01"}]},
                False,
            ),
        ),
    ),
)
