"""The forms of an English word that a claim may take: cure, cures, cured, curing.

Spelling rules only, no dictionary: a form too many is harmless, since nobody writes it.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+$")
_SIBILANT = re.compile(r"(s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"[^aeiou]y$", re.IGNORECASE)
# One vowel between single consonants at the end of a one-syllable word doubles the last: stop,
# stopped. w, x and y never double.
_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$", re.IGNORECASE)


def inflections(term: str) -> tuple[str, ...]:
    """Return the inflected forms of a term's last word, without the term itself.

    >>> inflections("cure")
    ('cures', 'cured', 'curing')
    >>> inflections("miracle remedy")
    ('miracle remedies', 'miracle remedied', 'miracle remedying')
    """
    found = _WORD.search(term)
    if found is None:
        return ()
    before, word = term[: found.start()], found.group()
    return tuple(before + form for form in _forms(word))


def _forms(word: str) -> tuple[str, ...]:
    if word[-1] in "eE":
        ing = word if word[-2:].lower() in ("ee", "oe", "ye") else word[:-1]
        return word + "s", word + "d", ing + "ing"
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    plural = word + ("es" if _SIBILANT.search(word) else "s")
    stem = word + word[-1] if _DOUBLES.match(word) and len(word) > 2 else word
    return plural, stem + "ed", stem + "ing"
