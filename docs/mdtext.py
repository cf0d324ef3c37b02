"""Text for Markdown pages: what rule files say may hold any character, and is never markup."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})
_MARKS = re.compile(r"[\\`*_{}\[\]#!|~$^@]")
_AT_START = re.compile(r"(\d*)([-=+:.)])")
"""What makes a list, a heading or a rule of a line when it begins with it."""
_ADDRESS = re.compile(r"(?<=[A-Za-z])(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where an address becomes a link by itself."""
_SAFE_URL = re.compile(r"https?://[^\s<>()\"'\\|`]+")


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line.

    Marks of Markdown and HTML are escaped, addresses stay text, line breaks become blanks, and
    characters that show nothing or turn the direction of writing are named.
    """
    shown = _visible(" ".join(text.split()))
    escaped = _ADDRESS.sub(r"\\", _MARKS.sub(lambda mark: f"\\{mark[0]}", shown))
    start = _AT_START.match(escaped)
    if start:
        escaped = f"{start[1]}\\{escaped[start.end(1) :]}"
    return escaped.translate(_ENTITIES)


def _visible(text: str) -> str:
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") else char
        for char in text
    )


def code(text: str) -> str:
    """Return a text as inline code; backticks within it are kept, and bars part no cells."""
    shown = _visible(" ".join(text.split())).replace("|", "\\|")
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def link(words: str, target: str) -> str:
    """Return a link to a page of ours, or to a web address that can do no harm."""
    if ":" in target and not _SAFE_URL.fullmatch(target):
        return f"{plain(words)} ({code(target)})"
    return f"[{plain(words)}]({target})"


def both(words: Iterable[tuple[str, str]], between: str = "<br>") -> str:
    """Return words in Chinese and beside them in English; one where only one is given."""
    given = dict(words)
    zh, en = given.get("zh", ""), given.get("en", "")
    if zh and en and zh != en:
        return f"{plain(zh)}{between}{plain(en)}"
    return plain(zh or en or next(iter(given.values()), ""))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; cells are Markdown already."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return lines


def dates(since: str | None, until: str | None) -> str:
    """Return the first day and the first day no more, each where there is one."""
    return " ".join(
        part
        for part in (f"自 from {since}" if since else "", f"至 until {until}" if until else "")
        if part
    )
