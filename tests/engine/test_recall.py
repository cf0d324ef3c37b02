"""A ledger that is anything with two methods, and what a guard makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from listing_guard import Guard
from listing_guard.evaluate.recall import BATCH
from listing_guard.model.ledger import PriceKey
from listing_guard.model.listing import Certificate, Money, PricePoint
from listing_guard.read.record import to_listing

RULES = """
schema: 1
rules:
- id: struck
  title: {zh: 划线价, en: Struck price}
  category: price
  severity: error
  confidence: high
  basis: [{law: 明码标价和禁止价格欺诈规定, article: "16", from: 2022-07-01}]
  condition: original_price > lowest(price_history, 7d)
  at: original_price
  message: {zh: "{reference}", en: "above {reference}"}
  examples:
    flag:
    - {title: t, original_price: 9, price_history: [{at: 2026-11-20, price: 8}], as_of: 2026-11-22}
    pass:
    - {title: t, original_price: 9, price_history: [{at: 2026-11-20, price: 9}], as_of: 2026-11-22}
- id: expired
  title: {zh: 过期, en: Expired}
  category: certification
  severity: warning
  confidence: high
  basis: [{law: 明码标价和禁止价格欺诈规定, article: "16", from: 2022-07-01}]
  condition: any(certificates, not valid_on(now))
  at: certificates
  message: {zh: 过期, en: expired}
  examples:
    flag: [{title: t, certificates: [{number: a, valid_until: 2020-01-01}]}]
    pass: [{title: t, certificates: [{number: a, valid_until: 2030-01-01}]}]
