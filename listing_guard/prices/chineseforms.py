"""How discounts are written in Chinese, as expressions over the normal form.

All repetitions are bounded, so that a text takes time in proportion to its length. What the
groups mean is in `chinesediscounts`.
"""

from __future__ import annotations

import re

from listing_guard.prices.numerals import CHINESE

_N = "[一二两三四五六七八九十]|[1-9]\\d?"
_MEASURES = "件瓶盒支双个包杯份袋片条只套罐箱桶"
_FIGURE = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,7})(?:\.\d{1,2})?(?!\d|[.,]\d)"
_NO_MONEY = (
    rf"(?!\s?(?:[%°℃度斤克米天秒周岁码瓦升寸倍成折次抽卷枚粒颗对根提代级星层档多余来+{_MEASURES}]"
    r"|公斤|千克|毫升|厘米|毫米|分贝|小时|分钟|个月|年|kg|mg|ml|cm|mm|db|[gmwlv](?![a-z])))"
)
_AT_END = r"(?=$|[^\w]|[起包抢拿带入再送加且另还可后的即])"
"""What may follow a bare figure for it to be a price: 到手99起, but not 到手99抽."""


def _money(name: str) -> str:
    return (
        rf"(?:¥|rmb)?\s?(?P<{name}>{_FIGURE}|{CHINESE}{{1,6}}(?=\s?[元块])|{CHINESE}{{2,6}})"
        rf"{_NO_MONEY}(?:\s?(?:元|块钱|块))?"
    )


def _marked(name: str) -> str:
    """Return an amount that is marked as money."""
    return (
        rf"(?:(?:¥|rmb)\s?(?P<{name}1>{_FIGURE}){_NO_MONEY}(?:\s?(?:元|块))?"
        rf"|(?P<{name}2>{_FIGURE}|{CHINESE}{{1,6}})\s?(?:元|块))"
    )


_FOLDS = r"\d(?:\.\d{1,2})?|\d{2}|[一二两三四五六七八九](?:点?[一二三四五六七八九])?|半|对"
FOLD = re.compile(
    r"(?:(?P<low>低至|最低|低到|至低)\s?)?"
    r"(?:(?P<sure>打|享受|享|立享|全场|全店|限时|仅|只要|直降|特价)\s?)?"
    rf"(?<![\d.a-z一二三四五六七八九十百点第])(?P<fold>{_FOLDS})\s?折(?P<rise>起)?"
)
HALF = re.compile(r"(?P<low>低至|最低)?半价(?P<rise>起)?")
NTH = re.compile(
    rf"第(?P<n>[二两三四五2345])[{_MEASURES}]\s?(?:仅需|只要|只需|仅|立享|享|打)?\s?"
    rf"(?:(?P<half>半价)|(?P<fold>{_FOLDS})\s?折|(?P<zero>[0零]\s?元|免费|免单)|{_marked('a')})"
)
BUNDLE = re.compile(
    rf"买\s?(?P<buy>{_N})\s?[{_MEASURES}]?\s?[就即立再]?(?P<verb>[送赠得免])\s?(?P<get>{_N})"
    rf"[{_MEASURES}]?(?=$|[^\w]|同|正装|活动|优惠|到手|包邮|限时|共|发)"
)
SHIPPED = re.compile(rf"拍\s?(?P<buy>{_N})\s?件?发\s?(?P<get>{_N})(?!货)")
THRESHOLD = re.compile(
    rf"(?P<each>每)?满\s?(?:(?P<n>{_N})\s?[{_MEASURES}]|{_money('t')})\s?(?:立享|可享|[立直再可即就享])?"
    rf"\s?减\s?{_money('a')}"
)
BARE_THRESHOLD = re.compile(
    rf"(?<![\da-z~-])(?<!\d[.,])(?P<t>\d{{2,5}})\s?减\s?(?P<a>\d{{1,4}})(?!\d|[.,]\d){_NO_MONEY}"
)
FOLD_FOR_MORE = re.compile(
    rf"(?<!第)(?:满|任选|任意|拍|买)?\s?(?:(?<!\d)(?P<n>{_N})\s?[{_MEASURES}]|(?<=满){_money('t')})"
    rf"\s?(?:立享|可享|[立可即享打])?\s?(?P<fold>{_FOLDS})\s?折"
)
OFF = re.compile(
    r"(?P<most>最高|至高|最多)?可?(?:[立直多再券现]减|下单减|拍下减|减免|[立直]省|[直立]降"
    rf"|(?<=最高)减|(?<=至高)减|(?<=最多)减)(?P<most2>高达|最高)?\s?{_money('a')}"
)
SAVED = re.compile(
    rf"(?P<most>最高|至高|最多)?可?(?:省|优惠|降价|便宜|降)了?(?P<most2>高达|最高)?\s?{_marked('a')}"
)
_PRICES = (
    "券后价|券后|折后价|折后|补贴后|补后|到手价|到手|活动价|秒杀价|特价|现价|促销价|抢购价|直播价|"
    "会员价|拼团价|团购价|新人价|一口价|折扣价|预售价"
)
FINAL = re.compile(
    rf"(?:{_PRICES})\s?(?:仅需|仅要|仅|只要|只需|(?P<low>低至)|为|是|:)?\s?"
    rf"(?:{_marked('a')}|(?P<a3>{_FIGURE}){_NO_MONEY}{_AT_END})(?:\s?(?P<rise>起))?"
)
WAS_NOW = re.compile(
    rf"(?:原价|日常价|平日价)\s?:?\s?{_money('w')}[\s,、;/|→~。-]{{0,3}}"
    rf"(?:限时|活动|今日|今天)?(?:{_PRICES}|现在|现|今日|今天)\s?(?:仅需|仅|只要|只需|卖|售|为|是|:)?"
    rf"\s?{_money('a')}"
)

