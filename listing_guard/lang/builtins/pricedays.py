"""Functions that count days and sales at a price; the counting is in `prices.steps`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang.builtins.prices import (
    CHANNEL,
    DAYS,
    HISTORY,
    NO_START,
    SINCE,
    currency_of,
    has_start,
    whole_days,
)
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import MONEY, NUMBER, EnumOf
from listing_guard.lang.values import Unknown, Value
from listing_guard.model.listing import Money
from listing_guard.prices import steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from listing_guard.lang.environment import Environment
    from listing_guard.model.listing import PricePoint
    from listing_guard.prices.comparison import Since

_PRICE = Parameter("price", (MONEY, NUMBER))
_GAPS = Parameter(
    "gaps", (EnumOf("what days without a known price are", ("unknown", "below")),), optional=True
)
_HISTORY = [
    {"at": "2026-10-01", "price": 199, "kind": "listed"},
    {"at": "2026-11-02", "price": 199, "kind": "sold"},
    {"at": "2026-11-05", "price": 149, "kind": "promotion"},
]
_RECORD = {"title": "杯", "original_price": 199, "price_history": _HISTORY}


def _question(
    env: Environment,
    history: Sequence[PricePoint],
    price: Money | Decimal,
    channel: str | None,
    since: Since | None = None,
) -> steps.Question:
    return steps.Question(
        history=history,
        price=price if isinstance(price, Money) else Money(price),
        promotions=env.listing.promotions or (),
        now=env.now,
        zone=env.zone,
        currency=currency_of(env),
        channel=channel if channel is not None else env.platform,
        since=since or "chain",
    )


def _told(env: Environment, found: steps.PriceCount | None) -> Value:
    if found is None:
        return Unknown(("price_history",))
    env.evidence.append(found)
    return Decimal(found.count)


def _days_at(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    price: Money | Decimal,
    days: Decimal | timedelta,
    channel: str | None,
    since: Since | None,
    gaps: steps.Gaps | None,
) -> Value:
    length = whole_days(days)
    if length is None:
        return Unknown()
    if not has_start(env, since):
        return NO_START
    question = _question(env, history, price, channel, since)
    return _told(env, steps.days_at(question, length, gaps or "unknown"))


def _days_known(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    channel: str | None,
    since: Since | None,
) -> Value:
    length = whole_days(days)
    if length is None:
        return Unknown()
    if not has_start(env, since):
        return NO_START
    question = _question(env, history, Decimal(0), channel, since)
    return _told(env, steps.days_known(question, length))


def _sales_at(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    price: Money | Decimal,
    days: Decimal | timedelta,
    channel: str | None,
    since: Since | None,
) -> Value:
    length = whole_days(days)
    if length is None:
        return Unknown()
    if not has_start(env, since):
        return NO_START
    return _told(env, steps.sales_at(_question(env, history, price, channel, since), length))


def _days_since_at(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    price: Money | Decimal,
    channel: str | None,
    since: Since | None,
) -> Value:
    if not has_start(env, since):
        return NO_START
    return _told(env, steps.days_since_at(_question(env, history, price, channel, since)))


def _days_below(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    price: Money | Decimal,
    channel: str | None,
) -> Value:
    return _told(env, steps.days_below(_question(env, history, price, channel)))


def _days_held(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    price: Money | Decimal,
    channel: str | None,
    gaps: steps.Gaps | None,
) -> Value:
    question = _question(env, history, price, channel)
    return _told(env, steps.days_held(question, gaps or "unknown"))


FUNCTIONS = (
    Function(
        name="days_at",
        parameters=(HISTORY, _PRICE, DAYS, CHANNEL, SINCE, _GAPS),
        returns=NUMBER,
        run=_days_at,
        zh="窗口内有多少个日历日的标价（含促销标价）至少有一段时间不低于该价格。"
        "窗口内有的日子没有已知标价的，结果未知；`gaps: below` 把这些日子算作低于该价格。"
        "窗口同 `reference`。",
        en="On how many civil days of the window the asking price, that of promotions included, "
        "was at or above this price, for a part of the day at least. Unknown if the asking price "
        "is not known for every day; `gaps: below` counts those days as below. The window is that "
        "of `reference`.",
        examples=(
            Example("days_at(price_history, original_price, 30d)", _RECORD, Decimal(23)),
            Example(
                "days_at(price_history, original_price, 90d, gaps: below)", _RECORD, Decimal(35)
            ),
        ),
    ),
    Function(
        name="days_known",
        parameters=(HISTORY, DAYS, CHANNEL, SINCE),
        returns=NUMBER,
        run=_days_known,
        zh="窗口内有多少个日历日的标价是已知的：记录够不够作出判断。没有任何标价记录的，结果未知。",
        en="For how many civil days of the window an asking price is known: whether the record "
        "reaches far enough to judge. Unknown if no asking price is recorded at all.",
        examples=(
            Example("days_known(price_history, 30d) == 30", _RECORD, True),
            Example("days_known(price_history, 90d)", _RECORD, Decimal(42)),
        ),
    ),
    Function(
        name="sales_at",
        parameters=(HISTORY, _PRICE, DAYS, CHANNEL, SINCE),
        returns=NUMBER,
        run=_sales_at,
        zh="窗口内有多少条成交记录不低于该价格；没有任何成交记录的，结果未知。",
        en="How many sold observations of the window are at or above this price; unknown if no "
        "sale is recorded at all.",
        examples=(
            Example("sales_at(price_history, original_price, 90d) == 0", _RECORD, False),
            Example("sales_at(price_history, 199, days: 7)", _RECORD, Decimal(0)),
        ),
    ),
    Function(
        name="days_since_at",
        parameters=(HISTORY, _PRICE, CHANNEL, SINCE),
        returns=NUMBER,
        run=_days_since_at,
        zh="开始比较价格时，标价最后一次不低于该价格是多少个日历日以前；当时仍不低于的为 0。"
        "从未达到的，从最早的记录算起（至少这么多天）。",
        en="How many civil days before the price comparison began the asking price was last at or "
        "above this price; 0 if it still was. If it never was, the days since the first "
        "observation: it is at least as many.",
        examples=(Example("days_since_at(price_history, original_price)", _RECORD, Decimal(8)),),
    ),
    Function(
        name="days_below",
        parameters=(HISTORY, _PRICE, CHANNEL),
        returns=NUMBER,
        run=_days_below,
        zh="到现在为止，标价低于该价格已有多少个日历日，不论促销如何起止；从未达到该价格的，从最早的记录算起。",
        en="For how many civil days until now the asking price has been below this price, whatever "
        "promotions there are: the age of the discount. If it never was at the price, since the "
        "first observation.",
        examples=(
            Example(
                "days_below(price_history, original_price)"
                " > days_held(price_history, original_price, gaps: below)",
                _RECORD,
                False,
            ),
        ),
    ),
    Function(
        name="days_held",
        parameters=(HISTORY, _PRICE, CHANNEL, _GAPS),
        returns=NUMBER,
        run=_days_held,
        zh="标价最近一次连续不低于该价格有多少个日历日；这一段从最早的记录开始的，结果未知，"
        "`gaps: below` 则从那里算起。",
        en="How many civil days the last unbroken period with the asking price at or above this "
        "price had. Unknown if that period begins with the first observation, since it may have "
        "begun before; `gaps: below` counts from there.",
        examples=(
            Example("days_held(price_history, original_price, gaps: below)", _RECORD, Decimal(35)),
        ),
    ),
)