"""


@dataclass
class Shelf:
    """Two dictionaries, and how often they were asked."""

    histories: dict[PriceKey, Sequence[PricePoint]] = field(default_factory=dict)
    records: dict[str, Sequence[Certificate]] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    def prices(self, keys: Sequence[PriceKey]) -> Mapping[PriceKey, Sequence[PricePoint]]:
        self.asked.append(len(keys))
        return {key: self.histories[key] for key in keys if key in self.histories}

    def certificates(self, numbers: Sequence[str]) -> Mapping[str, Sequence[Certificate]]:
        return {each: self.records[each] for each in numbers if each in self.records}


def point(day: int, price: str, **more: Any) -> PricePoint:
    at = datetime(2026, 11, day, 4, tzinfo=UTC)
    return PricePoint(at=at, price=Money(Decimal(price), "CNY"), **more)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "house.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def guard_of(pack: Path, shelf: Shelf, market: str = "CN") -> Guard:
    return Guard.load(market=market, packs=[pack], as_of="2026-11-22", ledger=shelf)


def rules_of(guard: Guard, record: Mapping[str, Any]) -> list[str]:
    return [each.rule for each in guard.check(record).violations]


@pytest.mark.parametrize("name", ["sku", "id"])
def test_a_price_that_only_the_ledger_knows_is_judged(pack: Path, name: str) -> None:
    shelf = Shelf({PriceKey("a", "CN"): [point(20, "8")]})
    record = {name: "a", "title": "杯", "original_price": 9}
    report = guard_of(pack, shelf).check(record)
    assert [each.rule for each in report.violations] == ["house/struck"]
    assert "8" in report.violations[0].message
    assert not rules_of(guard_of(pack, Shelf()), record)


def test_the_sku_goes_before_the_id(pack: Path) -> None:
    shelf = Shelf({PriceKey("a", "CN"): [point(20, "8")], PriceKey("b", "CN"): [point(20, "9")]})
    assert rules_of(
        guard_of(pack, shelf), {"id": "b", "sku": "a", "title": "t", "original_price": 9}
    )
    assert not rules_of(
        guard_of(pack, shelf), {"id": "a", "sku": "b", "title": "t", "original_price": 9}
    )


def test_the_listings_own_observations_stay_beside_those_of_the_ledger(pack: Path) -> None:
    shelf = Shelf({PriceKey("a", "CN"): [point(20, "9")]})
    own = [{"at": "2026-11-19", "price": 8, "kind": "sold"}]
    record = {"id": "a", "title": "t", "original_price": 9, "price_history": own}
    assert rules_of(guard_of(pack, shelf), record) == ["house/struck"]
    (recalled,) = guard_of(pack, shelf).recall([to_listing(record)])
    assert [each.price.amount for each in recalled.price_history or ()] == [8, 9]


def test_an_observation_that_both_know_counts_once(pack: Path) -> None:
    shelf = Shelf({PriceKey("a", "CN"): [point(20, "9")]})
    own = [{"at": "2026-11-20T12:00", "price": 9}]  # noon in Shanghai is 4 o'clock in UTC
    listing = to_listing({"id": "a", "title": "t", "price_history": own})
    (recalled,) = guard_of(pack, shelf).recall([listing])
    assert len(recalled.price_history or ()) == 1


def test_what_was_charged_in_the_union_was_charged_in_each_of_its_states(pack: Path) -> None:
    shelf = Shelf(
        {PriceKey("a", "EU"): [PricePoint(at=point(20, "1").at, price=Money(Decimal(8), "EUR"))]}
    )
    record = {"id": "a", "title": "t", "original_price": 9, "currency": "EUR"}
    assert rules_of(guard_of(pack, shelf, "DE"), record)
    assert not rules_of(guard_of(pack, shelf, "US"), record)


def test_a_number_alone_is_filled_in_and_what_the_listing_says_stays(pack: Path) -> None:
    old = Certificate(type="CCC", number="a", holder="甲", valid_until=date(2020, 1, 1))
    shelf = Shelf(records={"a": [old]})
    assert rules_of(guard_of(pack, shelf), {"title": "t", "certificates": [{"number": "a"}]})
    own = {"number": "a", "valid_until": "2030-01-01"}
    assert not rules_of(guard_of(pack, shelf), {"title": "t", "certificates": [own]})


def test_of_several_records_the_one_of_the_same_type_is_taken(pack: Path) -> None:
    good = Certificate(type="CE", number="a", valid_until=date(2030, 1, 1))
    bad = Certificate(type="CCC", number="a", valid_until=date(2020, 1, 1))
    shelf = Shelf(records={"a": [good, bad]})
    given = {"title": "t", "certificates": [{"number": "a", "type": "CCC"}]}
    assert rules_of(guard_of(pack, shelf), given)
    assert not rules_of(guard_of(pack, shelf), {"title": "t", "certificates": [{"number": "a"}]})


def test_many_listings_are_looked_up_together_and_stay_in_order(pack: Path) -> None:
    shelf = Shelf({PriceKey(str(i), "CN"): [point(20, "8")] for i in range(0, 450, 3)})

    def records() -> Iterator[Any]:
        for i in range(450):
            yield {"id": str(i), "title": "t", "original_price": 9} if i != 7 else "no record"

    reports = list(guard_of(pack, shelf).check_many(records()))
    assert shelf.asked == [BATCH - 1, BATCH, 450 - 2 * BATCH]
    assert reports[7].verdict == "error"
    found = [i for i, report in enumerate(reports) if report.violations]
    assert found == list(range(0, 450, 3))


def test_a_second_record_of_an_id_is_still_found_by_the_name_it_came_with(pack: Path) -> None:
    shelf = Shelf({PriceKey("a", "CN"): [point(20, "8")]})
    record = {"id": "a", "title": "t", "original_price": 9}
    reports = list(guard_of(pack, shelf).check_many([record, record]))
    assert [each.listing_id for each in reports] == ["a", "a~2"]
    assert all(each.violations for each in reports)


def test_explain_looks_too(pack: Path) -> None:
    shelf = Shelf({PriceKey("a", "CN"): [point(20, "8")]})
    explained = guard_of(pack, shelf).explain({"id": "a", "title": "t", "original_price": 9})
    assert explained.report.violations
