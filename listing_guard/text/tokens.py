"""Where tokens begin and end: jieba's dictionary cuts, without its guesses at unknown words.

The hidden Markov model stays off, so that a cut depends on the dictionary alone. The tokenizer is
our own, so that words which the host program adds to jieba's do not change findings, and it is
made when a border first asks for it. ``rjieba``, where installed, makes the same cuts faster.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jieba import Tokenizer


def token_ends(text: str) -> list[int]:
    """Return where each token of a text ends, in code points; the last is the text's length."""
    ends: list[int] = []
    at = 0
    for token in _cutter()(text):
        at += len(token)
        ends.append(at)
    return ends


@cache
def _cutter() -> Callable[[str], Iterable[str]]:
    try:
        return rust_cutter()
    except ImportError:
        return python_cutter()


def rust_cutter() -> Callable[[str], Iterable[str]]:
    """Return rjieba's cut; raises ImportError where it is not installed."""
    from rjieba import Jieba

    tokenizer = Jieba()

    def cut(text: str) -> Iterable[str]:
        tokens: list[str] = tokenizer.cut(text, hmm=False)
        return tokens

    return cut


def python_cutter() -> Callable[[str], Iterable[str]]:
    """Return the cut of a private jieba tokenizer."""
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes in its patterns and imports pkg_resources.
        warnings.simplefilter("ignore")
        import jieba
    tokenizer: Tokenizer = jieba.Tokenizer()
    # Filled by hand: jieba's own `initialize` logs to stderr and caches in the temporary folder.
    tokenizer.FREQ, tokenizer.total = _frequencies(
        tokenizer, Path(jieba.__file__).with_name(jieba.DEFAULT_DICT_NAME), jieba.__version__
    )
    tokenizer.initialized = True

    def cut(text: str) -> Iterable[str]:
        tokens: list[str] = tokenizer.lcut(text, HMM=False)
        return tokens

    return cut


def _frequencies(
    tokenizer: Tokenizer, dictionary: Path, version: str
) -> tuple[dict[str, int], int]:
    """Return words with their frequencies, from our cache or from the dictionary itself."""
    cached = cache_folder() / f"jieba-{version}-{sys.implementation.cache_tag}.marshal"
    # A cache that is absent, broken or of another shape is made anew.
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        frequencies, total = marshal.loads(cached.read_bytes())
        if isinstance(frequencies, dict) and isinstance(total, int):
            return frequencies, total
    with dictionary.open("rb") as lines:
        made: tuple[dict[str, int], int] = tokenizer.gen_pfdict(lines)
    _store(cached, marshal.dumps(made))
    return made


def _store(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a folder that cannot be written means no cache."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def cache_folder() -> Path:
    """Return the folder for what can be made anew (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The specification has relative paths ignored.
    home = Path(base) if base and Path(base).is_absolute() else Path("~/.cache").expanduser()
    return home / "listing-guard"
