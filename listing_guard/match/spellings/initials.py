"""Terms with initials of pinyin: ``最j``, ``国家j``; ``qwzd`` for a term of four characters.

The first character is never a letter, since ``d级`` would be a grade of its own, and some character
of the term is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.match.spellings.syllables import syllables

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST_WHOLE = 4
"""Characters of a term that may be told by its initials alone."""


def spellings(term: str) -> Iterator[str]:
    """Yield a term with one character as the first letter of its syllable, and all of them."""
    said = syllables(term)
    if len(term) < 2:
        return
    for index, syllable in enumerate(said):
        others = said[:index] + said[index + 1 :]
        if syllable is not None and index > 0 and any(others):
            yield f"{term[:index]}{syllable.bare[0]}{term[index + 1 :]}"
    if len(said) >= _LEAST_WHOLE and None not in said:
        yield "".join(each.bare[0] for each in said if each is not None)
