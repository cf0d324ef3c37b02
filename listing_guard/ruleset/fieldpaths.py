"""Field paths in rule files, checked against the listing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from listing_guard.lang.record import DERIVED
from listing_guard.model.paths import steps
from listing_guard.ruleset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.problems import Problems

_FORM = re.compile(r'\w+(?:\.(?:\*|[\w-]+)|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*')
_OURS = frozenset({"source", "notes", "unknown_keys"})
"""What readers add to a record."""

Tree = dict[str, Any]
"""What can stand at a step: field names, or ``*`` for elements and keys; a leaf is a word."""


@cache
def _record() -> Tree:
    from msgspec import inspect

    from listing_guard.model.listing import Listing

    def tree(kind: inspect.Type) -> Tree | str:
        if isinstance(kind, inspect.UnionType):
            return tree(next(each for each in kind.types if not isinstance(each, inspect.NoneType)))
        if isinstance(kind, inspect.StructType) and kind.cls.__name__ != "Money":
            return {field.name: tree(field.type) for field in kind.fields}
        if isinstance(kind, inspect.CollectionType):
            return {"*": tree(kind.item_type)}
        if isinstance(kind, inspect.DictType):
            return {"*": "text"}
        return "text" if isinstance(kind, inspect.StrType) else "value"

    made = tree(inspect.type_info(Listing))
    assert isinstance(made, dict)
    return {name: below for name, below in made.items() if name not in _OURS}


@cache
def record_fields() -> tuple[str, ...]:
    """Return the top-level fields of a listing."""
    return tuple(_record())


@cache
def text_paths() -> tuple[str, ...]:
    """Return every path that leads to texts: ``title``, ``selling_points.*``, ``skus.*.name`` …"""
    return tuple(path for path, leaf in _leaves("", _record()) if leaf == "text")


def _leaves(path: str, tree: Tree | str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield path, tree
        return
    for name, below in tree.items():
        yield from _leaves(f"{path}.{name}" if path else name, below)


def is_path(path: Text, problems: Problems, *, texts: bool) -> bool:
    """Say whether a path leads into the record, with ``texts`` to texts; report it if not."""
    place = _below(path)
    if place is None:
        known = text_paths() if texts else (*text_paths(), *record_fields())
        advice = did_you_mean(path, known, otherwise='other keys stand under `attributes["…"]`')
        if path in DERIVED:
            advice = "findings stand at its elements anyway, so leave the key out"
        problems.add("E309", path, f"a listing has no field `{path}`", advice)
        return False
    if texts and not any(leaf == "text" for _, leaf in _leaves("", place)):
        advice = "patterns look at texts; compare other fields in the condition"
        problems.add("E309", path, f"`{path}` is no text", advice)
        return False
    return True


def _below(path: str) -> Tree | str | None:
    """Return what a path leads to, ``None`` if nowhere."""
    if not _FORM.fullmatch(path):
        return None
    place: Tree | str = _record()
    for step in steps(path):
        if isinstance(place, str):
            return None
        if step in place:
            place = place[step]
        elif "*" in place and (step.isdigit() or place["*"] == "text"):
            place = place["*"]
        else:
            return None
    return place
