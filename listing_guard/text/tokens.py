"""Where tokens begin and end: jieba's dictionary cuts, without its guesses at unknown words.

The hidden Markov model stays off, so that a cut depends on the dictionary alone. The tokenizer is
our own, so that words which the host program adds to jieba's do not change findings, and it is
made when a border first asks for it. ``rjieba``, where installed, makes the same cuts faster.
"""

from __future__ import annotations

import contextlib
import marshal
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.cache import folder

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
    key = folder.key_of([b"jieba", version.encode()])
    kept = folder.read(key)
    # What another version of this program kept may have another shape.
    with contextlib.suppress(ValueError, EOFError, TypeError):
        frequencies, total = marshal.loads(kept or b"")
        if isinstance(frequencies, dict) and isinstance(total, int):
            return frequencies, total
    with dictionary.open("rb") as lines:
        made: tuple[dict[str, int], int] = tokenizer.gen_pfdict(lines)
    folder.write(key, marshal.dumps(made))
    return made
