"""An observation: what one thing cost, in one market, at one instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from listing_guard.model.listing import Money
from listing_guard.model.market import canonical

Kind = Literal["listed", "sold", "promotion"]

KINDS: tuple[Kind, ...] = ("listed", "sold", "promotion")
LONGEST = 200
"""Characters of a SKU, channel or order number: three of them are one key of an index."""
LARGEST = 10**15
"""In units of the currency, as `read.money` has it."""
DECIMALS = 12
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""What is dated before was misread."""
AHEAD = timedelta(days=1)
"""Clocks differ, and days begin earlier elsewhere; anything later is a misread date."""


class Observation(Struct, frozen=True, kw_only=True):
    """One price, asked (``listed``, ``promotion``) or paid (``sold``).

    ``at`` is aware; ``price`` names its currency. ``quantity``, the units sold, and ``reference``,
    the order's number, tell two sales at one price and instant apart. ``source`` names the import
    that brought it; only a ledger sets it, and it is no part of what an observation is.
    """

    sku: str
    market: str
    at: datetime
    price: Money
    kind: Kind = "listed"
    channel: str | None = None
    quantity: int | None = None
    reference: str | None = None
    source: str | None = None


def fault(observation: Observation, latest: datetime) -> str | None:
    """Return why a ledger refuses it, a clause with the field in front; ``None``: it does not.

    ``latest`` is the last instant that is not yet the future.
    """
    return (
        _text_fault("sku", observation.sku, needed=True)
        or _text_fault("channel", observation.channel)
        or _text_fault("reference", observation.reference)
        or _market_fault(observation.market)
        or _time_fault(observation.at, latest)
        or _price_fault(observation.price)
        or _kind_fault(observation)
    )


def storable(text: str) -> bool:
    """Say whether both databases can hold a text: UTF-8, without the character NUL."""
    return "\0" not in text and not (
        not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text)
    )


def _text_fault(field: str, text: str | None, *, needed: bool = False) -> str | None:
    if not text:
        return f"{field}: is missing" if needed else None
    if len(text) > LONGEST:
        return f"{field}: has {len(text)} characters; {LONGEST} are the most"
    if not storable(text):
        return f"{field}: holds a character that is no text (NUL or half a character)"
    return None


def _market_fault(market: str) -> str | None:
    if canonical(market) == market:
        return None
    return f"market: “{market}” is none that is known; write its ISO code, such as CN"


def _time_fault(at: datetime, latest: datetime) -> str | None:
    if at.utcoffset() is None:
        return f"at: {at.isoformat()} has no zone"
    if at > latest:
        return f"at: {at.isoformat()} is in the future"
    if at < EARLIEST:
        return f"at: {at.isoformat()} is before {EARLIEST.year}"
    return None


def _price_fault(price: Money) -> str | None:
    amount, currency = price.amount, price.currency
    if not currency:
        return f"price: {amount} has no currency; name it, or the market that it is asked in"
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        return f"price: “{currency}” is no currency; write its ISO code, such as CNY"
    if not amount.is_finite():
        return f"price: {amount} is no number"
    if amount < 0:
        return f"price: {amount} is negative"
    if amount > LARGEST:
        return f"price: {amount} is too large for a price"
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMALS:
        return f"price: {amount} has more than {DECIMALS} decimals"
    return None


def _kind_fault(observation: Observation) -> str | None:
    kind, quantity = observation.kind, observation.quantity
    if kind not in KINDS:
        return f"kind: “{kind}” is none of {', '.join(KINDS)}"
    if quantity is not None and kind != "sold":
        return f"quantity: a {kind} price has none; only what was sold has"
    if quantity is not None and not 0 < quantity < 2**31:
        return f"quantity: {quantity} is no number of units sold"
    return None
