"""Which category of goods a listing is in.

``category: 数码/充电器/移动电源`` says it surely: the last segment that is an id, a name, an alias
or a platform's path wins. A title says it with low confidence: ``20000毫安充电宝`` is a power bank,
``充电宝收纳包`` is none, since 收纳包 is one of the words that rule power banks out.

English names of shelves are read from their head, which stands last: ``Women Quartz Watches`` are
watches, ``Toy Storage`` is no toy. In a Chinese title an English word counts where no Chinese one
does, and rules none of them out: BOX and COVER are brands there. Words in capitals (USB, OTC) are
at home in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from listing_guard.match.needles import Needles
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from listing_guard.ruleset.rule import Words

# In the normal form, where ／ ＞ ｜ ＼ are already the half-width ones.
_SEPARATOR = re.compile(r"\s*[/>»›|\\]\s*|\s+-\s+")

# What sets names beside each other within one segment.
_BESIDE = re.compile(r"[\s()\[\]【】、,;&+]+")

# The same in English, where a name may have several words, and what follows the head of one.
_BESIDE_LATIN = re.compile(r"\s*[()\[\],;&+]+\s*|\s+and\s+")
_AFTER_HEAD = re.compile(r"\s(?:for|with|by|in|of)\s.*")
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))

# A hostile category column must not cost more than its length; no platform's tree is as deep.
_MAX_TEXT = 500
_MAX_SEGMENTS = 20
_REMEMBERED = 1024
"""Category columns whose meaning is remembered: those of one shop are few."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category of goods, as packs describe it."""

    id: str
    parent: str | None = None
    names: Words = ()
    aliases: tuple[str, ...] = ()
    paths: tuple[tuple[str, str], ...] = ()
    """Pairs of platform and path there."""
    title_words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a listing turned out to be; ``ids`` are ``leaf`` and its ancestors."""

    ids: frozenset[str]
    leaf: str
    confidence: Literal["high", "low"]
    by: str
    """The words that told it."""


class Taxonomy:
    """A forest of categories; parents must exist and make no circle."""

    def __init__(self, categories: Iterable[Category] = ()) -> None:
        self.categories = {each.id: each for each in categories}
        self._remembered = lru_cache(_REMEMBERED)(self._by_category)

    def __reduce__(self) -> tuple[type[Taxonomy], tuple[tuple[Category, ...]]]:
        # The automaton is rebuilt: it does not pickle.
        return Taxonomy, (tuple(self.categories.values()),)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Taxonomy) and self.categories == other.categories

    def __hash__(self) -> int:
        return hash(frozenset(self.categories))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every category id."""
        return frozenset(self.categories)

    def ancestors(self, id: str) -> frozenset[str]:
        """Return the ids that a category lies within, itself included."""
        found: dict[str, None] = {}
        here: str | None = id
        while here is not None and here not in found and here in self.categories:
            found[here] = None
            here = self.categories[here].parent
        return frozenset(found)

    def lineage(self, category: str) -> tuple[str, frozenset[str]] | None:
        """Return the category that a text names with the ids it lies within, itself included."""
        found = self.resolve(category, None, None)
        return (found.leaf, found.ids) if found else None

    def resolve(
        self, category: str | None, title: str | None, platform: str | None
    ) -> Resolved | None:
        """Return the category of a listing, ``None`` when neither field tells it."""
        if category:
            by_category = self._remembered if len(category) <= _MAX_TEXT else self._by_category
            found = by_category(category, platform)
            if found is not None:
                return found
        return self._by_title(fold(title)) if title else None

    def _by_category(self, category: str, platform: str | None) -> Resolved | None:
        text = fold(category).strip()
        if text in self._called:
            return self._resolved(self._called[text], "high", text)
        segments = [part for part in _SEPARATOR.split(text[-_MAX_TEXT:]) if part][-_MAX_SEGMENTS:]
        for end in range(len(segments), 0, -1):
            segment = segments[end - 1]
            if segment in self._called:
                return self._resolved(self._called[segment], "high", segment)
            if segment.isascii() and (found := self._by_head(segment)):
                return found
            # A path may be given from the root, or from somewhere below it.
            for start in range(end):
                path = "/".join(segments[start:end])
                for owner, id in self._paths.get(path, ()):
                    if platform is None or owner == fold(platform):
                        return self._resolved(id, "high", path)
        # “普通食品 饮用水”, “面膜(膜类)”: names set side by side; the last one says most.
        for segment in reversed(segments):
            if segment.isascii():
                continue
            for name in reversed(_BESIDE.split(segment)):
                if name in self._called:
                    return self._resolved(self._called[name], "high", name)
        return None

    def _by_head(self, segment: str) -> Resolved | None:
        """Return what the last words of an English name say, the longest name first."""
        for part in reversed(_BESIDE_LATIN.split(segment)):
            words = _AFTER_HEAD.sub("", part).split()
            for start in range(len(words)):
                for name in _singulars(" ".join(words[start:])):
                    if name in self._called:
                        return self._resolved(self._called[name], "high", name)
        return None

    def _by_title(self, title: str) -> Resolved | None:
        hits: list[tuple[bool, int, int, str, str]] = []
        vetoed: dict[str, bool] = {}  # and whether by English words only
        for start, end, meanings in self._words.find(title):
            for id, is_veto, is_english in meanings:
                if not _stands_alone(title, start, end):
                    continue
                if is_veto:
                    vetoed[id] = vetoed.get(id, True) and is_english
                else:
                    hits.append((not is_english, end - start, start, id, title[start:end]))
        # What a category is not, none of its descendants is; English words rule out English ones.
        standing = [
            hit
            for hit in hits
            if all(hit[0] and vetoed[id] for id in self.ancestors(hit[3]) & vetoed.keys())
        ]
        if not standing:
            return None
        *_, id, word = max(standing)
        return self._resolved(id, "low", word)

    def _resolved(self, id: str, confidence: Literal["high", "low"], by: str) -> Resolved:
        return Resolved(self.ancestors(id), id, confidence, by)

    @cached_property
    def _called(self) -> dict[str, str]:
        """Id by folded id, name and alias; the first category that claims a word has it."""
        found = {fold(id): id for id in self.categories}
        for category in self.categories.values():
            for word in (*(name for _, name in category.names), *category.aliases):
                found.setdefault(fold(word).strip(), category.id)
        return found

    @cached_property
    def _paths(self) -> dict[str, list[tuple[str, str]]]:
        """Platform and id by folded path, its segments joined by a slash."""
        found: dict[str, list[tuple[str, str]]] = {}
        for category in self.categories.values():
            for platform, path in category.paths:
                key = "/".join(part for part in _SEPARATOR.split(fold(path).strip()) if part)
                found.setdefault(key, []).append((fold(platform), category.id))
        return found

    @cached_property
    def _words(self) -> Needles[tuple[str, bool, bool]]:
        """Title words and words that rule out: the category, whether it rules out, is English."""
        return Needles(
            (folded, (category.id, is_veto, word.isascii() and not word.isupper()))
            for category in self.categories.values()
            for many, is_veto in ((category.title_words, False), (category.not_words, True))
            for word in many
            for folded in _with_plural(fold(word))
        )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a Latin letter or digit at an edge is also the edge of its word."""
    return not (
        (start > 0 and _is_latin(text[start]) and _is_latin(text[start - 1]))
        or (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))
    )


def _singulars(name: str) -> Iterator[str]:
    """Tell an English name as it is written and as one thing: watches, watche, watch."""
    yield name
    for ending, instead in _PLURALS:
        if name.endswith(ending):
            yield name.removesuffix(ending) + instead


def _with_plural(word: str) -> tuple[str, ...]:
    """Return a title word with its English plural, where it has one."""
    if not word or not word.isascii() or not word[-1].isalpha() or word.endswith("s"):
        return (word,) if word else ()
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word, word[:-1] + "ies")
    return (word, word + ("es" if word.endswith(("x", "z", "ch", "sh")) else "s"))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
