"""Discounts in English texts: 50% off, save $20, was $50 now $25, 2 for 1, from £9.

Texts are in the normal form, so in lower case. What could mean something else is left alone: 50%
cotton off-white, kills 99% of, 2 for 1 year, reduced from $9.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from listing_guard.model.listing import Money
from listing_guard.prices import englishforms as forms
from listing_guard.prices.discount import Bound, Discount
from listing_guard.prices.numerals import amount, small_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from re import Match, Pattern

_CURRENCIES = MappingProxyType(
    {"us$": "USD", "hk$": "HKD", "au$": "AUD", "a$": "AUD", "ca$": "CAD", "c$": "CAD"}
    | {"nz$": "NZD", "sg$": "SGD", "s$": "SGD", "£": "GBP", "€": "EUR", "usd": "USD"}
    | {"eur": "EUR", "euro": "EUR", "euros": "EUR", "gbp": "GBP", "aud": "AUD", "cad": "CAD"}
)
"""What a sign says for sure; a plain $ or ¥, and pounds by name, are the listing's own money."""


def find(text: str) -> Iterator[Discount]:
    """Yield the claims of a text in normal form; they may overlap."""
    for form, build in _FORMS:
        for match in form.finditer(text):
            found = build(match, text)
            if found is not None:
                yield found


def _before(match: Match[str], text: str) -> str:
    return text[max(0, match.start() - 16) : match.start()]


def _conditional(match: Match[str], text: str) -> bool:
    before = forms.SENTENCE_END.split(_before(match, text))[-1]
    after = forms.SENTENCE_END.split(text[match.end() : match.end() + 30])[0]
    return bool(forms.CONDITION.search(f"{before}{match[0]}{after}"))


def _sum(match: Match[str], name: str) -> Money | None:
    given = match.groupdict()
    value = amount(given.get(f"{name}1") or given.get(f"{name}2") or "")
    sign = given.get(f"{name}s") or given.get(f"{name}n") or ""
    return Money(value, _CURRENCIES.get(sign)) if value else None


def _share(match: Match[str]) -> Decimal | None:
    """Return the share that is paid after so many percent off; none at 0 %."""
    given = match.groupdict()
    if given.get("half"):
        return Decimal("0.5")
    if not given.get("p"):
        return None
    percent = Decimal(given["p"])
    return 1 - percent.scaleb(-2) if percent > 0 else None


def _bound(match: Match[str]) -> Bound:
    return "up_to" if match.groupdict().get("most") else "exact"


def _percent(match: Match[str], text: str) -> Discount | None:
    share = _share(match)
    if share is None or forms.VAGUE_BEFORE.search(_before(match, text)):
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="ratio",
        bound=_bound(match),
        conditional=_conditional(match, text),
        ratio=share,
    )


def _off(match: Match[str], text: str) -> Discount | None:
    off = _sum(match, "a")
    if off is None or forms.VAGUE_BEFORE.search(_before(match, text)):
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="money_off",
        bound=_bound(match),
        conditional=_conditional(match, text),
        amount=off,
    )


def _threshold(match: Match[str], text: str) -> Discount | None:
    reached, off, share = _sum(match, "t"), _sum(match, "a"), _share(match)
    if reached is None or (off is None and share is None):
        return None
    if off is not None and off.amount >= reached.amount:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="threshold_off" if off is not None else "ratio",
        conditional=True,
        ratio=share,
        amount=off,
        threshold=reached,
        repeated=bool(match.groupdict().get("each")),
    )


def _was_now(match: Match[str], text: str) -> Discount | None:
    was, now = _sum(match, "w"), _sum(match, "a")
    if was is None or now is None or was.amount <= now.amount:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="was_now",
        conditional=_conditional(match, text),
        amount=now,
        was=was,
    )


def _n_for_m(match: Match[str], text: str) -> Discount | None:
    pieces, paid = small_number(match["n"]), small_number(match["m"])
    if not pieces or not paid or not 0 < paid < pieces:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="bundle",
        conditional=True,
        count=pieces,
        free=pieces - paid,
    )


def _n_for_money(match: Match[str], text: str) -> Discount | None:
    pieces, price = small_number(match["n"]), _sum(match, "a")
    if not pieces or pieces < 2 or price is None:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="final_price",
        conditional=True,
        amount=price,
        count=pieces,
    )


def _buy_get(match: Match[str], text: str) -> Discount | None:
    given = match.groupdict()
    buy = small_number(given.get("n") or "one")
    more = given.get("m") or "one"
    get = 1 if more in ("another", "second", "2nd") else small_number(more)
    if not buy or not get:
        return None
    share = _share(match)
    if share is None:
        return Discount(
            start=match.start(),
            end=match.end(),
            kind="bundle",
            conditional=True,
            count=buy + get,
            free=get,
        )
    if get != 1:
        return None  # no single piece is cheaper, and no whole one is free
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="nth_item",
        conditional=True,
        ratio=share,
        count=buy + 1,
    )


def _from(match: Match[str], text: str) -> Discount | None:
    return _final(match, text, "from")


def _only(match: Match[str], text: str) -> Discount | None:
    return _final(match, text, "exact")


def _final(match: Match[str], text: str, bound: Bound) -> Discount | None:
    price = _sum(match, "a")
    if price is None or forms.NO_PRICE_BEFORE.search(_before(match, text)):
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="final_price",
        bound=bound,
        conditional=_conditional(match, text),
        amount=price,
    )


_FORMS: tuple[tuple[Pattern[str], Callable[[Match[str], str], Discount | None]], ...] = (
    (forms.PERCENT_OFF, _percent),
    (forms.SAVE_PERCENT, _percent),
    (forms.HALF, _percent),
    (forms.SAVE, _off),
    (forms.OFF, _off),
    (forms.SPEND, _threshold),
    (forms.OVER, _threshold),
    (forms.WAS_NOW, _was_now),
    (forms.NOW_WAS, _was_now),
    (forms.REDUCED, _was_now),
    (forms.N_FOR_M, _n_for_m),
    (forms.N_FOR_MONEY, _n_for_money),
    (forms.BUY_GET, _buy_get),
    (forms.BOGO, _buy_get),
    (forms.FROM, _from),
    (forms.ONLY, _only),
)
