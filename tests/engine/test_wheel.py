"""The wheel carries the packs and works from an empty directory."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    [built] = folder.glob("*.whl")
    return built


def test_it_holds_the_packs_and_the_grammar_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "listing_guard/_packs/cn-ad/pack.yaml" in names
    assert "listing_guard/lang/grammar.lark" in names
    assert "listing_guard/py.typed" in names
    assert "listing_guard/ledger/migrations/env.py" in names
    assert "listing_guard/ledger/migrations/versions/ledger_0001.py" in names
    assert not [name for name in names if name.startswith(("tests/", "corpora/", "rules/"))]


def test_it_checks_a_title_from_an_empty_directory(wheel: Path, tmp_path: Path) -> None:
    unpacked, empty = tmp_path / "unpacked", tmp_path / "empty"
    empty.mkdir()
    zipfile.ZipFile(wheel).extractall(unpacked)
    run = subprocess.run(
        [sys.executable, "-m", "listing_guard", "check", "--text", "全网最低价的面膜"],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 1, run.stderr
    assert "cn-ad/absolute-superlative" in run.stdout
    where = subprocess.run(
        [sys.executable, "-c", "import listing_guard; print(listing_guard.__file__)"],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(unpacked)
