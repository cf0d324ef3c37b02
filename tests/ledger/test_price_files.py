"""Files of prices and orders: what their rows become."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listing_guard.ledger.orders import DECIMALS, of_one
from listing_guard.ledger.pricefiles import LeftOut, Manner, Priced, Remark, read_prices
from listing_guard.model.listing import Money
from listing_guard.read.formulas import as_written, harmless
from listing_guard.read.options import ReadOptions
from listing_guard.read.sources import Input

if TYPE_CHECKING:
    from pathlib import Path

MANNER = Manner(market="CN", latest=datetime(2026, 11, 23, tzinfo=UTC))


def told(folder: Path, name: str, text: str) -> list[str]:
    """Return in short what the rows of a file are read as."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found = read_prices(Input(path, name), MANNER, columns={}, options=ReadOptions(market="CN"))
    return [
        f"{each.observation.kind} {each.observation.price.amount} {each.observation.price.currency}"
        if isinstance(each, Priced)
        else each.reason
        if isinstance(each, LeftOut)
        else each.text
        if isinstance(each, Remark)
        else str(each)
        for each in found
    ]


@pytest.mark.parametrize(
    ("state", "read"),
    [
        ("交易成功", "sold 9 CNY"),
        ("卖家已发货，等待买家确认", "sold 9 CNY"),
        ("没有申请退款", "sold 9 CNY"),
        ("无售后或售后取消", "sold 9 CNY"),
        ("not refunded", "sold 9 CNY"),
        ("Shipped", "sold 9 CNY"),
        ("已取消，退款成功", "cancelled"),
        ("交易关闭", "cancelled"),
        ("Partially refunded", "cancelled"),
        ("Cancelled", "cancelled"),
        ("等待买家付款", "unpaid"),
        ("Pending", "unpaid"),
    ],
)
def test_a_state_says_whether_somebody_paid(tmp_path: Path, state: str, read: str) -> None:
    text = f"订单号;货号;单价;付款时间;订单状态\n1;a;9;2026-11-01;{state}\n"
    assert told(tmp_path, "o.csv", text) == [read]


def test_an_amazon_report_gives_the_price_of_all_pieces(tmp_path: Path) -> None:
    text = (
        "amazon-order-id\tpurchase-date\torder-status\tsku\tquantity\tcurrency\titem-price"
        "\titem-promotion-discount\n"
        "1\t2026-11-01T10:00:00+00:00\tShipped\ta\t2\tUSD\t40.00\t4.00\n"
    )
    assert told(tmp_path, "o.tsv", text) == ["sold 18.00 USD"]


def test_the_name_of_a_column_says_kind_and_currency(tmp_path: Path) -> None:
    assert told(tmp_path, "p.csv", "货号,日期,促销价(美元)\na,2026-11-01,9\n") == [
        "promotion 9 USD"
    ]
    assert told(tmp_path, "q.csv", "货号,日期,成交价\na,2026-11-01,9\n") == ["sold 9 CNY"]
    assert (
        "no column for price" in told(tmp_path, "r.csv", "货号,日期,价格(分)\na,2026-11-01,9\n")[0]
    )


def test_columns_of_several_kinds_each_give_a_price(tmp_path: Path) -> None:
    text = (
        "货号,日期,标价,成交价,售价,数量\n"
        "a,2026-11-01,199,169,9,2\n"
        "b,2026-11-01,299,,9,\n"
        "c,2026-11-01,,0,9,\n"
        "d,2026-11-01,99,1-2,9,\n"
        "e,2026-11-01,,,9,\n"
    )
    assert told(tmp_path, "p.csv", text) == [
        "column “售价” is left out, the price is that of “标价”; "
        "--column price=售价 reads it instead",
        "sold 169 CNY",
        "listed 199 CNY",
        "listed 299 CNY",
        "free",
        "p.csv:5: price (“成交价”): “1-2” is a range",
        "listed 99 CNY",
        "p.csv:6: price: is blank",
    ]


def test_where_a_column_says_the_kind_one_price_is_read(tmp_path: Path) -> None:
    text = "货号,日期,性质,标价,成交价\na,2026-11-01,促销价,199,169\n"
    assert told(tmp_path, "p.csv", text) == [
        "column “标价” is left out, the price is that of “成交价”; "
        "--column price=标价 reads it instead",
        "promotion 169 CNY",
    ]


def test_a_history_has_its_faults_one_by_one(tmp_path: Path) -> None:
    history = [
        {"at": "2026-11-01", "price": "9.90"},
        {"at": "2026-13-01", "price": 9},
        {"at": "2026-11-03", "price": -1},
        {"at": "2026-11-04", "price": 8, "kind": "guess"},
        {"at": "2026-11-05", "price": 0},
        ["2026-11-06", 7],
    ]
    record = {"id": "a", "title": "杯", "price_history": history}
    read = told(tmp_path, "h.jsonl", json.dumps(record))
    assert read[0] == "listed 9.90 CNY"
    assert [line.partition(": ")[2].partition(": ")[0] for line in read[1:4]] == [
        "price_history[1]", "price_history[2]", "price_history[3]",
    ]  # fmt: skip
    assert read[4:] == ["free", "listed 7 CNY"]


@given(st.decimals(0, 10**9, places=2), st.integers(1, 1000))
def test_the_price_of_one_is_right_to_four_decimals(total: Decimal, quantity: int) -> None:
    price, rounded = of_one(Money(total, "CNY"), quantity)
    assert abs(price.amount * quantity - total) <= quantity * Decimal(5).scaleb(-DECIMALS - 1)
    assert rounded is (price.amount * quantity != total)


@given(st.text(alphabet="'=+-@\ta1"))
def test_what_a_spreadsheet_must_not_run_is_read_as_it_was(text: str) -> None:
    assert as_written(harmless(text)) == text
    assert harmless(text)[:1] not in {"=", "+", "-", "@", "\t"}
