"""Token ends: private, silent, the same from either library."""

from __future__ import annotations

import logging
import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.cache import folder
from listing_guard.text.fold import fold
from listing_guard.text.tokens import python_cutter, rust_cutter, token_ends
from tests.text.strategies import texts

SENTENCES = [
    "最佳食用期为12个月",
    "第一百货商店的最好看的t恤",
    "2024年1-12月天猫面膜类目销量第一",
    "iphone 15 pro max 256g 手机壳",
    "路口交通3.6kg type-c 7-36个月",
    "老少皆宜 全国包邮",
    "¥1,299.00 a&b c_d e+f 100%",
    "𝄞𠮷野家 ガ 각 é ❤👩🔬",
    "\n \n\ufffd",
    "",
]


@pytest.fixture(scope="module")
def cutters(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    pytest.importorskip("rjieba")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LISTING_GUARD_CACHE", str(tmp_path_factory.mktemp("cache")))
        return [python_cutter(), rust_cutter()]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_libraries_cut_alike(cutters: list[object], sentence: str) -> None:
    one, two = cutters
    assert callable(one)
    assert callable(two)
    assert list(one(sentence)) == list(two(sentence))


@settings(max_examples=200)
@given(st.one_of(texts().map(fold), st.text("最好看的第一百货商店3.a-_&% +#\n中国人民")))
def test_both_libraries_cut_any_normal_form_alike(cutters: list[object], text: str) -> None:
    one, two = cutters
    assert callable(one)
    assert callable(two)
    assert list(one(text)) == list(two(text))


@given(texts().map(fold))
def test_ends_rise_up_to_the_text_end(text: str) -> None:
    ends = token_ends(text)
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(text)


def test_no_guesses_at_unknown_words() -> None:
    assert token_ends("食用期为") == [2, 3, 4]


def test_words_of_the_host_program_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import jieba

    monkeypatch.setenv("LISTING_GUARD_CACHE", str(tmp_path))
    # The host's own tokenizer caches and logs as it likes; keep both out of this machine's way.
    monkeypatch.setattr(jieba.dt, "tmp_dir", str(tmp_path))

    logging.getLogger("jieba").setLevel(logging.ERROR)
    text = "全网最低价面膜"
    before = list(python_cutter()(text))
    jieba.add_word("网最低价面")
    try:
        assert list(python_cutter()(text)) == before
    finally:
        jieba.del_word("网最低价面")


def test_the_dictionary_is_kept_and_made_anew_where_it_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISTING_GUARD_CACHE", str(tmp_path))
    first = list(python_cutter()("最好看的面膜"))
    (kept,) = tmp_path.iterdir()
    assert list(python_cutter()("最好看的面膜")) == first
    whole = kept.read_bytes()
    for broken in (b"", b"no marshal", marshal.dumps(3), whole[:-1], whole[:-1] + b"x"):
        kept.write_bytes(broken)
        assert list(python_cutter()("最好看的面膜")) == first
    assert kept.read_bytes() == whole
    for other in (marshal.dumps(3), marshal.dumps([1, 2]), b"no marshal"):
        folder.write(kept.stem, other)
        assert list(python_cutter()("最好看的面膜")) == first
    assert kept.read_bytes() == whole


def test_without_a_writable_folder_there_is_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("x")
    monkeypatch.setenv("LISTING_GUARD_CACHE", str(occupied))
    assert list(python_cutter()("面膜")) == ["面膜"]
    assert occupied.read_text() == "x"


def test_nothing_is_said_on_the_way(tmp_path: Path) -> None:
    program = (
        "from listing_guard.text.tokens import python_cutter; print(list(python_cutter()('面膜')))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env={**os.environ, "LISTING_GUARD_CACHE": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("['面膜']", "")
