"""Numbers of certificates, which everybody prints a little differently."""

from __future__ import annotations

import re
import unicodedata

# Hyphens and dashes of every length, after NFKC; the underscore is a part of some numbers.
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


def number_key(number: str) -> str:
    """Return what two ways to print one number have in common: no width, case, blank or hyphen.

    >>> number_key("ccc 2024-0109-07")
    'CCC2024010907'
    """
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", number)).upper()
