"""Amounts in texts."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.lang.quantities import BASE_UNITS, quantity
from listing_guard.lang.values import Quantity


@pytest.mark.parametrize(
    ("text", "dimension", "amount"),
    [
        ("2kg", "mass", "2000"),
        ("2000g", "mass", "2000"),
        ("２ｋｇ", "mass", "2000"),
        ("2×500g", "mass", "1000"),
        ("500g×2", "mass", "1000"),
        ("500g*2袋", "mass", "1000"),
        ("500克x2袋x3箱", "mass", "3000"),
        ("12瓶×500g", "mass", "6000"),
        ("500g/袋×2", "mass", "1000"),
        ("净含量：约500g/袋", "mass", "500"),
        ("5斤", "mass", "2500"),
        ("3两", "mass", "150"),
        ("1.5公斤装", "mass", "1500"),
        ("1,500g", "mass", "1500"),
        ("㎏ 2㎏", "mass", "2000"),
        ("0.5克拉", "mass", "0.1"),
        ("500G", "mass", "500"),
        ("5 lbs", "mass", "2267.96185"),
        ("500g±5g", "mass", "500"),
        ("500g（0.5kg）", "mass", "500"),
        ("电钻21V", "voltage", "21"),
        ("V领 220伏", "voltage", "220"),
        ("20000毫安", "charge", "20000"),
        ("电池5000mAh", "charge", "5000"),
        ("10Ah", "charge", "10000"),
        ("256GB", "data", "256"),
        ("1T固态硬盘", "data", "1024"),
        ("250ml", "volume", "250"),
        ("250毫升", "volume", "250"),
        ("1L", "volume", "1000"),
        ("1.5升*6瓶", "volume", "9000"),
        ("330ML×24罐", "volume", "7920"),
        ("30片", "count", "30"),
        ("30片*3盒", "count", "90"),
        ("60粒", "count", "60"),
        ("24", "count", "24"),
        ("30pcs", "count", "30"),
        ("屏幕24英寸", "length", "609.6"),
        ("笔记本14寸 轻薄", "length", "355.6"),
        ("长1.8米", "length", "1800"),
        ("180cm", "length", "1800"),
        ("2平方米", "area", "20000"),
        ("2㎡", "area", "20000"),
        ("1500W", "power", "1500"),
        ("1.5千瓦", "power", "1500"),
        ("5mW激光", "power", "0.005"),
        ("2MW", "power", "2000000"),
        ("74Wh", "energy", "266400"),
        ("1kWh", "energy", "3600000"),
        ("100kJ", "energy", "100000"),
        ("保质期12个月", "time", "31556952"),
        ("1年", "time", "31556952"),
        ("48小时", "time", "172800"),
        ("30天", "time", "2592000"),
    ],
)
def test_amount(text: str, dimension: str, amount: str) -> None:
    assert quantity(text, dimension) == Quantity(Decimal(amount), dimension)


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("", "mass"),
        ("好吃", "mass"),
        ("500", "mass"),
        ("500ml", "mass"),
        ("500g+100g", "mass"),
        ("500g + 500g", "mass"),
        ("2-3kg", "mass"),
        ("2kg-3kg", "mass"),
        ("2~3kg", "mass"),
        ("2至3kg", "mass"),
        ("15L以下", "volume"),
        ("20L(含)-25L(含)", "volume"),
        ("2.0m（不含）以上", "length"),
        ("5公斤及以上", "mass"),
        ("3kg起", "mass"),
        ("500g 1kg", "mass"),
        ("≤100Wh", "energy"),
        (">5kg", "mass"),
        ("100Wh", "power"),
        ("A500g", "mass"),
        ("100×200cm", "length"),
        ("100×200cm2", "area"),
        ("5grey", "mass"),
        ("5gb", "mass"),
        ("10000mAh", "energy"),
    ],
)
def test_no_answer(text: str, dimension: str) -> None:
    assert quantity(text, dimension) is None


@given(
    st.integers(1, 99), st.integers(1, 9999), st.sampled_from(["g", "kg", "mg", "斤", "ml", "L"])
)
@settings(max_examples=60, deadline=None)
def test_factors_multiply_on_either_side(factor: int, amount: int, unit: str) -> None:
    dimension = "volume" if unit in ("ml", "L") else "mass"
    one = quantity(f"{amount}{unit}", dimension)
    assert one is not None
    wanted = Quantity(one.amount * factor, dimension)
    assert quantity(f"{factor}×{amount}{unit}", dimension) == wanted
    assert quantity(f"{amount}{unit} x {factor}袋", dimension) == wanted


@pytest.mark.parametrize("dimension", list(BASE_UNITS))
@given(text=st.text(max_size=40) | st.text(alphabet="1０,.x× gkgml片-~+", max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text(dimension: str, text: str) -> None:
    found = quantity(text, dimension)
    assert found is None or (found.amount.is_finite() and found.amount >= 0)


@pytest.mark.parametrize(
    "text",
    [
        *("1x" * 20_000, "1 " * 20_000, "9" * 40_000, "1,000" * 10_000, "1g+" * 10_000),
        " " * 40_000 + "g",
    ],
    ids=lambda text: text[:4],
)
def test_time_is_linear(text: str) -> None:
    began = time.process_time()
    for dimension in ("mass", "count"):
        quantity(text, dimension)
    assert time.process_time() - began < 5
