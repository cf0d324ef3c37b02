"""``coverage.md``: every article and fact that the rules are about, and the rules that carry it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from docs.mdtext import both, code, dates, link, plain, table
from docs.rulepages import page_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docs.lawcoverage import Carried, Coverage

_HEAD = (
    "",
    "有规则 carried by rules",
    "软件无法判断 left to people",
    "尚无规则 no rule yet",
    "合计 in all",
)
_FEW = 4
"""Rules of one table that a cell still names one by one."""
_MEMORY = "凭记忆，未核实 from memory, not verified"
_SECONDARY = "二手或单一来源 secondary or single source"


def page(coverage: Coverage) -> str:
    """Return ``coverage.md``."""
    lines = [
        "# 法条与规则对照 Coverage of the law",
        "",
        "每一条法律要求、平台规定由哪些规则检查；软件看不到的，说明原因。",
        "本页由 `make docs` 从 `coverage/` 和规则的引证生成。",
        "",
        "Every requirement of the law and the platforms with the rules that check it, or why",
        "software cannot. `make docs` writes this page from `coverage/` and the rules' citations.",
        "",
        *_contents(coverage),
    ]
    numbers = range(len(coverage.sections))
    for part, group in groupby(numbers, key=lambda number: coverage.sections[number].part):
        lines += ["", f"## {both(part, between=' ')}"]
        for number in group:
            title = both(coverage.sections[number].title, between=" ")
            lines += ["", f'### <a id="s{number}"></a>{title}', ""]
            lines += table(
                ("条款 article", "要求 requirement", "规则 rules", "说明 note"),
                [_row(each, coverage) for each in _of_section(coverage, number)],
            )
    if coverage.orphans:
        lines += ["", "## 其他引证 Citations beyond these entries", ""]
        lines += table(
            ("法律 law", "条款 article", "规则 rules"),
            [
                (plain(law), plain(article), "<br>".join(_rule(rule) for _, _, rule in group))
                for (law, article), group in groupby(coverage.orphans, key=lambda each: each[:2])
            ],
        )
    return "\n".join(lines) + "\n"


def _contents(coverage: Coverage) -> Iterator[str]:
    numbers = range(len(coverage.sections))
    rows = []
    for part, group in groupby(numbers, key=lambda number: coverage.sections[number].part):
        mine = [(number, _of_section(coverage, number)) for number in group]
        whole = [each for _, carried in mine for each in carried]
        rows.append((f"**{both(part, between=' ')}**", *_counts(whole)))
        for number, carried in mine:
            title = both(coverage.sections[number].title, between=" ")
            rows.append((f"[{title}](#s{number})", *_counts(carried)))
    yield from table(_HEAD, [*rows, ("**合计 in all**", *_counts(coverage.carried))])


def _of_section(coverage: Coverage, number: int) -> list[Carried]:
    return [each for each in coverage.carried if each.entry.section == number]


def _counts(carried: Iterable[Carried]) -> tuple[str, str, str, str]:
    """Return how many entries have rules, have a reason alone, are gaps, and are there at all."""
    mine = list(carried)
    gaps = sum(each.is_gap for each in mine)
    with_rule = sum(bool(each.rules or each.exemptions) and not each.is_gap for each in mine)
    counts = (with_rule, len(mine) - gaps - with_rule, gaps, len(mine))
    shown = [str(count) for count in counts]
    return shown[0], shown[1], shown[2], shown[3]


def _row(each: Carried, coverage: Coverage) -> tuple[str, ...]:
    entry = each.entry
    where = plain("、".join(entry.articles)) if entry.articles not in ((), ("*",)) else ""
    if entry.law and entry.articles:
        where = f"{plain(entry.law)} {where}".rstrip()
    if in_force := dates(entry.since, entry.until):
        where += f"<br>{in_force}"
    named = {rule for rule, _ in each.exemptions}
    exempting = groupby(each.exemptions, key=lambda pair: pair[0])
    shown = [
        *_rules([rule for rule in each.rules if rule not in named], coverage.tables),
        *(_exempting(rule, [name for _, name in names], each) for rule, names in exempting),
    ]
    return where, both(entry.what), "<br>".join(shown) or "–", _note(each)


def _rules(rules: list[str], tables: Mapping[str, str]) -> Iterator[str]:
    """Yield links to rules; of many that are made of one table, the first and how many."""
    sizes = Counter(tables[rule] for rule in rules if rule in tables)
    told = set()
    for rule in rules:
        made = tables.get(rule)
        if made is None or sizes[made] <= _FEW:
            yield _rule(rule)
        elif made not in told:
            told.add(made)
            more = sizes[made] - 1
            yield f"{_rule(rule)} 等{sizes[made]}条 and {more} more of {code(made)}"


def _exempting(rule: str, names: list[str], each: Carried) -> str:
    """Return a rule with its exemptions; whether it carries the article itself is told as well."""
    also = "豁免 exempts" if rule not in each.rules else "及豁免 and exempts"
    return f"{_rule(rule)}（{also}: {', '.join(map(plain, names))}）"


def _note(each: Carried) -> str:
    entry = each.entry
    parts = [both(entry.why_not)]
    if each.is_gap:
        parts = ["**尚无规则 no rule yet**"]
        parts += [f"未发现 not found: {plain(probe)}" for probe in each.unfound]
        parts += [f"误报 found: {plain(innocent)}" for innocent in each.harmed]
    if entry.checked:
        parts.append(f"已核 looked up: {both(entry.checked, between=' ')}")
    elif entry.memory:
        parts.append(_MEMORY)
    if entry.secondary:
        parts.append(_SECONDARY)
    return "<br>".join(part for part in parts if part)


def _rule(rule: str) -> str:
    return link(rule, f"rules/{page_name(rule)}")
