"""Every word that a report says to a person, in Chinese and in English.

One table, so that both languages say the same. An English text may hold two forms, singular and
plural, with a bar between; the number under ``n`` chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from listing_guard.model.paths import steps

Lang = Literal["zh", "en"]

WORDS = MappingProxyType(
    {
        # verdicts, severities, confidences
        "verdict.pass": ("通过", "pass"),
        "verdict.review": ("复核", "review"),
        "verdict.block": ("拦截", "block"),
        "verdict.error": ("未读", "unread"),
        "severity.error": ("错误", "error"),
        "severity.warning": ("警告", "warning"),
        "severity.info": ("提示", "info"),
        "weight.severity.error": ("错误", "error"),
        "weight.severity.warning": ("警告", "warning"),
        "weight.severity.info": ("提示", "info"),
        "weight.confidence.high": ("把握高", "high"),
        "weight.confidence.medium": ("中", "medium"),
        "weight.confidence.low": ("低", "low"),
        "confidence.high": ("把握高", "high confidence"),
        "confidence.medium": ("把握中等", "medium confidence"),
        "confidence.low": ("把握低", "low confidence"),
        # categories
        "category.absolute-claim": ("绝对化用语", "absolute claim"),
        "category.medical-claim": ("医疗用语", "medical claim"),
        "category.efficacy-claim": ("夸大功效", "exaggerated effect"),
        "category.unsupported-claim": ("缺少依据的宣称", "unsupported claim"),
        "category.authority": ("国家机关与权威", "authority"),
        "category.certification": ("资质证书", "certification"),
        "category.price": ("价格", "price"),
        "category.ip-risk": ("知识产权", "intellectual property"),
        "category.diversion": ("站外引流", "diversion"),
        "category.prohibited-goods": ("禁售商品", "prohibited goods"),
        "category.consistency": ("信息矛盾", "consistency"),
        "category.labelling": ("标示缺失", "labelling"),
        "category.unfair-terms": ("不公平条款", "unfair terms"),
        "category.disparagement": ("贬低他人", "disparagement"),
        "category.public-order": ("公序良俗", "public order"),
        "category.personal-data": ("个人信息", "personal data"),
        "category.outcome-promise": ("承诺效果", "promise of results"),
        "category.platform-format": ("平台格式", "platform format"),
        # fields of a listing
        "field.id": ("编号", "id"),
        "field.sku": ("SKU 编号", "SKU"),
        "field.market": ("市场", "market"),
        "field.platform": ("平台", "platform"),
        "field.language": ("语言", "language"),
        "field.category": ("类目", "category"),
        "field.title": ("标题", "title"),
        "field.subtitle": ("副标题", "subtitle"),
        "field.selling_points": ("卖点", "selling points"),
        "field.description": ("详情", "description"),
        "field.brand": ("品牌", "brand"),
        "field.price": ("售价", "price"),
        "field.currency": ("币种", "currency"),
        "field.original_price": ("原价", "original price"),
        "field.price_label": ("原价名目", "price label"),
        "field.price_history": ("价格历史", "price history"),
        "field.promotions": ("促销活动", "promotions"),
        "field.attributes": ("属性", "attributes"),
        "field.certificates": ("证书", "certificates"),
        "field.authorised_brands": ("品牌授权", "authorised brands"),
        "field.trademarks": ("商标", "trademarks"),
        "field.patents": ("专利", "patents"),
        "field.evidence": ("证明材料", "evidence"),
        "field.images": ("图片", "images"),
        "field.skus": ("规格", "variants"),
        "field.none": ("整条商品", "the whole listing"),
        # one of several: {n} counts from 1
        "one.selling_points": ("卖点 {n}", "selling point {n}"),
        "one.price_history": ("价格记录 {n}", "price record {n}"),
        "one.promotions": ("促销 {n}", "promotion {n}"),
        "one.certificates": ("证书 {n}", "certificate {n}"),
        "one.authorised_brands": ("授权品牌 {n}", "authorised brand {n}"),
        "one.trademarks": ("商标 {n}", "trademark {n}"),
        "one.patents": ("专利 {n}", "patent {n}"),
        "one.evidence": ("证明 {n}", "proof {n}"),
        "one.images": ("图片 {n}", "image {n}"),
        "one.skus": ("规格 {n}", "variant {n}"),
        "one.attribute": ("属性“{key}”", "attribute “{key}”"),
        "one.any": ("{key} {n}", "{key} {n}"),
        # labels of the lines under a finding
        "label.basis": ("依据", "basis"),
        "label.write": ("改为", "fix"),
        "label.perhaps": ("可改", "perhaps"),
        "label.advice": ("建议", "advice"),
        "label.penalty": ("处罚", "penalty"),
        "label.reads": ("读作", "reads"),
        "label.facts": ("数据", "facts"),
        "label.also": ("同处", "also"),
        "label.keep": ("留存", "keep"),
        # sentences
        "quote": ("“{text}”", "“{text}”"),
        "colon": ("：", ": "),
        "dot": (" · ", " · "),
        "comma": ("、", ", "),
        "delete": ("删去{quote}", "delete {quote}"),
        "check_first": ("{text}（请人工核对）", "{text} (read it over first)"),
        "evaded": ("“{text}”，字间有隐藏字符", "“{text}”, with hidden characters in it"),
        "repeats": ("此处另有 {n} 处同样用语", "{n} more like it here"),
        "more": ("另有 {n} 处未列出", "{n} more not shown"),
        "exempted": ("依法放行", "allowed by law"),
        "gaps": (
            "缺少{fields}，{n} 条规则未能判断",
            "{n} rule undecided: no {fields} given|{n} rules undecided: no {fields} given",
        ),
        "suppressed": (
            "已搁置 {n} 处，不计入：{reasons}",
            "{n} finding set aside: {reasons}|{n} findings set aside: {reasons}",
        ),
        "note": ("注", "note"),
        "score": ("评分 {score}", "score {score}"),
        "score_of": ("评分 {score} = {sum}", "score {score} = {sum}"),
        "record": ("第 {n} 条", "record {n}"),
        "n_infos": ("{n} 条提示", "{n} info"),
        "n_exempted": ("{n} 处放行", "{n} allowed"),
        "n_suppressed": ("{n} 处搁置", "{n} set aside"),
        "n_notes": ("{n} 条注", "{n} note|{n} notes"),
        # one listing, several markets
        "market.verdict": ("结论", "verdict"),
        "market.score": ("评分", "score"),
        "market.all": ("所有市场", "all markets"),
        "market.level": ("{market} {level}", "{market} {level}"),
        "alike": (
            "另有 {n} 条规则在各市场相同",
            "{n} rule is alike in all markets|{n} rules are alike in all markets",
        ),
        # what a finding on a price rests on
        "label.window": ("窗口", "window"),
        "label.used": ("所用", "used"),
        "label.unused": ("未用", "unused"),
        "label.lawful": ("合法", "lawful"),
        "label.claim": ("可称", "claim"),
        "label.claimed": ("所称", "claimed"),
        "repeated": ("这里共写了 {n} 次", "written {n} times here"),
        "claimed.ratio": ("打折", "a share off"),
        "claimed.money_off": ("减 {amount}", "{amount} off"),
        "claimed.threshold_off": ("满 {threshold} 减 {amount}", "{amount} off from {threshold}"),
        "claimed.nth_item": ("第 {count} 件优惠", "piece {count} for less"),
        "claimed.bundle": ("{count} 件中 {free} 件免费", "{free} of {count} pieces free"),
        "claimed.final_price": ("价格 {amount}", "a price of {amount}"),
        "claimed.was_now": ("从 {was} 降到 {amount}", "from {was} to {amount}"),
        "claimed.percent": ("少付 {percent}%", "{percent}% less to pay"),
        "claimed.from": ("“起”", "from"),
        "claimed.up_to": ("“最高”", "up to"),
        "claimed.conditional": ("有条件", "on conditions"),
        "window.days": ("{first} 至 {last}，{kind}", "{first} to {last}, {kind}"),
        "window.counted": (
            "{first} 至 {last}，{measure}：{n}",
            "{first} to {last}, {measure}: {n}",
        ),
        "measure.days-known": ("标价已知的天数", "days with an asking price on record"),
        "measure.days-at": ("标价不低于 {price} 的天数", "days asked at {price} or more"),
        "measure.sales-at": ("不低于 {price} 的成交笔数", "sales at {price} or more"),
        "measure.days-since-at": (
            "距上次标价不低于 {price} 的天数",
            "days since {price} or more was asked",
        ),
        "measure.days-below": ("标价低于 {price} 的天数", "days asked below {price}"),
        "measure.days-held": (
            "标价连续不低于 {price} 的天数",
            "days in a row asked at {price} or more",
        ),
        "observed": ("{day} {price} {kind}", "{day} {price} {kind}"),
        "observed.on": ("{day} {price} {kind}（{channel}）", "{day} {price} {kind} ({channel})"),
        "observed.more": ("另有 {n} 条", "{n} more"),
        "observed.none": ("窗口内没有记录", "nothing on record within"),
        "left_out.currency": ("其他币种 {n}", "{n} in another currency"),
        "left_out.channel": ("其他渠道 {n}", "{n} on another channel"),
        "left_out.kind": ("其他性质 {n}", "{n} of another kind"),
        "left_out.later": ("开始之后 {n}", "{n} after it began"),
        "basis.lowest": ("窗口内最低", "lowest of the window"),
        "basis.median": ("窗口内中位数", "median of the window"),
        "basis.last-before": ("窗口前最后一次", "last before the window"),
        "lawful": ("被比较价格最高 {price}（{basis}）", "compare with {price} at most ({basis})"),
        "claim": (
            "现价 {price}：最多称省 {saving}、{zhe}折（{percent}%）",
            "at {price}: save {saving}, {percent}% off ({zhe} of 10 paid) at most",
        ),
        "claim.none": (
            "现价 {price} 不低于该价格，不得称降价",
            "at {price}, which is not below it: no reduction",
        ),
        "pack.listing": ("商品", "Listing"),
        "pack.compared": ("比较的内容", "What was compared"),
        "pack.none": ("商品记录中没有可比较的内容", "the record has nothing to compare"),
        "pack.law": ("法律依据", "Law"),
        "pack.made": ("由来", "How it was made"),
        "pack.rule": ("规则", "rule"),
        "pack.fingerprint": ("指纹", "fingerprint"),
        "pack.day": ("日期", "day"),
        "pack.market": ("市场", "market"),
        "pack.platform": ("平台", "platform"),
        "pack.ledger": ("账本", "ledger"),
        "pack.consulted": (
            "{place}，截至第 {snapshot} 次导入，共 {observations} 条价格",
            "{place}, up to import {snapshot}, {observations} prices",
        ),
        "pack.no-ledger": ("未使用", "none"),
        "pack.pack": ("规则包", "pack"),
        "pack.ruleset": ("规则集", "rule set"),
        "pack.engine": ("引擎", "engine"),
        "sum.record": ("补记", "record"),
        "record.prices": (
            "{n} 条商品缺标价或成交记录；导入历史标价、订单：listing-guard prices import 文件",
            "{n} listing lacks asking prices or sales on record; listing-guard prices import FILE "
            "puts them there|{n} listings lack asking prices or sales on record; listing-guard "
            "prices import FILE puts them there",
        ),
        # what prices were (`prices show`), and what a window of them says
        "kind.listed": ("标价", "asked"),
        "kind.promotion": ("促销价", "promotion"),
        "kind.sold": ("成交价", "sold"),
        "kind.none": ("标价与成交价", "asked and sold"),
        "show.signs": (
            "- 标价  = 促销价  o 成交  [..v..] 窗口，v 为其中最低价",
            "- asked  = promotion  o sold  [..v..] window, v its lowest price",
        ),
        "show.now": ("现价", "now"),
        "show.since": ("{price}（{kind}，{day} 起）", "{price} ({kind}, since {day})"),
        "show.figures": (
            "最低 {least}  中位 {median}  最近 {last}（{n} 条）",
            "lowest {least}  median {median}  last {last} ({n} price)"
            "|lowest {least}  median {median}  last {last} ({n} prices)",
        ),
        "show.none": ("没有记录", "none on record"),
        "show.before": ("{days} 日", "{days} days"),
        "show.days": ("{first} 至 {last}", "{first} to {last}"),
        "show.lowest": ("最低{kind} {price}", "lowest {kind} {price}"),
        "show.last_before": (
            "窗口内没有，此前最后{kind} {price}",
            "none within, last {kind} before {price}",
        ),
        # the foot
        "head.rule": ("规则", "rule"),
        "head.title": ("名称", "title"),
        "head.severity": ("级别", "level"),
        "head.findings": ("发现", "findings"),
        "head.listings": ("商品", "listings"),
        "sum.listings": ("商品", "listings"),
        "sum.findings": ("发现", "findings"),
        "sum.unread": ("未读", "unread"),
        "sum.gaps": ("缺项", "gaps"),
        "sum.shared": ("共用", "shared"),
        "sum.packs": ("规则", "rules"),
        "sum.run": ("运行", "run"),
        "sum.weights": ("权重", "weights"),
        "n_listings": ("{n} 条商品", "{n} listing|{n} listings"),
        "n_findings": ("{n} 处问题", "{n} finding|{n} findings"),
        "total_listings": ("{n} 条", "{n}"),
        "total_checked": ("{n} 条（每个市场各计一次）", "{n} (once for each market)"),
        "total_findings": ("{n} 处", "{n}"),
        "n_verdict": ("{name} {n}", "{n} {name}"),
        "n_error": ("错误 {n}", "{n} error|{n} errors"),
        "n_warning": ("警告 {n}", "{n} warning|{n} warnings"),
        "n_info": ("提示 {n}", "{n} info"),
        "n_unread": (
            "{n} 条记录无法读取，未检查",
            "{n} record could not be read|{n} records could not be read",
        ),
        "n_missing": ("缺{field} {n} 条", "no {field} in {n}"),
        "shared_brands": (
            "证书 {number} 用于不同品牌：{names}",
            "certificate {number} is on different brands: {names}",
        ),
        "shared_categories": (
            "证书 {number} 用于不相关的类目：{names}",
            "certificate {number} is on unrelated goods: {names}",
        ),
        "one_use": ("{name}（{id}）", "{name} ({id})"),
        "n_use": ("{name}（{id} 等 {n} 条）", "{name} ({id}, {n} in all)"),
        "ruleset": ("规则集 {hash}", "rule set {hash}"),
        "engine": ("引擎 {version}", "engine {version}"),
        "as_of": ("按 {day} 有效的法律", "law as of {day}"),
        "market": ("市场 {names}", "market {names}|markets {names}"),
        "market_own": ("市场依各记录", "each record's market"),
        "platform": ("平台 {name}", "platform {name}"),
        "review_at": ("{n} 分起复核", "review from {n}"),
        "block_at": ("{n} 分起拦截", "block from {n}"),
        "disclaimer": (
            "本报告不构成法律意见；“通过”不等于合法合规的确认；编号格式正确不证明编号真实有效。",
            "This is no legal advice. “pass” is no clearance. That a number has the right format "
            "is no proof that it is valid.",
        ),
    }
)
"""``key: (Chinese, English)``."""

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: Lang

    def __call__(self, name: str, /, **values: object) -> str:
        """Return a text with its places filled; ``n`` chooses singular or plural."""
        text = WORDS[name][self.lang == "en"]
        if self.lang == "en" and "|" in text:
            singular, plural = text.split("|")
            text = singular if values.get("n") == 1 else plural
        return _PLACE.sub(lambda place: _written(values[place[1]]), text)

    def name(self, kind: str, key: str) -> str:
        """Return the name of a verdict, severity, category …; an unknown one stays as it is."""
        known = WORDS.get(f"{kind}.{key}")
        return known[self.lang == "en"] if known else key

    def place(self, path: str | None) -> str:
        """Return a field path as a person says it: ``卖点 3`` for ``selling_points[2]``."""
        if path is None:
            return self("field.none")
        root, *rest = steps(path) or (path,)
        if not rest:
            return self.name("field", root)
        first, *deeper = rest
        if root == "attributes":
            head = self("one.attribute", key=first)
        elif first.isdecimal():
            number = int(first) + 1
            known = f"one.{root}" in WORDS
            head = self(f"one.{root}" if known else "one.any", n=number, key=root)
        else:
            head = self.name("field", root)
            deeper = rest
        return " ".join([head, *deeper]) if deeper else head


def words_of(lang: str) -> Words:
    """Return the words of a language: Chinese for ``zh…``, else English."""
    return Words("zh" if lang.startswith("zh") else "en")


def _written(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
