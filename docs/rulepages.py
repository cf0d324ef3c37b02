"""``rules/``: a page for every shipped rule, for those who sell and those who advise them."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs.mdtext import both, code, dates, link, plain, table
from listing_guard.lang.printer import to_source
from listing_guard.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.match.pattern import Cite
    from listing_guard.ruleset.rule import Example, Law, PackInfo, Rule, Ruleset, Words

PackTitles = dict[str, "Words"]

_YES = "应当发现 flagged"
_NO = "应当放行 let be"


def rule_pages(ruleset: Ruleset, titles: PackTitles) -> dict[str, str]:
    """Return the index and a page for every rule, by their paths under ``rules/``."""
    packs = {pack.name: pack for pack in ruleset.packs}
    pages = {"README.md": _index(ruleset, titles)}
    for rule in ruleset.rules:
        pages[page_name(rule.id)] = "\n".join(_page(rule, packs[rule.pack], titles, ruleset.laws))
    return pages


def page_name(rule: str) -> str:
    """Return the file of a rule's page: ``cn-ad/superstition`` → ``cn-ad/superstition.md``."""
    return re.sub(r"[^A-Za-z0-9/_-]", "-", rule) + ".md"


# The index --------------------------------------------------------------------------------------


def _index(ruleset: Ruleset, titles: PackTitles) -> str:
    rules = ruleset.rules
    lines = [
        "# 规则目录 Rules",
        "",
        f"共 {len(rules)} 条规则；每条一页：法律依据、处罚、豁免、例。",
        "由 `make docs` 从 `rules/` 生成。[法条与规则对照](../coverage.md)",
        "",
        f"{len(rules)} rules, a page each: law, penalty, exemptions, examples. `make docs` writes",
        "them from `rules/`. Which rule carries which article: [coverage](../coverage.md).",
        "",
        "## 按类别 By category",
        "",
    ]
    by_severity = Counter((rule.category, rule.severity) for rule in rules)
    categories = sorted({rule.category for rule in rules})
    lines += table(
        ("类别 category", "错误 errors", "警告 warnings", "提示 hints", "规则 rules"),
        [
            (
                _said("category", category),
                *(str(by_severity[category, each]) for each in ("error", "warning", "info")),
                "、".join(
                    link(rule.id, page_name(rule.id)) for rule in rules if rule.category == category
                ),
            )
            for category in categories
        ],
    )
    for pack, group in groupby(rules, key=lambda rule: rule.pack):
        mine = list(group)
        title = both(titles.get(pack, ()), between=" ")
        lines += ["", f"## {plain(pack)} {title}（{len(mine)}）".rstrip(), ""]
        lines += table(
            ("规则 rule", "名称 title", "类别 category", "程度 severity"),
            [
                (
                    link(rule.id, page_name(rule.id)),
                    both(rule.title),
                    _said("category", rule.category),
                    f"{_said('severity', rule.severity)}{_state(rule)}",
                )
                for rule in mine
            ],
        )
    return "\n".join(lines) + "\n"


# A page -----------------------------------------------------------------------------------------


def _page(rule: Rule, pack: PackInfo, titles: PackTitles, laws: Mapping[str, Law]) -> Iterator[str]:
    yield f"# {both(rule.title, between=' ')}"
    yield ""
    yield from table(("", ""), _facts(rule, pack, titles))
    yield from _part("提示 What it says", _without_places(rule.message))
    yield from _part("为什么 Why", rule.description)
    yield ""
    yield "## 法律依据 Law"
    yield ""
    if rule.basis:
        yield from _cites(rule.basis, laws)
    else:
        yield "无。 None."
    yield from _part("处罚 Penalty", rule.penalty)
    yield from _part("怎么改 Advice", rule.advice)
    yield from _exemptions(rule, laws)
    yield ""
    yield "## 例 Examples"
    yield ""
    yield from table(
        ("", "商品 listing", "备注 note"),
        [
            (_YES if each.flag else _NO, _listing(each.record), _note(each))
            for each in rule.examples
        ],
    )
    yield ""
    yield "## 在哪里修改 Where to change it"
    yield ""
    yield from _sources(rule)
    yield ""
    yield "由 `make docs` 生成。 Written by `make docs`. [规则目录 All rules](../README.md)"
    yield ""


def _facts(rule: Rule, pack: PackInfo, titles: PackTitles) -> Iterator[tuple[str, str]]:
    yield "编号 id", code(rule.id)
    yield "规则包 pack", f"{both(titles.get(pack.name, ()), between=' ')} {code(pack.name)}".strip()
    yield "市场 market", plain("、".join(pack.markets)) or "不限 any"
    yield "类别 category", _said("category", rule.category)
    yield "程度 severity", f"{_said('severity', rule.severity)}{_state(rule)}"
    yield "把握 confidence", _said("confidence", rule.confidence)
    if rule.since or rule.until:
        yield "有效期 in force", dates(rule.since, rule.until)
    if rule.applies is not None:
        yield "适用于 applies", code(to_source(rule.applies))
    for change in rule.overrides:
        yield "改动 override", plain(f"{change.key}: {change.value} ({change.pack})")


