"""Every text in files of any kind, for looking words up in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.errors import UsageError
from listing_guard.evaluation.loneterms import strings_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def texts_in(path: str) -> Iterator[str]:
    """Yield the texts of a file, or of all files in a folder in the order of their names.

    JSON and JSON lines give the texts of their values, everything else its lines. Bytes that are
    no UTF-8 are replaced. Raises `UsageError` where nothing can be read.
    """
    root = Path(path)
    files = sorted(each for each in root.rglob("*") if each.is_file()) if root.is_dir() else [root]
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError as error:
            raise UsageError(f"{file} cannot be read: {error.strerror}") from error
        if file.suffix == ".json":
            lines = ["".join(lines)]
        for line in lines:
            yield from _texts(line) if file.suffix in {".json", ".jsonl"} else (line,)


def _texts(line: str) -> Iterator[str]:
    try:
        yield from strings_of(json.loads(line))
    except ValueError:
        yield line  # no JSON after all; its words still count
