"""An evaluation as tables of 80 columns, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from listing_guard.evaluation.metrics import worst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from listing_guard.evaluation.measures import Interval, Measure, Share
    from listing_guard.evaluation.metrics import Evaluation, Mistake

WIDTH = 80


def table(evaluation: Evaluation) -> str:
    """Return the measures as text, a blank line between tables."""
    return "\n".join(_lines(evaluation)) + "\n"


def reading(evaluation: Evaluation, *, most: int = 50, **only: str | None) -> str:
    """Return the mistakes as text, those of the worst offenders first; see `worst`."""
    lines: list[str] = []
    for title, mistakes in zip(("false alarms", "misses"), worst(evaluation, **only), strict=True):
        lines += ["", f"{title}: {len(mistakes)}"] if lines else [f"{title}: {len(mistakes)}"]
        for mistake in mistakes[:most]:
            by = mistake.rule or mistake.category
            mark = "  (labelled as allowed)" if mistake.allowed else ""
            lines.append(f"  {_cut(f'{by}  {mistake.listing}  {mistake.field}{mark}', WIDTH - 2)}")
            text = mistake.text if mistake.text is not None else mistake.message
            lines.append(f"    {_cut(text or '', WIDTH - 4)}")
        if len(mistakes) > most:
            lines.append(f"  … and {len(mistakes) - most} more")
    return "\n".join(lines) + "\n"


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return the evaluation as plain values for JSON."""
    return {
        "rows": evaluation.rows,
        "unread": evaluation.unread,
        "overall": _measure(evaluation.overall),
        "categories": {k: _measure(m) for k, m in evaluation.categories.items()},
        "languages": {k: _measure(m) for k, m in evaluation.languages.items()},
        "rules": {
            rule: {
                "true": score.true,
                "false": score.false,
                "unsure": score.unsure,
                "precision": _share(score.precision),
            }
            for rule, score in evaluation.rules.items()
        },
        "category_right": _share(evaluation.category_right),
        "allowed_kept": _share(evaluation.allowed_kept),
        "clean_flagged": _share(evaluation.clean_flagged),
        "infos_per_clean_listing": evaluation.clean_infos.value,
        "false_alarms": [_mistake(m) for m in evaluation.false_alarms],
        "misses": [_mistake(m) for m in evaluation.misses],
        "problems": list(evaluation.problems),
    }


def _lines(evaluation: Evaluation) -> Iterator[str]:
    yield _row("", "found", "missed", "false", "precision", "recall", "F1")
    yield _measured("all", evaluation.overall)
    low_high = evaluation.overall.f1_interval
    yield _row(
        "  95 % interval",
        "",
        "",
        "",
        _range(evaluation.overall.precision.interval),
        _range(evaluation.overall.recall.interval),
        _range(low_high),
    )
    for name, measures in (
        ("category", evaluation.categories),
        ("language", evaluation.languages if len(evaluation.languages) > 1 else {}),
    ):
        if measures:
            yield ""
            yield _row(name, "found", "missed", "false", "precision", "recall", "F1")
            yield from (_measured(key, measure) for key, measure in measures.items())
    if evaluation.rules:
        yield ""
        yield _rule_row("rule", "true", "false", "unsure", "precision", "95 %")
        for rule, s in evaluation.rules.items():
            precision = s.precision
            yield _rule_row(
                rule,
                str(s.true),
                str(s.false),
                str(s.unsure),
                _number(precision.value),
                _range(precision.interval),
            )
    yield ""
    yield _fact("category right", evaluation.category_right)
    yield _fact("allowed texts kept", evaluation.allowed_kept)
    yield _fact("clean listings flagged", evaluation.clean_flagged)
    infos = evaluation.clean_infos
    yield f"{'infos per clean listing':<26}{_number(infos.value)}  ({infos.part} in {infos.whole})"
    yield f"{'listings':<26}{evaluation.rows}" + (
        f", of which {evaluation.unread} could not be read" if evaluation.unread else ""
    )
    if evaluation.problems:
        yield ""
        count = len(evaluation.problems)
        yield f"{count} label{'' if count == 1 else 's'} left out:"
        yield from (f"  {_cut(problem, WIDTH - 2)}" for problem in evaluation.problems)


def _measured(name: str, m: Measure) -> str:
    numbers = (_number(v) for v in (m.precision.value, m.recall.value, m.f1))
    return _row(name, str(m.found), str(m.missed), str(m.false), *numbers)


def _row(name: str, *columns: str) -> str:
    return _columns(name, 23, columns, (6, 7, 6, 12, 12, 12))


def _rule_row(name: str, *columns: str) -> str:
    return _columns(name, 36, columns, (6, 6, 7, 11, 12))


def _columns(name: str, room: int, columns: Sequence[str], widths: Sequence[int]) -> str:
    head = _cut(name, room)
    cells = "".join(c.rjust(w) for c, w in zip(columns, widths, strict=True))
    return (head + " " * (room - cell_len(head)) + cells).rstrip()


def _fact(name: str, share: Share) -> str:
    told = f"{name:<26}{_number(share.value)}  ({share.part} of {share.whole})"
    return f"{told}  {_range(share.interval)}".rstrip()


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _range(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval[0]:.2f}–{interval[1]:.2f}"


def _cut(text: str, width: int) -> str:
    """Return listing text in visible form, on one line of at most ``width`` columns."""
    shown = ""
    for char in text[: width * 2]:
        piece = char if char.isprintable() else f"<U+{ord(char):04X}>"
        if cell_len(shown + piece) > width - 1:
            return shown + "…"
        shown += piece
    return shown


def _measure(measure: Measure) -> dict[str, Any]:
    interval = measure.f1_interval
    return {
        "found": measure.found,
        "missed": measure.missed,
        "false": measure.false,
        "precision": _share(measure.precision),
        "recall": _share(measure.recall),
        "f1": {"value": measure.f1, "interval": list(interval) if interval else None},
    }


def _share(share: Share) -> dict[str, Any]:
    interval = share.interval
    return {
        "part": share.part,
        "whole": share.whole,
        "value": share.value,
        "interval": list(interval) if interval else None,
    }


def _mistake(mistake: Mistake) -> Mapping[str, Any]:
    return {
        "listing": mistake.listing,
        "field": mistake.field,
        "text": mistake.text,
        "category": mistake.category,
        "rule": mistake.rule,
        "message": mistake.message,
        "allowed": mistake.allowed,
    }
