"""From packs on disk to a rule set, or to every problem in them.

The result is a function of the files' contents alone: no clock, no locale, no order of a folder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.cache import folder
from listing_guard.model.market import is_within
from listing_guard.ruleset import stored
from listing_guard.ruleset.categories import FINDING_CATEGORIES
from listing_guard.ruleset.expressions import Names
from listing_guard.ruleset.frame_base import words
from listing_guard.ruleset.frame_files import RulesFrame
from listing_guard.ruleset.idle import lint_idle
from listing_guard.ruleset.lexicon import Shelf
from listing_guard.ruleset.lint import lint_checked, lint_definitions
from listing_guard.ruleset.markets import check_markets
from listing_guard.ruleset.merge import merge_laws, merge_taxonomy
from listing_guard.ruleset.nodes import Block
from listing_guard.ruleset.overrides import apply_overrides
from listing_guard.ruleset.pack import Packs, shipped_folder, shipped_names
from listing_guard.ruleset.packfiles import checked, read_manifest
from listing_guard.ruleset.patterns import build_patterns
from listing_guard.ruleset.problems import Problems
from listing_guard.ruleset.qualify import for_others
from listing_guard.ruleset.rule import PackInfo, Ruleset
from listing_guard.ruleset.rules import DEFAULT_FIELDS, build_fields, build_rule
from listing_guard.ruleset.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.model.diagnostic import Diagnostic
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.packfiles import PackFiles
    from listing_guard.ruleset.patterns import Built
    from listing_guard.ruleset.rule import FieldWeight, Rule, Words


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load; ``ruleset`` is ``None`` if one of the diagnostics is an error."""

    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class PackSummary:
    """What ``pack.yaml`` of a shipped pack says of it."""

    name: str
    version: str
    title: Words
    markets: tuple[str, ...]
    requires: tuple[str, ...]
    path: str


def load_ruleset(
    packs: Sequence[str | Path], *, shipped: Path | None = None, today: str | None = None
) -> Loaded:
    """Load packs by name, folder or file, with all that they require.

    ``shipped`` is the folder in which packs are found by name; that of the program unless said.
    Every problem of every file is in the diagnostics, warnings too. ``today`` asks for all
    that `rules lint` tells, slow to find as it may be, with `checked` dates judged by that ISO
    day; there is no clock here. Without it, a rule set that was loaded before comes from where
    `stored` keeps it.
    """
    home = shipped if shipped is not None else shipped_folder()
    key = stored.key_of(packs, home) if today is None and folder.folder() else None
    if key is not None and (kept := stored.recall(key)) is not None:
        return Loaded(kept.ruleset, kept.warnings)
    problems = Problems()
    found = Packs(home, problems)
    found.load(packs)
    ruleset = _Loader(found, problems, today).ruleset()
    diagnostics = problems.sorted()
    if problems.errors:
        return Loaded(None, diagnostics)
    if key is not None:
        stored.keep(key, stored.Kept(ruleset, diagnostics))
    return Loaded(ruleset, diagnostics)


def shipped_packs(shipped: Path | None = None) -> tuple[PackSummary, ...]:
    """Return the packs that come with the program, by name; unreadable ones are left out."""
    folder = shipped if shipped is not None else shipped_folder()
    found = []
    for name in shipped_names(folder):
        problems = Problems()
        frame = read_manifest(folder / name, str(folder / name), problems)
        if frame is None:
            continue
        found.append(
            PackSummary(
                name=str(frame.name or name),
                version=str(frame.version or "0"),
                title=words(frame.title),
                markets=tuple(str(market) for market in frame.markets or ()),
                requires=tuple(str(text) for text in frame.requires or ()),
                path=str(folder / name),
            )
        )
    return tuple(found)


def default_packs(markets: Sequence[str], shipped: Path | None = None) -> tuple[str, ...]:
    """Return the shipped packs for any of the markets, by name; a pack for EU is for DE too."""
    return tuple(
        pack.name
        for pack in shipped_packs(shipped)
        if any(is_within(market, own) for market in markets for own in pack.markets)
    )


