"""Files become listings, one at a time; what cannot be read says so and the rest goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from listing_guard.read.options import ReadOptions
from listing_guard.read.record import Manner, to_listing
from listing_guard.read.shape import LISTING, Shape
from listing_guard.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from listing_guard.model.listing import Listing
    from listing_guard.read.sources import READERS, Input, Reader

__all__ = [
    "READERS",
    "Manner",
    "ReadOptions",
    "Shape",
    "Unreadable",
    "read_listings",
    "read_records",
    "to_listing",
]

_USUAL = ReadOptions()


def read_listings(
    paths: Sequence[str | Path],
    options: ReadOptions = _USUAL,
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Listing | Unreadable]:
    """Return an iterator over the listings in files, folders, globs and ``-`` (standard input).

    They come in the order of the paths and of the files, streamed. Whatever cannot be read is an
    `Unreadable` in its place. Raises `UsageError` at once, before anything is read, if none of
    the paths is there or an option cannot be used.
    """
    return read_records(paths, LISTING, options, stdin=stdin)


def read_records(
    paths: Sequence[str | Path],
    shape: Shape,
    options: ReadOptions = _USUAL,
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Any]:
    """Return an iterator over the records of a shape, as `read_listings` over listings."""
    from listing_guard.read.record_path import parse_path
    from listing_guard.read.sources import find_inputs, reader_named

    if options.input_format is not None:
        reader_named(options.input_format)
    if options.records is not None:
        parse_path(options.records)
    return _read(find_inputs(paths), replace(options, shape=shape), stdin)


def _read(
    inputs: Iterable[Input | Unreadable], options: ReadOptions, stdin: BinaryIO | None
) -> Iterator[Any]:
    from listing_guard.read.sources import read_input

    for each in inputs:
        if isinstance(each, Unreadable):
            yield each
        else:
            yield from read_input(each, options, stdin)


def __getattr__(name: str) -> tuple[Reader, ...]:
    # the readers need csv, yaml and zipfile, which a check of one record does not
    if name == "READERS":
        from listing_guard.read.sources import READERS

        return READERS
    raise AttributeError(name)
