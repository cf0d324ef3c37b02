"""Which of all occurrences stand: innocent words, nesting, borders (in this order).

Worked example, for the terms 最, 最低, 全网最低 and the innocent word 最低配置, in
``全网最低价，最低配置 8GB``:

1. every occurrence: 全网最低, 最低, 最, then 最低, 最;
2. 最低配置 covers the second 最低 and 最, which mean something else there: they go;
3. of the nested hits 全网最低 ⊃ 最低 ⊃ 最 only the longest stays;
4. no Latin edge and no ``whole_token`` here: 全网最低 stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.match.disguise import innocent_as_read, is_plausible, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.match.entryset import EntrySet, Occurrence
    from listing_guard.text.fieldtext import FieldText


def standing(
    occurrences: list[Occurrence],
    innocent: EntrySet,
    where: FieldText,
    *,
    disguised: bool = False,
) -> list[Occurrence]:
    """Return which of all occurrences of a pattern stand in a field value.

    ``disguised``: only those that are not written plainly.
    """
    found = [each for each in occurrences if as_written(each, where) and is_plausible(each, where)]
    if found and innocent:
        found = without_innocent(found, innocent.find(where.text))
        found = [each for each in found if not innocent_as_read(each, innocent, where)]
    if len(found) > 1:
        found = longest(_plain_first(found, where))
    found = [each for each in found if borders_hold(each, where)]
    if disguised:
        return [each for each in found if reading_of(each[2], where.text[each[0] : each[1]]).folds]
    return found


def _plain_first(occurrences: list[Occurrence], where: FieldText) -> list[Occurrence]:
    """Put what is written plainly before what needs a disguise: HUAWEI is no 华为 in pinyin."""
    return sorted(
        occurrences,
        key=lambda hit: (
            bool(hit[2].folds)
            and not hit[2].is_regex
            and where.text[hit[0] : hit[1]] != hit[2].folded
        ),
    )


def as_written(occurrence: Occurrence, where: FieldText) -> bool:
    """Say whether an entry that asks for its exact writing is written so in the original."""
    start, end, entry = occurrence
    return not entry.exact_case or where.raw_text(start, end) == entry.text


def without_innocent(
    occurrences: list[Occurrence], innocent: Iterable[Occurrence]
) -> list[Occurrence]:
    """Drop what an innocent word covers or crosses, unless it covers the innocent word."""
    spans = [(start, end) for start, end, _ in innocent]
    if not spans:
        return occurrences
    return [
        hit
        for hit in occurrences
        if not any(
            start < hit[1] and hit[0] < end and not (hit[0] <= start and end <= hit[1])
            for start, end in spans
        )
    ]


def longest(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Keep the longest of nested occurrences; of crossing ones the leftmost, then longest.

    Of several entries on one span the one that the rule file names first stays (the sort is
    stable).
    """
    ordered = sorted(occurrences, key=lambda hit: (hit[0], -hit[1]))
    kept: list[Occurrence] = []
    furthest = -1
    for hit in ordered:  # by start, the longer first: nested iff an earlier one reaches as far
        if hit[1] > furthest:
            kept.append(hit)
            furthest = hit[1]
    apart: list[Occurrence] = []
    for hit in kept:
        if not apart or hit[0] >= apart[-1][1]:
            apart.append(hit)
    return apart


def borders_hold(occurrence: Occurrence, where: FieldText) -> bool:
    """Say whether the occurrence is not a piece of a longer word.

    A Latin letter or digit at its edge needs a neighbour that is none, or that is Han;
    an entry with ``whole_token`` must also begin and end where a token does.
    """
    start, end, entry = occurrence
    if not entry.prefix and not whole(where.text, start, end):
        return False
    return not entry.whole_token or (where.is_token_edge(start) and where.is_token_edge(end))


def whole(text: str, start: int, end: int) -> bool:
    """Say whether a slice of a text is not a piece of a longer Latin word or number."""
    if start > 0 and _is_wordlike(text[start]) and _is_wordlike(text[start - 1]):
        return False
    return not (end < len(text) and _is_wordlike(text[end - 1]) and _is_wordlike(text[end]))


def _is_wordlike(char: str) -> bool:
    return char.isalnum() and not _is_han(char)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" or char == "〇"
