"""What people call the fields: the one table of Chinese and English column and key names.

A name is compared without regard to width, case, blanks, ``_ - * : / .`` and anything in
brackets, so ``商品标题（必填）``, ``*商品标题`` and ``Product_Name`` need no rows of their own.
Where several columns of one record name the same field, the name further left wins.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.read.currency import currency_of

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": """id, listing_id, product_id, item_id, 商品ID, 宝贝ID, 商品编码, 商品编号, 产品编号,
            产品ID, 货品ID, 商品代码, num_iid, goods_id, spu_id, spu, asin, handle""",
        "sku": """sku, sku_id, item_sku, seller_sku, variant_sku, sku编码, sku编号, 商家编码,
            商家sku, 货号, 商品货号, 款号, 外部编码, custom_label, outer_id, merchant_sku""",
        "market": """market, marketplace_country, 市场, 销售市场, 目标市场, 站点, 国家, 销售国家,
            国家地区, country, region, target_country""",
        "platform": "platform, marketplace, 平台, 销售平台, 电商平台, 发布平台, 渠道平台",
        "language": "language, lang, 语言, 语种, locale, content_language",
        "category": """category, 类目, 商品类目, 宝贝类目, 产品类目, 叶子类目, 类目名称, 类目路径,
            分类, 商品分类, 产品分类, 品类, 商品类别, 类别, category_path, category_name,
            product_category, google_product_category, product_type, item_type_name,
            feed_product_type, type""",
        "title": """title, 标题, 商品标题, 宝贝标题, 产品标题, 商品名称, 宝贝名称, 产品名称, 商品名,
            产品名, 品名, 货品名称, 完整标题, 长标题, product_title, item_title, listing_title,
            product_name, item_name, goods_name, name, 名称""",
        "subtitle": """subtitle, 副标题, 商品副标题, 短标题, 导购标题, 导购短标题,
            推荐语, 广告词, 促销语, 商品简介, 简介, short_title, short_description, summary""",
        "selling_points": """selling_points, selling_point, 卖点, 商品卖点, 宝贝卖点, 产品卖点,
            核心卖点, 五点描述, 五点, 商品亮点, 产品亮点, 亮点, 产品特点, 商品特点, bullet_points,
            bullet_point, bullets, key_features, key_product_features, product_features,
            features, highlights""",
        "description": """description, 描述, 商品描述, 宝贝描述, 产品描述, 详情, 商品详情, 宝贝详情,
            产品详情, 详情页, 详情描述, 图文详情, 详细描述, 商品介绍, 产品介绍, 文案, 内容,
            body_html, body, product_description, item_description, long_description,
            description_html, desc, content, text""",
        "brand": """brand, 品牌, 商品品牌, 品牌名, 品牌名称, 所属品牌, brand_name, vendor,
            manufacturer_brand""",
        "price": """price, 售价, 销售价, 销售价格, 价格, 一口价, 现价, 商品价格, 宝贝价格, 单价,
            京东价, 拼单价, 团购价, 活动价, 促销价, 折后价, 优惠价, 到手价, 券后价, 单买价,
            sale_price, selling_price, current_price, unit_price, standard_price, variant_price,
            start_price, your_price""",
        "currency": "currency, 货币, 币种, 货币单位, 货币代码, currency_code, price_currency",
        "original_price": """original_price, 划线价, 原价, 市场价, 吊牌价, 划线价格, 商品原价,
            市场价格, 专柜价, 参考价, 门市价, 日常价, 定价, 建议零售价, 官方指导价, 厂商指导价,
            list_price, compare_at_price, variant_compare_at_price, regular_price, was_price,
            strikethrough_price, reference_price, retail_price, msrp, rrp""",
        "price_label": "price_label, 价格标签, 划线价名称, 价格名称, original_price_label",
        "price_history": "price_history, 价格历史, 历史价格, 价格记录, 历史成交价, prices_history",
        "promotions": "promotions, promotion, 促销, 促销活动, 活动, 优惠活动",
        "promotions.name": "promotion_name, 活动名称, 促销名称, 促销活动名称",
        "promotions.start": """promotion_start, 活动开始时间, 活动开始日期, 促销开始时间,
            促销开始日期, 活动开始, sale_start_date, sale_from_date""",
        "promotions.end": """promotion_end, 活动结束时间, 活动结束日期, 促销结束时间, 促销结束日期,
            活动结束, sale_end_date""",
        "attributes": """attributes, 属性, 商品属性, 宝贝属性, 产品属性, 规格参数, 商品参数,
            产品参数, 参数, specifications, specs, product_attributes, item_specifics""",
        "certificates": """certificates, certificate, 证书, 商品证书, 认证证书, 资质证书, 资质,
            认证, certifications, certification, licences, licenses""",
        "certificates.type": "certificate_type, 证书类型, 证书名称, 认证类型, certificate_name",
        "certificates.number": """certificate_number, 证书编号, 证书号, 证书号码, 认证编号,
            certificate_no, certification_number""",
        "certificates.issuer": "certificate_issuer, 发证机构, 发证机关, 认证机构",
        "certificates.holder": "certificate_holder, 持证人, 证书持有人, 证书持有者, 持证单位",
        "certificates.valid_from": """certificate_valid_from, 证书生效日期, 证书有效期起,
            发证日期, 证书开始日期""",
        "certificates.valid_until": """certificate_valid_until, 证书有效期至, 证书有效期,
            证书到期日, 证书到期日期, 证书截止日期, certificate_expiry, certificate_expiry_date""",
        "certificates.scope": "certificate_scope, 认证范围, 证书范围",
        "certificates.brand": "certificate_brand, 证书品牌, 证书商标, 认证品牌",
        "certificates.model": "certificate_model, 证书型号, 认证型号",
        "certificates.category": "certificate_category, 证书类目, 证书产品类别",
        "authorised_brands": """authorised_brands, authorized_brands, 授权品牌, 品牌授权,
            已授权品牌, authorised_brand, authorized_brand""",
        "trademarks": "trademarks, trademark, 商标, 注册商标, 商标名称",
        "patents": "patents, patent, 专利, 专利号, patent_number, patent_no",
        "patents.kind": "patent_kind, 专利类型, patent_type",
        "evidence": "evidence, 证明材料, 宣称依据, 依据材料, claims_evidence, substantiation",
        "images": """images, image, 图片, 主图, 商品图片, 宝贝图片, 产品图片, 商品主图, 主图链接,
            图片链接, 图片地址, 主图地址, image_url, image_urls, main_image_url, image_link,
            image_src, other_image_url, additional_image_link, pictures, picture, pic_url""",
        "images.text": """image_text, 图片文字, 主图文字, 主图文案, 图片文案, 图上文字,
            image_alt_text, image_alt""",
        "skus": """skus, 规格, 商品规格, 产品规格, 规格名称, 销售规格, sku列表, sku名称, sku规格,
            variants, variations, sku_name""",
    }
)
"""Field (or ``field.part`` of its one element) to the names of its column, best name first."""

_CERTIFICATE: Mapping[str, str] = MappingProxyType(
    {
        "type": "type, name, kind, certificate_type, 类型, 名称, 证书类型, 证书名称",
        "number": """number, no, id, code, cert_no, certificate_number, 编号, 证书编号, 证书号,
            号码""",
        "issuer": "issuer, issued_by, authority, 发证机构, 发证机关, 认证机构, 颁发机构",
        "holder": "holder, owner, company, 持有人, 持证人, 证书持有人, 持证单位, 企业名称",
        "valid_from": """valid_from, from, start, issued, issued_at, 生效日期, 发证日期,
            有效期起""",
        "valid_until": """valid_until, valid_to, until, expires, expiry, expiry_date, end,
            有效期至, 有效期, 到期日, 到期日期, 截止日期""",
        "scope": """scope, products, product, product_name, 范围, 认证范围, 产品范围, 许可范围,
            许可明细, 产品, 产品名称, 认证产品""",
        "brand": "brand, brands, trademark, 品牌, 商标, 品牌名称, 证书品牌",
        "model": """model, models, model_number, 型号, 产品型号, 规格型号, 型号规格, 证书型号,
            认证型号""",
        "category": """category, product_category, 类目, 品类, 商品类目, 产品类别, 产品类目,
            产品种类""",
    }
)
ELEMENT_KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "price": {
            "amount": "amount, value, price, 金额, 价格",
            "currency": "currency, currency_code, 币种, 货币",
        },
        "price_history": {
            "at": "at, date, time, day, datetime, timestamp, 日期, 时间",
            "price": "price, amount, value, 价格, 售价, 成交价, 金额",
            "currency": "currency, currency_code, 币种, 货币",
            "kind": "kind, type, 类型, 价格类型",
            "channel": "channel, shop, store, 渠道, 店铺",
        },
        "promotions": {
            "name": "name, title, 名称, 活动名称, 促销名称",
            "start": """start, from, begin, starts_at, start_time, start_date, 开始, 开始时间,
                开始日期""",
            "end": "end, until, to, ends_at, end_time, end_date, 结束, 结束时间, 结束日期, 截止",
        },
        "certificates": {**_CERTIFICATE, "records": "records, record, 证书台账"},
        "certificate_records": _CERTIFICATE,
        "patents": {
            "number": "number, no, id, patent_number, 专利号, 编号, 号码",
            "kind": "kind, type, 类型, 专利类型",
        },
        "evidence": {
            "claim": "claim, statement, text, 宣称, 主张, 内容",
            "source": "source, reference, origin, url, 来源, 出处, 依据",
            "date": "date, at, 日期, 时间",
        },
        "images": {
            "url": "url, src, link, href, image_url, 链接, 地址, 图片链接",
            "path": "path, file, filename, 路径, 文件",
            "text": "text, alt, ocr, caption, 文字, 文案",
        },
        "skus": {
            "id": "id, sku, sku_id, code, 编码, 编号, sku编码, 货号",
            "name": "name, title, spec, value, properties_name, 名称, 规格, 规格名称",
            "price": "price, sale_price, 价格, 售价",
        },
        "attributes": {
            "name": "name, key, attribute, 名称, 属性, 属性名, 参数名",
            "value": "value, values, text, 值, 属性值, 参数值",
        },
        "names": {"name": "name, text, title, brand, value, 名称, 品牌, 商标"},
    }
)
"""For the objects in a list field (and for a price given as one): part to the names of its key."""

TEXT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "直播话术": """直播话术, 直播脚本, 直播文案, 直播口播, 直播间话术, 直播逐字稿, 主播话术,
            主播口播, 带货话术, 带货脚本, 口播, 口播稿, 口播文案, 口播脚本, 话术, live_script,
            livestream_script, live_talk, host_script""",
        "短视频文案": """短视频文案, 短视频脚本, 短视频口播, 视频文案, 视频脚本, 视频口播, 分镜脚本,
            字幕, 视频字幕, video_script, video_copy, short_video_script, subtitles, transcript""",
        "种草笔记": """种草笔记, 种草文案, 小红书笔记, 小红书文案, 笔记, 笔记正文, 笔记内容,
            朋友圈文案, 公众号文案, note_text, xiaohongshu_note""",
    }
)
"""Attributes that hold a kind of copy to the names of its column: rules ask for the first."""

NUMBERED = frozenset({"selling_points", "images", "certificates", "patents"})
"""Fields that several columns may fill together: ``卖点1 … 卖点5``, ``Bullet Point 1 … 5``."""

_LONGEST_NAME = 80
_IGNORED = re.compile(r"[\s_\-*:/.]+")
_BRACKETED = re.compile(r"[(\[{【〔〈《][^()\[\]{}【】〔〕〈〉《》]*[)\]}】〕〉》]")
_SCALED = re.compile(r"[万千百亿分角]|cent", re.IGNORECASE)
_ENDING_NUMBER = re.compile(r"(\D.*?)0*(\d{1,2})")


class Column(NamedTuple):
    """What a column's name says about its values."""

    field: str
    part: str | None = None
    """The part of the field's single element that the column holds (``certificates.number``)."""
    rank: int = 0
    """Place of the name in the table; the lowest wins where two columns name one field."""
    number: int = 0
    """The number at the end of ``卖点3``; 0 without one."""
    label: str | None = None
    """For the price that is struck through: the word that the column uses for it."""
    currency: str | None = None
    """The currency in brackets: ``价格(元)``."""


