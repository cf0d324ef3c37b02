"""Records become listings: coercion, names, notes, and what is no listing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from listing_guard.errors import ListingError
from listing_guard.model.listing import (
    Certificate,
    Evidence,
    Image,
    Listing,
    Money,
    Patent,
    PricePoint,
    Promotion,
    Sku,
    Source,
)
from listing_guard.read import Manner, to_listing

FLAT = Manner(flat=True)


USUAL = Manner()


def read(manner: Manner = USUAL, **fields: Any) -> Listing:
    return to_listing({"title": "t", **fields}, manner=manner)


def test_a_usual_record() -> None:
    record = {
        "id": "7",
        "title": " 云朵杯 ",
        "brand": "晨云",
        "price": "¥1,299",
        "original_price": 1599.5,
        "category": "家居 / 杯",
        "attributes": {"材质": "304不锈钢", "风格": ["简约"]},
    }
    source = Source("a.jsonl", 3, 2)
    assert to_listing(record, source) == Listing(
        id="7",
        title=" 云朵杯 ",
        brand="晨云",
        price=Money(Decimal(1299), "CNY"),
        original_price=Money(Decimal("1599.5")),
        category="家居 / 杯",
        attributes={"材质": "304不锈钢", "风格": ["简约"]},
        source=source,
    )


def test_the_record_is_not_changed_and_not_shared() -> None:
    inner = {"材质": "棉"}
    record = {"title": "t", "attributes": inner, "foo": 1}
    listing = to_listing(record)
    inner["材质"] = "麻"
    assert record == {"title": "t", "attributes": {"材质": "麻"}, "foo": 1}
    assert listing.attributes == {"材质": "棉", "foo": 1}


@pytest.mark.parametrize("value", [None, [1], "title", 5, True, ("title", "t")])
def test_what_is_no_object_is_no_listing(value: Any) -> None:
    with pytest.raises(ListingError, match="is no object of names and values"):
        to_listing(value)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"price": 5, "brand": "晨云", "category": "杯"},
        {"title": "  ", "description": None, "selling_points": ["", " "]},
        {"unknown": "words"},
        {"attributes": {"n": 5}},
        {"images": ["a.jpg"]},
    ],
)
def test_without_any_text_there_is_nothing_to_check(record: dict[str, Any]) -> None:
    with pytest.raises(ListingError, match=r"no text to check.*give a title"):
        to_listing(record)


def test_the_error_names_the_keys_it_saw() -> None:
    with pytest.raises(ListingError, match=r"“k0”, “k1”.* …; give"):
        to_listing({f"k{i}": "x" for i in range(20)})


@pytest.mark.parametrize(
    "record",
    [
        {"title": "t"},
        {"subtitle": "t"},
        {"description": "t"},
        {"selling_points": ["t"]},
        {"attributes": {"k": {"n": ["t"]}}},
        {"skus": [{"name": "t"}]},
        {"images": [{"text": "t"}]},
        {"title": 5},
    ],
)
def test_one_text_is_enough(record: dict[str, Any]) -> None:
    assert isinstance(to_listing(record), Listing)


def test_absent_is_not_empty() -> None:
    listing = read(certificates=[], skus=None, trademarks="", patents="无", images="[]")
    assert listing.certificates == ()
    assert listing.skus is None
    assert listing.trademarks is None
    assert listing.patents == ()
    assert listing.images == ()
    assert listing.attributes is None
    assert listing.notes == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (2016010900000001.0, "2016010900000001"),
        (1.5, "1.5"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 11, 1), "2026-11-01"),
        ([5], "5"),
        (["a"], "a"),
    ],
)
def test_what_is_nearly_text_becomes_text(value: Any, text: str) -> None:
    listing = to_listing({"title": value})
    assert listing.title == text
    assert listing.notes == ()


@pytest.mark.parametrize(
    ("value", "note"),
    [
        (True, "subtitle: true is no text and is left out"),
        ({"zh": "t"}, "subtitle: an object is no text and is left out"),
        ([["t"]], "subtitle: a list is no text and is left out"),
        (float("nan"), "subtitle: “nan” is no text and is left out"),
        pytest.param(
            10**5000, "subtitle: a huge number is no text and is left out", id="5001 digits"
        ),
        (b"t", "subtitle: a value of type bytes is no text and is left out"),
    ],
)
def test_what_is_no_text_is_left_out_with_a_note(value: Any, note: str) -> None:
    listing = read(subtitle=value)
    assert listing.subtitle is None
    assert listing.notes == (note,)


def test_a_list_of_texts_is_read_as_one() -> None:
    listing = read(description=["a", "", 5], category=["家居", "杯"])
    assert listing.description == "a\n5"
    assert listing.category == "家居 / 杯"
    assert len(listing.notes) == 2


def test_half_characters_stay_as_they_are() -> None:
    record = {"title": "a\ud83db", "attributes": {"k\udc00": "\ud800", "l": ["\ud800"]}}
    listing = to_listing(record)
    assert (listing.title, listing.attributes) == (record["title"], record["attributes"])


def test_notes_can_be_written_anywhere() -> None:
    listing = read(price="\x1b[31m\n\ud800" + "9" * 100, **{"\x1b": 1})
    for note in listing.notes:
        assert note.isprintable()
        assert len(note) < 120
        note.encode()


@pytest.mark.parametrize(
    ("value", "code"),
    [("cn", "CN"), ("UK", "GB"), ("美国站", "US"), ("Germany", "DE"), ("欧盟", "EU")],
)
def test_markets(value: str, code: str) -> None:
    assert read(market=value).market == code


def test_an_unknown_market_is_noted() -> None:
    listing = read(market="Mars")
    assert listing.market is None
    assert listing.notes == ("market: “Mars” is no known market; give a code such as CN, US, DE",)
    assert "put it in quotes" in read(market=False).notes[0]


def test_platforms_and_currencies_by_name() -> None:
    listing = read(platform="天猫", currency="人民币")
    assert (listing.platform, listing.currency) == ("tmall", "CNY")
    assert read(platform="Amazon").platform == "amazon"
    assert read(platform="Google Shopping").platform == "google"
    assert read(platform="Mercado Libre").platform == "mercadolibre"
    assert read(currency="¥", market="JP").currency == "JPY"
    assert read(currency="xof").currency == "XOF"
    assert read(currency="gold").notes == ("currency: “gold” is no currency",)


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("99-199", "price: “99-199” is a range"),
        ("面议", "price: “面议” is no amount of money"),
        (-1, "price: “-1” is negative"),
        (float("inf"), "price: “inf” is no number"),
        ([9], "price: a list is no amount of money"),
        (True, "price: true is no amount of money"),
    ],
)
def test_prices_that_cannot_be_read(value: Any, note: str) -> None:
    listing = read(price=value)
    assert listing.price is None
    assert listing.notes == (note,)


def test_prices_as_objects_and_with_the_records_currency() -> None:
    assert read(price={"amount": "5", "currency": "USD"}).price == Money(Decimal(5), "USD")
    assert read(price={"value": 5, "币种": "欧元"}).price == Money(Decimal(5), "EUR")
    assert read(price={"amount": {"x": 1}}).price is None
    assert read(price="¥5", market="JP").price == Money(Decimal(5), "JPY")
    assert read(Manner(market="JP"), price="¥5").price == Money(Decimal(5), "JPY")
    assert read(Manner(market="JP"), price="¥5", market="CN").price == Money(Decimal(5), "CNY")
    assert read(**{"价格(元)": 5}).price == Money(Decimal(5), "CNY")
    assert read(**{"价格(元)": "$5"}).price == Money(Decimal(5), "USD")


def test_the_word_for_the_price_struck_through_is_kept() -> None:
    assert read(**{"吊牌价(元)": 5}).price_label == "吊牌价"
    assert read(original_price=5).price_label is None
    assert read(原价=5, price_label="参考价").price_label == "参考价"


def test_several_columns_fill_one_list_in_their_order() -> None:
    listing = read(**{"卖点3": "c", "卖点1": "a", "Bullet Point 2": "b", "卖点10": "d"})
    assert listing.selling_points == ("a", "b", "c", "d")
    pictures = read(主图="https://a/1.jpg", 图片2="b.jpg", 图片文字="字").images
    assert pictures == (Image(url="https://a/1.jpg"), Image(path="b.jpg"), Image(text="字"))


def test_columns_of_one_certificate_and_one_promotion() -> None:
    listing = read(
        证书类型="CCC", 证书编号=2016, 证书有效期至="2027-01-01", 活动开始时间="2026/11/1",
        活动结束时间="2026/11/11",
    )  # fmt: skip
    assert listing.certificates == (
        Certificate(type="CCC", number="2016", valid_until=date(2027, 1, 1)),
    )
    assert listing.promotions == (
        Promotion(start=datetime(2026, 11, 1), end=datetime(2026, 11, 11, 23, 59, 59, 999999)),
    )


def test_of_two_columns_for_one_field_the_better_name_wins_and_nothing_is_lost() -> None:
    listing = to_listing({"商品名称": "名", "标题": "题", "title": "t"})
    assert listing.title == "t"
    assert listing.attributes == {"商品名称": "名", "标题": "题"}
    assert listing.unknown_keys == ()
    assert len(listing.notes) == 2
    assert to_listing({"title": "t", "标题": "t"}).notes == ()


def test_unknown_keys_go_under_attributes() -> None:
    listing = to_listing(
        {
            "title": "t",
            "foo": 1,
            "bar": "x",
            "bar~": 2,
            "gone": None,
            "attributes": {"bar": "own"},
            5: 6,
        }
    )
    assert listing.attributes == {"bar": "own", "foo": 1, "bar~": "x", "bar~~": 2, "5": 6}
    assert listing.unknown_keys == ("foo", "bar", "bar~", "5")


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("材质:棉;颜色：红", {"材质": "棉", "颜色": "红"}),
        ("材质=棉\n颜色: 红, 蓝", {"材质": "棉", "颜色": "红, 蓝"}),
        ('{"材质": "棉"}', {"材质": "棉"}),
        ('[{"name": "材质", "value": "棉"}]', {"材质": "棉"}),
        ([{"属性名": "材质", "属性值": "棉"}, {"颜色": "红"}], {"材质": "棉", "颜色": "红"}),
        (["颜色:红", "颜色:蓝", ["产地", "宁波"]], {"颜色": ["红", "蓝"], "产地": "宁波"}),
        ("纯棉", {"": "纯棉"}),
        ("[不是 JSON", {"": "[不是 JSON"}),
        ({"a": None, "b": 1, 3: True}, {"b": 1, "3": True}),
    ],
)
def test_attributes_in_every_writing(value: Any, attributes: dict[str, Any]) -> None:
    listing = read(attributes=value)
    assert listing.attributes == attributes
    assert listing.notes == ()


def test_attributes_keep_their_values() -> None:
    value = {"n": 5, "f": 1.5, "d": Decimal("1.5"), "at": date(2026, 1, 1), "l": (1, {"x": [None]})}
    assert read(attributes=value).attributes == {**value, "l": [1, {"x": []}]}
    listing = read(attributes={"nan": float("nan"), "set": {1}, "ok": 1})
    assert listing.attributes == {"ok": 1}
    assert len(listing.notes) == 2
    assert read(attributes=5).notes == (
        "attributes: “5” is no object of names and values; left out",
    )


@pytest.mark.parametrize(
    ("written", "certificate"),
    [
        ("CCC:2016010900000001", Certificate(type="CCC", number="2016010900000001")),
        ("3C：2016010900000001", Certificate(type="3C", number="2016010900000001")),
        ("生产许可证 SC10633010200123", Certificate(type="生产许可证", number="SC10633010200123")),
        ("2016010900000001", Certificate(number="2016010900000001")),
        ("国妆特字G20190001", Certificate(number="国妆特字G20190001")),
        ("CE", Certificate(type="CE")),
        ("3C", Certificate(type="3C")),
        (20160109, Certificate(number="20160109")),
        ({"类型": "CCC", "编号": 5, "有效期至": "长期"}, Certificate(type="CCC", number="5")),
        (
            {"number": "5", "valid_from": "2026-01-01", "valid_until": date(2027, 1, 1)},
            Certificate(number="5", valid_from=date(2026, 1, 1), valid_until=date(2027, 1, 1)),
        ),
        (Certificate(type="CE"), Certificate(type="CE")),
    ],
)
def test_certificates(written: Any, certificate: Certificate) -> None:
    for value in (written, [written], (written,), [[written]]):
        listing = read(certificates=value)
        assert listing.certificates == (certificate,)
        assert listing.notes == ()


def test_certificates_in_a_cell() -> None:
    both = (Certificate(type="CCC", number="1"), Certificate(type="CE"))
    for cell in ("CCC:1|CE", "CCC:1；CE", "CCC:1\nCE", '[{"type":"CCC","number":1},"CE"]'):
        assert read(FLAT, certificates=cell).certificates == both
    listing = read(certificates='[{"type": "CCC"')
    assert listing.certificates is None
    assert "is no JSON and is left out" in listing.notes[0]


def test_an_element_that_cannot_be_read_is_unknown_and_keeps_its_place() -> None:
    listing = read(certificates=[None, True, {}, {"foo": 1}, [], "CE"])
    assert listing.certificates == (*[Certificate()] * 5, Certificate(type="CE"))
    assert "certificates: “foo” names no part of one and is left out" in listing.notes


def test_a_bad_date_is_noted() -> None:
    listing = read(certificates=[{"number": "5", "valid_until": "soon"}])
    assert listing.certificates == (Certificate(number="5"),)
    assert listing.notes == ("certificates[0].valid_until: “soon” is no date",)


def test_day_counts_are_dates_only_in_workbooks() -> None:
    day = {"number": "5", "valid_until": 46327}
    workbook = Manner(flat=True, serials=True)
    until = date(2026, 11, 1)
    assert read(workbook, certificates=[day]).certificates == (
        Certificate(number="5", valid_until=until),
    )
    assert read(certificates=[day]).certificates == (Certificate(number="5"),)


@pytest.mark.parametrize(
    "history",
    [
        [{"at": "2026-11-01", "price": 9.9, "kind": "sold"}],
        [{"日期": "2026/11/1", "成交价": "9.9", "类型": "成交"}],
        '[{"at": "2026-11-01", "price": 9.9, "kind": "sold"}]',
    ],
)
def test_price_history_of_objects(history: Any) -> None:
    point = PricePoint(at=datetime(2026, 11, 1), price=Money(Decimal("9.9")), kind="sold")
    assert read(price_history=history).price_history == (point,)


@pytest.mark.parametrize(
    "history",
    [
        [["2026-11-01", 9.9], ["2026-11-02", 8]],
        {"2026-11-01": 9.9, "2026-11-02": 8},
        "2026-11-01: 9.9|2026/11/2 8",
        "2026-11-01=9.9\n2026年11月2日：8",
    ],
)
def test_price_history_of_days_and_prices(history: Any) -> None:
    listing = read(price_history=history)
    assert listing.price_history == (
        PricePoint(at=datetime(2026, 11, 1), price=Money(Decimal("9.9"))),
        PricePoint(at=datetime(2026, 11, 2), price=Money(Decimal(8))),
    )
    assert listing.notes == ()


def test_price_points_that_cannot_be_read_are_dropped_and_noted() -> None:
    listing = read(price_history=[["2026-11-01", "9-19"], {"at": "soon", "price": 5}, {"price": 5}])
    assert listing.price_history is None
    assert sum("it is left out" in note for note in listing.notes) == 3
    point = {"at": datetime(2026, 1, 1, tzinfo=UTC), "price": 5, "currency": "$", "channel": "app"}
    assert read(price_history=[point]).price_history == (
        PricePoint(
            at=datetime(2026, 1, 1, tzinfo=UTC), price=Money(Decimal(5), "USD"), channel="app"
        ),
    )
    assert (
        "is not listed, sold or promotion" in read(price_history=[{**point, "kind": "?"}]).notes[0]
    )


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *[("促销价", "promotion"), ("活动价", "promotion"), ("Promotion", "promotion")],
        *[("sale_price", "promotion"), ("成交价", "sold"), ("sale", "sold"), ("标价", "listed")],
    ],
)
def test_kinds_of_prices(word: str, kind: str) -> None:
    listing = read(price_history=[{"at": "2026-11-01", "price": 5, "kind": word}])
    assert listing.notes == ()
    assert [point.kind for point in listing.price_history or ()] == [kind]


def test_a_promotion_without_any_time_is_left_out() -> None:
    listing = read(promotions=["满减", {"name": "双11", "start": "2026-11-01 20:00"}])
    assert listing.promotions == (Promotion(name="双11", start=datetime(2026, 11, 1, 20)),)
    assert listing.notes == ("promotions[0]: it says neither start nor end, and is left out",)
    assert read(promotions=["满减"]).promotions is None


def test_the_other_lists() -> None:
    listing = read(
        skus=[{"sku_id": 1, "规格": "红", "price": "¥5"}, "蓝"],
        images=["https://a/b.jpg", "c.jpg", {"src": "d", "alt": "字"}],
        patents=["ZL2020", {"专利号": "ZL2021", "类型": "发明"}],
        evidence=["第一", {"claim": "第一", "date": "2026年1月1日"}],
        trademarks=[{"name": "晨云"}, 5, None],
        authorised_brands="耐克、Nike, A|B",
    )
    assert listing.skus == (Sku(id="1", name="红", price=Money(Decimal(5), "CNY")), Sku(name="蓝"))
    assert listing.images == (
        Image(url="https://a/b.jpg"),
        Image(path="c.jpg"),
        Image(url="d", text="字"),
    )
    assert listing.patents == (Patent(number="ZL2020"), Patent(number="ZL2021", kind="发明"))
    assert listing.evidence == (
        Evidence(claim="第一"),
        Evidence(claim="第一", date=date(2026, 1, 1)),
    )
    assert listing.trademarks == ("晨云", "5", "")
    assert listing.authorised_brands == ("耐克", "Nike", "A", "B")
    assert listing.notes == ()


def test_selling_points_are_parted_at_lines_and_in_tables_at_bars_too() -> None:
    text = "防风；防雨|轻\n 加固 "
    assert read(selling_points=text).selling_points == ("防风；防雨|轻", " 加固 ")
    assert read(FLAT, selling_points=text).selling_points == ("防风", "防雨", "轻", " 加固 ")
    assert read(selling_points="[新品] 防风").selling_points == ("[新品] 防风",)
    assert read(FLAT, selling_points='["防风|防雨"]').selling_points == ("防风|防雨",)
    assert read(selling_points=["a", "", None, 5]).selling_points == ("a", "", "", "5")


def test_a_dict_in_the_shape_of_a_listing_with_python_values() -> None:
    listing = to_listing(
        {
            "title": "t",
            "price": Decimal("9.90"),
            "original_price": Money(Decimal(12), "CNY"),
            "selling_points": ("a", "b"),
            "certificates": (Certificate(type="CE"),),
            "promotions": [{"start": date(2026, 11, 1), "end": datetime(2026, 11, 2)}],
            "price_history": ({"at": date(2026, 1, 1), "price": Decimal(5)},),
        }
    )
    assert listing.price == Money(Decimal("9.90"))
    assert listing.original_price == Money(Decimal(12), "CNY")
    assert listing.selling_points == ("a", "b")
    assert listing.certificates == (Certificate(type="CE"),)
    assert listing.promotions == (
        Promotion(start=datetime(2026, 11, 1), end=datetime(2026, 11, 2)),
    )
    assert listing.price_history == (PricePoint(at=datetime(2026, 1, 1), price=Money(Decimal(5))),)
    assert listing.notes == ()


def test_spoken_copy_is_read_under_the_name_of_its_kind_and_none_of_it_is_lost() -> None:
    listing = to_listing(
        {"口播文案": "三二一上链接", "主播话术": "库存不多", "直播话术": "最后一单"}
    )
    assert listing.attributes == {
        "直播话术": "三二一上链接",
        "主播话术": "库存不多",
        "直播话术~": "最后一单",
    }


def test_spoken_copy_among_own_attributes_has_the_name_of_its_kind() -> None:
    listing = to_listing({"title": "雨伞", "attributes": {"视频脚本": "开场", "骨架": "钢"}})
    assert listing.attributes == {"短视频文案": "开场", "骨架": "钢"}
