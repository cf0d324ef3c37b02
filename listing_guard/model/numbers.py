"""One way to compare the numbers of certificates, which no two people write alike."""

from __future__ import annotations

import unicodedata

_OPENING, _CLOSING = "[{【〔〖〈《「", "]}】〕〗〉》」"
_OTHER_DASHES = "\u2212_"
_DROPPED = frozenset({"Pd", "Zs", "Zl", "Zp", "Cc", "Cf"})
"""Unicode's categories of hyphens and dashes, blanks, and characters that are not seen."""


def number_key(number: str) -> str:
    """Return the form in which numbers of certificates are compared; empty if nothing is left.

    Width, case, blanks, hyphens and the kind of brackets do not matter.

    >>> number_key("（京）卫妆准字 29-XK-0001号") == number_key("[京]卫妆准字29xk0001号")
    True
    """
    if number.isascii() and number.isalnum():
        return number.lower()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", number).casefold())
    return unicodedata.normalize("NFKC", "".join(map(_plain, folded)))


def _plain(char: str) -> str:
    if char in _OPENING:
        return "("
    if char in _CLOSING:
        return ")"
    return "" if char in _OTHER_DASHES or unicodedata.category(char) in _DROPPED else char