class _Loader:
    """Builds the rule set of the packs that were found."""

    def __init__(self, packs: Packs, problems: Problems, today: str | None) -> None:
        self._today = today
        self._packs = packs
        self._problems = problems
        self._shelf = Shelf(packs, problems)
        self._tables = Tables(problems)
        self._rules: list[Rule] = []
        self._ids: dict[str, Text] = {}
        self._shared: dict[str, dict[str, Built]] = {}

    def ruleset(self) -> Ruleset:
        every = list(self._packs.loaded.values())
        taxonomy = merge_taxonomy(every, self._problems)
        for files in every:
            self._note_edits(files)
            self._tables.add(files)
        infos = []
        for files in every:
            self._pack(files)
            infos.append(self._info(files))
        self._tables.warn_of_unused()
        rules = apply_overrides(self._rules, every, self._ids, self._problems)
        return Ruleset(
            rules=tuple(sorted(rules, key=lambda rule: rule.id)),
            packs=tuple(infos),
            taxonomy=taxonomy,
            laws=merge_laws(every),
            sha256=self._sha256(infos),
            lexicons=self._shelf.built(),
            lexicons_checked=self._lexicons_checked(every),
        )

    def _lexicons_checked(self, every: Sequence[PackFiles]) -> dict[str, str]:
        found = {}
        for files in every:
            for name, frame in sorted(files.lexicons.items()):
                if frame is not None and frame.checked is not None:
                    lint_checked(frame.checked, self._today, self._problems)
                    found[f"{files.name}/{name}"] = str(frame.checked)
        return found

    def _note_edits(self, files: PackFiles) -> None:
        frame = files.manifest
        block = frame.value("lexicons") if frame is not None else None
        if frame is None or not isinstance(block, Block):
            return
        for name, change in (frame.lexicons or {}).items():
            self._shelf.edit(block.keys_at[name], change, files.name)

    def _info(self, files: PackFiles) -> PackInfo:
        return PackInfo(
            name=files.name,
            version=files.version,
            sha256=files.sha256,
            markets=check_markets(
                (files.manifest.markets if files.manifest else None) or (), self._problems
            ),
            path=files.path,
            requires=self._packs.requires.get(files.name, ()),
        )

    def _pack(self, files: PackFiles) -> None:
        for name in files.lexicons:
            self._shelf.get(f"{files.name}/{name}")
        outside = self._names(files)
        lexicons = self._shelf.seen_by(files.name)
        visible = {
            name: built
            for other in self._packs.visible_from(files.name)
            if other is not files
            for name, built in self._shared.get(other.name, {}).items()
        }
        own: dict[str, Built] = {}
        fields = DEFAULT_FIELDS
        if files.manifest is not None:
            block = files.manifest.node.get("definitions")
            block = block if isinstance(block, Block) else None
            given = files.manifest.definitions
            own = build_patterns(given, block, outside, lexicons, self._problems)
            if files.manifest.defaults is not None:
                fields = build_fields(files.manifest.defaults, self._problems) or fields
            outside = outside.with_patterns(frozenset(block or ()))
        self._shared[files.name] = for_others(files.name, own)
        before = len(self._rules)
        seen = [other.name for other in self._packs.visible_from(files.name)]
        for node in files.rules:
            frame = checked(RulesFrame, self._tables.expand(node, files.name, seen), self._problems)
            if frame is not None:
                self._file(frame, outside, {**visible, **own}, fields)
        if self._today is not None and not self._problems.errors:
            lint_idle(own.values(), self._problems)
        lint_definitions(own, self._rules[before:], self._problems, unused=False)

    def _names(self, files: PackFiles) -> Names:
        """Return what the pack's expressions can call, but for its own patterns."""
        seen = self._packs.visible_from(files.name)
        categories = set(FINDING_CATEGORIES)
        for text in (files.manifest.categories if files.manifest else None) or ():
            if not text.startswith("x-"):
                message = f"the finding category `{text}` does not begin with `x-`"
                self._problems.add("E510", text, message, f"call it `x-{text}`")
        for other in seen:
            declared = other.manifest.categories if other.manifest else None
            categories.update(str(text) for text in declared or ())
        return Names(
            pack=files.name,
            patterns=frozenset(name for other in seen for name in self._shared.get(other.name, ())),
            lexicons=self._shelf.names(files.name),
            categories=frozenset(
                id
                for other in seen
                if other.taxonomy is not None
                for id in other.taxonomy.categories or ()
            ),
            laws=frozenset(merge_laws(seen)),
            finding_categories=frozenset(categories),
            today=self._today,
            full_lexicon=lambda name: self._full_lexicon(name, files.name),
        )

    def _full_lexicon(self, name: str, pack: str) -> str | None:
        """Return the full name of a lexicon that an expression asks for, and see to it."""
        full = self._shelf.full_name(name, pack)
        if full is not None:
            self._shelf.get(full)
        return full

    def _file(
        self,
        frame: RulesFrame,
        names: Names,
        outside: dict[str, Built],
        fields: tuple[FieldWeight, ...],
    ) -> None:
        lexicons = self._shelf.seen_by(names.pack)
        block = frame.node.get("definitions")
        block = block if isinstance(block, Block) else None
        own = build_patterns(frame.definitions, block, names, lexicons, self._problems)
        names = names.with_patterns(frozenset(block or ()))
        visible = {**outside, **own}
        before, whole = len(self._rules), True
        for given in frame.rules or ():
            if given.id is not None:
                self._note_id(f"{names.pack}/{given.id}", given.id)
            rule = build_rule(given, names, visible, fields, lexicons, self._problems)
            if rule is not None:
                self._rules.append(rule)
            whole = whole and rule is not None and not given.broken
        unused = whole and not frame.broken
        if self._today is not None and not self._problems.errors:
            lint_idle(own.values(), self._problems)
        lint_definitions(own, self._rules[before:], self._problems, unused=unused)

    def _note_id(self, id: str, place: Text) -> None:
        first = self._ids.setdefault(id, place)
        if first is not place:
            line, _ = first.source.position(first.start)
            message = f"the rule id `{place}` is given twice; first in {first.source.path}:{line}"
            self._problems.add("E307", place, message, "ids are never shared or reused")

    def _sha256(self, infos: Sequence[PackInfo]) -> str:
        total = hashlib.sha256()
        for info in infos:
            total.update(f"{info.name}\0{info.version}\0{info.sha256}\n".encode())
        for name, sha256 in sorted(self._packs.borrowed.items()):
            total.update(f"{name}\0{sha256}\n".encode())
        return total.hexdigest()
