"""Names of platforms, told from slips: the known ones, and those that rules themselves name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.errors import UsageError
from listing_guard.lang.analysis import platforms_named
from listing_guard.lang.suggest import nearest
from listing_guard.model.platforms import PLATFORMS
from listing_guard.read.places import to_platform
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.ruleset.rule import Rule


def platforms_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the platforms, folded, that gates and conditions name: a house may have its own."""
    return frozenset(
        fold(name)
        for rule in rules
        for expression in (rule.applies, rule.condition)
        if expression is not None
        for name in platforms_named(expression)
    )


def platform_name(value: object, rules: Iterable[Rule]) -> str | None:
    """Return the name that rules have for a platform; raises `UsageError` on one that none has."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise UsageError(f"platform is a name such as 'tmall', not {value!r}")
    name = to_platform(value)
    if name in PLATFORMS:
        return name
    known = platforms_of(rules)
    if fold(name) in known:
        return name
    raise UsageError(
        f"unknown platform '{value}'{_meant(name, known)}; platforms are "
        f"{', '.join(sorted({*PLATFORMS, *known}))}"
    )


def doubts(
    platform: str | None, rules: Iterable[Rule], named: list[frozenset[str]]
) -> tuple[str, ...]:
    """Return a note on a platform that nobody knows: a slip would silence its rules unseen.

    ``named`` keeps what the rules name, which is worked out when it is first needed.
    """
    if platform is None or platform in PLATFORMS:
        return ()
    if not named:
        named.append(platforms_of(rules))
    if fold(platform) in named[0]:
        return ()
    return (f"platform: no rule knows “{platform}”{_meant(platform, named[0])}",)


def _meant(name: str, named: Iterable[str]) -> str:
    choice = nearest(name, {*PLATFORMS, *named})
    return f" (did you mean '{choice}'?)" if choice else ""
