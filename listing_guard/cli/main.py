"""The entry point: finds the command; turns every error into one message and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from listing_guard.cli import exits
from listing_guard.cli.lazy import CONTEXT, LazyGroup
from listing_guard.cli.options import count
from listing_guard.cli.terminal import tell
from listing_guard.errors import ListingGuardError, RuleError
from listing_guard.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

TRACEBACK = "--traceback"
"""Taken anywhere on the line, since one adds it to a command that has just failed."""
FULL = (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT)
"""What a write says when there is no room for it, or no way to it."""


@click.group(
    cls=LazyGroup,
    lazy={
        "check": "check:check",
        "explain": "explain:explain",
        "prices": "prices:prices",
        "certs": "certs:certs",
        "rules": "rules:rules",
        "eval": "evaluate:evaluate",
        "init": "init:init",
        "config": "config:config",
    },
    context_settings=CONTEXT,
)
@click.option(TRACEBACK, is_flag=True, help="Show where an internal error comes from.")
@click.version_option(__version__, "-V", "--version", prog_name="listing-guard")
def cli(traceback: bool) -> None:
    """Check e-commerce listings against advertising, certification, price and IP law.

    \b
    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, configuration or
    rule error, or nothing to check; 3 some input could not be read; 4 internal error.
    """


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    _open_closed()
    _use_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    code = main(sys.argv[1:] if argv is None else argv)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = _pipe_broke()
    except OSError as error:
        code = _disk_full(error)
    sys.exit(code)


class _Terminated(BaseException):
    """The process was asked to end: open files are to be tidied up on the way out."""


def _terminate(number: int, frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Terminated


def main(argv: Sequence[str]) -> int:
    """Run the command line and return its exit code. Errors are told on stderr."""
    args = [argument for argument in argv if argument != TRACEBACK]
    try:
        # Not cli.main(), which would end a broken pipe with 1, and 1 says that there are findings.
        with cli.make_context("listing-guard", args) as context:
            outcome = cli.invoke(context)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        return _usage(error)
    except RuleError as error:
        return _rules(error)
    except ListingGuardError as error:
        return _fail(str(error), exits.USAGE)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", exits.INTERRUPTED)
    except _Terminated:
        return _fail("terminated", exits.TERMINATED)
    except BrokenPipeError:
        return _pipe_broke()
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            return _disk_full(error)
        return _internal(error, TRACEBACK in argv)
    return outcome if isinstance(outcome, int) else exits.OK


def _fail(message: str, code: int) -> int:
    tell(f"listing-guard: {message}")
    return code


def _usage(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if message.startswith("Usage: "):  # a group without a command tells which there are
        click.echo(message, err=True)
        return exits.USAGE
    message = message[:1].lower() + message[1:]
    if isinstance(error, click.NoSuchOption) or context is None:
        return _fail(message, exits.USAGE)
    return _fail(f"{message}\nTry '{context.command_path} --help'.", exits.USAGE)


def _rules(error: RuleError) -> int:
    from listing_guard.cli.terminal import wants_colour
    from listing_guard.ruleset.render import render

    click.echo(render(error.diagnostics, colour=wants_colour(sys.stderr)).rstrip("\n"), err=True)
    errors = sum(diagnostic.severity == "error" for diagnostic in error.diagnostics)
    return _fail(f"{count(errors, 'error')} in rule files; nothing was checked", exits.USAGE)


def _internal(error: Exception, traceback: bool) -> int:
    if traceback:
        import traceback as tracebacks

        click.echo("".join(tracebacks.format_exception(error)).rstrip("\n"), err=True)
    reason = " ".join(str(error).split())[:200]
    told = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
    return _fail(
        f"internal error ({told}); please report it; "
        "the same command with --traceback shows where it comes from",
        exits.INTERNAL,
    )


def _disk_full(error: OSError) -> int:
    """Tell that stdout cannot be written; files have told for themselves by now."""
    _pipe_broke()
    return _fail(f"cannot write to stdout: {error.strerror}", exits.USAGE)


def _pipe_broke() -> int:
    """Keep the interpreter from flushing into the closed pipe when it leaves."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return exits.BROKEN_PIPE


def _open_closed() -> None:
    """Stand in for streams that the caller has closed (``>&-``), which Python leaves out."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stand_in = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stand_in)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale: the same input gives the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
