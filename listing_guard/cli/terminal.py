"""What the terminal can do, and what the user asked it not to."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import IO, Any


def is_terminal(stream: IO[Any]) -> bool:
    """Say whether somebody is looking: progress and colour are for them only."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: IO[Any]) -> bool:
    """Say whether to colour: on a terminal, without ``NO_COLOR`` and without ``--no-color``."""
    context = click.get_current_context(silent=True)
    if context is not None and context.find_root().color is False:
        return False
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def printable(message: str) -> str:
    """Return a message in which nothing acts on a terminal: a file's name may be hostile too."""
    if message.isprintable():
        return message
    return "".join(
        char
        if char == "\n" or char.isprintable() or unicodedata.category(char) == "Zs"
        else f"<U+{ord(char):04X}>"
        for char in message
    )


def tell(message: object) -> None:
    """Print a message to stderr."""
    click.echo(printable(str(message)), err=True)
