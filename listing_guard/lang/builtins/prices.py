"""Functions on the price history; what they used goes into the environment's evidence.

This module: prices of a window. Days and sales at a price are in `pricedays`.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from listing_guard.lang.record import PRICE_POINT
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import DURATION, MONEY, NUMBER, TEXT, EnumOf, list_of
from listing_guard.lang.values import Unknown, Value
from listing_guard.model.listing import Money
from listing_guard.prices.comparison import Since, comparison_start
from listing_guard.prices.windows import Kind, median_price, reference_price

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from listing_guard.lang.environment import Environment
    from listing_guard.model.listing import PricePoint
    from listing_guard.prices.windows import PriceWindow

HISTORY = Parameter("history", (list_of(PRICE_POINT, "price observations"),))
DAYS = Parameter("days", (NUMBER, DURATION))
CHANNEL = Parameter("channel", (TEXT,), optional=True)
SINCE = Parameter("since", (EnumOf("a beginning", ("chain", "reduction", "now")),), optional=True)
_KIND = Parameter("kind", (EnumOf("a kind of price", ("listed", "sold")),), optional=True)
_PARAMETERS = (HISTORY, DAYS, _KIND, CHANNEL, SINCE)
NO_START = Unknown(("promotions.*.start",))
"""What is missing where the running promotion has no known beginning."""

_HISTORY = [
    {"at": "2026-10-01", "price": 199, "kind": "listed"},
    {"at": "2026-11-06", "price": 169, "kind": "sold"},
]
_DAY = timedelta(days=1)


def currency_of(env: Environment) -> str | None:
    """Return the currency to look for: the listing's, or that of its prices, or the market's."""
    listing = env.listing
    for money in (listing.price, listing.original_price):
        if listing.currency is None and money is not None and money.currency is not None:
            return money.currency
    return env.currency


def whole_days(value: Decimal | timedelta) -> int | None:
    """Return a whole number of days, at least one."""
    if isinstance(value, timedelta):
        return value.days if value >= _DAY and not value % _DAY else None
    return int(value) if value == value.to_integral_value() and value >= 1 else None


def has_start(env: Environment, since: Since | None) -> bool:
    """Say whether it is known when the price comparison began."""
    promotions = env.listing.promotions or ()
    return comparison_start(promotions, env.now, env.zone, since or "chain") is not None


def _told(env: Environment, window: PriceWindow | None) -> Value:
    if window is None:
        return Unknown()
    env.evidence.append(window)
    return window.reference


def _window(
    env: Environment,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    kind: Kind | None,
    channel: str | None,
    since: Since | None,
    find: Callable[..., PriceWindow | None],
) -> Value:
    length = whole_days(days)
    if length is None:
        return Unknown()
    if not has_start(env, since):
        return NO_START
    window = find(
        history,
        env.listing.promotions or (),
        env.now,
        env.zone,
        currency_of(env),
        length,
        kind,
        channel if channel is not None else env.platform,
        since=since or "chain",
    )
    return _told(env, window)


def _reference(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    kind: Kind | None,
    channel: str | None,
    since: Since | None,
) -> Value:
    return _window(env, history, days, kind, channel, since, reference_price)


def _lowest(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    kind: Kind | None,
    channel: str | None,
    since: Since | None,
) -> Value:
    within = partial(reference_price, last_before=False)
    return _window(env, history, days, kind, channel, since, within)


def _median(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    kind: Kind | None,
    channel: str | None,
    since: Since | None,
) -> Value:
    return _window(env, history, days, kind, channel, since, median_price)


FUNCTIONS = (
    Function(
        name="reference",
        parameters=_PARAMETERS,
        returns=MONEY,
        run=_reference,
        zh="被比较价格的上限：本次促销开始前若干个日历日内的最低价，没有则取此前最后一次价格。"
        "`kind: sold` 只看成交价，`kind: listed` 只看标价；不写则两者都看。"
        "促销首尾相连的，从第一场算起；`since: reduction` 从正在进行的最后开始的一场算起，"
        "`since: now` 从现在算起。",
        en="The price to compare with: the lowest of the civil days before the running promotion "
        "began (or before now), else the last price before. `kind: sold` looks at sales only, "
        "`kind: listed` at asking prices, those of promotions included, which hold until the "
        "next; without it both count. Promotions that follow each other without a break count as "
        "one; `since: reduction` begins with the one that started last, `since: now` looks back "
        "from now. Other currencies are left out, and so are other channels (default: the "
        "listing's platform).",
        examples=(
            Example(
                "original_price > reference(price_history, days: 7, kind: sold)",
                {"title": "杯", "original_price": 299, "price_history": _HISTORY},
                True,
            ),
        ),
    ),
    Function(
        name="lowest",
        parameters=_PARAMETERS,
        returns=MONEY,
        run=_lowest,
        zh="同 `reference`，但窗口内没有价格时为未知，不取更早的价格。",
        en="As `reference`, but unknown if those days have no price at all.",
        examples=(
            Example(
                "lowest(price_history, 30d)",
                {"title": "杯", "price_history": _HISTORY},
                Money(Decimal(169), "CNY"),
            ),
        ),
    ),
    Function(
        name="median",
        parameters=_PARAMETERS,
        returns=MONEY,
        run=_median,
        zh="窗口内各次价格的中位数，偶数个取中间两个的平均；每条记录算一票，不按件数加权。"
        "窗口内没有价格时为未知。参数同 `reference`。",
        en="The median of the window's prices, the mean of the middle two of an even number; "
        "unknown if there is none. Every observation has one vote, however many pieces were sold "
        "at it. Parameters as of `reference`.",
        examples=(
            Example(
                "median(price_history, 90d, kind: sold, since: now)",
                {
                    "title": "杯",
                    "price_history": [
                        {"at": "2026-10-20", "price": 169, "kind": "sold"},
                        {"at": "2026-11-02", "price": 189, "kind": "sold"},
                        {"at": "2026-11-06", "price": 199, "kind": "sold"},
                    ],
                },
                Money(Decimal(189), "CNY"),
            ),
        ),
    ),
)
