"""Options that several commands share, and the types of their values."""

from __future__ import annotations

from datetime import date
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from listing_guard.config.settings import Settings

F = TypeVar("F", bound="Callable[..., object]")


def to_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read the value of an option that is a day."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is no date; write it as 2026-11-11") from None


def to_length(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Read the value of an option that is a number of days."""
    if value is None:
        return None
    number = value.removesuffix("d")
    if not (number.isascii() and number.isdecimal() and len(number) < 6):
        raise click.BadParameter(f"'{value}' is no number of days; write it as 365d")
    return int(number)


def _split(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Split at commas and join what a repeatable option gave; ``None`` if it was not given."""
    names = []
    for group in value:
        parts = [part.strip() for part in group.split(",")]
        if not all(parts):
            raise click.BadParameter(f"'{group}' has an empty part")
        names.extend(parts)
    return tuple(dict.fromkeys(names)) or None


def _names(*names: str, metavar: str, help: str) -> Callable[[F], F]:
    return click.option(*names, multiple=True, callback=_split, metavar=metavar, help=help)


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return what adds several options, the first one on top."""

    def decorate(command: F) -> F:
        return reduce(lambda decorated, option: option(decorated), reversed(options), command)

    return decorate


def configuration(command: F) -> F:
    """Add ``--config`` and ``--isolated``."""
    return together(
        click.option(
            "--config", "config_file", metavar="FILE", help="The configuration file to use."
        ),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
    )(command)


def packs(command: F) -> F:
    """Add the options that say which rules there are."""
    return together(
        _names(
            "--market",
            metavar="CODE",
            help="Market to check for: CN, US, EU, DE …; repeatable. Default: the record's "
            "own, else the configuration's, else CN.",
        ),
        _names(
            "--pack",
            "packs",
            metavar="NAME|PATH",
            help="Pack by name, folder or file; repeatable. Replaces the configured ones; "
            "'default' stands for the shipped ones.",
        ),
    )(command)


def selection(command: F) -> F:
    """Add ``--select`` and ``--ignore``."""
    return together(
        _names(
            "--select",
            metavar="ID|PREFIX/",
            help="Only these rules: full ids, or prefixes ending in '/'; repeatable.",
        ),
        _names("--ignore", metavar="ID|PREFIX/", help="Not these rules; repeatable."),
    )(command)


def language(command: F) -> F:
    """Add ``--lang``."""
    return click.option(
        "--lang", type=click.Choice(["zh", "en"]), help="Language of titles and messages."
    )(command)


def day(command: F) -> F:
    """Add ``--as-of``."""
    return click.option(
        "--as-of",
        callback=to_day,
        metavar="DATE",
        help="Judge as on this day. Default: today in the market's zone.",
    )(command)


def stale(command: F) -> F:
    """Add ``--stale``."""
    return click.option(
        "--stale",
        callback=to_length,
        metavar="DAYS",
        help="Only those not compared with the law's text for longer than this, such as 365d; "
        "exit code 1 if there are any.",
    )(command)


def judging(command: F) -> F:
    """Add the options that say by what listings are judged."""
    return together(
        packs,
        click.option("--platform", metavar="NAME", help="Platform, such as tmall, jd or amazon."),
        selection,
        day,
        language,
    )(command)


def reading(command: F) -> F:
    """Add the options that say how files are read."""
    return together(
        click.option("--text", metavar="TITLE", help="Check this one title."),
        click.option(
            "--input-format", metavar="FORMAT", help="Format of the input, whatever its name."
        ),
        click.option(
            "--records",
            metavar="PATH",
            help="Where the listings are in nested JSON, such as 'products[*]'.",
        ),
    )(command)


def count(number: int, noun: str) -> str:
    """Return ``1 rule``, ``2 rules``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def settings_of(
    given: Mapping[str, object], *, config_file: str | None, isolated: bool
) -> Settings:
    """Return the settings in force under the options that were given (``None`` = was not)."""
    from listing_guard.config.settings import load_settings

    if config_file is not None and isolated:
        raise click.UsageError("--config names a file and --isolated forbids it; give one of them")
    return load_settings(
        given, config=Path(config_file) if config_file else None, isolated=isolated
    )
