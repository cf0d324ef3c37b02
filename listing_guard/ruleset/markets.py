"""Codes of markets, as packs and citations name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.model.market import MARKETS, canonical
from listing_guard.ruleset.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.problems import Problems


def check_markets(given: Iterable[Text], problems: Problems) -> tuple[str, ...]:
    """Return the codes of markets; unknown ones are reported."""
    found = []
    for text in given:
        code = canonical(text)
        if code is None:
            near = nearest(text.upper(), MARKETS)
            advice = f"did you mean `{near}`?" if near else "ISO 3166-1 codes, or `EU`"
            problems.add("E312", text, f"there is no market `{text}`", advice)
        else:
            found.append(code)
    return tuple(found)
