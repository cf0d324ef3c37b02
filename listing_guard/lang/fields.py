"""What a name in an expression refers to: the record, the element of a quantifier, the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from listing_guard.lang.record import DERIVED, SURROUNDINGS
from listing_guard.lang.syntax import Field, ListQuantifier, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.lang.syntax import Expression

ELEMENT = "it"
"""The element of the innermost list quantifier: ``any(trademarks, it matches $p)``."""
LISTING = "listing"
"""The record, from inside a quantifier: ``listing.price``."""

_EVERYWHERE = frozenset({"market", "platform", *SURROUNDINGS})
"""Names that mean the same inside a quantifier; no element has a field of these names."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A resolved name; ``names`` is without ``listing`` or ``it``."""

    of: Literal["record", "element", "surroundings"]
    names: tuple[str, ...]
    key: str | None = None

    @property
    def path(self) -> str:
        """How reports write it: ``title``, ``attributes["材质"]``."""
        key = f'["{self.key}"]' if self.key is not None else ""
        return ".".join(self.names) + key


def resolve(field: Field, inside: bool) -> Reference:
    """Return what ``field`` refers to, ``inside`` a list quantifier or not."""
    first, *rest = field.names
    if first == LISTING:
        return Reference("record", tuple(rest), field.key)
    if first in SURROUNDINGS:
        return Reference("surroundings", field.names, field.key)
    if not inside or first in _EVERYWHERE:
        return Reference("record", field.names, field.key)
    if first == ELEMENT:
        return Reference("element", tuple(rest), field.key)
    return Reference("element", field.names, field.key)


def path_of(field: Field, element: str | None) -> str | None:
    """Return the path of a field in the record, ``None`` for ``now``.

    ``element`` is the path of the innermost quantifier's elements, ``certificates.*``.
    """
    reference = resolve(field, element is not None)
    if reference.of == "surroundings":
        return None
    if reference.of == "element" and element is not None:
        reference = Reference("element", (element, *reference.names), reference.key)
    return reference.path


def missing_in(node: Expression, element: str | None) -> tuple[str, ...]:
    """Return the paths that would have to be filled in to give an unknown node a value.

    Nobody can fill in what is read from texts: 5折 has no amount of money.
    """
    return tuple(dict.fromkeys(path for path in paths_in(node, element) if not _is_derived(path)))


def _is_derived(path: str) -> bool:
    return path.partition(".")[0] in DERIVED


def paths_in(node: Expression, element: str | None) -> Iterator[str]:
    """Yield the paths of all fields under ``node``, in order, with repetitions."""
    if isinstance(node, Field):
        path = path_of(node, element)
        if path:
            yield path
    elif isinstance(node, ListQuantifier):
        outer = path_of(node.list, element)
        if outer:
            yield outer
        yield from paths_in(node.condition, f"{outer}.*")
    else:
        from listing_guard.lang.functions import values_in

        for child in values_in(node, children(node)):
            yield from paths_in(child, element)
