"""What goes in and what comes out."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from listing_guard.errors import RefusedError
from listing_guard.ledger import Appended, Filter, Ledger, PriceKey, Statistics
from listing_guard.model.listing import Money
from tests.ledger.samples import START, looked_up, point, seen


def test_prices_come_back_in_order_of_time_with_every_channel(place: str) -> None:
    given = [
        seen(day=2, price="89.5", kind="promotion", channel="tmall"),
        seen(day=0, price="99"),
        seen(day=1, price="88", kind="sold", channel="京东", quantity=2, reference="T1"),
        seen("other", price="1"),
        seen(market="DE", currency="EUR", price="12.34"),
    ]
    with Ledger.open(place, create=True) as ledger:
        assert ledger.append(given, source="a.csv") == Appended(new=5, known=0)
    with Ledger.open(place) as ledger:
        key, elsewhere = PriceKey("A1", "CN"), PriceKey("A1", "DE")
        found = ledger.prices([key, elsewhere, key, PriceKey("A1", "US"), PriceKey("no", "CN")])
    assert set(found) == {key, elsewhere}
    assert list(found[key]) == [point(given[1]), point(given[2]), point(given[0])]
    assert found[elsewhere] == (point(given[4]),)
    assert all(each.at.utcoffset() == timedelta() for each in found[key])


def test_importing_again_changes_nothing(place: str) -> None:
    given = [seen(day=day, price=str(90 + day)) for day in range(5)]
    with Ledger.open(place, create=True) as ledger:
        ledger.append(given, source="a.csv", sha256="12" * 32)
        again = [seen(day=day, price=f"{90 + day}.00") for day in range(5)]
        assert ledger.append(again, source="a.csv") == Appended(new=0, known=5)
        assert ledger.append([*given, seen(day=9)], source="b.csv") == Appended(new=1, known=5)
    with Ledger.open(place) as ledger:
        assert len(list(ledger.observations())) == 6
        first, second = ledger.imports()
    assert (first.number, first.source, first.sha256) == (1, "a.csv", "12" * 32)
    assert (first.rows, first.new) == (5, 5)
    assert (second.number, second.source, second.sha256) == (2, "b.csv", None)
    assert (second.rows, second.new) == (6, 1)
    assert abs(datetime.now(UTC) - second.at) < timedelta(minutes=5)


def test_a_row_that_comes_twice_in_one_file_is_one(ledger: Ledger) -> None:
    assert ledger.append([seen(), seen(), seen(price="99.0")], source="a") == Appended(1, 2)


def test_an_empty_import_leaves_no_trace(place: str) -> None:
    with Ledger.open(place, create=True) as ledger:
        assert ledger.append([], source="empty.csv") == Appended(0, 0)
    with Ledger.open(place) as ledger:
        assert ledger.imports() == ()
        assert ledger.snapshot == 0


def test_two_equal_sales_are_two_if_their_orders_are(place: str) -> None:
    sales = [seen(kind="sold", quantity=1, reference=f"T{number}") for number in range(2)]
    with Ledger.open(place, create=True) as ledger:
        assert ledger.append(sales, source="orders.csv") == Appended(new=2, known=0)
    assert list(looked_up(place)) == [point(sales[0])] * 2


def test_observations_stream_by_sku_market_and_time_with_their_source(place: str) -> None:
    given = [
        seen("b", day=1),
        seen("a", day=2, kind="sold", channel="t", quantity=3, reference="R"),
        seen("a", day=1),
        seen("a", market="DE", currency="EUR"),
        seen("中"),
        seen("Z"),
    ]
    with Ledger.open(place, create=True) as ledger:
        ledger.append(given[:3], source="first.csv")
        ledger.append(given[3:], source="second.csv")
    with Ledger.open(place) as ledger:
        found = list(ledger.observations())
    assert [(each.sku, each.market, each.source) for each in found] == [
        ("Z", "CN", "second.csv"),
        ("a", "CN", "first.csv"),
        ("a", "CN", "first.csv"),
        ("a", "DE", "second.csv"),
        ("b", "CN", "first.csv"),
        ("中", "CN", "second.csv"),
    ]
    assert (found[2].channel, found[2].quantity, found[2].reference) == ("t", 3, "R")
    assert (found[1].channel, found[1].quantity, found[1].reference) == (None, None, None)


def test_what_comes_out_can_be_put_into_another_ledger_and_is_the_same(
    place: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given = [seen(day=day / 7, price=f"9.{day}", kind="sold", quantity=day) for day in range(1, 9)]
    copy = tmp_path_factory.mktemp("copy") / "copy.sqlite"
    with Ledger.open(place, create=True) as ledger:
        ledger.append(given, source="a.csv")
    with Ledger.open(place) as ledger, Ledger.open(copy, create=True) as other:
        assert other.append(ledger.observations(), source="a.csv") == Appended(8, 0)
        assert ledger.append(ledger.observations(), source="itself") == Appended(0, 8)
    with Ledger.open(place) as ledger, Ledger.open(copy) as other:
        assert list(ledger.observations()) == list(other.observations())


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        (Filter(sku="A1"), [0, 1, 2]),
        (Filter(sku="A1", market="DE"), []),
        (Filter(sku="A1", kind="sold"), [1]),
        (Filter(channel="tmall"), [2]),
        (Filter(sku="A1", since=START + timedelta(days=1)), [1, 2]),
        (Filter(sku="A1", until=START + timedelta(days=1)), [0]),
        (Filter(sku="A1", since=(START + timedelta(days=1)).astimezone(UTC), kind="sold"), [1]),
    ],
)
def test_observations_can_be_chosen(place: str, chosen: Filter, days: list[int]) -> None:
    given = [seen(), seen(day=1, kind="sold"), seen(day=2, channel="tmall"), seen("B", day=5)]
    with Ledger.open(place, create=True) as ledger:
        ledger.append(given, source="a.csv")
    with Ledger.open(place) as ledger:
        found = [each.at for each in ledger.observations(chosen)]
    assert found == [START + timedelta(days=day) for day in days]


def test_statistics(place: str) -> None:
    empty = Statistics(
        observations=0, skus=0, markets=(), first=None, last=None, certificates=0, imports=0
    )
    with Ledger.open(place, create=True) as ledger:
        assert ledger.statistics() == empty
        given = [seen(), seen(day=3), seen("B", market="US", currency="USD", day=1)]
        ledger.append(given, source="a.csv")
        assert ledger.statistics() == empty, "it still sees what was there when it was opened"
    with Ledger.open(place) as ledger:
        assert ledger.statistics() == Statistics(
            observations=3,
            skus=2,
            markets=("CN", "US"),
            first=START,
            last=START + timedelta(days=3),
            certificates=0,
            imports=1,
        )


def test_a_view_does_not_see_what_came_after_it(place: str) -> None:
    key = PriceKey("A1", "CN")
    with Ledger.open(place, create=True) as ledger:
        ledger.append([seen()], source="before.csv")
    with Ledger.open(place) as view, Ledger.open(place) as writer:
        writer.append([seen(day=1), seen("new")], source="after.csv")
        for each in (view, writer, pickle.loads(pickle.dumps(view))):
            assert list(each.prices([key])[key]) == [point(seen())]
            assert [one.source for one in each.observations()] == ["before.csv"]
            assert len(each.imports()) == each.statistics().imports == 1
            assert each.prices([PriceKey("new", "CN")]) == {}
            each.close()
    assert len(looked_up(place)) == 2


def test_a_pickled_ledger_opens_connections_of_its_own(place: str) -> None:
    with Ledger.open(place, create=True) as ledger:
        ledger.append([seen()], source="a.csv")
    with Ledger.open(place, read_only=True) as ledger:
        data = pickle.dumps(ledger)
    with pickle.loads(data) as copy:
        assert list(copy.prices([PriceKey("A1", "CN")]).values()) == [(point(seen()),)]


def test_amounts_and_instants_are_exact(place: str) -> None:
    odd = seen(price="123456789012.345678901234")
    odd = type(odd)(
        sku="A1",
        market="CN",
        at=datetime(2026, 3, 8, 1, 59, 59, 999999, tzinfo=START.tzinfo),
        price=odd.price,
    )
    with Ledger.open(place, create=True) as ledger:
        ledger.append([odd, seen(price="1E+3")], source="a.csv")
    first, second = looked_up(place)
    assert first.price == Money(Decimal("123456789012.345678901234"), "CNY")
    assert first.at == odd.at
    assert second.price.amount == 1000


def test_a_failing_source_leaves_nothing(place: str) -> None:
    def failing():  # type: ignore[no-untyped-def]
        yield from (seen(day=day / 1000) for day in range(12_000))
        raise OSError("the file ended")

    with Ledger.open(place, create=True) as ledger:
        with pytest.raises(OSError, match="the file ended"):
            ledger.append(failing(), source="a.csv")
        with pytest.raises(RefusedError):
            ledger.append([seen(), seen(price="-1")], source="b.csv")
        assert ledger.append([seen()], source="c.csv") == Appended(1, 0)
    with Ledger.open(place) as ledger:
        assert [each.source for each in ledger.imports()] == ["c.csv"]


def test_keys_that_no_database_can_hold_are_just_not_there(ledger: Ledger) -> None:
    odd = ["a\0b", "\ud800", "x" * 5000, "", "'; DROP TABLE observations; --", '"', "%s", "\\"]
    assert ledger.prices([PriceKey(sku, "CN") for sku in odd]) == {}
    assert ledger.certificates(odd) == {}
    assert ledger.prices([]) == {}


def test_many_keys_at_once(place: str) -> None:
    given = [seen(f"S{number}") for number in range(3000)]
    with Ledger.open(place, create=True) as ledger:
        ledger.append(given, source="a.csv")
    with Ledger.open(place) as ledger:
        found = ledger.prices([PriceKey(f"S{number}", "CN") for number in range(5000)])
    assert len(found) == 3000


def test_what_is_on_record_cannot_be_changed_even_by_hand(place: str) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with Ledger.open(place, create=True) as ledger:
        ledger.append([seen()], source="a.csv")
        for table in ("imports", "observations", "certificates"):
            for change in (f"DELETE FROM {table}", f"UPDATE {table} SET import = 2"):
                if table == "imports":
                    change = change.replace("import = 2", "source = 'x'")
                if table == "certificates" and ledger.snapshot == 0 and "sqlite" in place:
                    continue  # SQLite's trigger fires for rows, and there is none
                with ledger._engine.connect() as connection, pytest.raises(DBAPIError) as refused:
                    connection.execute(text(change))
                assert "a ledger is only added to" in str(refused.value)


def test_making_observations_loads_no_database() -> None:
    script = """
import sys
from listing_guard.ledger import Observation, PriceKey
from listing_guard.ledger.observation import fault
assert not {"sqlalchemy", "alembic", "sqlite3", "psycopg"} & set(sys.modules)
from listing_guard.ledger import Ledger
Ledger.open(sys.argv[1], create=True).close()
with Ledger.open(sys.argv[1]) as ledger:
    ledger.prices([])
for module in [name for name in sys.modules if name.startswith("alembic")]:
    del sys.modules[module]
with Ledger.open(sys.argv[1]) as ledger:
    assert not [name for name in sys.modules if name.startswith("alembic")], "up to date already"
"""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", script, str(Path(folder) / "ledger.sqlite")],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    assert done.returncode == 0, done.stderr
