"""Functions that count: hits of patterns, and elements of lists."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import FIELD, NUMBER, PATTERN, ListOf
from listing_guard.lang.values import Unknown, Value

if TYPE_CHECKING:
    from listing_guard.lang.environment import Environment
    from listing_guard.lang.fields import Reference
    from listing_guard.match.hit import Hit

COUNTED = (PATTERN, ListOf("a list"))
_PARAMETERS = (Parameter("of", COUNTED), Parameter("field", (FIELD,), optional=True))


def lies_in(path: str, field: str) -> bool:
    """Say whether a value's path is ``field`` or under it: ``selling_points[2]``."""
    return path == field or (path.startswith(field) and path[len(field)] in "[.")


def live_hits(env: Environment, pattern: str, field: Reference | None) -> tuple[Hit, ...] | Unknown:
    """Return the live hits of a pattern, in one field or in all of them.

    Unknown if a hit is undecided, or if the record does not give the field.
    """
    found = env.hits(pattern)
    if found.missing:
        return Unknown(found.missing)
    if field is None:
        return found.live
    hits = tuple(hit for hit in found.live if lies_in(hit.where.path, field.path))
    return hits if hits or not _is_absent(env, field) else Unknown((field.path,))


def _is_absent(env: Environment, field: Reference) -> bool:
    value = getattr(env.listing, field.names[0], None)
    return value is None or (field.key is not None and field.key not in value)


def _count(env: Environment, item: Value, counted: Value, field: Reference | None) -> Value:
    if not isinstance(counted, str):
        return Decimal(len(counted)) if isinstance(counted, tuple) else Unknown()
    hits = live_hits(env, counted, field)
    return hits if isinstance(hits, Unknown) else Decimal(len(hits))


def _count_distinct(
    env: Environment, item: Value, counted: Value, field: Reference | None
) -> Value:
    if not isinstance(counted, str):
        return _distinct(env, counted) if isinstance(counted, tuple) else Unknown()
    hits = live_hits(env, counted, field)
    return hits if isinstance(hits, Unknown) else Decimal(len({hit.plain for hit in hits}))


def _distinct(env: Environment, elements: tuple[Value, ...]) -> Value:
    fold = env.matcher.fold
    return Decimal(len({fold(each) if isinstance(each, str) else repr(each) for each in elements}))


FUNCTIONS = (
    Function(
        name="count",
        parameters=_PARAMETERS,
        returns=NUMBER,
        run=_count,
        zh="模式的命中数（可限定字段），或列表（包括 `attributes` 的属性值）的元素数。",
        en="How many hits a pattern has, in all its fields or in one, or how many elements a list, "
        "or how many values the attributes.",
        examples=(
            Example("count($word) >= 2", {"title": "爆款 爆款"}, True),
            Example("count($word, title)", {"title": "爆款"}, Decimal(1)),
            Example("count(certificates)", {"title": "杯", "certificates": []}, Decimal(0)),
            Example(
                "count(attributes)", {"title": "杯", "attributes": {"色": ["红", "白"]}}, Decimal(2)
            ),
        ),
    ),
    Function(
        name="count_distinct",
        parameters=_PARAMETERS,
        returns=NUMBER,
        run=_count_distinct,
        zh="不同命中文字（或不同元素）的个数。",
        en="How many different texts a pattern hit, or how many different elements a list has.",
        examples=(Example("count_distinct($word)", {"title": "爆款 爆款"}, Decimal(1)),),
    ),
)
