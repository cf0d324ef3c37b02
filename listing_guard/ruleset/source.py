"""A rule file as read: its text, and where in it each character stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from listing_guard.model.diagnostic import Diagnostic
from listing_guard.ruleset.codes import severity_of

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 8_000_000
"""A rule file larger than this is refused; a lexicon of 100,000 entries is well below."""

_LINE_END = re.compile(r"\r\n|\r|\n")
# What YAML 1.1 does not allow in a file at all.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_BOM = "\ufeff"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, eq=False)
class SourceFile:
    """The decoded text of one file; offsets into ``text`` are code points."""

    path: str
    """As it is shown in diagnostics."""
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of an offset into the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int) -> int:
        """Return the offset at which a line (from 1) begins."""
        return self._starts[line - 1]

    def line_text(self, line: int) -> str:
        """Return a line (from 1) without its line end."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def diagnostic(
        self, code: str, message: str, start: int, end: int, help: str | None = None
    ) -> Diagnostic:
        """Return a diagnostic for the half-open range of offsets, cut at its line's end."""
        line, column = self.position(start)
        shown = self.line_text(line)
        length = max(1, min(end - start, len(shown) - column + 1))
        return Diagnostic(
            path=self.path,
            line=line,
            column=column,
            code=code,
            severity=severity_of(code),
            message=message,
            length=length,
            source_line=shown,
            help=help,
        )


def read_source(path: Path, shown: str) -> SourceFile | Diagnostic:
    """Read a rule file; what cannot be read or is no text gives one diagnostic instead."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return _at_top(
                shown,
                "E008",
                f"the file is larger than {MAX_BYTES // 1_000_000} MB",
                "split it into several files",
            )
        data = path.read_bytes()
    except OSError as error:
        return _at_top(shown, "E501", f"cannot read the file: {error.strerror or error}")
    return decode(data, shown)


def decode(data: bytes, shown: str) -> SourceFile | Diagnostic:
    """Turn a file's bytes into text (UTF-8, with or without byte order mark)."""
    if len(data) > MAX_BYTES:
        limit = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        return _at_top(shown, "E008", limit, "split it into several files")
    if data.startswith(_UTF16_BOMS):
        return _at_top(shown, "E001", "the file is UTF-16, not UTF-8", "save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _bad_byte(data, error.start, shown)
    source = SourceFile(shown, text.removeprefix(_BOM))
    found = _FORBIDDEN.search(source.text)
    if found is None:
        return source
    return source.diagnostic(
        "E002",
        f"the character U+{ord(found.group()):04X} may not stand in a rule file",
        found.start(),
        found.end(),
        'remove it; where it is meant, write it as an escape in double quotes ("\\u200b")',
    )


def _bad_byte(data: bytes, at: int, shown: str) -> Diagnostic:
    # Everything before the bad byte is good, so the place is exact; the rest of its line is
    # shown with replacement characters.
    before = data[:at].decode("utf-8")
    after = _LINE_END.split(data[at : at + 200].decode("utf-8", "replace"))[0]
    source = SourceFile(shown, (before + after).removeprefix(_BOM))
    offset = len(before.removeprefix(_BOM))
    advice = "save the file as UTF-8"
    try:
        data.decode("gb18030")
        advice = "the file looks like GB18030 (GBK): save it as UTF-8"
    except UnicodeDecodeError:
        advice = "save the file as UTF-8"
    message = f"the byte 0x{data[at]:02X} is not UTF-8"
    return source.diagnostic("E001", message, offset, offset + 1, advice)


def _at_top(shown: str, code: str, message: str, advice: str | None = None) -> Diagnostic:
    return SourceFile(shown, "").diagnostic(code, message, 0, 1, advice)
