"""From what the user named (files, folders, patterns, ``-``) to streams and their readers."""

from __future__ import annotations

import glob
import os
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from listing_guard.errors import UsageError
from listing_guard.model.listing import Listing, Source
from listing_guard.read import csv_, json_, jsonl, text_, xlsx, yaml_
from listing_guard.read.sniff import sniff
from listing_guard.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.read.options import ReadOptions

STDIN = "<stdin>"
"""The path by which records from standard input go."""


class Reader(Protocol):
    """A module that reads one kind of input."""

    NAME: str
    EXTENSIONS: tuple[str, ...]

    def read(
        self, stream: BinaryIO, path: str | None, options: ReadOptions
    ) -> Iterator[Listing | Unreadable]:
        """Yield what is in the stream, in its order; raise nothing on bad input."""
        ...


READERS: tuple[Reader, ...] = cast("tuple[Reader, ...]", (jsonl, json_, csv_, xlsx, yaml_, text_))
"""The readers of this package; to add one, write a module and name it here."""


@dataclass(frozen=True, slots=True)
class Input:
    """One stream to read: a file or, with ``path`` ``None``, standard input."""

    path: Path | None
    name: str


def find_inputs(paths: Sequence[str | Path]) -> list[Input | Unreadable]:
    """Return the inputs behind the paths, each once, in their order; folders and globs unfolded.

    What is missing stands in its place as `Unreadable`. Raises `UsageError` if none is there.
    """
    found: list[Input | Unreadable] = []
    seen: set[Path] = set()
    for path in paths:
        for each in _behind(os.fspath(path)):
            if isinstance(each, Input) and each.path is not None:
                real = each.path.resolve()
                if real in seen:
                    continue
                seen.add(real)
            found.append(each)
    bad = [each for each in found if isinstance(each, Unreadable)]
    if bad and len(bad) == len(found):
        raise UsageError("; ".join(str(each) for each in bad))
    return found


def _behind(path: str) -> Iterator[Input | Unreadable]:
    if path == "-":
        yield Input(None, STDIN)
        return
    place = Path(path)
    if place.is_dir():
        yield from (Input(file, file.as_posix()) for file in _files_in(place))
    elif place.exists():
        if os.access(place, os.R_OK):
            yield Input(place, place.as_posix())
        else:
            yield Unreadable(Source(path), "no permission to read it; allow it", fatal=True)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  # an absolute pattern
        if not matches:
            yield Unreadable(Source(path), "no file matches; correct the pattern", fatal=True)
        for match in matches:
            yield from _behind(match)
    else:
        yield Unreadable(Source(path), "no such file or folder; correct the path", fatal=True)


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that a reader knows, sorted by path; hidden ones are skipped."""
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(place, name)
            if not name.startswith((".", "~$")) and _by_extension(file.suffix) and file.is_file():
                files.append(file)
    yield from sorted(files, key=lambda file: file.parts)


def read_input(
    source: Input, options: ReadOptions, stdin: BinaryIO | None = None
) -> Iterator[Listing | Unreadable]:
    """Yield what is in one input."""
    try:
        if source.path is None:
            yield from _read_stream(stdin or sys.stdin.buffer, source, options)
        else:
            with source.path.open("rb") as stream:
                yield from _read_stream(stream, source, options)
    except OSError as error:
        cause = error.strerror or str(error)
        yield Unreadable(Source(source.name), f"cannot be read ({cause})", fatal=True)


def _read_stream(
    stream: BinaryIO, source: Input, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    reader: Reader | None
    if options.input_format is not None:
        reader = reader_named(options.input_format)
    elif source.path is not None and source.path.suffix:
        reader = _by_extension(source.path.suffix)
    else:
        name, stream = sniff(stream)
        reader = reader_named(name) if name else None
    if reader is None:
        suffix = source.path.suffix if source.path else ""
        cause = f"no reader knows “{suffix}”" if suffix else "its format cannot be told"
        error = f"{cause}; give --input-format {'|'.join(each.NAME for each in READERS)}"
        yield Unreadable(Source(source.name), error, fatal=True)
        return
    yield from reader.read(stream, source.name, options)


def _by_extension(suffix: str) -> Reader | None:
    """Return the reader for an extension; those of other packages only if ours do not know it."""
    suffix = suffix.lower()
    if not suffix:
        return None
    own = (reader for reader in READERS if suffix in reader.EXTENSIONS)
    others = (reader for reader in third_party_readers() if suffix in reader.EXTENSIONS)
    return next(own, None) or next(others, None)


def reader_named(name: str) -> Reader:
    """Return the reader of a name. Raises `UsageError` with the names that there are."""
    own = next((reader for reader in READERS if name == reader.NAME), None)
    if own is not None:
        return own
    readers = (*READERS, *third_party_readers())
    for reader in readers:
        if name == reader.NAME:
            return reader
    names = [reader.NAME for reader in readers]
    near = get_close_matches(name, names, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(f"--input-format {name}: unknown; there are {', '.join(names)}{hint}")


@lru_cache(maxsize=1)
def third_party_readers() -> tuple[Reader, ...]:
    """Return the readers that other packages offer by the entry points ``listing_guard.readers``.

    Raises `UsageError` on one that cannot be loaded.
    """
    from importlib.metadata import entry_points

    readers = []
    for point in sorted(entry_points(group="listing_guard.readers"), key=lambda p: p.name):
        try:
            readers.append(cast("Reader", point.load()))
        except Exception as error:
            raise UsageError(
                f"the reader {point.name} ({point.value}) cannot be loaded: {error};"
                " mend or uninstall its package"
            ) from error
    return tuple(readers)
