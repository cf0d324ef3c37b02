"""Labelled rows from a file, one at a time, each in its own market."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from listing_guard.errors import ListingError, UsageError
from listing_guard.evaluation.labels import Labelled, labelled
from listing_guard.model.listing import Listing, Source
from listing_guard.read.record import to_listing
from listing_guard.read.unreadable import Unreadable
from listing_guard.ruleset.categories import FINDING_CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from listing_guard.ruleset.rule import Ruleset


def read_rows(path: str, categories: Collection[str]) -> Iterator[Labelled | Unreadable]:
    """Yield the labelled rows of a file, and what is wrong with those that are none.

    Raises `UsageError` when the file cannot be read at all.
    """
    try:
        with click.open_file(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise ListingError("a labelled row is an object")
                    yield labelled(row, line=number, categories=categories)
                except (ValueError, RecursionError, ListingError) as error:
                    yield Unreadable(Source(path=path, line=number), _reason(error))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def categories_of(*rulesets: Ruleset) -> frozenset[str]:
    """Return the categories that findings of these rules can have."""
    own = {rule.category for ruleset in rulesets for rule in ruleset.rules}
    return frozenset(own.union(FINDING_CATEGORIES))


def listing_of(row: Labelled) -> Listing | Unreadable:
    """Return the listing of a row, in the row's market and on its platform."""
    given = row.listing
    try:
        listing = given if isinstance(given, Listing) else to_listing(given)
    except ListingError as error:
        return Unreadable(Source(line=row.line), str(error))
    return replace(
        listing,
        market=row.market or listing.market,
        platform=row.platform or listing.platform,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8; save the file as UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"column {error.colno}: not JSON ({error.msg[:1].lower()}{error.msg[1:]})"
    if isinstance(error, RecursionError):
        return "nested too deep for a listing"
    return str(error)
