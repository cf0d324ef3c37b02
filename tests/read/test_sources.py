"""Files, folders, patterns, standard input, and which reader gets them."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from listing_guard.errors import UsageError
from listing_guard.model.listing import Listing, Source
from listing_guard.read import READERS, ReadOptions, Unreadable, read_listings, to_listing
from listing_guard.read import sources as sources_module
from tests.read.reading import errors, listings

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with listings in every corner."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "b.jsonl": '{"title": "b"}\n',
        "a.csv": "title\na\n",
        "sub/c.json": '[{"title": "c"}]',
        "sub/deep/d.YAML": "title: d\n",
        "sub/notes.md": "# no listings",
        ".hidden/e.jsonl": '{"title": "hidden"}',
        ".git/f.json": '[{"title": "hidden"}]',
        ".g.json": '[{"title": "hidden"}]',
        "~$lock.xlsx": "",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def titles(*paths: str | Path) -> list[str | None]:
    return [each.title for each in listings(list(read_listings(paths)))]


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["."], "abcd"),
        (["b.jsonl", "a.csv"], "ba"),
        (["*.csv", "b.*"], "ab"),
        (["**/*.json"], "c"),
        (["sub", "."], "cdab"),
        (["a.csv", "a.csv", "./a.csv", "."], "abcd"),
        ([Path("sub/deep")], "d"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_paths_in_their_order_and_each_file_once(paths: list[str], found: str) -> None:
    assert titles(*paths) == list(found)


@pytest.mark.usefixtures("folder")
def test_paths_are_told_as_they_were_given() -> None:
    (first, *_) = listings(list(read_listings(["sub"])))
    assert first.source == Source("sub/c.json", 1, 1)


@pytest.mark.usefixtures("folder")
def test_names_with_the_signs_of_patterns_are_files_first() -> None:
    Path("a[1].csv").write_text("title\nbracket\n")
    assert titles("a[1].csv") == ["bracket"]


@pytest.mark.usefixtures("folder")
def test_what_is_missing_is_said_and_the_rest_read() -> None:
    found = list(read_listings(["none.csv", "a.csv", "*.nix"]))
    assert errors(found) == [
        "none.csv: no such file or folder; correct the path",
        "*.nix: no file matches; correct the pattern",
    ]
    assert [each.fatal for each in found if isinstance(each, Unreadable)] == [True, True]
    assert isinstance(found[1], Listing)


@pytest.mark.usefixtures("folder")
def test_nothing_there_is_a_usage_error_at_once() -> None:
    with pytest.raises(UsageError, match=r"none\.csv: no such file.*; gone: no such"):
        read_listings(["none.csv", "gone"])


def test_an_empty_folder_has_no_listings(tmp_path: Path) -> None:
    assert list(read_listings([tmp_path])) == []


@pytest.mark.usefixtures("folder")
def test_unknown_formats_name_the_readers() -> None:
    found = list(read_listings(["sub/notes.md"]))
    assert errors(found) == [
        "sub/notes.md: no reader knows “.md”; give --input-format jsonl|json|csv|xlsx|yaml|text"
    ]
    text = ReadOptions(input_format="text")
    assert [each.title for each in listings(list(read_listings(["sub/notes.md"], text)))] == [
        "# no listings"
    ]
    with pytest.raises(UsageError, match="did you mean jsonl"):
        read_listings(["a.csv"], ReadOptions(input_format="jsonll"))
    with pytest.raises(UsageError, match="--records"):
        read_listings(["a.csv"], ReadOptions(records="a["))


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title\na\n")
    found = read_listings([file])
    file.unlink()
    assert errors(list(found)) == [f"{file}: cannot be read (No such file or directory)"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'{"title": "a"}\n{"title": "b"}\n', "ab"),
        (b'{"title": "a"}', "a"),
        (b'\n{"title": bad}\n{"title": "b"}\n', "b"),
        (b'[{"title": "a"}]', "a"),
        (b'{\n "title": "a"\n}\n', "a"),
        (b"\xef\xbb\xbftitle,price\na,1\n", "a"),
        ("标题;价格\na;1\n".encode("gb18030"), "a"),
        ("标题\t价格\na\t1\n".encode("utf-16"), "a"),
        (b"", ""),
        (b" \n", ""),
    ],
)
def test_standard_input_tells_its_format(data: bytes, found: str) -> None:
    read = list(read_listings(["-"], stdin=io.BytesIO(data)))
    assert "".join(each.title or "" for each in read if isinstance(each, Listing)) == found
    assert all(each.source.path == "<stdin>" for each in read)


def test_standard_input_of_no_known_format() -> None:
    (bad,) = read_listings(["-"], stdin=io.BytesIO(b"hello there\n"))
    assert isinstance(bad, Unreadable)
    assert bad.error.startswith("its format cannot be told; give --input-format jsonl|")


def test_every_reader_has_its_own_name_and_extensions() -> None:
    names = [reader.NAME for reader in READERS]
    extensions = [extension for reader in READERS for extension in reader.EXTENSIONS]
    assert len(set(names)) == len(names)
    assert len(set(extensions)) == len(extensions)
    assert all(extension == extension.lower() and extension[0] == "." for extension in extensions)


class _Point:
    name = "lines"
    value = "elsewhere:reader"

    @staticmethod
    def load() -> Any:
        def read(stream: Any, path: str | None, options: ReadOptions) -> Iterator[Listing]:
            for record, line in enumerate(stream, 1):
                yield to_listing({"title": line.decode().strip()}, Source(path, record, record))

        return SimpleNamespace(NAME="lines", EXTENSIONS=(".lines", ".csv"), read=read)


def test_readers_of_other_packages_are_asked_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry_points(group: str) -> list[Any]:
        assert group == "listing_guard.readers"
        return [_Point]

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    sources_module.third_party_readers.cache_clear()
    try:
        (tmp_path / "a.lines").write_text("one\ntwo\n")
        (tmp_path / "b.csv").write_text("title\nthree\n")
        assert titles(tmp_path) == ["one", "two", "three"]
        named = ReadOptions(input_format="lines")
        found = listings(list(read_listings([tmp_path / "b.csv"], named)))
        assert [each.title for each in found] == ["title", "three"]
    finally:
        sources_module.third_party_readers.cache_clear()


def test_a_reader_that_cannot_be_loaded_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = SimpleNamespace(name="odd", value="odd:reader", load=lambda: 1 / 0)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [broken])
    sources_module.third_party_readers.cache_clear()
    try:
        (tmp_path / "a.odd").write_text("x")
        with pytest.raises(UsageError, match=r"the reader odd \(odd:reader\) cannot be loaded"):
            list(read_listings([tmp_path / "a.odd"]))
    finally:
        sources_module.third_party_readers.cache_clear()


def test_reading_one_record_loads_no_reader() -> None:
    code = (
        "import sys; from listing_guard.read.record import to_listing; to_listing({'title': 't'});"
        "print([m for m in ('csv', 'yaml', 'zipfile', 'python_calamine', 'openpyxl')"
        " if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_order_of_a_folder_does_not_hang_on_the_disk(tmp_path: Path) -> None:
    for name in ("b/x.json", "a.json", "b.json", "a/z.json", "B.json", "a0.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f'[{{"title": "{name}"}}]')
    assert titles(tmp_path) == ["B.json", "a/z.json", "a.json", "a0.json", "b/x.json", "b.json"]
