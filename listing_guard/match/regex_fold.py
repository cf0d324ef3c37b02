r"""A regular expression made to fit the normal form.

Texts are folded before they are searched, so ``ＣＣＣ`` in an expression would never match, and
neither would ``最優``. Each literal is folded as texts are: ``（`` becomes ``\(``, ``[Ａ-Ｚ]``
becomes ``[a-z]``, ``℃+`` becomes ``(?:°c)+``. Escapes, group names and ``\p{…}`` stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from listing_guard.match.regex_tokens import Item, Token, tokens
from listing_guard.model.diagnostic import Problem
from listing_guard.text.characters import is_dropped, is_joining
from listing_guard.text.fold import fold, fold_char, foldable_between, project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.model.span import Span

NEVER = "E404"
"""The code of what can never match the normal form."""

_META = frozenset("\\.+*?()|[]{}^$")
_CLASS_META = frozenset("\\[]^-")
_CAPITALS = ("Lu", "Lt", "[:upper:]")
_ABSENT = ("Cs", "Cf", "Zl", "Zp")
_SMALL_RANGE = 512
"""Ranges up to this many characters are folded one by one; longer ones stay and are added to."""
_MAX_FORMS = 64
"""So many forms of several characters a class may turn into alternatives of."""
_MAX_EXTRA = 64
"""So many Han characters outside of a range are spelled out; more of them are ``\\p{Han}``."""


@dataclass(frozen=True, slots=True)
class FoldedRegex:
    """An expression for the normal form, and what in it can never match."""

    source: str
    problems: tuple[Problem, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> Span:
        """Return the span of the expression as written that ``[start, end)`` comes from."""
        return project(self.starts, self.ends, start, end)


class _Folder:
    """Collects the folded pieces, each with the range that it comes from."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.problems: list[Problem] = []

    def keep(self, start: int, end: int) -> None:
        """Take a piece as it is written."""
        self.pieces.append(self.source[start:end])
        self.starts += range(start, end)
        self.ends += range(start + 1, end + 1)

    def put(self, piece: str, start: int, end: int) -> None:
        """Put another piece in the place of ``[start, end)``."""
        self.pieces.append(piece)
        self.starts += [start] * len(piece)
        self.ends += [end] * len(piece)

    def never(self, what: str, why: str, mend: str, start: int, end: int) -> None:
        """Note that something can never match."""
        self.problems.append(Problem(NEVER, f"{what} never matches: {why}", start, end, mend))


def fold_regex(source: str) -> FoldedRegex:
    r"""Return an expression that finds in the normal form what ``source`` means to find.

    ``\uXXXX``, which RE2 does not know, is translated. Faults of syntax are left for
    `compile_re2` to name.
    """
    out = _Folder(source)
    parts = tokens(source)
    at = 0
    while at < len(parts):
        part = parts[at]
        if part.kind == "literal":
            at = _literals(parts, at, out)
            continue
        written = source[part.start : part.end]
        if part.kind == "class":
            _class(part, out)
        elif written not in (r"\Q", r"\E"):  # what they quote is escaped instead
            if part.kind == "set":
                _check_set(written, part.start, part.end, out)
            out.keep(part.start, part.end)
        at += 1
    return FoldedRegex("".join(out.pieces), tuple(out.problems), tuple(out.starts), tuple(out.ends))


def _literals(parts: list[Token], at: int, out: _Folder) -> int:
    """Fold a literal with the marks that join it; return the index of what follows.

    The last one stays by itself if it is repeated, since the quantifier belongs to it alone.
    """
    stop = at + 1
    while stop < len(parts) and parts[stop].kind == "literal" and _attaches(parts[stop].char):
        stop += 1
    if stop > at + 1 and stop < len(parts) and parts[stop].kind == "repeat":
        stop -= 1
    run = parts[at:stop]
    for part in run:
        if not fold_char(part.char):
            _dropped(part.char, part.start, part.end, out)
    start, end = run[0].start, run[-1].end
    written = "".join(part.char for part in run)
    form = fold(written)
    if form == written and not any(_needs_translation(part, out.source) for part in run):
        out.keep(start, end)
    else:
        piece = "".join(map(_escaped, form))
        out.put(piece if len(form) == 1 else f"(?:{piece})", start, end)
    return stop


def _attaches(char: str) -> bool:
    """Say whether a character may change what stands before it, or hides that another does."""
    return is_joining(char) or is_dropped(char)


