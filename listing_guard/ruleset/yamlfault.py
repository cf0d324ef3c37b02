"""What is wrong with a file that YAML cannot read, in words for its author.

PyYAML says "did not find expected key" of a condition that begins with a quotation mark. Its
message and its marks tell which part of YAML it was in; the source around the mark tells what the
author was about. Both of PyYAML's parsers, libyaml's and the one in Python, are understood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from listing_guard.model.diagnostic import Diagnostic
    from listing_guard.ruleset.source import SourceFile

_QUOTE_IT = "quote the whole value ('…'), or put it on the next line under `|`"
_FULL_WIDTH = {"：": ":", "，": ",", "、": ",", "“": '"', "”": '"', "［": "[", "］": "]"}


class _Fault(NamedTuple):
    code: str
    start: int
    end: int
    message: str
    help: str | None


class _Site:
    """The place where YAML gave up: ``at``, and ``began``, where what it was reading began."""

    def __init__(self, source: SourceFile, at: int, began: int | None) -> None:
        self.text = source.text
        self.at = min(at, len(self.text))
        self.began = self.at if began is None else began
        self.line_start = self.text.rfind("\n", 0, self.at) + 1
        self.line_end = self._line_end(self.at)
        self.before = self.text[self.line_start : self.at]
        self.char = self.text[self.at : self.at + 1]

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    @property
    def line_above(self) -> tuple[int, str]:
        """Offset and text of the nearest line above that is not blank."""
        end = self.line_start
        while end > 0:
            start = self.text.rfind("\n", 0, end - 1) + 1
            if self.text[start:end].strip():
                return start, self.text[start:end].rstrip()
            end = start
        return 0, ""

    def began_line(self) -> str:
        """The line, from the place where what was being read began."""
        return self.text[self.began : self._line_end(self.began)].rstrip()


def explain(error: yaml.YAMLError, source: SourceFile) -> Diagnostic:
    """Return the one diagnostic for a file that PyYAML refused."""
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    at = mark.index if mark is not None else getattr(error, "position", 0)
    site = _Site(source, at, context_mark.index if context_mark is not None else None)
    said = f"{getattr(error, 'context', None) or ''}; {getattr(error, 'problem', None) or ''}"
    fault = _unknown(site)
    for pattern, diagnose in _CASES:
        if re.search(pattern, said):
            fault = diagnose(site)
            break
    return source.diagnostic(fault.code, fault.message, fault.start, fault.end, fault.help)


def _unknown(site: _Site) -> _Fault:
    return _Fault(
        "E004",
        site.at,
        site.at + 1,
        "YAML cannot read on from here",
        "look for a quote, a bracket or an indentation amiss on this line or the one above",
    )


def _second_colon(site: _Site) -> _Fault:
    """``a: b: c``, or a line under a value that is complete."""
    if ": " in site.before or site.text[site.line_start : site.at].count(":") > 0:
        message = "a second `: ` on one line; YAML takes it for another key"
        return _Fault("E013", site.at, site.at + 1, message, _QUOTE_IT)
    above_at, above = site.line_above
    full_width = _find_full_width(above, above_at)
    if full_width is not None and ": " not in above and not above.endswith(":"):
        return full_width
    stray = re.match(r"\s*-(?=[^\s-])", above)
    if stray:
        end = above_at + stray.end()
        return _Fault(
            "E004",
            end - 1,
            end,
            "a space is missing after `-`",
            "a list item is `- ` and its value",
        )
    start = site.line_start + len(site.before) - len(site.before.lstrip(" -"))
    if above and len(site.before) - len(site.before.lstrip()) > _indent(above):
        message = "this line is deeper than the key above, which has its value already"
        advice = "give it the indentation of the key above"
        return _Fault("E010", start, site.at, message, advice)
    message = "YAML sees no key before this `: `"
    return _Fault("E004", site.at, site.at + 1, message, "write `key: value` on one line")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _find_full_width(line: str, at: int) -> _Fault | None:
    """The full-width colon or comma that stands where YAML wants its own."""
    found = re.search("[：，]", line)
    if found is None:
        return None
    char = found.group()
    message = f"`{char}` is a full-width character; YAML wants `{_FULL_WIDTH[char]} `"
    start = at + found.start()
    return _Fault("E015", start, start + 1, message, "switch the input method to half width here")


def _bad_start(site: _Site) -> _Fault:
    """``@x``, ``%x``, a tab."""
    if site.char == "\t":
        return _tab(site)
    char = "a backtick" if site.char == "`" else f"`{site.char}`"
    message = f"a value may not begin with {char} in YAML"
    return _Fault("E011", site.at, site.at + 1, message, _QUOTE_IT)


def _tab(site: _Site) -> _Fault:
    start = site.text.find("\t", site.line_start, site.line_end)
    start = site.at if start < 0 else start
    message = "a tab indents this line; YAML wants spaces"
    return _Fault("E010", start, start + 1, message, "replace the tab with two spaces")


def _mark(site: _Site) -> _Fault:
    """``* 2``, ``&& x``: an alias or an anchor without a name."""
    char = site.text[site.began : site.began + 1]
    advice = "join conditions by `and`" if char == "&" else _QUOTE_IT
    message = f"a value may not begin with `{char}` in YAML"
    return _Fault("E011", site.began, site.began + 1, message, advice)


def _escape(site: _Site) -> _Fault:
    # One parser's mark is at the backslash, the other's behind it.
    start = site.at if site.char == "\\" else site.at - 1
    written = site.text[start : start + 2]
    message = f"`{written}` is no escape that YAML knows in double quotes"
    advice = "use single quotes ('…'), in which a backslash is a backslash"
    return _Fault("E014", start, start + 2, message, advice)


def _open_quote(site: _Site) -> _Fault:
    char = site.text[site.began : site.began + 1]
    message = f"this `{char}` is never closed"
    advice = f"close it; a `{char}` that belongs to the text wants other quotes around the whole"
    return _Fault("E012", site.began, site.began + 1, message, advice)


def _in_brackets(site: _Site) -> _Fault:
    """Inside ``[…]`` or ``{…}``: not closed, or a comma or quote is missing."""
    opening = site.text[site.began : site.began + 1]
    same_line = "\n" not in site.text[site.began : site.at]
    if site.char in _FULL_WIDTH and (same_line or site.char in "，、"):
        message = f"`{site.char}` is a full-width character; YAML wants `{_FULL_WIDTH[site.char]}`"
        advice = "switch the input method to half width here"
        return _Fault("E015", site.at, site.at + 1, message, advice)
    if not same_line or not site.char or site.char == "\n":
        closing = {"[": "]", "{": "}"}.get(opening, "its counterpart")
        message = f"this `{opening}` is never closed"
        return _Fault("E012", site.began, site.began + 1, message, f"add `{closing}`")
    if site.char == ":":
        message = f"a second `: ` inside `{opening}`; YAML takes it for another key"
        advice = "quote the value ('…')"
        return _Fault("E013", site.at, site.at + 1, message, advice)
    message = f"expected `,` or the end of the `{opening}` here"
    advice = "separate values by `, `; quote a value that has `,`, quotes or brackets inside"
    return _Fault("E004", site.at, site.at + 1, message, advice)


def _block_header(site: _Site) -> _Fault:
    char = site.text[site.began : site.began + 1]
    message = f"a value that begins with `{char}` must start on the next line"
    advice = f"quote a value that is to begin with `{char}`"
    end = site.began + max(1, len(site.began_line()))
    return _Fault("E011", site.began, end, message, advice)


def _directive(site: _Site) -> _Fault:
    message = "a line may not begin with `%` in YAML"
    return _Fault("E011", site.began, site.began + 1, message, _QUOTE_IT)


def _no_colon(site: _Site) -> _Fault:
    line = site.began_line()
    if line[:1] in ("'", '"'):
        return _open_quote(site)
    full_width = _find_full_width(line, site.began)
    if full_width is not None:
        return full_width
    end = site.began + max(1, len(line))
    message = "this line has no `: `; YAML expects `key: value`"
    advice = "text over several lines wants `|` after its key and a deeper indentation"
    return _Fault("E004", site.began, end, message, advice)


def _goes_on(site: _Site) -> _Fault:
    """A block cannot go on: text behind a closed quote or bracket, or a wrong indentation."""
    before = site.before.rstrip()
    if site.char and site.char in "]}":
        message = f"this `{site.char}` closes nothing"
        return _Fault("E012", site.at, site.at + 1, message, "remove it, or quote the value")
    if before and before[-1] in "]}\"'":
        message = f"YAML ends the value at `{before[-1]}`, but the line goes on"
        advice = _QUOTE_IT
        if before[-1] == "'":
            advice += "; an apostrophe inside single quotes is written twice"
        return _Fault("E011", site.at, site.line_end, message, advice)
    if site.char == ":":
        message = "YAML sees no key before this `:`"
        return _Fault("E004", site.at, site.at + 1, message, "write `key: value` on one line")
    if before.strip(" -"):
        return _unknown(site)
    kind = "list item" if site.char == "-" else "line"
    message = f"the indentation of this {kind} fits nothing above it"
    advice = "the keys of one mapping, and the dashes of one list, stand in one column"
    return _Fault("E010", site.at, site.line_end, message, advice)


def _dash(site: _Site) -> _Fault:
    message = "a list may not begin behind a key on the same line"
    advice = "put `- ` on the next line, or write `[a, b]`; quote text that begins with `- `"
    return _Fault("E011", site.at, site.at + 1, message, advice)


def _no_value(site: _Site) -> _Fault:
    if not site.char.strip():
        return _unknown(site)
    message = f"a value may not begin with `{site.char}` in YAML"
    return _Fault("E011", site.at, site.at + 1, message, _QUOTE_IT)


_CASES: tuple[tuple[str, Callable[[_Site], _Fault]], ...] = (
    ("mapping values are not allowed", _second_colon),
    ("tab character", _tab),
    ("cannot start any token", _bad_start),
    ("unknown escape", _escape),
    ("scanning an (alias|anchor)", _mark),
    ("quoted scalar.*(end of stream|document)", _open_quote),
    ("quoted scalar.*(hex|character code|escape|digit)", _escape),
    ("flow (sequence|mapping)", _in_brackets),
    ("block scalar", _block_header),
    ("directive", _directive),
    ("expected ':'", _no_colon),
    ("sequence entries are not allowed", _dash),
    ("expected key|block end|'-' indicator|document start", _goes_on),
    ("node content", _no_value),
)
"""Words of PyYAML's, and who knows what they mean; the first that fits is asked."""
