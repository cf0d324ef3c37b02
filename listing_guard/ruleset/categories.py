"""The published categories of findings."""

from __future__ import annotations

FINDING_CATEGORIES: tuple[str, ...] = (
    "absolute-claim",
    "medical-claim",
    "efficacy-claim",
    "unsupported-claim",
    "authority",
    "certification",
    "price",
    "ip-risk",
    "diversion",
    "prohibited-goods",
    "consistency",
    "labelling",
    "unfair-terms",
    "disparagement",
    "public-order",
    "personal-data",
    "outcome-promise",
    "platform-format",
)
"""Packs may declare further ones, which begin with ``x-``."""
