"""What the terminal can do, and what the user asked it not to."""

from __future__ import annotations

import os
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