def _part(title: str, words: Words) -> Iterator[str]:
    if words:
        yield ""
        yield f"## {title}"
        yield ""
        yield both(words, between="\n\n")


def _without_places(words: Words) -> Words:
    """Return a message with its places for what was found, such as ``{match}``, left blank."""
    return tuple((language, re.sub(r"\{\w+\}", "…", text)) for language, text in words)


def _cites(cites: tuple[Cite, ...], laws: Mapping[str, Law]) -> list[str]:
    return table(
        ("法律 law", "条款 article", "有效期 in force", "备注 note"),
        [_cite(each, laws.get(each.law)) for each in cites],
    )


def _cite(cite: Cite, law: Law | None) -> tuple[str, str, str, str]:
    title = both(law.title) if law else plain(cite.law)
    notes = [_where(cite), both(cite.note)]
    if not cite.verified:
        notes.append("未核实原文 not verified against the text")
    url = cite.url or (law.url if law else None)
    if url:
        notes.append(link("原文 text", url))
    shown = "<br>".join(note for note in notes if note)
    return title, plain(cite.article), dates(cite.since, cite.until), shown


def _exemptions(rule: Rule, laws: Mapping[str, Law]) -> Iterator[str]:
    excuses = {
        (spec.name, spec.basis, spec.keep): None
        for pattern in rule.patterns.values()
        for spec in pattern.exceptions
    }
    if not excuses:
        return
    yield ""
    yield "## 豁免 Exemptions"
    yield ""
    yield "逐处判断；须留存证明。 Judged one occurrence at a time; keep the proof."
    yield ""
    yield from table(
        ("豁免 exemption", "依据 law", "须留存 proof to keep"),
        [
            (
                code(name),
                "<br>".join(_short(cite, laws.get(cite.law)) for cite in basis) or "–",
                both(keep) or "–",
            )
            for name, basis, keep in excuses
        ],
    )


def _short(cite: Cite, law: Law | None) -> str:
    parts = [
        f"{plain(cite.law)} {plain(cite.article)}",
        _where(cite),
        dates(cite.since, cite.until),
    ]
    parts += [both(cite.note, between=" "), "" if cite.verified else "未核实 not verified"]
    url = cite.url or (law.url if law else None)
    parts.append(link("原文 text", url) if url else "")
    return "；".join(part for part in parts if part)


def _where(cite: Cite) -> str:
    return f"限 only in {', '.join(cite.markets)}" if cite.markets else ""


# Examples ---------------------------------------------------------------------------------------


def _listing(record: Mapping[str, Any]) -> str:
    if set(record) == {"title"}:
        return _value(record["title"])
    return "<br>".join(f"{_field(key)}：{_value(value)}" for key, value in record.items())


def _field(key: str) -> str:
    return WORDS[f"field.{key}"][0] if f"field.{key}" in WORDS else plain(key)


def _value(value: object) -> str:
    if isinstance(value, str):
        return plain(value)
    if value in ([], {}):
        return "无 none"
    return plain(json.dumps(value, ensure_ascii=False, default=str))


def _note(example: Example) -> str:
    notes = []
    if example.text is not None:
        notes.append(f"发现 found: {plain('、'.join(example.text)) or '–'}")
    if example.exempted is not None:
        names = dict.fromkeys(example.exempted)
        notes.append(f"豁免 exempt: {', '.join(map(code, names)) or '–'}")
    if example.as_of:
        notes.append(f"日期 as of {example.as_of}")
    return "<br>".join(notes)


# Places -----------------------------------------------------------------------------------------


def _sources(rule: Rule) -> Iterator[str]:
    yield f"- 规则 rule: {_file(rule.path)}"
    if rule.row is not None:  # the file has the template alone
        yield f"- 表 table: {_file(rule.row.path)}（{code(rule.row.id)}）"
    lexicons = sorted({name for each in rule.patterns.values() for name in each.lexicons})
    for name in lexicons:
        pack, _, own = name.partition("/")
        yield f"- 词表 words: {_file(f'rules/{pack}/lexicons/{own}.yaml')}"


def _file(path: str) -> str:
    """Return a link from a rule's page to a file under ``rules/``."""
    parts = Path(path).as_posix().rpartition("rules/")
    shown = f"rules/{parts[2]}"
    return link(shown, f"../../../{shown}")


def _said(kind: str, value: str) -> str:
    words = WORDS.get(f"{kind}.{value}")
    return f"{words[0]} {plain(value)}" if words else plain(value)


def _state(rule: Rule) -> str:
    return "".join(
        ("" if rule.enabled else "，停用 disabled", "，草案 draft" if rule.draft else "")
    )
