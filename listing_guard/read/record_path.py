"""Paths to the listings in a document: ``products[*]``, ``data."weird.key"[*]``, ``[*]``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.errors import ListingError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = re.compile(
    r"""\[\*\](?P<all>)|\[(?P<index>\d{1,9})\]|\[?"(?P<quoted>(?:[^"\\]|\\.)*)"\]?"""
    r"""|\[?'(?P<single>[^']*)'\]?|(?P<key>[^.\[\]"'\s]+)"""
)


@dataclass(frozen=True, slots=True)
class Each:
    """A step into every element of a list."""


@dataclass(frozen=True, slots=True)
class Key:
    """A step to a key of an object."""

    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """A step to one element of a list, counted from 0."""

    number: int


Step = Each | Key | Index


def parse_path(path: str) -> tuple[Step, ...]:
    """Return the steps of a path. Raises `UsageError` with the place that cannot be read."""
    rest = path.strip()
    rest = rest[1:] if rest[:1] == "$" else rest
    steps: list[Step] = []
    at = 1 if rest[:1] == "." else 0
    while at < len(rest):
        found = _STEP.match(rest, at)
        if found is None:
            raise _bad(path, rest[at:])
        steps.append(_step(found))
        at = found.end()
        if at < len(rest) and rest[at] == ".":
            at += 1
            if at == len(rest):
                raise _bad(path, ".")
        elif at < len(rest) and rest[at] != "[":
            raise _bad(path, rest[at:])
    if not steps:
        raise _bad(path, path)
    return tuple(steps)


def values_at(value: object, steps: tuple[Step, ...]) -> Iterator[object]:
    """Yield the values at a path below a value. Raises `ListingError` where it leads nowhere."""
    if not steps:
        yield value
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, Key):
        if not isinstance(value, dict) or step.name not in value:
            raise ListingError(f"no “{step.name}” here; correct --records")
        yield from values_at(value[step.name], rest)
    elif not isinstance(value, list):
        raise ListingError("no list here; correct --records")
    else:
        chosen = value if isinstance(step, Each) else value[step.number : step.number + 1]
        for item in chosen:
            yield from values_at(item, rest)


def _step(found: re.Match[str]) -> Step:
    if found["all"] is not None:
        return Each()
    if found["index"] is not None:
        return Index(int(found["index"]))
    if found["quoted"] is not None:
        return Key(re.sub(r"\\(.)", r"\1", found["quoted"]))
    return Key(found["single"] if found["single"] is not None else found["key"])


def _bad(path: str, rest: str) -> UsageError:
    return UsageError(f"--records {path!r}: cannot read {rest!r}; write a path such as products[*]")
