"""Functions on the price history; what they used goes into the environment's evidence."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import DURATION, KIND, MONEY, NUMBER, PRICE_POINT, TEXT, list_of
from listing_guard.lang.values import Unknown, Value
from listing_guard.model.listing import Money
from listing_guard.prices.windows import Kind, comparison_start, reference_price

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.lang.environment import Environment
    from listing_guard.model.listing import PricePoint

HISTORY = list_of(PRICE_POINT, "price observations")
_HISTORY = [
    {"at": "2026-10-01", "price": 199, "kind": "listed"},
    {"at": "2026-11-06", "price": 169, "kind": "sold"},
]
_PARAMETERS = (
    Parameter("history", (HISTORY,)),
    Parameter("days", (NUMBER, DURATION)),
    Parameter("kind", (KIND,), optional=True),
    Parameter("channel", (TEXT,), optional=True),
)
_DAY = timedelta(days=1)


def _currency(env: Environment) -> str | None:
    """Return the currency to look for: the listing's, or that of its prices, or the market's."""
    listing = env.listing
    for money in (listing.price, listing.original_price):
        if listing.currency is None and money is not None and money.currency is not None:
            return money.currency
    return env.currency


def _days(value: Decimal | timedelta) -> int | None:
    """Return a whole number of days, at least one."""
    if isinstance(value, timedelta):
        return value.days if value >= _DAY and not value % _DAY else None
    return int(value) if value == value.to_integral_value() and value >= 1 else None


def _window(
    env: Environment,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    kind: Kind | None,
    channel: str | None,
    last_before: bool,
) -> Value:
    length = _days(days)
    if length is None:
        return Unknown()
    promotions = env.listing.promotions or ()
    if comparison_start(promotions, env.now, env.zone) is None:
        return Unknown(("promotions.*.start",))
    window = reference_price(
        history,
        promotions,
        env.now,
        env.zone,
        _currency(env),
        length,
        kind,
        channel if channel is not None else env.platform,
        last_before=last_before,
    )
    if window is None:
        return Unknown()
    env.evidence.append(window)
    return window.reference


def _reference(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    kind: Kind | None,
    channel: str | None,
) -> Value:
    return _window(env, history, days, kind, channel, last_before=True)


def _lowest(
    env: Environment,
    item: Value,
    history: Sequence[PricePoint],
    days: Decimal | timedelta,
    kind: Kind | None,
    channel: str | None,
) -> Value:
    return _window(env, history, days, kind, channel, last_before=False)


FUNCTIONS = (
    Function(
        name="reference",
        parameters=_PARAMETERS,
        returns=MONEY,
        run=_reference,
        zh="被比较价格的上限：本次促销开始前若干个日历日内的最低价，没有则取此前最后一次价格。"
        "`kind: sold` 只看成交价，`kind: listed` 只看标价；不写则两者都看。"
        "促销首尾相连的，从第一场算起。",
        en="The price to compare with: the lowest of the civil days before the running promotion "
        "began (or before now), else the last price before. `kind: sold` looks at sales only, "
        "`kind: listed` at asking prices, which hold until the next; without it both count. "
        "Promotions that follow each other without a break count as one. Other currencies are "
        "left out, and so are other channels (default: the listing's platform).",
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
)
