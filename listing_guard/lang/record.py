"""The typed schema of the record: the structs of `model.listing`, and what is read from texts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from listing_guard.lang.types import (
    BOOLEAN,
    CATEGORY,
    DATE,
    KIND,
    MARKET,
    MONEY,
    NUMBER,
    TEXT,
    TIME,
    EnumOf,
    MappingOf,
    Member,
    Record,
    Type,
    list_of,
)
from listing_guard.prices.discount import Bound, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping


def _record(name: str, rows: tuple[tuple[str, Type, str, str], ...]) -> Record:
    fields = {key: Member(type_, zh, en) for key, type_, zh, en in rows}
    return Record(name, MappingProxyType(fields))


PRICE_POINT = _record(
    "a price observation",
    (
        ("at", TIME, "时间", "when; without a zone it is the market's time"),
        ("price", MONEY, "价格", "the amount"),
        ("kind", KIND, "性质", "`listed`, `sold` or `promotion`"),
        ("channel", TEXT, "渠道", "where it was seen"),
    ),
)
PROMOTION = _record(
    "a promotion",
    (
        ("name", TEXT, "名称", "what it is called"),
        ("start", TIME, "开始", "first moment; absent means open"),
        ("end", TIME, "结束", "last moment; absent means open"),
    ),
)
_OF_CERTIFICATE = (
    ("type", TEXT, "类型", "CCC, 生产许可证, CE …"),
    ("number", TEXT, "编号", "as printed"),
    ("issuer", TEXT, "发证机构", "who issued it"),
    ("holder", TEXT, "持证人", "whom it belongs to"),
    ("valid_from", DATE, "生效日", "first day; absent means open"),
    ("valid_until", DATE, "有效期至", "last day; absent means open"),
    ("scope", TEXT, "范围", "what it covers"),
    ("brand", TEXT, "品牌", "the brands that it was issued for"),
    ("model", TEXT, "型号", "the models that it was issued for"),
    ("category", TEXT, "类目", "the categories that it was issued for"),
)
CERTIFICATE_RECORD = _record("a record of a certificate", _OF_CERTIFICATE)
CERTIFICATE = _record(
    "a certificate",
    (
        *_OF_CERTIFICATE,
        (
            "records",
            list_of(CERTIFICATE_RECORD, "records of certificates"),
            "台账记录",
            "what the ledger has of its number",
        ),
    ),
)
PATENT = _record(
    "a patent",
    (
        ("number", TEXT, "专利号", "ZL…"),
        ("kind", TEXT, "专利种类", "发明, 实用新型, 外观设计"),
    ),
)
EVIDENCE = _record(
    "a proof",
    (
        ("claim", TEXT, "宣称", "the claim that is proven"),
        ("source", TEXT, "来源", "who says so"),
        ("date", DATE, "日期", "when"),
    ),
)
IMAGE = _record(
    "an image",
    (
        ("url", TEXT, "网址", "its address"),
        ("path", TEXT, "路径", "its file"),
        ("text", TEXT, "图上文字", "the words on it"),
    ),
)
SKU = _record(
    "a variant",
    (
        ("id", TEXT, "编码", "its own id"),
        ("name", TEXT, "规格", "what it is called"),
        ("price", MONEY, "价格", "what it costs"),
    ),
)
ATTRIBUTE = _record(
    "an attribute",
    (
        ("name", TEXT, "属性名", "材质, 颜色 … as the record has it"),
        ("value", TEXT, "属性值", "its value as text; one element for each of several values"),
    ),
)

DISCOUNT = _record(
    "a discount",
    (
        ("field", TEXT, "字段", "where it is claimed: `title`, `selling_points[2]`"),
        ("start", NUMBER, "起点", "first character of the claim in that field's original text"),
        ("end", NUMBER, "终点", "the character after its last"),
        ("text", TEXT, "原文", "the claim as it is written"),
        (
            "kind",
            EnumOf("a kind of discount", get_args(Kind)),
            "类型",
            "`ratio` 5折, 50% off; `money_off` 立减100; `threshold_off` 满300减50; "
            "`nth_item` 第二件半价; `bundle` 买一送一, 2 for 1; `final_price` 券后99, from £9; "
            "`was_now` was $50 now $25",
        ),
        (
            "bound",
            EnumOf("a kind of bound", get_args(Bound)),
            "界限",
            "`exact`; `from`: the price begins there (3折起); `up_to`: the saving ends there",
        ),
        (
            "conditional",
            BOOLEAN,
            "附条件",
            "it needs a coupon, a membership, a sum or several pieces",
        ),
        (
            "ratio",
            NUMBER,
            "折后比例",
            "the share that is paid: of `nth_item` for that piece, else over all",
        ),
        ("percent_off", NUMBER, "优惠百分比", "the percentage saved over all that must be bought"),
        ("amount", MONEY, "金额", "the money off; the final price; the price now"),
        ("was", MONEY, "原价", "the earlier price of `was_now`"),
        ("threshold", MONEY, "门槛", "the sum to spend"),
        ("count", NUMBER, "件数", "which piece is cheaper; pieces of a bundle; pieces to take"),
        ("free", NUMBER, "赠送件数", "pieces of a bundle that cost nothing"),
    ),
)
REPEAT = _record(
    "a repeated word",
    (
        ("field", TEXT, "字段", "where it is told again: `title`, `selling_points[2]`"),
        ("start", NUMBER, "起点", "first character of its last occurrence in the original text"),
        ("end", NUMBER, "终点", "the character after its last"),
        ("text", TEXT, "原文", "the word as it is written there"),
        (
            "count",
            NUMBER,
            "次数",
            "how often that text tells it, in singular or plural. English prepositions, articles "
            "and conjunctions, numbers with their units, sizes and single letters are no such "
            "words; Chinese ones of two characters and more are, in titles and names of variants",
        ),
        (
            "adjacent",
            BOOLEAN,
            "紧接",
            "it follows on itself, alone or in a phrase: `USB USB`, `dog bed dog bed`; what is "
            "said twice as a matter of course (ylang ylang, peri peri) does not",
        ),
        ("brand", BOOLEAN, "属于品牌", "it is a word of the listing's brand"),
    ),
)

TEXTS = list_of(TEXT, "texts")
MAPPING = MappingOf("a set of named values", ATTRIBUTE)

RECORD = _record(
    "the listing",
    (
        ("id", TEXT, "商品编号", "identity of the listing"),
        ("sku", TEXT, "货号", "the seller's own number"),
        ("market", MARKET, "市场", "where it is offered; always known"),
        ("platform", TEXT, "平台", "tmall, amazon …: one of the names below"),
        ("language", TEXT, "语言", "zh, en …"),
        ("category", CATEGORY, "类目", "resolved through the packs' taxonomies"),
        ("title", TEXT, "标题", "the title"),
        ("subtitle", TEXT, "副标题", "the line under it"),
        ("selling_points", TEXTS, "卖点", "bullet points"),
        ("description", TEXT, "详情", "the body, markup included"),
        ("brand", TEXT, "品牌", "the brand as the record gives it"),
        ("price", MONEY, "价格", "what it costs"),
        ("currency", TEXT, "币种", "ISO 4217"),
        ("original_price", MONEY, "原价", "the struck-through price"),
        ("price_label", TEXT, "价格标签", "what the struck-through price is said to be"),
        ("price_history", list_of(PRICE_POINT, "price observations"), "价格记录", "past prices"),
        ("promotions", list_of(PROMOTION, "promotions"), "促销", "past and present promotions"),
        (
            "attributes",
            MAPPING,
            "属性",
            'everything else: `attributes["材质"]`, `any(attributes, …)`',
        ),
        ("certificates", list_of(CERTIFICATE, "certificates"), "证书", "what the listing shows"),
        ("authorised_brands", TEXTS, "授权品牌", "brands that the seller may use"),
        ("trademarks", TEXTS, "商标号", "registration numbers"),
        ("patents", list_of(PATENT, "patents"), "专利", "patents that the listing names"),
        ("evidence", list_of(EVIDENCE, "proofs"), "证明材料", "proof behind claims"),
        ("images", list_of(IMAGE, "images"), "图片", "pictures and the words on them"),
        ("skus", list_of(SKU, "variants"), "规格", "variants that can be bought"),
        (
            "discounts",
            list_of(DISCOUNT, "discounts"),
            "优惠表述",
            "discounts that the texts claim, read from them; never missing",
        ),
        (
            "repeats",
            list_of(REPEAT, "repeated words"),
            "重复用词",
            "words that one text tells more than once: of the title, the subtitle, a selling "
            "point, a variant's name or an attribute; never missing",
        ),
    ),
)
"""The record. A test proves that it has the fields and types of `model.listing.Listing`."""

DERIVED = frozenset({"discounts", "repeats"})
"""Fields that no record gives: they are read from its texts."""

SURROUNDINGS: Mapping[str, Member] = MappingProxyType(
    {"now": Member(TIME, "现在", "the day and time the check is made for (`--as-of`)")}
)
"""Names that are no fields of the record and mean the same everywhere."""
