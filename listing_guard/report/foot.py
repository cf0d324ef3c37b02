"""The foot of the text report: rules that found something, counts, the run, the disclaimer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.model.report import CONFIDENCES, SEVERITIES
from listing_guard.report.layout import cell_len, cut, pad, pad_left, visible
from listing_guard.report.markets import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.model.report import Severity, Verdict
    from listing_guard.report.page import Page
    from listing_guard.report.run import MarketCount, Run, Summary
    from listing_guard.report.words import Words

_GAP = 2
_NARROWEST_TITLE = 10
_MOST_SHARED = 20


def foot(page: Page, run: Run, summary: Summary, *, quiet: bool, apart: bool) -> None:
    """Write the foot; ``quiet`` leaves the counts and the disclaimer."""
    if apart:
        page.line()
        page.line(("dim", "─" * page.width))
    if summary.rules and not quiet:
        _table(page, run, summary)
        page.line()
    _counts(page, summary, several=len(run.markets) > 1)
    if not quiet:
        _made_with(page, run)
    page.line()
    page.paragraph(0, page.words("disclaimer"), "dim")


def _table(page: Page, run: Run, summary: Summary) -> None:
    """Write one line a rule; the title gives way first where the page is narrow."""
    say = page.words
    rows = [
        (
            visible(rule),
            visible(run.rules[rule].title) if rule in run.rules else "",
            say.name("severity", count.severity),
            f"{count.findings:,}",
            f"{count.listings:,}",
            count.severity,
        )
        for rule, count in summary.ranked()
    ]
    heads = [say(f"head.{name}") for name in ("rule", "title", "severity", "findings", "listings")]
    widths = [
        max(cell_len(heads[n]), *(cell_len(row[n]) for row in rows)) for n in range(len(heads))
    ]
    fixed = sum(widths[2:]) + 4 * _GAP
    room = page.width - fixed
    title = min(widths[1], max(room - widths[0], 0))
    if title < min(_NARROWEST_TITLE, widths[1]):
        title = 0
        room += _GAP
    widths[0] = min(widths[0], room - title)
    gap = " " * _GAP

    def line(cells: list[str]) -> tuple[str, str]:
        named = pad(cut(cells[0], widths[0]), widths[0])
        return named, gap + pad(cut(cells[1], title), title) if title else ""

    def numbers(cells: list[str]) -> str:
        return gap + gap.join(pad_left(cells[n], widths[n]) for n in (3, 4))

    rule, name = line(heads)
    page.line(("dim", rule + name + gap + pad(heads[2], widths[2]) + numbers(heads)))
    for *cells, severity in rows:
        rule, name = line(cells)
        page.line(
            ("", rule),
            ("dim", name),
            (severity, gap + pad(cells[2], widths[2])),
            ("", numbers(cells)),
        )


def _counts(page: Page, summary: Summary, *, several: bool) -> None:
    say = page.words
    dot, colon = say("dot"), say("colon")
    verdicts = _verdicts(say, summary.verdicts)
    rows: list[tuple[str, str]] = []
    total = say("total_checked" if several else "total_listings", n=summary.listings)
    rows.append(("sum.listings", total + (colon + dot.join(verdicts) if verdicts else "")))
    if summary.findings or summary.exempted or summary.suppressed:
        levels = dot.join(_levels(say, summary.severities))
        told = say("total_findings", n=summary.findings) + (f"{colon}{levels}" if levels else "")
        beside = {"n_exempted": summary.exempted, "n_suppressed": summary.suppressed}
        rows.append(
            ("sum.findings", dot.join([told, *(say(k, n=n) for k, n in beside.items() if n)]))
        )
    if len(summary.markets) > 1:
        rows += [(code, market_line(say, each)) for code, each in summary.markets.items()]
    if summary.unreadable:
        rows.append(("sum.unread", say("n_unread", n=summary.unreadable)))
    if summary.missing:
        ranked = sorted(summary.missing.items(), key=lambda item: (-item[1], item[0]))
        gaps = (say("n_missing", field=say.place(path), n=n) for path, n in ranked)
        rows.append(("sum.gaps", dot.join(gaps)))
    if without := summary.missing.get("price_history"):
        rows.append(("sum.record", say("record.prices", n=without)))
    if summary.shared:
        rows.append(("sum.shared", say("dot").join(_shared(page, summary))))
    column = _column(page)
    for key, text in rows:
        style = "error" if key == "sum.unread" else ""
        page.labelled(0, say(key) if key.startswith("sum.") else key, column, text, style)


def market_line(say: Words, counted: MarketCount) -> str:
    """Return what came of one market: listings by verdict, findings by severity."""
    told = [*_verdicts(say, counted.verdicts), *_levels(say, counted.severities)]
    return say("total_listings", n=counted.listings) + say("colon") + say("dot").join(told)


def _verdicts(say: Words, counts: Mapping[Verdict, int]) -> list[str]:
    return [
        say("n_verdict", n=n, name=say.name("verdict", verdict))
        for verdict in VERDICTS
        if (n := counts.get(verdict, 0))
    ]


def _levels(say: Words, counts: Mapping[Severity, int]) -> list[str]:
    return [say(f"n_{each}", n=n) for each in SEVERITIES if (n := counts.get(each, 0))]


def _shared(page: Page, summary: Summary) -> Iterator[str]:
    """Yield the numbers that goods of several brands or kinds show, each with its first listing."""
    say = page.words
    for each in summary.shared[:_MOST_SHARED]:
        for key, uses in (("brands", each.brands), ("categories", each.categories)):
            if uses:
                names = (
                    say(
                        "n_use" if use.listings > 1 else "one_use",
                        name=visible(use.name),
                        id=visible(use.first or "-"),
                        n=use.listings,
                    )
                    for use in uses
                )
                number = visible(each.number)
                yield say(f"shared_{key}", number=number, names=say("comma").join(names))
    if len(summary.shared) > _MOST_SHARED:
        yield say("more", n=len(summary.shared) - _MOST_SHARED)


def _made_with(page: Page, run: Run) -> None:
    say = page.words
    dot, column = say("dot"), _column(page)
    packs = [f"{pack.name} {pack.version} ({pack.sha256[:8]})" for pack in run.packs]
    made = [say("as_of", day=run.as_of)]
    made.append(
        say("market", names=say("comma").join(run.markets), n=len(run.markets))
        if run.markets
        else say("market_own")
    )
    if run.platform:
        made.append(say("platform", name=run.platform))
    made.append(say("engine", version=run.engine))
    if run.ruleset:
        packs.append(say("ruleset", hash=run.ruleset[:12]))
    page.labelled(0, say("sum.packs"), column, dot.join(packs), "dim")
    page.labelled(0, say("sum.run"), column, dot.join(made), "dim")
    if run.weights:
        page.labelled(0, say("sum.weights"), column, _weights(page, run.weights), "dim")


def _weights(page: Page, weights: Mapping[str, object]) -> str:
    say = page.words
    told = []
    for kind, names in (("severity", SEVERITIES), ("confidence", CONFIDENCES)):
        table = weights.get(kind)
        if isinstance(table, dict):
            told.append(
                say("comma").join(
                    f"{say.name(f'weight.{kind}', name)} {table[name]:g}"
                    for name in names
                    if name in table
                )
            )
    factors = [" × ".join(told)] if told else []
    bars = [
        say(key, n=weights[key])
        for key in ("review_at", "block_at")
        if weights.get(key) is not None
    ]
    return say("dot").join(factors + bars)


def _column(page: Page) -> int:
    names = (
        *("listings", "findings", "unread", "gaps", "record", "shared"),
        *("packs", "run", "weights"),
    )
    return 2 + max(cell_len(page.words(f"sum.{name}")) for name in names)