def _needs_translation(part: Token, source: str) -> bool:
    """Say whether this spelling cannot stay: ``\\u4e00``, ``\\，`` or a quoted character."""
    written = source[part.start : part.end]
    return part.quoted or (written[0] == "\\" and (written[1] in "uU" or not written[1].isascii()))


def _class(part: Token, out: _Folder) -> None:
    """Fold a bracketed class; forms of several characters become alternatives beside it."""
    source = out.source
    members: set[str] = set()
    pieces: list[str] = []
    forms: set[str] = set()
    changed = False
    for item in part.items:
        written = source[item.start : item.end]
        if item.is_set:
            _check_set(written, item.start, item.end, out, quiet=part.negated)
            pieces.append(written)
            continue
        singles, several = _members(item)
        forms |= several
        if item.low == item.high and not singles and not several:
            _dropped(item.low, item.start, item.end, out)
        if _span_size(item) > _SMALL_RANGE:
            pieces.append(_range(item.low, item.high))
            changed = changed or bool(singles or several) or "\\" in written
            if len(singles) > _MAX_EXTRA and all(map(_is_han, singles)):
                # [一-龥] means any Han character; its simplified ones lie in every extension.
                pieces.append(r"\p{Han}")
            else:
                members |= singles
        else:
            same = singles == set(_characters(item)) and not several
            changed = changed or not same or "\\u" in written.lower()
            members |= singles
    if not changed:
        out.keep(part.start, part.end)
        return
    out.put(_alternatives(part.negated, pieces, members, forms), part.start, part.end)


def _members(item: Item) -> tuple[set[str], set[str]]:
    """Return what the characters of a range become: single ones, and forms of several.

    For a long range, only what its characters become outside of it is told.
    """
    if _span_size(item) > _SMALL_RANGE:
        changed = set(map(fold_char, foldable_between(item.low, item.high)))
        singles = {form for form in changed if len(form) == 1}
        return {form for form in singles if not item.low <= form <= item.high}, {
            form for form in changed if len(form) > 1
        }
    became = set(map(fold_char, _characters(item)))
    return {form for form in became if len(form) == 1}, {form for form in became if len(form) > 1}


def _alternatives(negated: bool, pieces: Iterable[str], members: set[str], forms: set[str]) -> str:
    inside = "".join(pieces) + "".join(_ranges(members))
    if negated:
        return f"[^{inside}]" if inside else "(?s:.)"
    bracketed = f"[{inside}]" if inside else ""
    if not forms or len(forms) > _MAX_FORMS:
        return bracketed or "(?:)"
    # The longest first: RE2 takes the first alternative that fits, and ⑩ is 10, not 1.
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    spelled = ["".join(map(_escaped, form)) for form in ordered]
    return f"(?:{'|'.join([*spelled, *filter(None, [bracketed])])})"


def _ranges(members: set[str]) -> list[str]:
    """Write a set of characters as ranges, in order."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, members)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return [_range(chr(low), chr(high)) for low, high in runs]


def _range(low: str, high: str) -> str:
    if low == high:
        return _in_class(low)
    return f"{_in_class(low)}-{_in_class(high)}"


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def _span_size(item: Item) -> int:
    return ord(item.high) - ord(item.low) + 1


def _characters(item: Item) -> Iterable[str]:
    return map(chr, range(ord(item.low), ord(item.high) + 1))


def _escaped(char: str) -> str:
    return f"\\{char}" if char in _META else char


def _in_class(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return f"\\x{{{ord(char):x}}}"
    return f"\\{char}" if char in _CLASS_META else char


def _dropped(chars: str, start: int, end: int, out: _Folder) -> None:
    names = " ".join(f"U+{ord(char):04X}" for char in chars)
    out.never(
        names,
        "invisible characters are removed from a text before it is searched",
        "delete it here; spellings with it inside are found, and marked as evaded, anyway",
        start,
        end,
    )


def _check_set(written: str, start: int, end: int, out: _Folder, quiet: bool = False) -> None:
    """Note a named set that nothing in the normal form belongs to."""
    name = written.removeprefix("\\p").strip("{}")
    if quiet or written.startswith("\\P"):
        return
    if name in _CAPITALS:
        out.never(
            f"`{written}`",
            "letters are lower case in the text that is searched",
            "write `[[:alpha:]]`" if name == "[:upper:]" else r"write `\p{L}`",
            start,
            end,
        )
    elif name in _ABSENT:
        out.never(
            f"`{written}`",
            "such characters are removed or replaced before a text is searched",
            "delete it",
            start,
            end,
        )
