"""The entries of ``coverage/``: what the law and the platforms ask, read from YAML.

``coverage/index.yaml`` names the parts in their order and the reasons why software cannot see
something; each part is a file of sections of entries. Its head tells what an entry may say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from listing_guard.match.pattern import Cite
    from listing_guard.ruleset.rule import Words

_INHERITED = ("law", "market", "platform", "kind", "packs", "memory", "secondary")
"""Keys that a section may give for all its entries."""
_SECTION = {"title", "record", "entries", *_INHERITED}
_ENTRY = {
    *("article", "from", "until", "what", "rules", "probe", "pass", "why_not", "checked"),
    *_INHERITED,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and the part of the page that it belongs to."""

    part: Words
    title: Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, one fact of a platform, or one row that no article names."""

    section: int
    law: str | None
    articles: tuple[str, ...]
    since: str | None
    until: str | None
    what: Words
    rules: tuple[str, ...]
    probes: tuple[Mapping[str, Any], ...]
    """Listings of which each must be found."""
    innocents: tuple[Mapping[str, Any], ...]
    """Listings of which none may be found, but for hints."""
    kinds: frozenset[str]
    """Finding categories that count for probes and innocents; empty: all."""
    packs: frozenset[str]
    """Packs whose rules count for them; empty: all."""
    why_not: Words
    memory: bool
    """Whether the fact is from memory, so that its rules must say so."""
    secondary: bool
    """Whether one page alone, or pages that are not the source's own, tell it."""
    checked: Words
    """Where a fact from memory has been looked up since."""

    @property
    def name(self) -> str:
        """What reports call the entry."""
        where = f"{self.law} {'、'.join(self.articles)}: " if self.law and self.articles else ""
        return f"{where}{dict(self.what).get('zh', '')}"

    def cited_by(self, cite: Cite) -> bool:
        """Say whether a citation names the entry's article, or a part of it, in its time."""
        if cite.law != self.law or not _overlap(self, cite):
            return False
        return any(
            _within(part, article) for part in _parts(cite.article) for article in self.articles
        )

    def touches(self, cite: Cite) -> bool:
        """Say whether a citation and the entry name one article, however closely."""
        if cite.law != self.law or not _overlap(self, cite):
            return False
        return self.cited_by(cite) or any(
            _within(article, part) for part in _parts(cite.article) for article in self.articles
        )


def _overlap(entry: Entry, cite: Cite) -> bool:
    return (entry.until is None or cite.since is None or cite.since < entry.until) and (
        entry.since is None or cite.until is None or entry.since < cite.until
    )


def _parts(article: str) -> list[str]:
    """Return the articles that one citation names: 7、8 or 7(3), 7(4)."""
    return article.replace(", ", "、").split("、")


def _within(part: str, whole: str) -> bool:
    """Say whether one article is another or a paragraph of it: 16(1)(3) is within 16(1)."""
    return whole in ("*", part) or (part.startswith(whole) and part[len(whole)] in "(. ")


def read_entries(folder: Path) -> tuple[tuple[Section, ...], tuple[Entry, ...]]:
    """Return all sections and entries; raises `ValueError` on what is misspelt."""
    index = _load(folder / "index.yaml")
    reasons = {name: _words(words) for name, words in index["reasons"].items()}
    sections: list[Section] = []
    entries: list[Entry] = []
    for name in index["parts"]:
        part = _load(folder / f"{name}.yaml")
        for raw in part["sections"]:
            _known(raw, _SECTION)
            for entry in raw["entries"]:
                _known(entry, _ENTRY)
                entries.append(_entry(entry, len(sections), raw, reasons))
            sections.append(Section(_words(part["title"]), _words(raw["title"])))
    return tuple(sections), tuple(entries)


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _known(raw: Mapping[str, Any], keys: set[str]) -> None:
    if unknown := raw.keys() - keys:
        name = raw.get("what") or raw.get("title")
        raise ValueError(f"{name}: no such key: {', '.join(sorted(unknown))}")


def _entry(
    raw: Mapping[str, Any], number: int, section: Mapping[str, Any], reasons: Mapping[str, Words]
) -> Entry:
    given = {**{key: section[key] for key in _INHERITED if key in section}, **raw}
    why = given.get("why_not", {})
    base: dict[str, Any] = {key: given[key] for key in ("market", "platform") if key in given}
    base |= section.get("record", {})
    return Entry(
        section=number,
        law=given.get("law"),
        articles=_texts(given.get("article", [])),
        since=str(given["from"]) if "from" in given else None,
        until=str(given["until"]) if "until" in given else None,
        what=_words(given["what"]),
        rules=tuple(given.get("rules", ())),
        probes=_listings(given.get("probe", ()), base),
        innocents=_listings(given.get("pass", ()), base),
        kinds=frozenset(given.get("kind", ())),
        packs=frozenset(given.get("packs", ())),
        why_not=reasons[why] if isinstance(why, str) else _words(why),
        memory=bool(given.get("memory")),
        secondary=bool(given.get("secondary")),
        checked=_words(given.get("checked", {})),
    )


def _texts(given: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(map(str, [given] if isinstance(given, str) else given))


def _listings(
    given: Sequence[str | Mapping[str, Any]], base: Mapping[str, Any]
) -> tuple[Mapping[str, Any], ...]:
    """Return listings with what they have in common; a text alone is a title."""
    return tuple({**base, **({"title": each} if isinstance(each, str) else each)} for each in given)


def _words(words: Mapping[str, str]) -> Words:
    return tuple((language, str(words[language])) for language in ("zh", "en") if language in words)
