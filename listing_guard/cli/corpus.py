"""Listings to try rules on: whatever `check` reads, or the labelled rows that `eval` reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.cli.inputs import inputs_of
from listing_guard.cli.labelledrows import listing_of, read_rows
from listing_guard.evaluate.identity import Identities
from listing_guard.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from listing_guard.evaluation.labels import Labelled
    from listing_guard.model.listing import Listing


def read_corpus(
    files: Sequence[str], categories: Collection[str]
) -> Iterator[tuple[Listing | Unreadable, Labelled | None]]:
    """Yield every listing, or why it cannot be read, with its row where it is labelled.

    ``categories`` are those that labels may have. Raises `UsageError` when a file cannot be read
    at all.
    """
    identities = Identities()
    for file in files:
        if _is_labelled(file):
            for row in read_rows(file, categories):
                if isinstance(row, Unreadable):
                    yield row, None
                else:
                    yield listing_of(row), row
        else:
            for record in inputs_of([file], None).read():
                if isinstance(record, Unreadable):
                    yield record, None
                else:
                    yield identities.name(record), None


def _is_labelled(file: str) -> bool:
    """Say whether the first line of a file is a labelled row."""
    if not Path(file).is_file():
        return False
    with Path(file).open("rb") as lines:
        first = next((line for line in lines if line.strip()), b"")
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and {"listing", "gold"} <= row.keys()
