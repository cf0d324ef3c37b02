"""Instants and amounts as both databases hold them: exact, and one way to write each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(at: datetime) -> int:
    """Return an aware instant as microseconds since 1970 in UTC."""
    return (at - EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return microseconds since 1970 as an instant in UTC."""
    return EPOCH + timedelta(0, 0, micros)


def amount_text(amount: Decimal) -> str:
    """Return the one text of an amount, without exponent and idle zeros: ``99`` for ``99.00``.

    >>> amount_text(Decimal("1E+2")), amount_text(Decimal("0.10")), amount_text(Decimal("-0.0"))
    ('100', '0.1', '0')
    """
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
