"""Functions on numbers, amounts of money and quantities."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, cast

from listing_guard.lang import percents, quantities
from listing_guard.lang.operations import compare, compute, decimals
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import (
    ANY,
    DATE,
    MONEY,
    NUMBER,
    TEXT,
    TIME,
    EnumOf,
    QuantityOf,
    Type,
    quantity_of,
)
from listing_guard.lang.values import Quantity, Unknown, Value
from listing_guard.model.listing import Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from listing_guard.lang.environment import Environment
    from listing_guard.lang.syntax import Call

DIMENSIONS = EnumOf("a dimension", tuple(quantities.BASE_UNITS))
MEASURED = (NUMBER, MONEY, QuantityOf("a quantity"))
ORDERED = (*MEASURED, DATE, TIME)
_WRITTEN = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_PLACES = 20


def _same(call: Call, types: tuple[Type, ...]) -> Type:
    """Return the type of the arguments; of a number and an amount of money, the latter."""
    known = [type_ for type_ in types if type_ != ANY]
    return next((type_ for type_ in known if type_ != NUMBER), NUMBER)


def _quantity_type(call: Call, types: tuple[Type, ...]) -> Type:
    from listing_guard.lang.signature import word_of

    dimension = call.arguments[1].value if len(call.arguments) > 1 else None
    word = word_of(Parameter("dimension", (DIMENSIONS,)), dimension) if dimension else None
    return quantity_of(word or "")


def _first(sign: str) -> Callable[..., Value]:
    def run(env: Environment, item: Value, *values: Value) -> Value:
        best = values[0]
        for value in values[1:]:
            better = compare("<" if sign == "<" else ">", value, best, env)
            if better is None:
                return Unknown()
            best = value if better else best
        return best

    return run


def _map(value: Value, change: Callable[[Decimal], Decimal]) -> Value:
    """Apply ``change`` to a number, or to the amount in money or a quantity."""
    try:
        if isinstance(value, Money):
            return Money(change(value.amount), value.currency)
        if isinstance(value, Quantity):
            return Quantity(change(value.amount), value.dimension)
        return change(value) if isinstance(value, Decimal) else Unknown()
    except InvalidOperation:
        return Unknown()


def _abs(env: Environment, item: Value, value: Value) -> Value:
    return _map(value, lambda amount: amount.copy_abs())


def _round(env: Environment, item: Value, value: Value, digits: Decimal | None) -> Value:
    places = digits if digits is not None else Decimal(0)
    if places != int(places) or abs(places) > _PLACES:
        return Unknown()
    unit = Decimal(1).scaleb(-int(places))
    wide = Context(prec=100)
    return _map(value, lambda amount: amount.quantize(unit, ROUND_HALF_UP, wide))


def _number(env: Environment, item: Value, text: Value) -> Value:
    if isinstance(text, Decimal):
        return text
    written = unicodedata.normalize("NFKC", cast("str", text)).strip()
    return Decimal(written.replace(",", "")) if _WRITTEN.fullmatch(written) else Unknown()


def _quantity(env: Environment, item: Value, text: Value, dimension: str) -> Value:
    if isinstance(text, Decimal):
        return Quantity(text, dimension) if dimension == "count" else Unknown()
    found = quantities.quantity(cast("str", text), dimension)
    return found if found is not None else Unknown()


def _percent(env: Environment, item: Value, text: str, part: str) -> Value:
    share = percents.percent(text, part)
    return share if share is not None else Unknown()


def _percent_off(env: Environment, item: Value, original: Value, price: Value) -> Value:
    context = decimals()
    share = compute("/", price, original, env, context)
    if not isinstance(share, Decimal):
        return Unknown()
    return context.multiply(Decimal(100), context.subtract(Decimal(1), share))


FUNCTIONS = (
    Function(
        name="min",
        parameters=(Parameter("value", ORDERED), Parameter("others", ORDERED, many=True)),
        returns=_same,
        run=_first("<"),
        zh="几个值中最小的。",
        en="The least of several values of one kind.",
        examples=(Example("min(price, 100)", {"title": "杯", "price": 30}, Money(Decimal(30))),),
    ),
    Function(
        name="max",
        parameters=(Parameter("value", ORDERED), Parameter("others", ORDERED, many=True)),
        returns=_same,
        run=_first(">"),
        zh="几个值中最大的。",
        en="The greatest of several values of one kind.",
        examples=(Example("max(1, 2.5, 2)", {"title": "杯"}, Decimal("2.5")),),
    ),
    Function(
        name="abs",
        parameters=(Parameter("value", MEASURED),),
        returns=_same,
        run=_abs,
        pure=True,
        zh="绝对值。",
        en="The value without its sign.",
        examples=(Example("abs(3 - 5)", {"title": "杯"}, Decimal(2)),),
    ),
    Function(
        name="round",
        parameters=(Parameter("value", MEASURED), Parameter("digits", (NUMBER,), optional=True)),
        returns=_same,
        run=_round,
        pure=True,
        zh="四舍五入到给定的小数位（默认 0）。",
        en="The value rounded half up to so many decimal places (default 0).",
        examples=(Example("round(2.345, 2)", {"title": "杯"}, Decimal("2.35")),),
    ),
    Function(
        name="number",
        parameters=(Parameter("text", (TEXT, NUMBER)),),
        returns=NUMBER,
        run=_number,
        pure=True,
        zh="把“1,299.00”这样的文本变成数字；其他内容为未知。",
        en="The number that a text is, thousands separators and full-width digits allowed. A text "
        "that says anything else is unknown; see `quantity` for units.",
        examples=(
            Example(
                'number(attributes["容量"]) >= 20000',
                {"title": "充电宝", "attributes": {"容量": "20,000"}},
                True,
            ),
        ),
    ),
    Function(
        name="quantity",
        parameters=(Parameter("text", (TEXT, NUMBER)), Parameter("dimension", (DIMENSIONS,))),
        returns=_quantity_type,
        run=_quantity,
        pure=True,
        zh="文本中的数量，换算成基本单位（克、毫升、毫米、平方厘米、瓦、伏、焦、秒、毫安时、GB、个）；"
        "`2×500g` 为 1 千克。"
        "没有写明，或写了几个不同的量，为未知。",
        en="The amount that a text names, in the base unit of the dimension (g, ml, mm, cm², W, V, "
        "J, s, mAh, GB, 1): `2×500g` is one kilogram. Unknown if the text names none, or several "
        "that differ.",
        examples=(
            Example(
                'quantity(title, "mass") == quantity("1kg", "mass")', {"title": "坚果2×500g"}, True
            ),
            Example(
                'quantity(attributes["能量"], energy) > quantity("100Wh", energy)',
                {"title": "充电宝", "attributes": {"能量": "74Wh"}},
                False,
            ),
        ),
    ),
    Function(
        name="percent",
        parameters=(Parameter("text", (TEXT,)), Parameter("part", (TEXT,))),
        returns=NUMBER,
        run=_percent,
        pure=True,
        zh="文本写明的某一成分的百分比：“亚麻55% 棉45%”中的亚麻为 55。"
        "没有写明或写了几个不同的，为未知。",
        en="How many per cent of a part the text names, before or after it. Unknown if it names "
        "none, or several that differ.",
        examples=(
            Example(
                'percent(attributes["成分"], "亚麻")',
                {"title": "裤", "attributes": {"成分": "亚麻55% 棉45%"}},
                Decimal(55),
            ),
        ),
    ),
    Function(
        name="percent_off",
        parameters=(Parameter("original", (MONEY, NUMBER)), Parameter("price", (MONEY, NUMBER))),
        returns=NUMBER,
        run=_percent_off,
        zh="降价的百分比：原价 200、现价 150 为 25。",
        en="By how many per cent the price is below the original one.",
        examples=(
            Example(
                "percent_off(original_price, price)",
                {"title": "杯", "price": 150, "original_price": 200},
                Decimal(25),
            ),
        ),
    ),
)
