"""Static types, and the typed schema of the record: the structs of `model.listing`."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Type:
    """A type; ``name`` is how messages and the reference call it, with its article."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class EnumOf(Type):
    """A text out of a fixed set."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityOf(Type):
    """An amount of goods; ``dimension`` is ``mass``, ``volume`` …"""

    dimension: str = ""


ANY = Type("an untyped value")
"""What ``attributes["…"]`` holds: text, number, truth value or list, known only at run time."""


@dataclass(frozen=True, slots=True)
class ListOf(Type):
    """A list of one type of element."""

    element: Type = ANY


@dataclass(frozen=True, slots=True)
class MappingOf(Type):
    """Named values, which quantifiers see as a list of records with name and value."""

    element: Type = ANY


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a record, what it is called in Chinese, and what it holds."""

    type: Type
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Record(Type):
    """A record with named fields."""

    fields: Mapping[str, Member] = field(default_factory=dict)


TEXT = Type("a text")
NUMBER = Type("a number")
MONEY = Type("an amount of money")
DATE = Type("a date")
TIME = Type("a point in time")
DURATION = Type("a duration")
BOOLEAN = Type("a condition")
PATTERN = Type("a pattern")
LEXICON = Type("a lexicon")
CATEGORY = Type("a category")
MARKET = Type("a market")
FIELD = Type("a field")
"""A parameter that takes a field by its name, not by its value."""

KIND = EnumOf("a kind of price", ("listed", "sold", "promotion"))
"""``listed``: asked on the page; ``sold``: paid; ``promotion``: asked during a promotion."""


def list_of(element: Type, plural: str) -> ListOf:
    """Return the type of a list, called ``a list of <plural>``."""
    return ListOf(f"a list of {plural}", element)


def elements_of(type_: Type) -> Type | None:
    """Return the type of what a quantifier finds in a value, ``None`` for what is no list."""
    return type_.element if isinstance(type_, ListOf | MappingOf) else None


def quantity_of(dimension: str) -> QuantityOf:
    """Return the type of quantities of one dimension."""
    return QuantityOf(f"a quantity ({dimension})", dimension)


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

TEXTS = list_of(TEXT, "texts")
MAPPING = MappingOf("a set of named values", ATTRIBUTE)

RECORD = _record(
    "the listing",
    (
        ("id", TEXT, "商品编号", "identity of the listing"),
        ("sku", TEXT, "货号", "the seller's own number"),
        ("market", MARKET, "市场", "where it is offered; always known"),
        ("platform", TEXT, "平台", "tmall, amazon …"),
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
    ),
)
"""The record. A test proves that it has the fields and types of `model.listing.Listing`."""

SURROUNDINGS: Mapping[str, Member] = MappingProxyType(
    {"now": Member(TIME, "现在", "the day and time the check is made for (`--as-of`)")}
)
"""Names that are no fields of the record and mean the same everywhere."""
