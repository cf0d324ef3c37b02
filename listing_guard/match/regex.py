r"""Regular expressions of rule files: folded as texts are, told by literals, compiled by RE2.

RE2 takes time linear in the text whatever the expression, so a pack from a stranger cannot hang
the process. The price is that it has no lookaround and no backreferences; what they are wanted
for here, the rule language says better, by ``followed_by``, ``preceded_by`` and exceptions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import re2

from listing_guard.errors import ListingGuardError
from listing_guard.match.regex_fold import FoldedRegex, fold_regex
from listing_guard.match.regex_literals import companions, literals
from listing_guard.match.regex_reach import longest_match
from listing_guard.match.regex_tokens import tokens
from listing_guard.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "Companions",
    "Compiled",
    "FoldedRegex",
    "RegexError",
    "companions",
    "compile_re2",
    "fold_regex",
    "literals",
]

Companions = tuple[tuple[str, ...], ...]
"""What `companions` gives."""

MAX_LENGTH = 20_000
"""Longest expression, in code points; folding a class can make one a good deal longer."""
_SURROGATES = re.compile("[\ud800-\udfff]")

_NO_LOOKAHEAD = (
    "RE2 has no lookahead",
    "say what must follow with `followed_by`; what must not, with an `except` or `innocent`",
)
_NO_LOOKBEHIND = (
    "RE2 has no lookbehind",
    "say what must stand before with `preceded_by`; what must not, with an `except`",
)
_NO_BACKREFERENCE = ("RE2 has no backreferences", "write the alternatives out")
_OPERATORS = {
    "(?=": _NO_LOOKAHEAD,
    "(?!": _NO_LOOKAHEAD,
    "(?<": _NO_LOOKBEHIND,
    "(?>": ("RE2 has no atomic groups", "write `(?:`: RE2 never backtracks"),
    "(?#": ("RE2 has no comments", "put the comment beside the expression, in YAML"),
    "(?P": _NO_BACKREFERENCE,
    "(?(": ("RE2 has no conditional groups", "write the two cases as alternatives"),
    "(?x": ("RE2 has no verbose mode", "write the expression without white space"),
}
_REASONS = {
    "missing )": ("this `(` is never closed", r"add `)`, or write `\(` for the character"),
    "unexpected )": ("this `)` closes nothing", r"delete it, or write `\)` for the character"),
    "missing ]": ("this `[` is never closed", r"add `]`, or write `\[` for the character"),
    "no argument for repetition operator": (
        "there is nothing to repeat here",
        "put a backslash before it if the character is meant",
    ),
    "bad repetition operator": (
        "a quantifier follows a quantifier",
        "keep one of them; RE2 has no possessive quantifiers and needs none",
    ),
    "invalid repetition size": (
        "RE2 does not repeat this often",
        "the most is 1000 in all, and the lower bound comes first",
    ),
    "invalid character class range": (
        "RE2 does not know this class or range",
        "a range goes from the lower to the higher code point; classes are those of RE2",
    ),
    "trailing \\": ("a backslash ends the expression", r"write `\\` for the character"),
    "invalid named capture group": ("this is no group name", "write `(?:` where no name is used"),
    "pattern too large - compile failed": (
        "the expression needs too much memory",
        "make its repetitions smaller, or split it into several",
    ),
}


class RegexError(ListingGuardError):
    """An expression cannot be compiled; ``start`` and ``end`` are offsets into its source."""

    def __init__(self, message: str, start: int, end: int, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.help = help


class _Match(Protocol):
    def span(self) -> tuple[int, int]: ...


class _Regexp(Protocol):
    def finditer(self, text: str) -> Iterator[_Match]: ...

    def fullmatch(self, text: str) -> _Match | None: ...


class Compiled:
    """An expression ready to search; pickled as its source."""

    __slots__ = ("_companions", "_reach", "_regexp", "source")

    def __init__(self, source: str, regexp: _Regexp, companions: Companions) -> None:
        """Take an expression and what RE2 made of it; `compile_re2` does that."""
        self.source = source
        self._regexp = regexp
        longest = longest_match(source)
        # One more on either side, for what looks beside its match, as `^` does.
        self._reach = None if longest is None else longest + 1
        self._companions = companions

    def __reduce__(self) -> tuple[Callable[[str, Companions], Compiled], tuple[str, Companions]]:
        return compile_re2, (self.source, self._companions)

    def __repr__(self) -> str:
        return f"compile_re2({self.source!r})"

    def find(self, text: str) -> list[Span]:
        """Return all matches that are not empty, leftmost first and apart, in code points."""
        if not self._may_be_in(text):
            return []
        try:
            spans = [match.span() for match in self._regexp.finditer(text)]
        except UnicodeEncodeError:
            return self.find(_SURROGATES.sub("\ufffd", text))
        return [Span(start, end) for start, end in spans if start < end]

    def find_near(self, text: str, places: list[int]) -> list[Span]:
        """Return what `find` does, where every match holds one of the given places.

        Of a long text only the surroundings of the places are searched, as far as a match can
        reach. Windows that touch are one, so of any two matches that compete both are in it.
        """
        reach = self._reach
        if reach is None or 2 * reach * len(places) > len(text):
            return self.find(text)
        windows: list[list[int]] = []
        for place in sorted(places):
            if windows and place - reach <= windows[-1][1]:
                windows[-1][1] = place + reach
            else:
                windows.append([max(place - reach, 0), place + reach])
        return [
            Span(left + start, left + end)
            for left, right in windows
            for start, end in self.find(text[left:right])
        ]

    def may_match(self, text: str, place: int) -> bool:
        """Say whether a match can hold a place; dearer questions are left to `find_near`."""
        reach = self._reach
        if reach is not None:
            text = text[place - reach if place > reach else 0 : place + reach]
        return self._may_be_in(text)

    def _may_be_in(self, text: str) -> bool:
        for strings in self._companions:
            for each in strings:
                if each in text:
                    break
            else:
                return False
        return True

    def fullmatch(self, text: str) -> bool:
        """Say whether the expression matches the text from end to end."""
        try:
            return self._regexp.fullmatch(text) is not None
        except UnicodeEncodeError:
            return self.fullmatch(_SURROGATES.sub("\ufffd", text))


@lru_cache(maxsize=4096)
def compile_re2(source: str, companions: Companions = ()) -> Compiled:
    """Compile an expression for RE2; raises `RegexError` with place, reason and mend.

    With its `companions` it need not run where these are not.
    """
    if len(source) > MAX_LENGTH:
        message = f"the expression is longer than {MAX_LENGTH} characters"
        raise RegexError(message, MAX_LENGTH, len(source), "words belong in a lexicon")
    if surrogate := _SURROGATES.search(source):
        message = "a lone surrogate is no character"
        raise RegexError(message, *surrogate.span(), "delete it")
    try:
        return Compiled(source, re2.compile(source, _options()), companions)
    except re2.error as error:
        raise _explained(source, error.args[0] if error.args else b"") from None


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    return options


def _explained(source: str, told: bytes) -> RegexError:
    """Turn RE2's ``reason: fragment`` into our words at the fragment's place."""
    reason, _, fragment = told.decode("utf-8", "replace").partition(": ")
    if reason == "missing )":
        start = _unclosed(source)
        end = start + 1
    elif reason == "unexpected )":
        start = _unopened(source)
        end = start + 1
    else:
        start = _place(source, fragment)
        end = start + max(len(fragment), 1) if fragment else len(source)
    if reason == "missing ]":
        end = start + 1
    if reason == "invalid perl operator":
        unknown = (f"RE2 does not know `{fragment}`", "see RE2's syntax")
        message, mend = _OPERATORS.get(fragment[:3], unknown)
    elif reason == "invalid escape sequence":
        message, mend = _escape(fragment)
    else:
        message, mend = _REASONS.get(reason, (f"RE2 refuses this: {reason}", "see RE2's syntax"))
    return RegexError(message, start, min(end, len(source)), mend)


def _escape(fragment: str) -> tuple[str, str]:
    if fragment[1:2].isdigit():
        return _NO_BACKREFERENCE
    if fragment == r"\Z":
        return r"RE2 does not know `\Z`", r"write `\z`"
    return (
        f"RE2 does not know the escape `{fragment}`",
        "delete the backslash if the character is meant",
    )


def _place(source: str, fragment: str) -> int:
    r"""Return where the fragment stands.

    At best it is what the scanner could not read either; at least it begins where a token does,
    since ``\\1`` holds no backreference.
    """
    found = [token for token in tokens(source) if source.startswith(fragment, token.start)]
    for token in found:
        if token.kind == "other":
            return token.start
    return found[0].start if found else max(source.find(fragment), 0)


def _unclosed(source: str) -> int:
    """Return where the innermost group that is never closed opens."""
    open_: list[int] = []
    for token in tokens(source):
        if token.kind == "open":
            open_.append(token.start)
        elif token.kind == "close" and open_:
            open_.pop()
    return open_[-1] if open_ else 0


def _unopened(source: str) -> int:
    """Return where the first ``)`` without its ``(`` stands."""
    depth = 0
    for token in tokens(source):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth < 0:
            return token.start
    return 0
