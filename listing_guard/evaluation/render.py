"""An evaluation as tables of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from listing_guard.evaluation.bootstrap import RESAMPLES
from listing_guard.evaluation.measures import Measure
from listing_guard.evaluation.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.evaluation.bootstrap import Intervals
    from listing_guard.evaluation.loneterms import LoneTerms
    from listing_guard.evaluation.measures import Interval, Share
    from listing_guard.evaluation.metrics import Evaluation
    from listing_guard.evaluation.words import Lang

WIDTH = 80
FACT = 26
"""Columns for the name of a figure that stands alone."""


def table(evaluation: Evaluation, lang: Lang = "en") -> str:
    """Return the measures as text, a blank line between tables."""
    return "\n".join(_lines(evaluation, lang)) + "\n"


def lone_table(lone: LoneTerms, lang: Lang = "en") -> str:
    """Return the terms that the rules owe to one row, and their share of all terms."""
    head = word("lone", lang, count=len(lone.terms), total=lone.total, share=f"{lone.share:.2%}")
    return "\n".join([head, *(f"  {term.row}  {term.text}" for term in lone.terms)]) + "\n"


def _lines(evaluation: Evaluation, lang: Lang) -> Iterator[str]:
    of = evaluation.intervals
    yield _head("", lang)
    yield _measured(word("all", lang), evaluation.overall, of["all", ""])
    if evaluation.categories:
        yield ""
        yield _head(word("category", lang), lang)
        for name, measure in evaluation.categories.items():
            yield _measured(name, measure, of["category", name])
    if len(evaluation.languages) > 1:
        yield ""
        yield _head(word("language", lang), lang)
        for name, measure in evaluation.languages.items():
            yield _measured(name, measure, of["language", name])
    if evaluation.rules:
        yield ""
        heads = (word(key, lang) for key in ("rule", "true", "false", "unsure", "precision"))
        yield _rule_row(*heads)
        for rule, s in evaluation.rules.items():
            interval = of["rule", rule].precision if ("rule", rule) in of else None
            value = _value(s.precision.value, interval)
            yield _rule_row(rule, str(s.true), str(s.false), str(s.unsure), value)
    yield ""
    yield from _facts(evaluation, lang)
    yield ""
    yield from word("intervals", lang, resamples=RESAMPLES).split("\n")
    yield word("behind", lang)
    if evaluation.problems:
        yield ""
        yield word("left-out", lang, count=len(evaluation.problems))
        yield from (f"  {cut(problem, WIDTH - 2)}" for problem in evaluation.problems)


def _facts(evaluation: Evaluation, lang: Lang) -> Iterator[str]:
    yield _fact("category-right", evaluation.category_right, lang)
    yield _fact("allowed-kept", evaluation.allowed_kept, lang)
    yield _fact("clean-flagged", evaluation.clean_flagged, lang)
    infos = evaluation.clean_infos
    cases = word("in", lang, part=infos.part, whole=infos.whole)
    yield f"{_filled(word('clean-infos', lang), FACT)}{_number(infos.value)}  ({cases})"
    unread = word("unread", lang, count=evaluation.unread) if evaluation.unread else ""
    yield f"{_filled(word('listings', lang), FACT)}{evaluation.rows}{unread}"


def _head(name: str, lang: Lang) -> str:
    heads = ("found", "missed", "false", "precision", "recall", "f1")
    return _row(name, *(word(key, lang) for key in heads))


def _measured(name: str, m: Measure, intervals: Intervals) -> str:
    return _row(
        name,
        str(m.found),
        str(m.missed),
        str(m.false),
        _value(m.precision.value, intervals.precision),
        _value(m.recall.value, intervals.recall),
        _value(m.f1, intervals.f1),
    )


def _row(name: str, *columns: str) -> str:
    return _columns(name, 19, columns, (6, 7, 6, 14, 14, 14))


def _rule_row(name: str, *columns: str) -> str:
    return _columns(name, 44, columns, (6, 6, 8, 14))


def _columns(name: str, room: int, columns: Sequence[str], widths: Sequence[int]) -> str:
    cells = "".join(
        " " * (width - cell_len(cell)) + cell for cell, width in zip(columns, widths, strict=True)
    )
    return (_filled(cut(name, room), room) + cells).rstrip()


def _filled(text: str, room: int) -> str:
    return text + " " * (room - cell_len(text))


def _fact(name: str, share: Share, lang: Lang) -> str:
    cases = word("of", lang, part=share.part, whole=share.whole)
    told = f"{_filled(word(name, lang), FACT)}{_value(share.value, share.interval)}"
    return f"{told}  ({cases})"


def _value(value: float | None, interval: Interval | None) -> str:
    """Return a value with its interval in hundredths: 0.983 94–100."""
    if value is None or interval is None:
        return _number(value)
    low, high = (round(bound * 100) for bound in interval)
    return f"{_number(value)} {f'{low}–{high}':>6}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def cut(text: str, width: int) -> str:
    """Return listing text in visible form, on one line of at most ``width`` columns."""
    shown = ""
    for char in text[: width * 2]:
        piece = char if char.isprintable() else f"<U+{ord(char):04X}>"
        if cell_len(shown + piece) > width - 1:
            return shown + "…"
        shown += piece
    return shown
