"""Telling UTF-8, UTF-16 and GB18030 apart, as Chinese exports come in any of them.

Text that is valid UTF-8 is UTF-8, with one exception. GB18030 writes most Chinese characters as
two bytes, and some of these pairs are valid UTF-8 for one letter of a European script: the bytes
``C3 A8`` are 猫 or è. So where every non-ASCII character would be such a two-byte letter, and
every pair is a character of the common set GB 2312, the neighbours decide: Chinese characters
come in runs, accented letters alone among ASCII ones.

Text that is not valid UTF-8 is GB18030 if it is valid so, unless most of it reads as UTF-8: then
it is UTF-8 with damage, and reading it as Chinese would give nonsense without a warning.
"""

from __future__ import annotations

import codecs
import re

UTF8 = "utf-8"
GB18030 = "gb18030"
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_RUN = re.compile(rb"[\x80-\xff]+")
_COMMON_PAIRS = re.compile(rb"(?:[\xb0-\xf7][\xa1-\xfe])+")
_ALPHABETS = (frozenset({0xD0, 0xD1}), frozenset({0xCE, 0xCF}))
"""Lead bytes of Cyrillic and of Greek in UTF-8."""


class EncodingError(ValueError):
    """Bytes that are text in no known encoding; the message says where and what to do."""

    @classmethod
    def at(cls, offset: int, byte: int, known: str | None = None) -> EncodingError:
        """Return the error for a byte at an offset (from 0); ``known`` is what it should be."""
        wanted = f"is not {known}" if known else "is neither UTF-8 nor GB18030"
        return cls(f"byte {offset} (0x{byte:02X}) {wanted}; save the file as UTF-8")


def decode(data: bytes) -> str:
    """Return a whole document as text, without its byte-order mark. Raises `EncodingError`."""
    if data.startswith(UTF16_MARKS):
        return _strictly(data, "utf-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    return _strictly(data, encoding_of(data) or UTF8)


def encoding_of(data: bytes) -> str | None:
    """Return `UTF8` or `GB18030` for text without a mark, ``None`` if it is neither."""
    if data.isascii():
        return UTF8
    try:
        text = data.decode(UTF8)
    except UnicodeDecodeError:
        return GB18030 if _is_gb18030(data) else None
    if all(char < "\u0800" for char in text) and _reads_as_chinese(data):
        return GB18030
    return UTF8


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at = min(error.start, len(data) - 1)
        raise EncodingError.at(at, data[at], "UTF-16" if encoding == "utf-16" else None) from None


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode(GB18030)
    except UnicodeDecodeError:
        return False
    kept = data.decode(UTF8, "ignore")
    in_utf8 = sum(len(char.encode()) for char in kept if char >= "\u0800")
    return in_utf8 * 2 <= len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))


def _reads_as_chinese(data: bytes) -> bool:
    """Say whether bytes that are valid as two-byte UTF-8 letters are more likely Chinese."""
    runs = _RUN.findall(data)
    leads = frozenset(byte for run in runs for byte in run[::2])
    return (
        all(_COMMON_PAIRS.fullmatch(run) for run in runs)
        and any(len(run) >= 4 for run in runs)
        and sum(map(len, runs)) >= 4 * len(runs)
        and not any(leads <= alphabet for alphabet in _ALPHABETS)
    )
