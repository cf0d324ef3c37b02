"""Discounts in Chinese texts: 八五折, 立减100, 满300减50, 第二件半价, 买一送一, 券后99.

Texts are in the normal form. What could mean something else is left alone: 三折伞 (it folds three
times), 1.5折射率, 打骨折, 对折页, 9折折上折, 直降20度, 到手48片, 买一送一个杯子 (a gift).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from listing_guard.model.listing import Money
from listing_guard.prices import chineseforms as forms
from listing_guard.prices.discount import Bound, Discount
from listing_guard.prices.numerals import DIGITS, amount, small_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from re import Match


def find(text: str) -> Iterator[Discount]:
    """Yield the claims of a text in normal form; they may overlap."""
    for form, build in _FORMS:
        for match in form.finditer(text):
            found = build(match, text)
            if found is not None:
                yield found


def _around(match: Match[str], text: str) -> tuple[str, str]:
    """Return what stands before in the same clause, and what follows."""
    before = forms.CUT.split(text[max(0, match.start() - 12) : match.start()])[-1]
    return before, text[match.end() : match.end() + 4]


def _conditional(match: Match[str], text: str) -> bool:
    before, after = _around(match, text)
    return bool(forms.CONDITION.search(before + match[0]) or forms.COUPON.match(after))


def _folds(text: str) -> Decimal | None:
    """Return the share that so many 折 are: 八五 and 85 are 0.85; ``None`` for 10 or 50."""
    if text in ("半", "对"):
        return Decimal("0.5")
    digits = "".join(str(DIGITS[char]) if char in DIGITS else char for char in text)
    digits = digits.replace("点", ".")
    if len(digits) == 2:
        if "0" in digits:
            return None
        digits = f"{digits[0]}.{digits[1]}"
    share = Decimal(digits).scaleb(-1)
    return share if share > 0 else None


def _bound(match: Match[str]) -> Bound:
    given = match.groupdict()
    if given.get("low") or given.get("rise"):
        return "from"
    return "up_to" if given.get("most") or given.get("most2") else "exact"


def _sum(match: Match[str], name: str) -> Money | None:
    given = match.groupdict()
    written = next((given[key] for key in (name, *(name + n for n in "123")) if given.get(key)), "")
    value = amount(written)
    return Money(value) if value else None


def _fold(match: Match[str], text: str) -> Discount | None:
    share = _folds(match["fold"])
    before, after = _around(match, text)
    if share is None or forms.VAGUE_BEFORE.search(before) or forms.OTHER_FOLD.match(after):
        return None
    sure = bool(match["sure"] or match["low"] or match["rise"])
    sure = sure or bool(re.search(r"\s?(?:会员|新人|券后|第.件|[打享])$", before))
    if not sure:
        if not forms.AFTER_FOLD.match(after):
            return None
        firm = len(match["fold"]) > 1 or re.match(r"[优价特促抢购封出清限秒]", after)
        if not firm and forms.FOLDING.search(text[max(0, match.start() - 12) : match.end() + 12]):
            return None
        if match["fold"] == "对" and not firm:
            return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="ratio",
        bound=_bound(match),
        conditional=_conditional(match, text),
        ratio=share,
        in_folds=True,
    )


def _half(match: Match[str], text: str) -> Discount | None:
    if forms.VAGUE_BEFORE.search(_around(match, text)[0]):
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="ratio",
        bound=_bound(match),
        conditional=_conditional(match, text),
        ratio=Decimal("0.5"),
        in_folds=True,
    )


def _nth(match: Match[str], text: str) -> Discount | None:
    share = Decimal(0) if match["zero"] else Decimal("0.5") if match["half"] else None
    if match["fold"]:
        share = _folds(match["fold"])
        if share is None or forms.OTHER_FOLD.match(_around(match, text)[1]):
            return None
    price = _sum(match, "a") if share is None else None
    if share is None and price is None:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="nth_item",
        conditional=True,
        ratio=share,
        in_folds=True,
        amount=price,
        count=small_number(match["n"]),
    )


def _bundle(match: Match[str], text: str) -> Discount | None:
    buy, get = small_number(match["buy"]), small_number(match["get"])
    if not buy or not get:
        return None
    verb = match.groupdict().get("verb", "得")
    count, free = {"得": (get, get - buy), "免": (buy, get)}.get(verb, (buy + get, get))
    if not 0 < free < count:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="bundle",
        conditional=True,
        count=count,
        free=free,
    )


def _threshold(match: Match[str], text: str) -> Discount | None:
    given = match.groupdict()
    pieces = small_number(given["n"]) if given.get("n") else None
    reached, off = None if pieces else _sum(match, "t"), _sum(match, "a")
    if off is None or (reached is None and pieces is None):
        return None
    if reached is not None and reached.amount <= off.amount:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="threshold_off",
        conditional=True,
        amount=off,
        threshold=reached,
        count=pieces,
        repeated=bool(given.get("each")),
    )


def _fold_for_more(match: Match[str], text: str) -> Discount | None:
    share = _folds(match["fold"])
    pieces = small_number(match["n"]) if match["n"] else None
    reached = None if pieces else _sum(match, "t")
    if share is None or (reached is None and pieces is None):
        return None
    if forms.OTHER_FOLD.match(_around(match, text)[1]):
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="ratio",
        conditional=pieces != 1 or _conditional(match, text),
        ratio=share,
        in_folds=True,
        threshold=reached,
        count=pieces,
    )


def _off(match: Match[str], text: str) -> Discount | None:
    off = _sum(match, "a")
    if off is None:
        return None
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="money_off",
        bound="up_to" if re.search("最高|至高|最多", text[: match.start()][-2:]) else _bound(match),
        conditional=_conditional(match, text),
        amount=off,
    )


def _final(match: Match[str], text: str) -> Discount | None:
    price = _sum(match, "a")
    if price is None:
        return None
    conditional = _conditional(match, text)
    return Discount(
        start=match.start(),
        end=match.end(),
        kind="final_price",
        bound=_bound(match),
        conditional=conditional,
        amount=price,
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


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Match[str], str], Discount | None]], ...] = (
    (forms.FOLD, _fold),
    (forms.HALF, _half),
    (forms.NTH, _nth),
    (forms.BUNDLE, _bundle),
    (forms.SHIPPED, _bundle),
    (forms.THRESHOLD, _threshold),
    (forms.BARE_THRESHOLD, _threshold),
    (forms.FOLD_FOR_MORE, _fold_for_more),
    (forms.OFF, _off),
    (forms.SAVED, _off),
    (forms.FINAL, _final),
    (forms.WAS_NOW, _was_now),
)
