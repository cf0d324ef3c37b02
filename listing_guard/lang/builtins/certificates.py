"""Functions on a certificate: is it for these goods, does the listing say what is on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from listing_guard.lang.coverage import MODEL_NAMES, covers_category, covers_model, same_brand
from listing_guard.lang.signature import Example, Function, Parameter
from listing_guard.lang.types import BOOLEAN, EnumOf
from listing_guard.lang.values import Unknown, Value
from listing_guard.model.certificates import Compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.lang.environment import Environment
    from listing_guard.model.listing import Certificate, CertificateRecord

GOODS = EnumOf("a part of the goods", ("brand", "model", "category"))
SAID = EnumOf("a part of a certificate", ("type", "issuer", "holder", "valid_from", "valid_until"))


def _covers(env: Environment, item: Certificate, part: str) -> Value:
    sources: Sequence[CertificateRecord] = item.records or (item,)
    recorded = [getattr(source, part) for source in sources]
    sold = _sold(env, part)
    if sold is None:
        return Unknown(('attributes["型号"]',) if part == "model" else (part,))
    answers = [None if each is None else _fits(env, part, each) for each in recorded]
    if True in answers:
        return True
    if None in answers:
        return Unknown((f"certificates.*.{part}",))
    env.compared.append(Compared(part, sold, tuple(dict.fromkeys(recorded))))
    return False


def _sold(env: Environment, part: str) -> str | None:
    """Return what the listing says of its goods."""
    if part == "brand":
        return env.listing.brand
    if part == "category":
        given = env.listing.category or env.listing.title
        return given if env.category is not None else None
    attributes = env.listing.attributes or {}
    models = (attributes.get(name) for name in MODEL_NAMES)
    return next((each for each in models if isinstance(each, str)), None)


def _fits(env: Environment, part: str, recorded: str) -> bool | None:
    sold = _sold(env, part) or ""
    if part == "category":
        return covers_category(recorded, env.category or frozenset(), env.lineage)
    return covers_model(recorded, sold) if part == "model" else same_brand(recorded, sold)


def _contradicted(env: Environment, item: Certificate, part: str) -> Value:
    said: str | date | None = getattr(item, part)
    recorded = [getattr(record, part) for record in item.records or ()]
    if said is None or not recorded or any(each is None for each in recorded):
        return False
    if any(_same(env, said, each) for each in recorded):
        return False
    env.compared.append(
        Compared(part, f"{said}", tuple(dict.fromkeys(f"{each}" for each in recorded)))
    )
    return True


def _same(env: Environment, one: str | date, other: str | date) -> bool:
    if isinstance(one, date) or isinstance(other, date):
        return one == other
    return _bare(env, one) == _bare(env, other)


def _bare(env: Environment, text: str) -> str:
    return "".join(env.matcher.fold(text).split())


_OTHER_BRAND = {
    "title": "充电宝",
    "brand": "甲木",
    "certificates": [{"type": "CCC", "records": [{"brand": "乙火"}, {"brand": "丙水"}]}],
}
FUNCTIONS = (
    Function(
        name="covers",
        parameters=(Parameter("part", (GOODS,)),),
        returns=BOOLEAN,
        run=_covers,
        element=(("brand", "model", "category"),),
        zh="这张证书（有台账记录的看记录，没有的看商品自己所写）是否包含该商品的品牌 `brand`、型号 "
        "`model`（属性“型号”“产品型号”等）或类目 `category`。同一编号有几条记录的，一条包含即可；"
        "证书没有写、商品没有写、写法可能是同一个名称（如一中一英）的为未知。只用在 "
        "`any(certificates, …)` 里。",
        en="Whether the certificate at hand covers the goods: their `brand`, their `model` (the "
        "attribute 型号, 产品型号 …) or their `category`. Its records in the ledger say so, or "
        "where there are none what the listing says of it; of several records of one number one is "
        "enough. Unknown if neither side says, and where two names may be one in two scripts. "
        "Only inside a list quantifier.",
        examples=(
            Example("any(certificates, not covers(brand))", _OTHER_BRAND, True),
            Example(
                "any(certificates, covers(model))",
                {
                    "title": "充电宝",
                    "attributes": {"型号": "AB-12 白色"},
                    "certificates": [{"type": "CCC", "model": "AB-10、AB-12"}],
                },
                True,
            ),
        ),
    ),
    Function(
        name="contradicted",
        parameters=(Parameter("part", (SAID,)),),
        returns=BOOLEAN,
        run=_contradicted,
        element=(("records",),),
        zh="商品所写的证书信息（如 `holder`、`valid_until`）是否与台账中该编号的每条记录都不一致；"
        "没有记录，或有一边没有写明的，为假。只用在 `any(certificates, …)` 里。",
        en="Whether every record of the certificate's number says something else than the listing "
        "of its `holder`, `valid_until` …; false if there is no record, or one does not say. Only "
        "inside a list quantifier.",
        examples=(
            Example(
                "any(certificates, contradicted(holder))",
                {
                    "title": "充电宝",
                    "certificates": [{"holder": "甲木公司", "records": [{"holder": "乙火公司"}]}],
                },
                True,
            ),
        ),
    ),
)
