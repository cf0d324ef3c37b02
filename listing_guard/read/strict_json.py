"""JSON values placed in a text, by the standard library's scanner: no NaN, no endless nesting."""

from __future__ import annotations

import json
import re
from typing import NoReturn

_BLANKS = re.compile(r"[ \t\n\r]*")
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)

_STRING_OR_CONSTANT = re.compile(r'"(?:[^"\\]++|\\.)*+"|NaN|-?Infinity', re.DOTALL)


class JsonError(ValueError):
    """A fault in JSON; ``offset`` is that of the character that does not fit."""

    def __init__(self, cause: str, offset: int, mend: str = "mend it") -> None:
        self.offset = offset
        super().__init__(f"{cause}; {mend}")


class _NotFiniteError(ValueError):
    pass


def _refuse(name: str) -> NoReturn:
    raise _NotFiniteError(name)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def decode_at(text: str, start: int) -> tuple[object, int]:
    """Return the value that starts at an offset, and the offset after it. Raises `JsonError`."""
    try:
        return _DECODER.raw_decode(text, start)
    except _NotFiniteError as error:
        found = (each for each in _STRING_OR_CONSTANT.finditer(text, start) if each[0][0] != '"')
        at = next(found).start()
        raise JsonError(f"{error} is no number in JSON", at, "write null") from None
    except json.JSONDecodeError as error:
        raise JsonError(f"not JSON ({_cause(error, text)})", min(error.pos, len(text))) from None
    except RecursionError:
        raise JsonError("nested too deep for a listing", start, "flatten it") from None
    except ValueError:  # int() refuses more than 4300 digits
        raise JsonError("a number has too many digits", start, "write it as text") from None


def _cause(error: json.JSONDecodeError, text: str) -> str:
    """Return the scanner's complaint in plain words."""
    if text.startswith("\0", error.pos):
        return "a NUL character"
    if error.pos >= len(text):
        return "the text ends too soon"
    return error.msg[:1].lower() + error.msg[1:]


def decode(text: str) -> object:
    """Return the one value that a text is. Raises `JsonError`."""
    value, end = decode_at(text, skip_blanks(text, 0))
    end = skip_blanks(text, end)
    if end < len(text):
        raise JsonError("not JSON (more text after the value)", end)
    return value


def skip_blanks(text: str, start: int) -> int:
    """Return the offset of the first character that is no blank."""
    found = _BLANKS.match(text, start)
    return found.end() if found else start


def end_of_value(text: str, start: int) -> int | None:
    """Return the offset after the brackets that open at ``start``, whatever stands in them.

    ``None`` if they never close, or if none opens here. For going on after a faulty value.
    """
    depth = 0
    if text[start : start + 1] not in ("{", "["):
        return None
    for found in _STRING_OR_BRACKET.finditer(text, start):
        bracket = found[0]
        if bracket in "[{":
            depth += 1
        elif bracket in "]}":
            depth -= 1
            if depth == 0:
                return found.end()
    return None
