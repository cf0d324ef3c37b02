"""The same input, rules and day give the same bytes, whatever else differs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from listing_guard.cli.jobs import CHUNK
from tests.cli.shell import environment, spawn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMATS = ("text", "json", "jsonl")
LOCALES: tuple[Mapping[str, str], ...] = (
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C.UTF-8"},
    {"LC_ALL": "zh_CN.UTF-8"},
    {"LANG": "de_DE.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7"},
    {"COLUMNS": "40", "PYTHONHASHSEED": "1"},
)


@pytest.fixture
def many(here: Path, house: Path) -> Path:
    """Write enough listings for several chunks, some bad and some of one id, without an end."""
    lines = []
    for number in range(2 * CHUNK + 50):
        word = ("绝佳好物", "神奇海绵", "毛巾")[number % 3]
        lines.append(f'{{"id": "s{number % 97}", "title": "{word} {number}", "odd": 1}}\n')
    lines[7] = "{\n"
    (here / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    return here


def reports(folder: Path, *more: str, env: Mapping[str, str] | None = None) -> list[bytes]:
    """Check the listings and return every report, stdout's first, and stderr last."""
    for form in FORMATS:
        (folder / f"r.{form}").unlink(missing_ok=True)
    outputs = [part for form in FORMATS for part in ("--output", f"{form}=r.{form}")]
    result = spawn(
        *("check", "--pack", "house.yaml", "--as-of", "2026-11-22", "--market", "CN"),
        *("many.jsonl", "--format", "text", *outputs, *more),
        cwd=folder,
        env=env,
    )
    assert result.code == 3, result.err
    return [result.out, *((folder / f"r.{form}").read_bytes() for form in FORMATS), result.err]


def test_runs_processes_and_folders_make_no_difference(many: Path, tmp_path: Path) -> None:
    first = reports(many)
    assert len(first[3].splitlines()) == 2 * CHUNK + 50
    assert reports(many) == first
    assert reports(many, "--jobs", "2") == first
    several = reports(many, "--market", "US")
    assert len(several[3].splitlines()) == 2 * (2 * CHUNK + 50) - 1
    assert reports(many, "--market", "US", "--jobs", "2") == several
    elsewhere = tmp_path / "elsewhere" / "deep"
    shutil.copytree(many, elsewhere)
    assert reports(elsewhere) == first


@pytest.mark.parametrize("env", LOCALES, ids=lambda env: " ".join(env.values()))
def test_locales_make_no_difference(many: Path, env: Mapping[str, str]) -> None:
    assert reports(many, env=env) == reports(many)


def test_a_title_is_read_under_any_locale(here: Path, house: Path) -> None:
    args = ("check", "--pack", "house.yaml", "--text", "绝佳好物", "--format", "jsonl", "-q")
    found = {spawn(*args, cwd=here, env=env).out for env in LOCALES}
    assert len(found) == 1
    assert "绝佳好物".encode() in found.pop()


def test_checking_one_listing_loads_no_extra() -> None:
    script = """
import sys
import listing_guard
guard = listing_guard.Guard.load(market="CN")
assert guard.check({"title": "全网最低价 面膜"}).violations
heavy = {"openpyxl", "python_calamine", "pyarrow", "fastapi", "sqlalchemy", "alembic", "psycopg",
         "sqlite3", "rich", "pandas", "click", "requests", "http.server"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment(), check=True
    )
    assert done.stdout.decode().strip() == "[]"


def test_help_loads_no_parser_and_no_automaton() -> None:
    script = """
import sys
from listing_guard.cli.main import main
main(["--help"])
main(["check", "--help"])
main(["rules", "--help"])
heavy = {"lark", "jieba", "pydantic", "yaml", "re2", "daachorse", "opencc", "rich", "msgspec"}
heavy |= {"stdnum"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment(), check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"
