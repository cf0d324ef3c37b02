"""Terms in pinyin: ``zui佳``, ``最jiā``, ``zuijia``, ``zuì jiā``.

One character may stand in Latin letters, or all of them. A whole term needs letters enough to be
no word of another language by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.match.spellings.syllables import syllables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.match.spellings.syllables import Syllable

_LEAST = 6
"""Letters of a whole term; shorter ones (``anta``) are read as other words too often."""
_OTHER_WORDS = frozenset({
    "banana", "bandage", "canine", "changing", "china", "engine", "finance", "hanging", "japan",
    "lining", "mango", "mining", "pangea", "penguin", "pinging", "ringing", "shanghai",
    "singing", "banging", "hangman", "manage", "sending", "tending", "dancing", "cannon",
    "linen", "meiling", "deerma", "aokang", "changhong", "yangzi", "yamaha",
})  # fmt: skip
"""Words of English that are also a row of syllables, and makers' own names in Latin letters."""


_SHORT = 4
"""Characters of a term of which several may stand in pinyin beside others that do not."""


def _runs(term: str, said: Sequence[Syllable | None]) -> Iterator[str]:
    """Yield a term with a run of two or more characters in pinyin: 加weixin."""
    for start in range(len(said)):
        for end in range(start + 2, len(said) + 1):
            run = [each.bare for each in said[start:end] if each is not None]
            if len(run) == end - start < len(said):
                yield f"{term[:start]}{''.join(run)}{term[end:]}"


def spellings(term: str) -> Iterator[str]:
    """Yield a term with one character in pinyin, and the whole of it."""
    said = syllables(term)
    for index, syllable in enumerate(said):
        if syllable is not None and any(said[:index] + said[index + 1 :]):
            for form in dict.fromkeys(syllable):
                yield f"{term[:index]}{form}{term[index + 1 :]}"
    if len(term) <= _SHORT and len(term) == len(said):
        yield from _runs(term, said)
    known = [each for each in said if each is not None]
    if len(known) < 2 or len(known) < len(said):
        return
    bare = [each.bare for each in known]
    if sum(map(len, bare)) < _LEAST or "".join(bare) in _OTHER_WORDS:
        return
    for parts in (bare, [each.toned for each in known]):
        for written in (parts, *_words(parts)):
            yield "".join(written)
            yield " ".join(written)


def _words(parts: list[str]) -> Iterator[list[str]]:
    """Yield syllables as two words, as ``jia weixin``."""
    for place in range(1, len(parts)):
        if len(parts) > 2:
            yield ["".join(parts[:place]), "".join(parts[place:])]
