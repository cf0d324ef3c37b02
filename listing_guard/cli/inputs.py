"""What a command is to read: files, stdin or one title."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.cli.outputs import Output
    from listing_guard.model.listing import Listing
    from listing_guard.read.unreadable import Unreadable

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Paths, or one title, and how files are read."""

    paths: tuple[str, ...] = ()
    text: str | None = None
    form: str | None = None
    records: str | None = None
    market: str | None = None
    """The market of records that name none, for what ``¥`` and ``$`` stand for."""

    def read(self) -> Iterator[Listing | Unreadable]:
        """Return an iterator over the records.

        Raises `UsageError` at once if no path is there, or if the format or the path to the
        records cannot be used.
        """
        from listing_guard.read import ReadOptions, read_listings, to_listing

        if self.text is not None:
            return iter([to_listing({"title": self.text})])
        options = ReadOptions(input_format=self.form, records=self.records, market=self.market)
        return read_listings(self.paths, options)


def inputs_of(
    paths: Sequence[str],
    text: str | None,
    *,
    form: str | None = None,
    records: str | None = None,
    market: str | None = None,
) -> Inputs:
    """Return what to read; raises `UsageError` when there is nothing, or too much."""
    if text is not None:
        if paths:
            raise click.UsageError("--text is checked by itself; leave out the paths")
        text = as_typed(text)
        if not text.strip():
            raise click.UsageError("--text is empty; there is nothing to check")
        return Inputs(text=text)
    if not paths:
        raise click.UsageError("nothing to check: give a PATH, - for stdin, or --text '…'")
    if paths.count(STDIN) > 1:
        raise click.UsageError("stdin (-) can be read once only")
    return Inputs(tuple(paths), form=form, records=records, market=market)


def refuse_overwriting(inputs: Inputs, outputs: Sequence[Output]) -> None:
    """Raise `UsageError` if a report would go over a file that is to be checked.

    Files that a folder or a pattern stands for count as well.
    """
    from listing_guard.read.sources import Input, find_inputs

    targets = {
        Path(output.target).resolve(): output.target
        for output in outputs
        if output.target != STDIN and Path(output.target).is_file()
    }
    for each in find_inputs(inputs.paths) if targets and inputs.paths else ():
        if isinstance(each, Input) and each.path is not None:
            target = targets.get(each.path.resolve())
            if target is not None:
                raise UsageError(f"{target} is to be checked; write the report elsewhere")


def as_typed(argument: str) -> str:
    """Return an argument as the user typed it, where the locale is not UTF-8 and cut it up."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.fsencode(argument).decode("utf-8", "replace")
    return argument
