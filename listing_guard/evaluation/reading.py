"""The listings behind the figures, as text for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.evaluation.metrics import worst
from listing_guard.evaluation.render import WIDTH, cut
from listing_guard.evaluation.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.evaluation.cases import Case
    from listing_guard.evaluation.metrics import Evaluation
    from listing_guard.evaluation.words import Lang

ORDER = ("missed", "false", "spoilt", "unsure", "info", "found", "true", "kept")
"""Outcomes in the order in which one reads them: mistakes first."""


def reading(
    evaluation: Evaluation, *, most: int = 50, lang: Lang = "en", **only: str | None
) -> str:
    """Return the mistakes as text, those of the worst offenders first; see `worst`."""
    lines: list[str] = []
    titles = (word("false-alarms", lang), word("misses", lang))
    for title, mistakes in zip(titles, worst(evaluation, **only), strict=True):
        lines += ["", f"{title}: {len(mistakes)}"] if lines else [f"{title}: {len(mistakes)}"]
        for case in mistakes[:most]:
            by = case.rule or case.category
            mark = f"  {word('allowed', lang)}" if case.allowed else ""
            lines.append(f"  {cut(f'{by}  {case.listing}  {case.field}{mark}', WIDTH - 2)}")
            text = case.text if case.text is not None else case.message
            lines.append(f"    {cut(text or '', WIDTH - 4)}")
        if len(mistakes) > most:
            lines.append(f"  {word('more', lang, count=len(mistakes) - most)}")
    return "\n".join(lines) + "\n"


def names(evaluation: Evaluation) -> tuple[str, ...]:
    """Return everything that `behind` can be asked for: figures, categories, languages, rules."""
    return (
        "all",
        *ORDER,
        "category-right",
        "allowed-kept",
        "clean-flagged",
        "clean-infos",
        *evaluation.categories,
        *evaluation.languages,
        *evaluation.rules,
    )


def behind(evaluation: Evaluation, name: str) -> tuple[Case, ...]:
    """Return the cases that a figure counts, in the order of the rows; see `names`.

    Of a rule they are its findings; of a category its labels, and the findings that were false
    or in doubt. Of the shares that stand alone they are those that lower it.
    """
    if name in evaluation.rules:
        own = ("true", "false", "unsure")
        return tuple(c for c in evaluation.cases if c.outcome in own and c.rule == name)
    return tuple(case for case in evaluation.cases if _counts(case, name))


def _counts(case: Case, name: str) -> bool:
    if name == "category-right":
        return case.outcome == "found" and not case.right
    if name == "allowed-kept":
        return case.outcome == "spoilt"
    if name == "clean-flagged":
        return case.outcome == "false" and case.clean
    if name == "clean-infos":
        return case.outcome == "info"
    if name in ORDER:
        return case.outcome == name
    return case.outcome in ("found", "missed", "false", "unsure") and name in (
        "all",
        case.category,
        case.lang,
    )


def shown(name: str, cases: Sequence[Case], lang: Lang = "en") -> str:
    """Return cases as text under their figure's name, two lines each, mistakes first."""
    return "\n".join(_shown(name, cases, lang)) + "\n"


def _shown(name: str, cases: Sequence[Case], lang: Lang) -> Iterator[str]:
    yield f"{name}: {len(cases)}"
    for outcome in ORDER:
        own = [case for case in cases if case.outcome == outcome]
        if own:
            yield f"  {word(outcome, lang)}: {len(own)}"
        for case in own:
            place = "" if case.start is None else f"[{case.start}:{case.end}]"
            line = "" if case.line is None else f":{case.line}"
            parts = (f"{case.listing}{line}", f"{case.field or '-'}{place}", *case.rules)
            yield f"    {cut('  '.join(parts), WIDTH - 4)}"
            text = case.text if case.text is not None else case.message
            yield f"      {cut(text or '', WIDTH - 6)}"
