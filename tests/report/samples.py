"""Made-up listings and reports for the writers' tests."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from listing_guard.model.listing import Listing, Source
from listing_guard.model.report import (
    Basis,
    Confidence,
    Exempted,
    NotEvaluated,
    Report,
    Severity,
    Suggestion,
    Violation,
)
from listing_guard.report.excerpt import field_text
from listing_guard.report.run import Pack, RuleInfo, Run

RULESET = "9f3c2ab41d07"
AD = "cn-ad/absolute-superlative"
CURE = "cn-ad/medical-effect"
FTC = "us-ad/disease-claim"


class Part(NamedTuple):
    violation: Violation
    weight: Decimal


WINDOW: dict[str, object] = {
    "reference": {"amount": "119.00", "currency": "CNY"},
    "basis": "lowest",
    "start": "2026-11-11T00:00:00+08:00",
    "first_day": "2026-11-04",
    "last_day": "2026-11-10",
    "kind": "sold",
    "observations": [
        {
            "at": f"2026-11-0{day}T10:00:00+08:00",
            "price": {"amount": f"{price}.00", "currency": "CNY"},
            "kind": "sold",
            "channel": channel,
        }
        for day, price, channel in (
            (4, 129, None),
            (5, 119, "tmall"),
            (6, 139, None),
            (7, 129, None),
            (8, 129, None),
        )
    ],
    "left_out": {"currency": 0, "channel": 2, "kind": 1, "later": 3},
}
"""A price window as `prices.windows.PriceWindow.as_evidence` writes it."""


def make_up(report: Report) -> list[Part]:
    """Weigh as the engine would, without field weights."""
    weight = {"error": "0.60", "warning": "0.25", "info": "0.05"}
    live = [v for v in report.violations if v.suppressed is None]
    parts = [Part(v, Decimal(weight[v.severity])) for v in live]
    return sorted(parts, key=lambda part: -part.weight)


def found(
    listing: Listing,
    field: str | None,
    text: str | None,
    rule: str = AD,
    *,
    nth: int = 0,
    category: str = "absolute-claim",
    severity: Severity = "error",
    confidence: Confidence = "high",
    message: str | None = None,
    suggestion: Suggestion | None = None,
    basis: tuple[Basis, ...] = (),
    penalty: str | None = None,
    evidence: dict[str, object] | None = None,
    plain: str | None = None,
    suppressed: str | None = None,
) -> Violation:
    """Make a finding on the nth occurrence of a text in a field; a record finding without."""
    start: int | None = None
    if text is not None:
        raw = field_text(listing, field)
        assert raw is not None
        start = -1
        for _ in range(nth + 1):
            start = raw.index(text, start + 1)
    return Violation(
        rule=rule,
        category=category,
        severity=severity,
        confidence=confidence,
        field=field,
        start=start,
        end=None if start is None or text is None else start + len(text),
        text=text,
        plain=plain or text,
        evaded=plain is not None,
        folds=() if plain is None else ("hidden",),
        message=message or f"“{plain or text}”是绝对化用语",
        suggestion=suggestion,
        basis=basis,
        penalty=penalty,
        evidence=evidence,
        fingerprint=f"{rule}#{field}#{start}",
        suppressed=suppressed,
    )


def report_on(listing: Listing, verdict: str, score: int, **more: object) -> Report:
    return Report(
        listing_id=listing.id,
        ruleset=RULESET,
        source=listing.source,
        verdict=verdict,  # type: ignore[arg-type]
        score=score,
        **more,  # type: ignore[arg-type]
    )


def run(lang: str) -> Run:
    zh = lang == "zh"
    titles = {
        AD: ("绝对化用语", "absolute-claim", "error"),
        CURE: ("普通商品宣称医疗效果", "medical-claim", "error"),
        "cn-price/reference-price-without-basis": ("原价没有依据", "price", "warning"),
        "cn-cert/power-bank-ccc": ("充电宝须有3C认证", "certification", "warning"),
        "tmall/title-length": ("标题过长", "platform-format", "info"),
        FTC: ("Disease claim for ordinary goods", "medical-claim", "error"),
        "us-ad/unsupported-rank": ("Rank without a source", "unsupported-claim", "warning"),
        "amazon/title-case": ("Title in capitals", "platform-format", "info"),
    }
    return Run(
        engine="0.1.0",
        packs=(
            Pack(name="common", version="0.1.0", sha256="0a1b2c3d" * 8),
            Pack(name="cn-ad" if zh else "us-ad", version="0.1.0", sha256="4e5f6071" * 8),
        ),
        as_of="2026-11-22",
        markets=("CN",) if zh else ("US", "DE"),
        platform="tmall" if zh else None,
        options={"select": [], "ignore": []},
        lang=lang,
        ruleset=RULESET + "5566778899",
        weights={
            "severity": {"error": 0.6, "warning": 0.25, "info": 0.05},
            "confidence": {"high": 1.0, "medium": 0.7, "low": 0.4},
            "review_at": 60,
            "block_at": None,
        },
        rules={
            rule: RuleInfo(title=title, category=category, severity=severity)  # type: ignore[arg-type]
            for rule, (title, category, severity) in titles.items()
        },
        laws={"广告法": "Advertising Law", "16 CFR": "16 CFR"},
    )


Sample = tuple[Report, Listing | None]
FINE = "处二十万元以上一百万元以下的罚款，情节严重的，可以吊销营业执照"


def chinese() -> list[Sample]:
    """A mask with everything wrong, a power bank without a certificate, and quieter ones."""
    article = (Basis(law="广告法", article="9(3)"), Basis(law="绝对化用语执法指南", article="5"))
    mask = Listing(
        id="mz-1001",
        title="全网最低价 补水面膜 根治痘痘 史上最好用的护肤品 敏感肌可用 30片装 官方正品包邮",
        selling_points=("三天见效，根\u200b治痘痘", "最佳食用期不适用；最好在睡前使用"),
        description=(
            '<p style="color:red">本品选用天然成分，温和不刺激，适合每日使用。</p>\n'
            "<p>销量第一的面膜，万千女性的共同选择，老客户都说好。我们坚持每一片都经过三道检验，"
            "确保送到您手上的每一片都是新鲜的；面膜布来自日本，轻薄贴肤，不易滴落，"
            "是您居家旅行的最好伙伴，最好的礼物。最好的礼物送给最好的她。</p>"
        ),
        source=Source("data/goods-2026-11.csv", 12, 11),
        notes=("price：“99-199”是一个区间，按未提供处理",),
    )
    suggestion = Suggestion(text="优惠", safe=True)
    effect = (Basis(law="广告法", article="17"),)
    findings = (
        found(mask, "title", "全网最低", suggestion=suggestion, basis=article, penalty=FINE),
        found(
            mask,
            "title",
            "全网最低价",
            "cn-price/reference-price-without-basis",
            category="price",
            severity="warning",
            confidence="medium",
            message="价格比较没有写明依据",
            basis=(Basis(law="明码标价和禁止价格欺诈规定", article="16-20"),),
        ),
        found(
            mask,
            "title",
            "根治",
            CURE,
            category="medical-claim",
            message="普通化妆品不得宣称医疗作用",
            suggestion=Suggestion(text="", safe=False, advice="写明成分与使用感受，不写疗效"),
            basis=effect,
            penalty="处广告费用一倍以上三倍以下的罚款",
        ),
        found(
            mask,
            "title",
            "史上最好用",
            suggestion=Suggestion(text="好用", safe=False),
            basis=article,
            penalty=FINE,
        ),
        found(
            mask,
            "selling_points[0]",
            "根\u200b治",
            CURE,
            plain="根治",
            category="medical-claim",
            message="“根治”是医疗用语，普通化妆品不得使用",
            basis=effect,
        ),
        found(mask, "description", "第一", confidence="low", basis=article, penalty=FINE),
        found(mask, "description", "最好", basis=article, penalty=FINE),
        found(mask, "description", "最好", nth=1, basis=article, penalty=FINE),
        found(mask, "description", "最好", nth=2, basis=article, penalty=FINE),
        found(mask, "description", "最好", nth=3, basis=article, suppressed="基线"),
        found(
            mask,
            "original_price",
            None,
            "cn-price/reference-price-without-basis",
            category="price",
            severity="warning",
            confidence="medium",
            message="原价 299.00 CNY 高于促销前七日内最低成交价 119.00 CNY",
            basis=(Basis(law="明码标价和禁止价格欺诈规定", article="19", note="第一款第三项"),),
            evidence={
                "values": {"original_price": "299.00 CNY", "price": "99.00 CNY"},
                "windows": [WINDOW],
                "lawful": {
                    "reference": {"amount": "119.00", "currency": "CNY"},
                    "price": {"amount": "99.00", "currency": "CNY"},
                    "saving": {"amount": "20.00", "currency": "CNY"},
                    "percent_off": "16.8",
                    "zhe": "8.4",
                },
            },
        ),
    )
    exempted = (
        Exempted(
            rule=AD,
            field="selling_points[1]",
            start=0,
            end=5,
            text="最佳食用期",
            exemption="consumption-tip",
            basis=(Basis(law="绝对化用语执法指南", article="6(2)"),),
            keep="产品说明书或标签上的食用期说明",
        ),
    )
    gaps = (
        NotEvaluated(missing="certificates", rules=("cn-cert/cosmetics",)),
        NotEvaluated(missing="price_history", rules=("cn-price/a", "cn-price/b")),
    )
    bank = Listing(
        id="cdb-20000",
        title="小巧充电宝 20000毫安时 快充",
        source=Source("data/goods-2026-11.csv", 13, 12),
    )
    missing = found(
        bank,
        "certificates",
        None,
        "cn-cert/power-bank-ccc",
        category="certification",
        severity="warning",
        message="充电宝须取得 3C 认证，商品信息中没有有效的证书编号",
        basis=(Basis(law="强制性产品认证管理规定", article="2"),),
        suggestion=Suggestion(text=None, advice="在证书栏填写 CCC 证书编号与有效期"),
    )
    tea = Listing(id="ca-7", title="特级毛尖 明前茶 250克", source=Source("data/goods.csv", 14, 13))
    hint = found(
        tea,
        "title",
        None,
        "tmall/title-length",
        category="platform-format",
        severity="info",
        message="标题可以更短",
    )
    broken = Report(
        listing_id=None,
        ruleset=None,
        source=Source("data/goods-2026-11.csv", 15, 14),
        verdict="error",
        score=0,
        error="这一行有 7 列，表头有 9 列",
    )
    plain = Listing(id="plain", title="纯棉毛巾", source=Source("data/goods.csv", 16, 15))
    return [
        (
            report_on(
                mask,
                "block",
                98,
                violations=findings,
                exempted=exempted,
                not_evaluated=gaps,
                notes=mask.notes,
            ),
            mask,
        ),
        (report_on(bank, "review", 25, violations=(missing,)), bank),
        (report_on(tea, "pass", 5, violations=(hint,), exempted=exempted), tea),
        (broken, None),
        (report_on(plain, "pass", 0), plain),
    ]


def english() -> list[Sample]:
    """A balm that cures everything, and a lamp that passes with a hint."""
    balm = Listing(
        id="B0-BALM",
        title="Miracle Balm - the World's No.1 Pain Relief Cream, Cures Arthritis Overnight, 100% "
        "Natural, FDA Approved, 4 oz",
        description="Our balm has been loved for generations. It treats eczema and psoriasis and "
        "is the best selling balm in America; thousands of happy customers cannot be wrong. "
        "Cures arthritis, or your money back.\nMade in Ohio.",
        attributes={"Material": "beeswax, cures everything"},
        source=Source("feeds/amazon.jsonl", 3, 3),
    )
    act = (
        Basis(law="16 CFR", article="255.2", note="claims need competent evidence"),
        Basis(law="FTC Act", article="5"),
    )
    findings = (
        found(
            balm,
            "title",
            "the World's No.1",
            "us-ad/unsupported-rank",
            category="unsupported-claim",
            severity="warning",
            confidence="medium",
            message="'World's No.1' is a rank without source and date",
            basis=act,
            suggestion=Suggestion(text="a popular", safe=False),
        ),
        found(
            balm,
            "title",
            "Cures Arthritis",
            FTC,
            category="medical-claim",
            message="'Cures Arthritis' claims to treat a disease; the goods are no drug",
            basis=act,
            suggestion=Suggestion(text="", safe=True),
            penalty="Civil penalties; Amazon removes the listing and may suspend the account",
        ),
        found(
            balm,
            "description",
            "treats eczema",
            FTC,
            category="medical-claim",
            message="'treats eczema' claims to treat a disease; the goods are no drug",
            basis=act,
        ),
        found(
            balm,
            "description",
            "Cures arthritis",
            FTC,
            category="medical-claim",
            message="'Cures arthritis' claims to treat a disease; the goods are no drug",
            basis=act,
        ),
        found(
            balm,
            'attributes["Material"]',
            "cures everything",
            FTC,
            category="medical-claim",
            message="a claim to treat a disease",
            basis=act,
        ),
    )
    lamp = Listing(id="LAMP", title="DESK LAMP WITH USB", source=Source("feeds/amazon.jsonl", 4, 4))
    hint = found(
        lamp,
        "title",
        "DESK LAMP WITH USB",
        "amazon/title-case",
        category="platform-format",
        severity="info",
        message="the title is in capitals",
    )
    gaps = (NotEvaluated(missing="category", rules=("us-cert/a", "us-cert/b")),)
    return [
        (report_on(balm, "block", 96, violations=findings, not_evaluated=gaps), balm),
        (report_on(lamp, "pass", 5, violations=(hint,)), lamp),
    ]


def hostile() -> list[Sample]:
    """Titles that attack the terminal, the width and the encoding."""
    titles = {
        "ansi": "\x1b[2J\x1b[31m全网最低\x1b[0m\x07 面膜",
        "lines": "全网最低\n\n\r\t面膜\x85次行\u2028末行",
        "long": "面膜补水" * 700 + "全网最低" + "保湿修护" * 550,
        "words": "cream " * 400 + "全网最低" + " balm" * 400,
        "rtl": "שלום \u202eלום全网最低\u202c مرحبا 面膜",
        "emoji": "👨‍👩‍👧‍👦🇨🇳 ❤️全网最低👍🏽 面膜 e\u0301" + "\u0301" * 60,
        "surrogate": "\ud83d 全网最低 \udc00",
        "nul": "a\x00b全网最低\u200b\ufeff面膜",
        "wide": "全网最低" * 60,
        "html": '<b onclick="x()">全网最低</b><!-- c --><br/>面膜&nbsp;3<5',
    }
    samples: list[Sample] = []
    for name, title in titles.items():
        listing = Listing(id=f"{name}\x1b]0;x\x07", title=title, source=Source("a\nb.csv", 1, 1))
        text = title if name == "wide" else "全网最低"
        finding = found(listing, "title", text, message=f"“{text}”\x1b[5m是绝对化用语")
        samples.append((report_on(listing, "block", 60, violations=(finding,)), listing))
    return samples
