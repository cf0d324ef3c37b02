"""Field paths: ``title``, ``selling_points[2]``, ``attributes["材质"]``, ``skus[0].name``.

A *selector* names many paths: ``selling_points.*``, ``attributes.*``, ``skus.*.name``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from listing_guard.model.listing import Listing

_ORDER = {name: index for index, name in enumerate(Listing.__struct_fields__)}

_STEP = re.compile(r'\.?([^.\[\]"]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]')


@lru_cache(maxsize=4096)
def key_step(key: str) -> str:
    """Return the step for a key of ``attributes``: ``["材质"]``."""
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'["{escaped}"]'


@lru_cache(maxsize=4096)
def steps(path: str) -> tuple[str, ...]:
    """Split a path or selector into its steps; indices and keys become plain strings."""
    found = []
    for plain, index, key in _STEP.findall(path):
        if plain or index:
            found.append(plain or index)
        else:
            found.append(re.sub(r"\\(.)", r"\1", key))
    return tuple(found)


@lru_cache(maxsize=65536)
def path_matches(selector: str, path: str) -> bool:
    """Say whether a selector names a path or something above it.

    >>> path_matches("selling_points.*", "selling_points[2]")
    True
    >>> path_matches("attributes", 'attributes["材质"]')
    True
    """
    wanted, given = steps(selector), steps(path)
    return len(wanted) <= len(given) and all(
        step in ("*", other) for step, other in zip(wanted, given, strict=False)
    )


def path_order(path: str | None) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    """Return a key that sorts paths as the listing has them; ``None``, no field, comes last.

    Indices count as numbers: ``selling_points[2]`` stands before ``selling_points[10]``.
    """
    if path is None:
        return (len(_ORDER) + 1, ())
    root, *rest = steps(path) or (path,)
    return (
        _ORDER.get(root, len(_ORDER)),
        tuple((0, int(step), "") if step.isdecimal() else (1, 0, step) for step in rest),
    )


def value_at(listing: Listing, path: str) -> Any:
    """Return what stands at a top-level field or at ``attributes["…"]``; ``None``: nothing.

    Raises `AttributeError` for a name that is no field of a listing.
    """
    if "[" not in path:
        return getattr(listing, path)
    root, key = steps(path)
    return (getattr(listing, root) or {}).get(key)