def normalise(name: str) -> str:
    """Return the form in which names are compared: ``*商品 标题（必填）`` gives ``商品标题``."""
    name = unicodedata.normalize("NFKC", name).replace("\ufeff", "")
    bare = _IGNORED.sub("", _BRACKETED.sub("", name))
    return (bare or _IGNORED.sub("", name).strip("()[]{}【】〔〕〈〉《》")).casefold()


def column(name: str) -> Column | None:
    """Return which field a column or key of this name holds, or ``None`` if it is no field's."""
    return _column(name) if len(name) <= _LONGEST_NAME else None


def element_part(kind: str, key: str) -> str | None:
    """Return which part of an element of the list field ``kind`` this key holds, or ``None``."""
    return _element_part(kind, key) if len(key) <= _LONGEST_NAME else None


def attribute_name(name: str) -> str:
    """Return what an attribute is called: the kind's first name for spoken copy, else ``name``."""
    return (_kind(name) or name) if len(name) <= _LONGEST_NAME else name


@lru_cache(maxsize=4096)
def _kind(name: str) -> str | None:
    return _kind_table().get(normalise(name))


@lru_cache(maxsize=1)
def _kind_table() -> Mapping[str, str]:
    return MappingProxyType(
        {normalise(name): kind for kind, names in TEXT_KINDS.items() for name in split_names(names)}
    )


