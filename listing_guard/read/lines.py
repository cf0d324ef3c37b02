"""Lines of a byte stream, decoded one by one, so that one bad line costs one line.

Memory holds one line; a longer one than allowed is skipped without being held. The encoding is
told at the first line that is not ASCII. Later lines of a GB18030 stream are still UTF-8 where
they plainly can be, so that files put together from both kinds read well.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from listing_guard.read.encoding import GB18030, UTF8, UTF16_MARKS, EncodingError, encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 18


class LineReader:
    """The lines of one stream; ``number`` and ``offset`` (bytes) are those of the current one."""

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        self.number = 0
        self.offset = 0
        self._stream = stream
        self._longest = longest
        self._encoding: str | None = None
        self._utf16 = False

    @property
    def is_gb18030(self) -> bool:
        """Say whether a line before this one was told to be GB18030."""
        return self._encoding == GB18030

    def __iter__(self) -> Iterator[bytes | None]:
        """Yield the bytes of every line with its end, ``None`` for one that is too long."""
        line = self._first()
        while line:
            self.number += 1
            length = len(line)
            if length <= self._longest:
                yield line
            else:
                while line and not line.endswith(b"\n"):
                    line = self._stream.readline(_BLOCK)
                    length += len(line)
                yield None
            self.offset += length
            line = self._stream.readline(self._longest + 1)

    def _first(self) -> bytes:
        line = self._stream.readline(self._longest + 1)
        if line[:2] in UTF16_MARKS:
            self._utf16 = True
            self._stream = io.BufferedReader(_Utf16AsUtf8(_Joined(line, self._stream)))
            return self._stream.readline(self._longest + 1)
        if line.startswith(codecs.BOM_UTF8):
            self.offset = len(codecs.BOM_UTF8)
            self._encoding = UTF8
            line = line[self.offset :] or self._stream.readline(self._longest + 1)
        return line

    def text(self, line: bytes) -> str:
        """Return the current line as text. Raises `EncodingError` with the offset in the stream."""
        if line.isascii():
            return line.decode()
        if self._encoding == GB18030:
            return self._gb18030(line)
        encoding = UTF8 if self._encoding == UTF8 or self._utf16 else encoding_of(line)
        try:
            text = line.decode(encoding or UTF8)
        except UnicodeDecodeError as error:
            if self._utf16:
                raise EncodingError(f"line {self.number} is damaged UTF-16") from None
            known = "UTF-8, as the lines before are" if self._encoding else None
            raise EncodingError.at(self.offset + error.start, line[error.start], known) from None
        if encoding == GB18030 or any(char >= "\u0800" for char in text):
            self._encoding = encoding
        return text

    def _gb18030(self, line: bytes) -> str:
        try:
            text = line.decode(UTF8)
        except UnicodeDecodeError:
            text = ""
        if any(char >= "\u0800" for char in text):
            return text
        try:
            return line.decode(GB18030)
        except UnicodeDecodeError as error:
            at, byte = self.offset + error.start, line[error.start]
            raise EncodingError.at(at, byte, "GB18030, as the lines before are") from None

    def damaged(self, line: bytes) -> str:
        """Return what can be read of a line that `text` refuses, to find its end in a table."""
        return line.decode(self._encoding or UTF8, "replace")


class _Joined:
    """A stream with the bytes that were already read from it put back in front."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        if not self._head:
            return self._stream.read(size)
        size = len(self._head) if size < 0 else size
        head, self._head = self._head[:size], self._head[size:]
        return head + self._stream.read(size - len(head)) if len(head) < size else head


class _Utf16AsUtf8(io.RawIOBase):
    """A UTF-16 stream seen as UTF-8; half characters pass as bytes that are not UTF-8."""

    def __init__(self, stream: _Joined) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # it is given one
        ended = False
        while not self._rest and not ended:
            block = self._stream.read(_BLOCK)
            ended = not block
            self._rest = self._decoded(block, ended)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _decoded(self, block: bytes, ended: bool) -> bytes:
        try:
            return self._decoder.decode(block, ended).encode(UTF8, "surrogatepass")
        except UnicodeDecodeError:  # an odd byte at the end
            self._decoder.reset()
            return b"\xff"
