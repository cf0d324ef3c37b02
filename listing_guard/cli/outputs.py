"""Where reports go: ``--format`` and ``--output``, and files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from listing_guard.config.suggest import did_you_mean
from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType

STDOUT = "-"
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Output:
    """One report to write: its format, and its file or ``-`` for stdout."""

    format: str
    target: str


def plan_outputs(
    format_name: str | None,
    outputs: Sequence[str],
    extensions: Mapping[str, Iterable[str]],
) -> tuple[Output, ...]:
    """Return what to write where; ``extensions`` lists every known format.

    ``FORMAT=FILE`` says both. A bare ``FILE`` takes ``--format``, else the format of its
    extension, else text. Stdout holds what is named for it: ``FORMAT=-``, or ``--format`` when
    no bare file has taken it; and text, when nothing is named at all.
    """
    if format_name is not None:
        _known(format_name, extensions, "--format")
    planned: list[Output] = []
    taken = False
    for output in outputs:
        name, equals, target = output.partition("=")
        if not equals or "/" in name or os.sep in name:
            taken = True
            planned.append(Output(format_name or _by_extension(output, extensions), output))
        else:
            _known(name, extensions, "--output")
            planned.append(Output(name, target))
        if not planned[-1].target:
            raise UsageError(f"--output {output}: no file is given")
    if not outputs or (format_name is not None and not taken):
        planned.append(Output(format_name or TEXT, STDOUT))
    _distinct(planned)
    return tuple(planned)


def _known(name: str, extensions: Mapping[str, Iterable[str]], option: str) -> None:
    if name not in extensions:
        raise UsageError(
            f"{option}: unknown format '{name}'{did_you_mean(name, extensions)}; "
            f"formats are {', '.join(extensions)}"
        )


def _by_extension(target: str, extensions: Mapping[str, Iterable[str]]) -> str:
    suffix = Path(target).suffix.lower()
    for name, endings in extensions.items():
        if suffix and suffix in endings:
            return name
    return TEXT


def _distinct(planned: Sequence[Output]) -> None:
    seen: set[str] = set()
    for output in planned:
        place = STDOUT if output.target == STDOUT else str(Path(output.target).resolve())
        if place in seen:
            where = "stdout" if place == STDOUT else output.target
            raise UsageError(f"two reports would go to {where}; name another file for one")
        seen.add(place)


class WholeFile:
    """A file that appears under its name when it is complete, and not before.

    Bytes go to a temporary file beside it, which takes its name on a clean exit and is removed
    on any other. A pipe or device (``/dev/null``) is written directly.
    """

    def __init__(self, target: str) -> None:
        self._name = target
        self._target = Path(target)
        self._temporary: Path | None = None
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> IO[bytes]:
        try:
            self._stream = self._open()
        except OSError as error:
            raise UsageError(f"cannot write {self._name}: {error.strerror or error}") from error
        return self._stream

    def _open(self) -> IO[bytes]:
        target = self._target
        if target.is_dir():
            raise UsageError(f"cannot write {self._name}: it is a folder")
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            return target.open("wb")
        target = self._target = target.resolve()  # a link stays a link to the new content
        self._temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
        stream = self._temporary.open("xb")
        if target.exists():
            self._temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        return stream

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._stream is not None
        try:
            self._stream.close()
            if kind is None and self._temporary is not None:
                self._temporary.replace(self._target)
        except OSError as failure:
            if kind is None:
                reason = failure.strerror or failure
                raise UsageError(f"cannot write {self._name}: {reason}") from failure
        finally:
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)
