"""What holds for whatever is put into a ledger, in both databases."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.ledger import Filter, Ledger, PriceKey
from tests.ledger.samples import observations, point

if TYPE_CHECKING:
    from listing_guard.ledger import Observation

some = settings(max_examples=40)


def identity(each: Observation) -> tuple[object, ...]:
    """Return what tells observations apart."""
    return (
        *(each.sku, each.market, each.at, each.price.amount, each.price.currency, each.kind),
        *(each.channel, each.quantity, each.reference),
    )


def on_record(place: str, sku: str) -> Counter[tuple[object, ...]]:
    with Ledger.open(place, read_only=True) as ledger:
        return Counter(identity(each) for each in ledger.observations(Filter(sku=sku)))


def test_an_import_is_the_same_in_any_order_and_any_number_of_times(place: str) -> None:
    """Each example is a SKU of its own: a ledger for each would take a minute."""
    numbers = count()
    Ledger.open(place, create=True).close()

    @some
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        sku = f"S{next(numbers)}"
        times = data.draw(st.booleans())
        made = data.draw(st.lists(observations(st.just(sku), times=times), max_size=8))
        shuffled = data.draw(st.permutations([*made, *made[:3]]))
        cut = data.draw(st.integers(0, len(shuffled)))
        distinct = {identity(each) for each in made}
        with Ledger.open(place) as ledger:
            first = ledger.append(shuffled[:cut], source="first")
            second = ledger.append(shuffled[cut:], source="second")
            assert sum(first) == cut
            assert first.new + second.new == len(distinct)
            assert ledger.append(made, source="again") == (0, len(made))
        assert on_record(place, sku) == Counter(distinct)

    check()


def test_money_and_instants_come_back_exactly(place: str) -> None:
    numbers = count()
    Ledger.open(place, create=True).close()

    @some
    @given(made=observations())
    def check(made: Observation) -> None:
        source = f"import {next(numbers)}"
        with Ledger.open(place) as ledger:
            ledger.append([made], source=source)
        with Ledger.open(place, read_only=True) as ledger:
            history = ledger.prices([PriceKey(made.sku, made.market)])
            found = history[PriceKey(made.sku, made.market)]
            assert point(made) in found
            assert [each.at for each in found] == sorted(each.at for each in found)
            assert len(found) == len(list(found))
            chosen = Filter(sku=made.sku, market=made.market)
            assert identity(made) in [identity(each) for each in ledger.observations(chosen)]

    check()


def test_a_view_stays_as_it_was(place: str) -> None:
    with Ledger.open(place, create=True) as writer:

        @some
        @given(st.lists(observations(st.sampled_from("ab")), max_size=4))
        def check(more: list[Observation]) -> None:
            keys = [PriceKey(sku, market) for sku in "ab" for market in ("CN", "DE", "EU", "US")]
            with Ledger.open(place, read_only=True) as view:
                before = {key: tuple(found) for key, found in view.prices(keys).items()}
                counted = view.statistics()
                writer.append(more, source="more")
                assert view.prices(keys) == before
                assert view.statistics() == counted

        check()
