"""Loaded rule sets kept between runs: reading rule files takes longer than checking thousands.

What is kept hangs on the content of every rule file that could have a part in it, so a change
is seen at once. Warnings are kept with it; what has an error is read again.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from listing_guard.cache import folder
from listing_guard.cache.values import DamagedError, decode, encode, parts_of
from listing_guard.lang import syntax
from listing_guard.match import pattern
from listing_guard.model.diagnostic import Diagnostic
from listing_guard.ruleset import rule
from listing_guard.ruleset.pack import shown_as
from listing_guard.ruleset.packfiles import MANIFEST
from listing_guard.ruleset.taxonomy import Category, Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from listing_guard.cache.values import Kinds
    from listing_guard.ruleset.rule import Ruleset


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule set with the warnings of its files."""

    ruleset: Ruleset
    warnings: tuple[Diagnostic, ...]


_FILES = frozenset({".yaml", ".yml"})


def key_of(packs: Sequence[str | Path], shipped: Path) -> str:
    """Return what the rule set of some packs is kept under; `load_ruleset` names the arguments."""
    return folder.key_of(_content(packs, shipped))


def recall(key: str) -> Kept | None:
    """Return a rule set that was kept, ``None`` where there is none, or it is damaged."""
    data = folder.read(key)
    if data is None:
        return None
    try:
        found = decode(data, _kinds())
    except DamagedError:
        return None
    return found if isinstance(found, Kept) else None


def keep(key: str, kept: Kept) -> None:
    """Keep a rule set that was loaded without an error."""
    folder.write(key, encode(kept, _kinds()))


def _content(packs: Sequence[str | Path], shipped: Path) -> Iterator[bytes]:
    yield from _files(shipped)
    for given in packs:
        yield f"{type(given) is str} {given}".encode()
        place = shipped.__class__(given)
        if place.is_file():
            yield place.read_bytes()
        elif place.is_dir():
            yield from _files(place)
            for beside in sorted(place.resolve().parent.glob(f"*/{MANIFEST}")):
                yield from _files(beside.parent)  # it may be required


def _files(place: Path) -> Iterator[bytes]:
    yield shown_as(place).encode()
    for path in sorted(place.rglob("*")):
        if path.suffix in _FILES and path.is_file():
            yield path.relative_to(place).as_posix().encode()
            yield path.read_bytes()


@cache
def _kinds() -> Kinds:
    modules = (syntax, pattern, rule)
    kinds: list[type[Any]] = [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    ]
    return {
        **dict.fromkeys([*kinds, Category, Diagnostic, Kept], parts_of),
        Taxonomy: lambda taxonomy: [tuple(taxonomy.categories.values())],
    }
