"""What files of prices and exports of orders call their columns: the one table of names.

Names are compared as `read.columns` compares them: without regard to width, case, blanks,
``_ - * : / .`` and brackets. Of several columns for one part the one whose name stands further
left here is taken; of states every one is looked at.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from listing_guard.read.columns import normalise, price_unit, split_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from listing_guard.ledger.observation import Kind

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "sku": """sku, sku_id, sku编码, sku编号, 商家编码-规格维度, 商家编码, 商家sku, seller_sku,
            merchant_sku, item_sku, lineitem_sku, variant_sku, 规格编码, 货号, 商品货号, 款号,
            外部编码, 外部系统编号, 商家编码-商品维度, outer_id, custom_label, 商品编码, 商品编号,
            产品编号, 商品代码, 商品ID, 宝贝ID, item_id, product_id, goods_id, num_iid, listing_id,
            asin, id""",
        "market": "market, 市场, 销售市场, 目标市场, 站点, 国家, 销售国家, marketplace_country",
        "channel": """channel, 渠道, 销售渠道, sales_channel, 平台, 销售平台, 电商平台, 来源平台,
            platform, marketplace""",
        "shop": "shop, 店铺, 店铺名称, 店铺名, shop_name, store, store_name",
        "price": """price, 实付单价, 成交单价, 成交价, 成交价格, sold_price, price_paid,
            unit_price, 单价, 商品单价, lineitem_price, item_price, 促销价, 活动价, 秒杀价,
            promotion_price, promo_price, sale_price, 标价, 挂牌价, 页面价, listed_price, 价格,
            售价, 销售价, 商品价格, 宝贝价格""",
        "paid": """paid, 实付, 实付金额, 实付款, 实付总额, 买家实付, 买家实付金额,
            买家实际支付金额, 用户实付金额, 实际支付金额, paid_amount, amount_paid""",
        "amount": """amount, 金额, 商品金额, 商品总价, 成交金额, 小计, 商品小计, line_total,
            line_amount, item_total, item_subtotal""",
        "discount": "item_promotion_discount",
        "quantity": """quantity, 数量, 购买数量, 商品数量, 订购数量, 商品件数, 购买件数, 件数,
            宝贝总数量, 宝贝数量, qty, quantity_purchased, quantity_ordered, lineitem_quantity,
            item_quantity, units""",
        "currency": """currency, 币种, 货币, 货币单位, 货币代码, currency_code, price_currency""",
        "kind": "kind, 性质, 价格性质, 价格类型, price_kind, price_type",
        "paid_at": """paid_at, 付款时间, 支付时间, 订单付款时间, 订单支付时间, 买家付款时间,
            付款日期, 支付日期, payment_date, payments_date, payment_time, paid_time""",
        "ordered_at": """ordered_at, 下单时间, 订单创建时间, 订单提交时间, 订单时间, 订购时间,
            拍下时间, 下单日期, 订单日期, 订单成交时间, order_date, order_time, purchase_date,
            created_at, sale_date""",
        "at": """at, 时间, 日期, 成交时间, 成交日期, 交易时间, 采集时间, 记录时间, 观测时间,
            价格日期, 生效时间, date, time, datetime, timestamp, day, observed_at, sold_at""",
        "order": """order, 子订单编号, 子订单号, order_item_id, 订单编号, 订单号, 订单ID,
            主订单编号, 交易编号, order_id, order_no, order_number, amazon_order_id,
            transaction_id""",
        "status": """status, 订单状态, 交易状态, 状态, 售后状态, 退款状态, 订单售后状态,
            order_status, item_status, financial_status, payment_status, refund_status""",
        "refund": "refund, 退款金额, 退款总金额, 已退款金额, refund_amount, refunded_amount",
        "history": """price_history, 价格历史, 历史价格, 价格记录, 历史成交价, prices_history,
            history""",
    }
)
"""Part to the names of its column, best name first; ``--column PART=NAME`` adds one to them.

Amounts of a whole order (订单金额, total) are not among them: over an order of several lines they
would give a price that nobody paid.
"""

_KIND_OF_NAME: Mapping[Kind, str] = MappingProxyType(
    {
        "sold": "实付单价, 成交单价, 成交价, 成交价格, sold_price, price_paid",
        "promotion": "促销价, 活动价, 秒杀价, promotion_price, promo_price, sale_price",
        "listed": "标价, 挂牌价, 页面价, listed_price",
    }
)
"""What a column of prices says of them by its name alone."""
_MONEY = frozenset({"price", "paid", "amount", "discount", "refund"})
_LONGEST = 80


class Named(NamedTuple):
    """What a column's name says of its values."""

    part: str
    rank: int = 0
    """Place of the name in the table; the lowest wins."""
    kind: Kind | None = None
    currency: str | None = None
    """The currency in its brackets: ``实付金额(元)``."""


@lru_cache(maxsize=4096)
def part_of(name: str) -> Named | None:
    """Return which part of a price a column of this name holds, ``None`` if it is none's."""
    if len(name) > _LONGEST:
        return None
    found = _table().get(normalise(name))
    if found is None or found.part not in _MONEY:
        return found
    scaled, currency = price_unit(name)
    return None if scaled else found._replace(currency=currency)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Named]:
    kinds = {
        normalise(name): kind
        for kind, names in _KIND_OF_NAME.items()
        for name in split_names(names)
    }
    table: dict[str, Named] = {}
    for part, names in NAMES.items():
        for rank, name in enumerate(split_names(names)):
            plain = normalise(name)
            kind = kinds.get(plain) if part == "price" else None
            assert plain not in table, f"{name} names two parts"
            table[plain] = Named(part, rank, kind)
    return MappingProxyType(table)
