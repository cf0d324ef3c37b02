"""Whole files, good and bad, against what must come out of them.

Beside ``x.csv`` lies ``x.csv.out``: a line a record with line number, record number and all that
was read, or with the error. To write them anew: ``python -m tests.read.test_golden``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from listing_guard.read import Unreadable, read_listings
from tests.read.reading import HERE, told

FILES = sorted(file for kind in ("good", "bad") for file in (HERE / kind).iterdir())
INPUTS = [file for file in FILES if file.suffix != ".out"]


def _read(file: Path) -> str:
    lines = [told(each).replace(file.as_posix(), file.name) for each in read_listings([file])]
    return "".join(line + "\n" for line in lines)


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name)
def test_file_is_read_as_it_was_settled(file: Path) -> None:
    assert _read(file) == Path(f"{file}.out").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name)
def test_good_files_have_no_errors_and_bad_ones_do(file: Path) -> None:
    has_errors = any(isinstance(each, Unreadable) for each in read_listings([file]))
    assert has_errors == (file.parent.name == "bad")


def test_every_expectation_has_its_file() -> None:
    expected = {file.name.removesuffix(".out") for file in FILES if file.suffix == ".out"}
    assert expected == {file.name for file in INPUTS}


def test_the_three_encodings_of_one_table_read_alike() -> None:
    tables = [
        [told(each) for each in read_listings([HERE / "good" / name])]
        for name in ("export.csv", "export-gb18030.csv", "export-utf16.csv")
    ]
    assert tables[0] == tables[1] == tables[2]


if __name__ == "__main__":
    for each in INPUTS:
        Path(f"{each}.out").write_text(_read(each), encoding="utf-8")
