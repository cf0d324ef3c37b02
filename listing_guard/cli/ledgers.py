"""Which ledger a command uses: the option, else the configuration, else the usual place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from listing_guard.cli.options import F
    from listing_guard.config.settings import Settings
    from listing_guard.ledger import Ledger
    from listing_guard.read.sources import Input

USUAL = Path(".listing-guard") / "ledger.sqlite"
"""Beside the configuration file, else in the current folder."""


def ledger_option(command: F) -> F:
    """Add ``--ledger``."""
    option: Callable[[F], F] = click.option(
        "--ledger",
        metavar="FILE|URL",
        help="The ledger of prices: a file, or postgresql://…. Default: the configuration's, "
        f"else {USUAL.as_posix()} beside it.",
    )
    return option(command)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger is, or would be. ``asked``: an option or the configuration names it."""

    url: str
    asked: bool

    @property
    def exists(self) -> bool:
        """Whether there is something, as far as a look at files tells."""
        return "://" in self.url or Path(self.url).expanduser().exists()

    def __str__(self) -> str:
        return str(place_of(self.url))


def find_ledger(settings: Settings, *, isolated: bool = False) -> Place | None:
    """Return the place of the ledger; ``None``: isolated, and no option names one."""
    if settings.values.ledger is not None:
        return Place(settings.values.ledger, asked=True)
    if isolated:
        return None
    folder = settings.path.parent if settings.path is not None else Path()
    return Place(str(folder / USUAL), asked=False)


def needed_ledger(settings: Settings, *, isolated: bool) -> Place:
    """Return the place of the ledger; raises `UsageError` where none is to be looked for."""
    place = find_ledger(settings, isolated=isolated)
    if place is None:
        raise UsageError("--isolated looks for no ledger; name one with --ledger")
    return place


def consulted_ledger(settings: Settings, *, isolated: bool, writing: bool = False) -> Ledger | None:
    """Open the ledger that listings are judged with, until the command ends.

    ``None``: none is named, and there is none in the usual place.
    """
    place = find_ledger(settings, isolated=isolated)
    if writing and place is None:
        raise UsageError("--record-prices: --isolated looks for no ledger; name one with --ledger")
    if place is None or not (place.asked or place.exists or writing):
        return None
    opened = open_ledger(place, writing=writing)
    return click.get_current_context().with_resource(opened)


def open_ledger(place: Place, *, writing: bool = False) -> Ledger:
    """Open a ledger; one that is to be written to is made if it is not there."""
    from listing_guard.ledger import Ledger

    return Ledger.open(place.url, create=writing, read_only=not writing)


def sha256_of(source: Input) -> str | None:
    """Return the hash of a file, by which an import can be proven; ``None`` for a stream."""
    if source.path is None or not source.path.is_file():
        return None
    with source.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def place_of(url: object) -> object:
    """Return a ledger's address without a password."""
    if not isinstance(url, str) or "://" not in url:
        return url
    from listing_guard.ledger.address import parse

    return str(parse(url))
