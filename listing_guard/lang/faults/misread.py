"""Words that are wrong by themselves, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.faults.fault import at
from listing_guard.lang.show import show

if TYPE_CHECKING:
    from listing_guard.lang.scan import Word
    from listing_guard.model.diagnostic import Problem


def misread(words: tuple[Word, ...]) -> Problem | None:
    """Return the fault of the first word that is wrong by itself, if there is one.

    Some of these parse: ``2026-11-11`` is a subtraction.
    """
    for word in words:
        match word.kind:
            case "date":
                iso = word.text.replace("/", "-").replace(".", "-")
                return at(
                    word,
                    "E110",
                    f'a date is written `date("{iso}")`, not as bare digits',
                    f'`{show(word.text)}` is arithmetic; write `date("{iso}")`',
                )
            case "open_text":
                return at(
                    word,
                    "E115",
                    "the text that starts here is not closed",
                    f"end it with {word.text[0]} on the same line",
                )
            case "comment":
                return at(
                    word,
                    "E111",
                    "`//` starts no comment; expressions have none",
                    "put remarks into a YAML comment on a line of its own",
                )
            case "unit":
                return _unit(word)
    return None


def _unit(word: Word) -> Problem:
    digits = word.text.rstrip("".join({c for c in word.text if not c.isdigit() and c != "."}))
    unit = word.text[len(digits) :].casefold()
    if unit[:3] in ("day", "hou", "min", "hrs") or unit in ("w", "s", "sec", "天", "小时", "分钟"):
        advice = "durations are days `7d`, hours `24h` and minutes `30m`"
    elif unit in ("元", "rmb", "cny", "usd", "eur"):
        advice = f"amounts of money are plain numbers: `{digits}`"
    else:
        advice = f'write `quantity("{show(word.text)}", "mass")`, or a duration such as `7d`'
    return at(word, "E118", f"`{show(word.text)}` is a number with an unknown unit", advice)
