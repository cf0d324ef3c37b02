"""Seeded synthetic listings in the shape of real ones: word salad over shop vocabulary.

A given share of the listings carries a term that the rules know; the rest are made of words in
which none occurs by design, though common words (最近, 第一次) do, as they do in real text.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import jieba

CATEGORIES = {
    "服装": "连衣裙 T恤 衬衫 牛仔裤 羽绒服 卫衣 半身裙 针织衫 西装 风衣 打底裤 阔腿裤 外套 马甲 睡衣",
    "食品": "坚果 零食 饼干 牛肉干 茶叶 咖啡 蜂蜜 燕麦片 大米 食用油 酱油 火锅底料 巧克力 果干 面条",
    "美妆": "面膜 精华液 口红 粉底液 眼影 防晒霜 洁面乳 爽肤水 卸妆油 睫毛膏 香水 护手霜 眼霜",
    "数码": "手机壳 充电器 数据线 蓝牙耳机 充电宝 键盘 鼠标 显示器 路由器 U盘 平板 支架 钢化膜",
    "家居": "四件套 枕头 窗帘 地毯 收纳盒 台灯 餐具 保温杯 拖把 垃圾桶 沙发垫 衣架 床垫 毛巾",
    "母婴": "纸尿裤 奶瓶 婴儿车 玩具 积木 湿巾 爬行垫 儿童餐椅 奶粉 童装 安全座椅 绘本 浴盆",
}
ADJECTIVES = (
    "新款 夏季 冬季 春秋 韩版 宽松 显瘦 百搭 潮流 网红 高档 加厚 轻薄 防水 便携 家用 学生 男士 女士 儿童 "
    "大容量 多功能 简约 北欧 日系 复古 纯棉 免打孔 可爱 情侣 气质 休闲 运动 户外 商务 旗舰店 包邮 现货"
).split()
TAILS = (
    "七天无理由退换 支持运费险 全国联保 工厂直发 当天发货 限时优惠 开具发票 请咨询客服 颜色以实物为准 "
    "手工测量存在误差 温馨提示 适用人群 使用方法 产品规格 储存条件 保质期 生产日期 执行标准 最近更新 第一次使用前请清洗"
).split()
ENGLISH = (
    "New Arrival fashion casual women men summer USB Type-C Bluetooth 5.0 cotton waterproof portable "
    "size XL color black white model A1 Pro Max store 500ml 3pcs kit"
).split()
TERMS = (
    "国家级 最高级 最佳 世界第一 全网最低价 顶级 极品 绝无仅有 史无前例 根治 包治百病 药到病除 无副作用 特效 治愈 "
    "抗癌 降血压 降血糖 祖传秘方 永不反弹 驰名商标 销量第一 第一品牌 高仿 A货 加微信 好评返现"
).split()


def listings(count: int, share: float, seed: int = 20261122) -> list[dict[str, object]]:
    """Return ``count`` listings of about 1 KB, of which ``share`` carry a term of the rules."""
    rng = random.Random(seed)
    words = _vocabulary()
    return [_listing(index, rng, words, rng.random() < share) for index in range(count)]


def write_jsonl(path: Path, count: int, share: float) -> None:
    """Write such listings, one JSON object a line."""
    with path.open("w", encoding="utf-8") as out:
        for each in listings(count, share):
            out.write(json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n")


def _vocabulary() -> list[str]:
    """Return the commonest words of jieba's dictionary that no term of the rules begins."""
    rows = []
    for row in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, frequency, _ = row.split(" ")
        if all("一" <= char <= "鿿" for char in word) and not set(word) & set("最第首极顶国治药"):
            rows.append((-int(frequency), word))
    return [word for _, word in sorted(rows)[:6000]]


def _description(rng: random.Random, words: list[str]) -> str:
    parts = []
    size, length = rng.randint(60, 560), 0
    while length < size:
        dice = rng.random()
        if dice < 0.55:
            part = "".join(rng.choices(words, k=rng.randint(4, 10)))
        elif dice < 0.75:
            part = rng.choice(TAILS)
        elif dice < 0.88:
            part = rng.choice(ADJECTIVES) + rng.choice(
                rng.choice(list(CATEGORIES.values())).split()
            )
        else:
            part = " " + " ".join(rng.choices(ENGLISH, k=rng.randint(3, 8))) + " "
        part += rng.choice("，，，。；：、！ ")
        parts.append(part)
        length += len(part)
    return "".join(parts)


def _listing(
    index: int, rng: random.Random, words: list[str], with_term: bool
) -> dict[str, object]:
    category = rng.choice(list(CATEGORIES))
    title = "".join(rng.choices(ADJECTIVES, k=rng.randint(4, 9)))
    title += rng.choice(CATEGORIES[category].split())
    price = round(rng.lognormvariate(4, 1), 2)
    record: dict[str, object] = {
        "id": f"L{index:07d}",
        "title": title,
        "description": _description(rng, words),
        "brand": rng.choice(["华兴", "优品", "BeautyLab", "HomeKing", "小鹿", "南山"]),
        "category": category,
        "price": price,
        "original_price": round(price * rng.choice([1, 1.2, 1.5, 2, 3]), 2),
        "attributes": {
            "材质": _material(rng, title),
            "产地": rng.choice(["广东", "浙江", "江苏", "福建"]),
            "货号": f"HX{rng.randint(1000, 99999)}",
            "执行标准": f"GB/T {rng.randint(1000, 40000)}",
        },
    }
    if with_term:
        where = rng.choice(["title", "description"])
        text = str(record[where])
        place = rng.randrange(len(text))
        record[where] = text[:place] + rng.choice(TERMS) + text[place:]
    return record


def _material(rng: random.Random, title: str) -> str:
    """Return a material, that of the title if it names one: real listings seldom disagree."""
    material = rng.choice(["纯棉", "聚酯纤维", "不锈钢", "玻璃"])
    return "纯棉" if "纯棉" in title else material
