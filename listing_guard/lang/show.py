"""Pieces of a source made fit for a message."""

from __future__ import annotations

import unicodedata


def show(text: str) -> str:
    """Return ``text`` fit for a message: short, and with invisible characters named."""
    cut = text if len(text) <= 30 else text[:29] + "…"
    return "".join(c if _visible(c) else f"U+{ord(c):04X}" for c in cut)


def _visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ" or character == " "
