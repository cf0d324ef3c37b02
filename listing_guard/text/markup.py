"""Where the markup of an HTML text stands: tags, comments, character references.

A small scanner rather than ``html.parser``, because every offset must be exact and every input
must take linear time. A tag is ``<`` or ``</``, a letter, and whatever follows up to ``>``; quoted
attribute values may hold ``<`` and ``>``. What is no complete tag, comment or reference is text:
a browser would hide the rest of ``<a href="…`` from the reader, a checker must not.

Linear time: a tag that turns out incomplete has been read up to some place for nothing. From
there back, candidates are tried with a simpler rule that stops at the next ``<``, so nothing is
read for nothing twice.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK_NAMES = """
address article aside blockquote body br caption center dd details dialog dir div dl dt
fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
html iframe legend li main marquee menu nav noframes noscript ol optgroup option p pre search
section select summary table tbody td textarea tfoot th thead title tr ul video
"""
_INLINE_NAMES = """
a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink button canvas
cite code col colgroup data datalist del dfn em embed font i img input ins kbd label link map
mark meta meter nobr object output param picture progress q rp rt ruby s samp script slot
small source span strike strong style sub sup svg template time track tt u var
wbr
"""
_BLOCK = frozenset(_BLOCK_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
KNOWN_TAGS = _BLOCK | _INLINE
"""Element names of HTML, obsolete ones included, by which a value is known to be HTML."""
_HIDDEN = frozenset(("script", "style", "template"))

_CANDIDATE = re.compile(r"<!--|</?[A-Za-z]|&[#A-Za-z]")
_NAME = re.compile(r"</?([A-Za-z][^\s/<>]*)")
_ATTRIBUTES = re.compile(
    r"""(?: [^<>=]++ | =\s*+ (?: "[^"]*+" | '[^']*+' | [^\s<>]*+ ) )*+""", re.VERBOSE
)
_SIMPLE = re.compile(r"[^<>]*+")
_ATTRIBUTE = re.compile(
    r"""([^\s/<>=]++) (?: \s*+ = \s*+ (?: "([^"]*+)" | '([^']*+)' | ([^\s<>]++) ) )?""",
    re.VERBOSE,
)
_REFERENCE = re.compile(
    r"""& (?: \#[xX](?=[0-9A-Fa-f])0*+([0-9A-Fa-f]{0,8})
    | \#(?=[0-9])0*+([0-9]{0,8}) | ([A-Za-z][A-Za-z0-9]{0,31}) )
    (;?)""",
    re.VERBOSE,
)
_MIN_UNENDED = 3
"""Digits of a numeric reference that is taken for one even without its semicolon."""


class Mark(NamedTuple):
    """A piece of markup ``[start, end)``.

    ``name`` is a tag's, in lower case; ``text`` what a character reference stands for.
    ``hidden`` marks run from ``<script …>`` to the end of ``</script>``.
    """

    kind: Literal["tag", "comment", "reference", "hidden"]
    start: int
    end: int
    name: str = ""
    text: str = ""

    @property
    def is_block(self) -> bool:
        """Whether the tag begins a new line."""
        return self.kind == "tag" and self.name in _BLOCK

    @property
    def tells_html(self) -> bool:
        """Whether a value with this mark is HTML and not text with a ``<`` in it."""
        return self.kind != "tag" or self.name in KNOWN_TAGS


def marks(value: str) -> Iterator[Mark]:
    """Yield the markup of a value, in order and apart."""
    return _Scanner(value).marks()


class _Scanner:
    """Remembers what has been looked for in vain, so that it is not looked for again."""

    def __init__(self, value: str) -> None:
        self._value = value
        self._read_for_nothing = 0
        self._never_closed: set[str] = set()

    def marks(self) -> Iterator[Mark]:
        at = 0
        while candidate := _CANDIDATE.search(self._value, at):
            start = candidate.start()
            if candidate[0][0] == "&":
                mark = reference(self._value, start)
            elif candidate[0] == "<!--":
                end = self._after("-->", start + 4)
                mark = Mark("comment", start, end) if end else None
            else:
                mark = self._tag(start)
            at = mark.end if mark else start + 1
            if mark:
                yield mark

    def _tag(self, start: int) -> Mark | None:
        value = self._value
        name = _NAME.match(value, start)
        if name is None:
            return None
        careful = start >= self._read_for_nothing
        inside = (_ATTRIBUTES if careful else _SIMPLE).match(value, name.end())
        end = inside.end() if inside else name.end()
        if not value.startswith(">", end):
            if careful:
                self._read_for_nothing = end
            return None
        mark = Mark("tag", start, end + 1, name[1].lower())
        if mark.name in _HIDDEN and value[start + 1] != "/":
            closing = self._after(f"</{mark.name}", mark.end)
            closed = closing and value.find(">", closing) + 1
            if closed:
                return Mark("hidden", start, closed, mark.name)
        return mark

    def _after(self, closer: str, at: int) -> int:
        """Return where the next ``closer`` ends, in any case of letters; 0 if there is none."""
        if closer in self._never_closed:
            return 0
        match = re.compile(re.escape(closer), re.IGNORECASE).search(self._value, at)
        if match is None:
            self._never_closed.add(closer)
            return 0
        return match.end()


def reference(value: str, start: int) -> Mark | None:
    """Return the character reference that begins at ``start``, if one does.

    As browsers do, some old names go without their semicolon, but not before ``=``, a letter or
    a digit: ``?a=1&copy=2`` is an address.
    """
    match = _REFERENCE.match(value, start)
    if match is None:
        return None
    hexadecimal, decimal, name, semicolon = match.groups()
    if name:
        if semicolon and f"{name};" in html5:
            return Mark("reference", start, match.end(), text=html5[f"{name};"])
        end = match.end() - len(semicolon)
        if semicolon or name not in html5 or value.startswith("=", end):
            return None
        return Mark("reference", start, end, text=html5[name])
    if not semicolon and len(hexadecimal or decimal or "") < _MIN_UNENDED:
        return None
    code = int(hexadecimal or "0", 16) or int(decimal or "0")
    return Mark("reference", start, match.end(), text=unescape(f"&#{code};"))


def attributes(value: str, mark: Mark) -> Iterator[tuple[str, int, int]]:
    """Yield name, start and end of the value of each attribute of a tag that has a value."""
    body = _NAME.match(value, mark.start)
    at = body.end() if body else mark.end
    for match in _ATTRIBUTE.finditer(value, at, mark.end - 1):
        group = match.lastindex
        if group is not None and group > 1:
            yield match[1].lower(), match.start(group), match.end(group)
