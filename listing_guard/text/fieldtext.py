"""One field value as rules see it, and the way from any place in it back to the original.

Three texts, each a step from the one before: ``raw`` as the record gives it, ``plain`` without
markup, ``text`` in the normal form. What most values never need (offset maps, clauses, tokens) is
worked out when first asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from listing_guard.model.span import Span
from listing_guard.text.boundaries import Boundaries, boundaries, part_at
from listing_guard.text.characters import is_lying
from listing_guard.text.fold import Folded, fold, fold_with_map, project
from listing_guard.text.html import is_html, to_text
from listing_guard.text.tokens import token_ends
from listing_guard.text.writing import tricks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.text.html import Extract


class FieldText:
    """A field value; all positions are code points of ``text``, the normal form, unless said.

    ``path`` names the field (``selling_points[2]``); ``title_like`` says that spaces between Han
    characters separate phrases. Two values are equal only if they are the same object.
    """

    __slots__ = (
        "_boundaries",
        "_edges",
        "_extract",
        "_folded",
        "path",
        "plain",
        "raw",
        "text",
        "title_like",
    )

    def __init__(
        self,
        path: str,
        raw: str,
        *,
        title_like: bool,
        extract: Extract | None = None,
        folded: str | None = None,
    ) -> None:
        """Take a value; ``extract`` is the text in it that is meant if the value is HTML.

        ``folded`` is the normal form, where it is known already and no character moved.
        """
        self.path = path
        self.raw = raw
        self.plain = raw if extract is None else extract.text
        self.text = fold(self.plain) if folded is None else folded
        self.title_like = title_like
        self._extract = extract
        self._folded = None if folded is None else Folded(folded)
        self._boundaries: Boundaries | None = None
        self._edges: dict[int, frozenset[int]] = {}

    def __repr__(self) -> str:
        return f"FieldText({self.path!r}, {self.raw!r})"

    def raw_span(self, start: int, end: int) -> Span:
        """Return the span of the raw value; ``raw`` cut so holds the tags inside, too."""
        span = self._read_from(start, end)
        extract = self._extract
        return span if extract is None else project(extract.starts, extract.ends, *span)

    def raw_text(self, start: int, end: int) -> str:
        """Return the slice of the raw value that ``[start, end)`` was read from."""
        span = self.raw_span(start, end)
        return self.raw[span.start : span.end]

    def written(self, start: int, end: int) -> str:
        """Return what stands there without markup and not folded, for a person to read."""
        span = self._read_from(start, end)
        return self.plain[span.start : span.end]

    def clause(self, position: int) -> Span:
        """Return the clause that holds a position, its closing mark included."""
        return part_at(self._bounds().clauses, position)

    def sentence(self, position: int) -> Span:
        """Return the sentence that holds a position, its closing mark included."""
        return part_at(self._bounds().sentences, position)

    def token_edges(self, position: int) -> frozenset[int]:
        """Return where tokens begin or end in the clause that holds a position."""
        clause = self.clause(position)
        if clause.start not in self._edges:
            ends = token_ends(self.text[clause.start : clause.end])
            self._edges[clause.start] = frozenset(
                [clause.start, *(clause.start + end for end in ends)]
            )
        return self._edges[clause.start]

    def is_token_edge(self, position: int) -> bool:
        """Say whether a token begins or ends at a position; the text's ends are such places."""
        return position in self.token_edges(position)

    def token_gap(self, a_end: int, b_start: int) -> int:
        """Return how many tokens lie, even in part, in ``[a_end, b_start)``; blanks are none."""
        return sum(
            1
            for start, end in self._tokens(a_end, b_start)
            if not self.text[max(start, a_end) : min(end, b_start)].isspace()
        )

    def tricks(self, start: int, end: int) -> tuple[str, ...]:
        """Return what was done to the characters of what was read; see `writing.tricks`."""
        span = self._read_from(start, end)
        rest = self.plain[: span.start] + self.plain[span.end :]
        return tricks(self.raw_text(start, end), self.plain[span.start : span.end], rest)

    def _read_from(self, start: int, end: int) -> Span:
        """Return the span of the plain text, with the marks that lie on its last character."""
        first, last = self._map().source_span(start, end)
        if first < last:
            while last < len(self.plain) and is_lying(self.plain[last]):
                last += 1
        return Span(first, last)

    def _tokens(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the tokens that overlap a span, clause by clause."""
        while start < end:
            edges = sorted(self.token_edges(start))
            for left, right in pairwise(edges):
                if right > start and left < end:
                    yield left, right
            start = edges[-1]

    def _map(self) -> Folded:
        if self._folded is None:
            self._folded = fold_with_map(self.plain)
        return self._folded

    def _bounds(self) -> Boundaries:
        if self._boundaries is None:
            found = boundaries(self.plain, title_like=self.title_like)
            starts = self._map().starts
            self._boundaries = (
                found
                if starts is None
                else Boundaries(_moved(found.clauses, starts), _moved(found.sentences, starts))
            )
        return self._boundaries


def read_field(path: str, raw: str, *, title_like: bool) -> list[FieldText]:
    """Return the texts of a field value: the value's own, then each alternative text and title."""
    if not is_html(raw):
        return [FieldText(path, raw, title_like=title_like)]
    return [
        FieldText(path, raw, title_like=title_like, extract=extract) for extract in to_text(raw)
    ]


def _moved(ends: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Move places in a plain text to its normal form: before what was read from there on."""
    return sorted({bisect_left(starts, end) for end in ends})
