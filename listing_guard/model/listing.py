"""The listing: what a seller is about to publish, as the rules see it.

``None`` means *the record does not say*; an empty list means *the record says there are none*.
Rules rely on the difference, so readers never turn one into the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct


class Source(Struct, frozen=True, gc=False):
    """Where a record was read from: file, line (from 1) and record number (from 1)."""

    path: str | None = None
    line: int | None = None
    record: int | None = None


class Money(Struct, frozen=True, gc=False):
    """An exact amount; ``currency`` is an ISO 4217 code, ``None`` stands for the listing's own."""

    amount: Decimal
    currency: str | None = None


class PricePoint(Struct, frozen=True, kw_only=True):
    """One observation of a price.

    ``sold`` points are transactions. ``listed`` points are asking prices, ``promotion`` points
    asking prices during a promotion; either starts a step that holds until the next of both. A
    naive ``at`` is in the market's zone; one given as a date alone is its midnight.
    """

    at: datetime
    price: Money
    kind: Literal["listed", "sold", "promotion"] = "listed"
    channel: str | None = None


class Promotion(Struct, frozen=True, kw_only=True):
    """A promotion's period; an absent bound is open, a naive time is in the market's zone."""

    name: str | None = None
    start: datetime | None = None
    end: datetime | None = None


class CertificateRecord(Struct, frozen=True, kw_only=True):
    """What is known of a licence, certificate or registration; an absent bound is open.

    ``brand``, ``model`` and ``category`` are the goods that it was issued for, each one or several
    in one text.
    """

    type: str | None = None
    number: str | None = None
    issuer: str | None = None
    holder: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    scope: str | None = None
    brand: str | None = None
    model: str | None = None
    category: str | None = None


class Certificate(CertificateRecord, frozen=True, kw_only=True):
    """One that the listing shows; ``records`` are those of its number in the seller's books."""

    records: tuple[CertificateRecord, ...] | None = None


class Patent(Struct, frozen=True, kw_only=True):
    """A patent that the listing names."""

    number: str | None = None
    kind: str | None = None


class Evidence(Struct, frozen=True, kw_only=True):
    """Proof that the seller keeps for a claim."""

    claim: str | None = None
    source: str | None = None
    date: date | None = None


class Image(Struct, frozen=True, kw_only=True):
    """A picture, by address or path, and the words on it."""

    url: str | None = None
    path: str | None = None
    text: str | None = None


class Sku(Struct, frozen=True, kw_only=True):
    """One variant that can be bought."""

    id: str | None = None
    name: str | None = None
    price: Money | None = None


class Listing(Struct, frozen=True, kw_only=True):
    """One listing. Every field but one text may be absent (``None``)."""

    id: str | None = None
    sku: str | None = None
    market: str | None = None
    platform: str | None = None
    language: str | None = None
    category: str | None = None
    title: str | None = None
    subtitle: str | None = None
    selling_points: tuple[str, ...] | None = None
    description: str | None = None
    brand: str | None = None
    price: Money | None = None
    currency: str | None = None
    original_price: Money | None = None
    price_label: str | None = None
    price_history: Sequence[PricePoint] | None = None
    promotions: tuple[Promotion, ...] | None = None
    attributes: dict[str, Any] | None = None
    certificates: tuple[Certificate, ...] | None = None
    authorised_brands: tuple[str, ...] | None = None
    trademarks: tuple[str, ...] | None = None
    patents: tuple[Patent, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None
    images: tuple[Image, ...] | None = None
    skus: tuple[Sku, ...] | None = None
    source: Source = Source()
    notes: tuple[str, ...] = ()
    """What reading could not take as it stood, for the report: ``price: “99-199” is a range``."""
    unknown_keys: tuple[str, ...] = ()
    """Keys that no field is named by; their values are under ``attributes``."""
