"""What a listing gives of all that the rules of a plan need, as sums of bits."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from listing_guard.lang.needs import MANY, NOT_PLAIN, Need
from listing_guard.lang.quantifiers import MAX_ELEMENTS
from listing_guard.model.paths import steps
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from listing_guard.match.scan import Scan
    from listing_guard.model.listing import Listing

Bits = tuple[int, tuple[int, ...]]
"""The bits of needs, and the indices of the rules that are looked up by these."""
Levels = tuple[int, ...]
"""For each field in question whether it is there (0), empty (1) or absent (2)."""

NOTHING: Bits = (0, ())
_MOST_NAMES = 8192
_LEVELS = (("field", "filled"), ("field",), ("absent",))


class Givens:
    """Tells the needs that a listing's fields and attributes meet.

    Fields are told as levels, since listings of one source have few combinations of these; names
    of attributes one by one, each worked out at its first appearance.
    """

    __slots__ = ("_exact", "_fields", "_get", "_lexicons", "_named", "_names", "_needs", "_told")

    def __init__(
        self,
        needs: Mapping[Hashable, Bits],
        levels: Iterable[str],
        in_lexicon: Callable[[str, str], bool],
    ) -> None:
        """Take every need, other fields whose levels matter, and what looks a text up."""
        mine = {need: bits for need, bits in needs.items() if isinstance(need, Need)}
        keyed = {need for need in mine if need.kind == "field" and "[" in need.name}
        named = {need.name for need in mine if need.kind in ("field", "filled", "absent")}
        fields = sorted(name for name in {*named, *levels} if "[" not in name)
        self._needs = needs
        self._fields = tuple(fields)
        self._get = _getter(self._fields)
        self._exact = {steps(need.name)[1]: mine[need] for need in keyed}
        self._named: dict[str, list[Bits]] = {}
        for need in mine:
            if need.kind == "name":
                self._named.setdefault(fold(need.name), []).append(mine[need])
        lexicons = [(need.name, mine[need]) for need in mine if need.kind == "lexicon"]
        self._lexicons = tuple(lexicons)
        self._names: dict[str, Bits] = {}
        self._told = in_lexicon

    def levels(self, listing: Listing) -> Levels:
        """Return the levels of the fields in question."""
        return tuple([(value is None) + (not value) for value in self._get(listing)])

    def of_levels(self, levels: Levels) -> list[Need]:
        """Return the needs that levels meet."""
        return [
            Need(kind, name)  # type: ignore[arg-type]
            for name, level in zip(self._fields, levels, strict=True)
            for kind in _LEVELS[level]
        ]

    def of_attributes(self, attributes: Mapping[str, Any], scan: Scan) -> list[Bits]:
        """Return the needs that attributes meet: by their names, and by what cannot be told."""
        names = self._names
        found = []
        plain = not scan.has_markup and len(attributes) <= MAX_ELEMENTS
        for name, value in attributes.items():
            bits = names.get(name) or self._name(name)
            if value.__class__ is not str or not value:
                plain = False
                if value is None:  # as if the record did not give it, but for its name
                    bits = together(self._of_name(name))
            if bits[0]:
                found.append(bits)
        if not plain:
            found += self._odd(attributes)
        return found

    def _name(self, name: str) -> Bits:
        """Work out, and remember, the needs that an attribute of a name meets."""
        own = [self._exact[name]] if name in self._exact else []
        bits = together([*own, *self._of_name(name)])
        if len(self._names) >= _MOST_NAMES:
            self._names.clear()
        self._names[name] = bits
        return bits

    def _of_name(self, name: str) -> list[Bits]:
        found = self._named.get(fold(name), [])
        return found + [bits for lexicon, bits in self._lexicons if self._told(lexicon, name)]

    def _odd(self, attributes: Mapping[str, Any]) -> list[Bits]:
        """Return the needs that attributes meet of which the scan does not tell all."""
        values = [each for value in attributes.values() for each in _elements(value)]
        found = [] if len(values) <= MAX_ELEMENTS else [self._needs.get(MANY, NOTHING)]
        if not all(map(_is_plain, values)):
            found.append(self._needs.get(NOT_PLAIN, NOTHING))
        return found


def _elements(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _is_plain(value: object) -> bool:
    """Say whether a value is a text that the scan sees as rules do, without markup."""
    return isinstance(value, str) and value != "" and "<" not in value and "&" not in value


def together(parts: Iterable[Bits]) -> Bits:
    """Return the sum of several needs."""
    bits = 0
    rules: set[int] = set()
    for own, indices in parts:
        bits |= own
        rules.update(indices)
    return (bits, tuple(sorted(rules)))


def _getter(fields: tuple[str, ...]) -> Callable[[Listing], tuple[object, ...]]:
    if len(fields) > 1:
        return attrgetter(*fields)
    return lambda listing: tuple(getattr(listing, name) for name in fields)
