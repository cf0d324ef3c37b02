"""Which listings of a run show the same certificate: one number for several brands is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from listing_guard.evaluate.identity import identity_of
from listing_guard.lang.coverage import same_brand
from listing_guard.model.listing import Listing
from listing_guard.model.numbers import number_key
from listing_guard.report.run import SharedNumber, Use

if TYPE_CHECKING:
    from listing_guard.cli.jobs import Record
    from listing_guard.ruleset.taxonomy import Taxonomy

_MOST_NAMES = 20
"""Brands or kinds that are told apart for one number; the rest are counted with the last."""


class _Group(Struct):
    """Listings that name one brand, or lie under one root of the taxonomy."""

    name: str
    first: str | None
    listings: int = 0


class _Uses(Struct):
    """Who shows one number."""

    number: str
    brands: list[_Group] = field(default_factory=list)
    roots: list[_Group] = field(default_factory=list)


class CertificateUses:
    """Is told of every listing in order, in one process, so that ``--jobs`` changes nothing."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._uses: dict[str, _Uses] = {}

    def add(self, record: Record) -> None:
        """Note the numbers of the certificates that a listing shows."""
        if not isinstance(record, Listing) or not record.certificates:
            return
        numbers = {
            number_key(each.number): each.number for each in record.certificates if each.number
        }
        if not numbers:
            return
        name, root = identity_of(record), self._root(record)
        for key, number in numbers.items():
            uses = self._uses.get(key)
            if uses is None:
                uses = self._uses[key] = _Uses(number)
            if record.brand:
                _count(_of_brand(uses.brands, record.brand), uses.brands, record.brand, name)
            if root is not None:
                group = next((each for each in uses.roots if each.name == root), None)
                _count(group, uses.roots, root, name)

    @property
    def shared(self) -> tuple[SharedNumber, ...]:
        """The numbers on goods of several brands, or of kinds with nothing in common, sorted."""
        return tuple(
            SharedNumber(
                number=uses.number,
                brands=_told(uses.brands),
                categories=_told(uses.roots),
            )
            for _, uses in sorted(self._uses.items())
            if len(uses.brands) > 1 or len(uses.roots) > 1
        )

    def _root(self, listing: Listing) -> str | None:
        """Return the topmost category that the listing's own lies in; a title tells none."""
        found = self._taxonomy.resolve(listing.category, None, listing.platform)
        if found is None:
            return None
        categories = self._taxonomy.categories
        return next(id for id in sorted(found.ids) if categories[id].parent not in found.ids)


def _of_brand(groups: list[_Group], brand: str) -> _Group | None:
    """Return the group of a brand: one that names it, or may in another script."""
    return next((each for each in groups if same_brand(each.name, brand) is not False), None)


def _count(group: _Group | None, groups: list[_Group], name: str, listing: str | None) -> None:
    if group is None and len(groups) < _MOST_NAMES:
        group = _Group(name, listing)
        groups.append(group)
    (group or groups[-1]).listings += 1


def _told(groups: list[_Group]) -> tuple[Use, ...]:
    """Return the groups, or nothing where there is only one."""
    if len(groups) < 2:
        return ()
    return tuple(Use(name=each.name, listings=each.listings, first=each.first) for each in groups)