@lru_cache(maxsize=4096)
def _column(name: str) -> Column | None:
    table = _table()
    plain = normalise(name)
    found = table.get(plain)
    if found is None:
        numbered = _ENDING_NUMBER.fullmatch(plain)
        found = table.get(numbered[1]) if numbered else None
        if numbered is None or found is None or found.field not in NUMBERED or found.part:
            return None
        return found._replace(number=int(numbered[2]))
    if found.field not in ("price", "original_price"):
        return found
    scaled, currency = price_unit(name)
    if scaled:
        return None  # 价格(万元), Price (cents): reading the figure as whole units would be wrong
    name = unicodedata.normalize("NFKC", name)
    label = found.label and _BRACKETED.sub("", name).replace("_", " ").strip(" *:：")
    return found._replace(label=label, currency=currency)


def price_unit(name: str) -> tuple[bool, str | None]:
    """Return what the brackets in a price column's name say: ``价格(元)``, ``Price (cents)``.

    First whether its figures count other than whole units of a currency, then the currency.
    """
    units = [unit[1:-1] for unit in _BRACKETED.findall(unicodedata.normalize("NFKC", name))]
    currency = next((code for unit in units if (code := currency_of(unit))), None)
    return any(_SCALED.search(unit) for unit in units), currency


@lru_cache(maxsize=4096)
def _element_part(kind: str, key: str) -> str | None:
    return _element_table(kind).get(normalise(key))


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Column]:
    table: dict[str, Column] = {}
    for path, names in COLUMNS.items():
        field, _, part = path.partition(".")
        for rank, name in enumerate(split_names(names)):
            label = name if field == "original_price" and rank else None
            table[normalise(name)] = Column(field, part or None, rank, label=label)
    return MappingProxyType(table)


@lru_cache(maxsize=16)
def _element_table(kind: str) -> Mapping[str, str]:
    return MappingProxyType(
        {
            normalise(name): part
            for part, names in ELEMENT_KEYS[kind].items()
            for name in split_names(names)
        }
    )


def split_names(names: str) -> list[str]:
    """Return the single names of one cell of the tables above."""
    return [name.strip() for name in names.split(",")]