CUT = re.compile(r"[,。;!?、\n|/()\[\]【】]")
CONDITION = re.compile(
    r"券|会员|新人|新客|首单|新用户|学生|plus|vip|[定订]金|预付|国补|换新|拼团|人团|签到|支付|付款"
    r"|信用卡|银行|分期|扫码|关注|入会|加购|凑单|复购|老客|满|任选|app|积分|到手|补后|补贴|再|折上|叠加"
    r"|[2-9二两三四五]件"
)
COUPON = re.compile(r"\s?(?:券|卡|红包|优惠券|代金券)")
VAGUE_BEFORE = re.compile(
    r"(?:不到|低于|不足|约|近|将近|超|[\d一二三四五六七八九]\s?折?\s?[-~至到])\s?$"
)
OTHER_FOLD = re.compile(
    r"[射叠纸页痕线返旧算合断磨寿损弯边角缝跟椅凳桌床伞屏刀扇尺梯扣腾]|不扣|不到|封顶|上折|出头|左右|上下|多"
    r"|[一二三四五六七八九]扣|\s?折"
)
AFTER_FOLD = re.compile(
    r"$|[^\w]|[优后价特促抢购买出清包限时大热专福活秒甩狂啦了哦呀吧今仅只全到即立拿卖疯+券卡红]"
)
FOLDING = re.compile(
    r"伞|折叠|叠|屏|帘|钱包|钱夹|床垫|页|册|梯|贺卡|请柬|菜单|扇|椅|凳|桌|毛巾|纸|手机"
)

_FIRST = "0123456789零一二两三四五六七八九十百¥ "
LITERALS: tuple[str, ...] = (
    *(f"{c}{gap}折" for c in "0123456789一二两三四五六七八九半对" for gap in ("", " ")),
    *(f"{verb}{c}" for verb in ("减", "省", "优惠", "降价", "便宜", "降", "了") for c in _FIRST),
    *("减rmb", "省rmb", "优惠rmb", "降rmb", "便宜rmb", "了rmb"),
    *("减免", "减高达", "减最高", "省高达", "省最高", "优惠高达", "优惠最高", "降高达", "降最高"),
    *("便宜高达", "便宜最高", "降价高达", "降价最高", "半价", "原价", "日常价", "平日价"),
    *(f"第{n}{m}" for n in "二两三四五2345" for m in _MEASURES),
    *(f"{verb}{c}" for verb in "买拍" for c in "一二两三四五六七八九十123456789 "),
    *_PRICES.split("|"),
)
"""One of these stands in every claim."""
