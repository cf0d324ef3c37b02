"""What was done to the characters of a few words, so that a search for them fails.

The normal form undoes it all; this tells what there was to undo.
"""

from __future__ import annotations

import re
import unicodedata

from listing_guard.text.characters import is_dropped, is_enclosing, is_han, is_ringed
from listing_guard.text.fold import fold_char

_EMPTY_ELEMENT = re.compile(r"<(\w+)[^<>]*>\s*</\1\s*>|<!--")
_ORDINARY = ("<wide>", "<narrow>", "<vertical>", "<noBreak>")
"""Compatibility forms that are how some keyboards write: full-width letters above all."""
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_HAN = re.compile("[\u4e00-\u9fff]")
_RING = re.compile("\ufe0f?[\u20dd-\u20e4]")


def tricks(raw: str, plain: str, rest: str) -> tuple[str, ...]:
    """Return what disguises a slice of a field: ``hidden``, ``markup``, ``forms``, ``variants``.

    ``raw`` is the slice of the record, markup inside; ``plain`` the same without markup, not
    folded; ``rest`` the field without it. Traditional characters are variants only among
    simplified ones, and wide letters are forms only where no others are wide.
    """
    found = []
    if any(map(is_dropped, _RING.sub("", plain))):
        found.append("hidden")
    if raw != plain and _EMPTY_ELEMENT.search(raw):
        found.append("markup")
    if not plain.isascii():
        if any(map(_is_form, plain)) or (_WIDE.search(plain) and not _WIDE.search(rest)):
            found.append("forms")
        if any(map(_is_traditional, plain)) and _is_simplified(rest):
            found.append("variants")
    return tuple(found)


def _is_simplified(text: str) -> bool:
    return _HAN.search(text) is not None and not any(map(_is_traditional, text))


def _is_form(char: str) -> bool:
    """Say whether a character is another in a ring, in mathematical type, raised or boxed."""
    decomposed = unicodedata.decomposition(char)
    return (
        is_enclosing(char)
        or is_ringed(char)
        or (
            decomposed.startswith("<")
            and not decomposed.startswith(_ORDINARY)
            and fold_char(char).isalnum()
        )
    )


def _is_traditional(char: str) -> bool:
    return is_han(char) and fold_char(char) != char
