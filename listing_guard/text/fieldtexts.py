"""The texts of one listing, read as far as somebody looks at them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from listing_guard.text.fieldtext import FieldText, read_field
from listing_guard.text.fold import fold_with_map

Value = tuple[str, str, bool]
"""Path, original text, and whether a space between Han characters separates phrases."""

_BETWEEN = "\n"


class FieldTexts(Sequence[FieldText]):
    """A listing's field values in order, and their normal forms joined for one scan.

    Most listings have nothing to find in most fields. Where all values can be folded as one text
    without moving a character, that is done, and a `FieldText` is made only for a value that is
    asked for.
    """

    __slots__ = ("_read", "_starts", "_values", "has_markup", "joined")

    def __init__(self, values: Sequence[Value]) -> None:
        self._values = values
        self._read: list[FieldText | None] = [None] * len(values)
        raw = _BETWEEN.join([value for _, value, _ in values])
        self.has_markup = "<" in raw or "&" in raw
        folded = None if self.has_markup else fold_with_map(raw)
        if folded is not None and folded.starts is None:
            self.joined = folded.text
            lengths = [len(value) for _, value, _ in values]
        else:  # markup, or characters that fold to more or fewer: value by value
            texts = [
                text
                for path, value, title_like in values
                for text in read_field(path, value, title_like=title_like)
            ]
            self._read = list(texts)
            self.joined = _BETWEEN.join([text.text for text in texts])
            lengths = [len(text.text) for text in texts]
        self._starts = [0, *accumulate([length + len(_BETWEEN) for length in lengths])]

    def __len__(self) -> int:
        return len(self._read)

    @overload
    def __getitem__(self, index: int) -> FieldText: ...
    @overload
    def __getitem__(self, index: slice) -> list[FieldText]: ...
    def __getitem__(self, index: int | slice) -> FieldText | list[FieldText]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        found = self._read[index]
        if found is None:
            path, value, title_like = self._values[index]
            start = self._starts[index]
            folded = self.joined[start : start + len(value)]
            found = FieldText(path, value, title_like=title_like, folded=folded)
            self._read[index] = found
        return found

    def path(self, index: int) -> str:
        """Return the path of a value, without reading it."""
        found = self._read[index]
        return self._values[index][0] if found is None else found.path

    def at(self, position: int) -> tuple[int, int]:
        """Return which value holds a position of `joined`, and where that value begins."""
        index = bisect_right(self._starts, position) - 1
        return index, self._starts[index]
