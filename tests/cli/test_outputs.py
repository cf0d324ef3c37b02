"""Which report goes where, and files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from listing_guard.cli.outputs import STDOUT, Output, WholeFile, plan_outputs
from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

FORMATS = {"text": (".txt",), "json": (".json",), "jsonl": (".jsonl",)}


@pytest.mark.parametrize(
    ("form", "outputs", "expected"),
    [
        (None, [], [Output("text", STDOUT)]),
        ("json", [], [Output("json", STDOUT)]),
        (None, ["json=a.json"], [Output("json", "a.json")]),
        ("json", ["a"], [Output("json", "a")]),
        ("text", ["json=a"], [Output("json", "a"), Output("text", STDOUT)]),
        (None, ["a.jsonl"], [Output("jsonl", "a.jsonl")]),
        (None, ["a"], [Output("text", "a")]),
        (None, ["./a=b.json"], [Output("json", "./a=b.json")]),
        (None, ["jsonl=-", "text=r"], [Output("jsonl", STDOUT), Output("text", "r")]),
    ],
)
def test_where_reports_go(form: str | None, outputs: list[str], expected: list[Output]) -> None:
    assert plan_outputs(form, outputs, FORMATS) == tuple(expected)


@pytest.mark.parametrize(
    ("form", "outputs", "told"),
    [
        ("jsn", [], "--format: unknown format 'jsn' (did you mean 'json'?)"),
        (None, ["jsnl=a"], "--output: unknown format 'jsnl' (did you mean 'jsonl'?)"),
        (None, ["json="], "no file is given"),
        (None, ["json=a", "text=./a"], "two reports would go to ./a"),
        ("text", ["json=-"], "two reports would go to stdout"),
    ],
)
def test_what_cannot_be_meant_is_told(form: str | None, outputs: list[str], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan_outputs(form, outputs, FORMATS)
    assert told in str(caught.value)


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "report"
    with WholeFile(str(target)) as file:
        file.write(b"half")
        file.flush()
        assert not target.exists()
        file.write(b" and half")
    assert target.read_bytes() == b"half and half"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.write_text("old")

    def fail() -> None:
        with WholeFile(str(target)) as file:
            file.write(b"new")
            raise KeyError("stop")

    with pytest.raises(KeyError):
        fail()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(real)
    with WholeFile(str(link)) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_device_is_written_to_directly() -> None:
    with WholeFile(os.devnull) as file:
        file.write(b"gone")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("target", [".", "no/such/folder/report"])
def test_a_place_that_cannot_be_written_is_told(here: Path, target: str) -> None:
    with pytest.raises(UsageError, match="cannot write"), WholeFile(target):
        pass


@pytest.mark.parametrize("path", [".", "goods.*", "goods.csv"])
def test_no_report_goes_over_what_is_checked(
    cli: Cli, here: Path, house: Path, goods: Path, path: str
) -> None:
    before = goods.read_bytes()
    result = cli("check", "--pack", house, path, "--output", "json=./goods.csv")
    assert result.code == 2
    assert "is to be checked; write the report elsewhere" in result.err
    assert goods.read_bytes() == before
    assert cli("check", "--pack", house, path, "--output", "json=new.json").code in (1, 3)
