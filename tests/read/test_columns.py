"""The one table of names."""

from __future__ import annotations

import pytest

from listing_guard.model.listing import (
    Certificate,
    CertificateRecord,
    Evidence,
    Image,
    Listing,
    Patent,
    PricePoint,
    Promotion,
    Sku,
)
from listing_guard.read.columns import (
    COLUMNS,
    ELEMENT_KEYS,
    TEXT_KINDS,
    attribute_name,
    column,
    element_part,
    normalise,
    split_names,
)


def test_no_name_is_mapped_twice() -> None:
    names = [normalise(name) for names in COLUMNS.values() for name in split_names(names)]
    assert sorted(names) == sorted(set(names))
    for kind, parts in ELEMENT_KEYS.items():
        keys = [normalise(name) for names in parts.values() for name in split_names(names)]
        assert sorted(keys) == sorted(set(keys)), kind


def test_every_field_has_its_own_name_first_and_there_are_no_others() -> None:
    fields = set(Listing.__struct_fields__) - {"source", "notes", "unknown_keys"}
    assert {path for path in COLUMNS if "." not in path} == fields
    for path in fields:
        found = column(path)
        assert found is not None
        assert (found.field, found.part, found.rank, found.label) == (path, None, 0, None)


def test_every_part_of_an_element_has_its_own_name_first() -> None:
    structs = {
        "certificates": Certificate,
        "certificate_records": CertificateRecord,
        "price_history": PricePoint,
        "promotions": Promotion,
        "patents": Patent,
        "evidence": Evidence,
        "images": Image,
        "skus": Sku,
    }
    for kind, struct in structs.items():
        assert set(struct.__struct_fields__) == set(ELEMENT_KEYS[kind]) - {"currency"}
        for part in struct.__struct_fields__:
            assert element_part(kind, part) == part
    for path in COLUMNS:
        field, _, part = path.partition(".")
        assert not part or part in structs[field].__struct_fields__


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("标题", "title"),
        ("*商品标题（必填）", "title"),
        (" 宝贝 标题 ", "title"),
        ("【商品名称】", "title"),
        ("Product Name", "title"),
        ("PRODUCT_NAME", "title"),
        ("productName", "title"),
        ("item_name", "title"),
        ("Ｔｉｔｌｅ", "title"),
        ("\ufefftitle", "title"),
        ("商品ID", "id"),
        ("商品编码", "id"),
        ("货号", "sku"),
        ("Variant SKU", "sku"),
        ("商品卖点", "selling_points"),
        ("Body (HTML)", "description"),
        ("商品详情", "description"),
        ("Vendor", "brand"),
        ("售价", "price"),
        ("到手价", "price"),
        ("吊牌价", "original_price"),
        ("Compare At Price", "original_price"),
        ("list_price", "original_price"),
        ("币种", "currency"),
        ("站点", "market"),
        ("主图", "images"),
        ("规格", "skus"),
        ("证书", "certificates"),
        ("授权品牌", "authorised_brands"),
        ("备注", None),
        ("", None),
        ("()", None),
        ("t" * 1000, None),
    ],
)
def test_names_in_use(name: str, field: str | None) -> None:
    found = column(name)
    assert (found.field if found else None) == field


@pytest.mark.parametrize(
    ("name", "field", "number"),
    [
        ("卖点1", "selling_points", 1),
        ("卖点 ５", "selling_points", 5),
        ("Bullet Point 3", "selling_points", 3),
        ("bullet_point10", "selling_points", 10),
        ("图片02", "images", 2),
    ],
)
def test_numbered_names(name: str, field: str, number: int) -> None:
    found = column(name)
    assert found is not None
    assert (found.field, found.number) == (field, number)


@pytest.mark.parametrize("name", ["标题2", "title1", "price2", "卖点100", "证书编号2", "1"])
def test_only_lists_have_numbered_names(name: str) -> None:
    assert column(name) is None


@pytest.mark.parametrize(
    ("name", "currency", "label"),
    [
        ("价格(元)", "CNY", None),
        ("Price (USD)", "USD", None),
        ("售价【含税】", None, None),
        ("划线价（元）", "CNY", "划线价"),
        ("original_price", None, None),
        ("List_Price", None, "List Price"),
        ("*市场价", None, "市场价"),
    ],
)
def test_prices_tell_their_unit_and_their_word(
    name: str, currency: str | None, label: str | None
) -> None:
    found = column(name)
    assert found is not None
    assert (found.currency, found.label) == (currency, label)


@pytest.mark.parametrize("name", ["价格(万元)", "售价（分）", "Price (cents)", "原价(千元)"])
def test_a_price_in_other_units_is_not_read_as_whole_ones(name: str) -> None:
    assert column(name) is None


def test_names_of_spoken_copy_are_no_field_s_and_stand_once() -> None:
    names = [normalise(name) for names in TEXT_KINDS.values() for name in split_names(names)]
    assert sorted(names) == sorted(set(names))
    assert [name for name in names if column(name) is not None] == []
    for kind in TEXT_KINDS:
        assert attribute_name(kind) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("口播文案", "直播话术"),
        ("直播脚本（逐字）", "直播话术"),
        ("Live Script", "直播话术"),
        ("视频字幕", "短视频文案"),
        ("小红书笔记", "种草笔记"),
        ("材质", "材质"),
        ("笔记本尺寸", "笔记本尺寸"),
    ],
)
def test_columns_of_spoken_copy_land_in_one_attribute(name: str, kind: str) -> None:
    assert attribute_name(name) == kind
