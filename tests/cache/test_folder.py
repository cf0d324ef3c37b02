"""What is kept is whole or not there, and its folder never gets in the way."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from listing_guard.cache import folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(folder.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_was_kept_is_read(place: Path) -> None:
    key = folder.key_of([b"a", b"b"])
    assert folder.read(key) is None
    folder.write(key, b"data")
    assert folder.read(key) == b"data"
    assert [path.name for path in place.iterdir()] == [f"{key}.bin"]


def test_a_key_tells_parts_apart() -> None:
    keys = {folder.key_of(parts) for parts in ([b"ab"], [b"a", b"b"], [b"", b"ab"], [])}
    assert len(keys) == 4


@pytest.mark.parametrize("harm", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b"", bytes.upper])
def test_what_was_harmed_is_not_read(place: Path, harm: object) -> None:
    folder.write("k", b"some data")
    path = place / "k.bin"
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    assert folder.read("k") is None


def test_many_writers_leave_one_whole_file(place: Path) -> None:
    data = [bytes([number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: folder.write("k", each), data * 4))
    assert folder.read("k") in data
    assert [path.name for path in place.iterdir()] == ["k.bin"]


def test_off_keeps_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folder.VARIABLE, "off")
    folder.write("k", b"data")
    assert folder.read("k") is None
    assert not place.exists()


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    place.write_text("a file")
    folder.write("k", b"data")
    assert folder.read("k") is None
    assert place.read_text() == "a file"


def test_the_files_used_longest_ago_go_first(place: Path) -> None:
    for number in range(20):
        folder.write(f"k{number}", b"data")
        os.utime(place / f"k{number}.bin", (number, number))
    folder.read("k6")
    folder.write("last", b"data")
    left = {path.stem for path in place.iterdir()}
    assert len(left) == 16
    assert {"last", "k6", "k19"} <= left
    assert "k0" not in left


def test_without_a_name_it_is_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(folder.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder.folder() == tmp_path / "listing-guard"
