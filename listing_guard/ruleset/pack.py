"""Which packs are loaded, in what order, and which there are.

The order is that of the request, each pack after those that it requires, so that the last override
is the one of the pack that was asked for last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.ruleset.packfiles import (
    MANIFEST,
    PackFiles,
    lexicon_names,
    read_lexicon,
    read_pack,
)
from listing_guard.ruleset.source import SourceFile
from listing_guard.ruleset.suggest import did_you_mean
from listing_guard.ruleset.versions import parse_requirement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.ruleset.frame_files import LexiconFrame
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.problems import Problems


def shipped_folder() -> Path:
    """Return the folder of the packs that come with the program: in the wheel, or the source."""
    package = Path(__file__).resolve().parents[1]
    in_wheel = package / "_packs"
    return in_wheel if in_wheel.is_dir() else package.parent / "rules"


def shipped_names(shipped: Path) -> list[str]:
    """Return the names of the packs in a folder of packs, in order."""
    if not shipped.is_dir():
        return []
    return sorted(file.parent.name for file in shipped.glob(f"*/{MANIFEST}"))


@dataclass(slots=True)
class Packs:
    """Every pack that is loaded, in order; also the library of lexicons."""

    shipped: Path
    problems: Problems
    loaded: dict[str, PackFiles] = field(default_factory=dict)
    requires: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Required packs by name, those that were found."""
    borrowed: dict[str, str] = field(default_factory=dict)
    """Hashes of lexicons of packs that are not loaded, by full name."""
    _places: dict[str, Path] = field(default_factory=dict)
    _opened: dict[str, tuple[Path, PackFiles] | None] = field(default_factory=dict)

    # Finding ---------------------------------------------------------------------------------

    def load(self, wanted: Sequence[str | Path]) -> None:
        """Load packs given by name or path, and all that they require."""
        asked: list[tuple[Path, PackFiles]] = []
        for given in wanted:
            place, shown = self._locate(given)
            if place is None:
                self._unknown(shown)
                continue
            files = read_pack(place, shown, self.problems)
            known = self._places.get(files.name)
            if known is not None:
                if known.resolve() != place.resolve():
                    message = f"a pack `{files.name}` is loaded already, from {known}"
                    self._put(shown, "E508", message, "leave one of them out")
                continue
            self._places[files.name] = place
            self._opened[files.name] = (place, files)
            asked.append((place, files))
        for place, files in asked:
            self._add(place, files, [])

    def _locate(self, given: str | Path) -> tuple[Path | None, str]:
        """Return where a pack is, ``None`` if nowhere, and how to show it."""
        text = str(given)
        path = Path(given)
        if isinstance(given, str) and path.name == given and self._is_pack(self.shipped / given):
            return self.shipped / given, shown_as(self.shipped / given)
        if path.is_file() or path.is_dir():
            return path, path.as_posix()
        return None, text

    def _is_pack(self, folder: Path) -> bool:
        return (folder / MANIFEST).is_file()

    def _unknown(self, shown: str) -> None:
        if "/" in shown or shown.endswith((".yaml", ".yml")):
            self._put(shown, "E502", "there is no such file or folder", None)
            return
        known = shipped_names(self.shipped)
        advice = did_you_mean(shown, known, otherwise="give a folder or a file by its path")
        self._put(shown, "E502", f"there is no pack `{shown}`", advice)

    def _put(self, shown: str, code: str, message: str, advice: str | None) -> None:
        self.problems.put(SourceFile(shown, "").diagnostic(code, message, 0, 1, advice))

    def _add(self, place: Path, files: PackFiles, below: list[str]) -> None:
        if files.name in self.loaded:
            return
        if place.is_dir() and not self._is_pack(place):
            advice = f"add {MANIFEST}, or give one rule file"
            self._put(files.path, "E502", f"the folder has no {MANIFEST}", advice)
        found = []
        for text in (files.manifest.requires if files.manifest else None) or ():
            name = self._require(text, place, [*below, files.name])
            if name is not None:
                found.append(name)
        self.requires[files.name] = tuple(found)
        self.loaded[files.name] = files

    def _require(self, text: Text, place: Path, below: list[str]) -> str | None:
        """Load what a line of ``requires:`` names; return its name if it is there."""
        wanted = parse_requirement(text)
        if wanted is None:
            advice = "write `name` or `name>=1.2`"
            self.problems.add("E504", text, f"`{text}` is no requirement", advice)
            return None
        if wanted.name in below:
            circle = " → ".join([*below[below.index(wanted.name) :], wanted.name])
            message = f"packs require each other in a circle: {circle}"
            self.problems.add("E506", text, message, "move what both need into a third pack")
            return None
        opened = self._open(wanted.name, place)
        if opened is None:
            near = did_you_mean(
                wanted.name,
                shipped_names(self.shipped),
                otherwise="it is neither shipped nor beside this pack's folder",
            )
            message = f"the required pack `{wanted.name}` is not there"
            self.problems.add("E502", text, message, near)
            return None
        self._add(*opened, below)
        files = opened[1]
        if not wanted.allows(files.version):
            message = f"`{wanted.name}` is there in version {files.version}"
            advice = "update the pack, or ask for another version"
            self.problems.add("E505", text, message, advice)
        return files.name

    def _open(self, name: str, beside: Path) -> tuple[Path, PackFiles] | None:
        """Find a required pack: among those asked for, beside the one that asks, shipped."""
        if name not in self._opened:
            self._opened[name] = None
            for folder in (beside.parent / name, self.shipped / name):
                if self._is_pack(folder):
                    files = read_pack(folder, shown_as(folder), self.problems)
                    self._places.setdefault(name, folder)
                    self._opened[name] = (folder, files)
                    break
        return self._opened[name]

    # What packs see of each other --------------------------------------------------------------

    def visible_from(self, name: str) -> list[PackFiles]:
        """Return a pack and all that it requires, directly or not, in order of loading."""
        wanted: dict[str, None] = {}
        waiting = [name]
        while waiting:
            here = waiting.pop()
            if here not in wanted:
                wanted[here] = None
                waiting.extend(self.requires.get(here, ()))
        return [files for each, files in self.loaded.items() if each in wanted]

    # The library -------------------------------------------------------------------------------

    def lexicon_names(self) -> frozenset[str]:
        """Return the full names of all lexicons, of loaded packs and of shipped ones."""
        return frozenset(self._all_names())

    def _all_names(self) -> Iterator[str]:
        for files in self.loaded.values():
            for name in files.lexicons:
                yield f"{files.name}/{name}"
        for pack in shipped_names(self.shipped):
            if pack not in self.loaded:
                for name in lexicon_names(self.shipped / pack):
                    yield f"{pack}/{name}"

    def lexicon(self, name: str) -> LexiconFrame | None:
        """Return the file of a lexicon; ``None`` when it is not there or cannot be read."""
        pack, _, short = name.partition("/")
        if pack in self.loaded:
            return self.loaded[pack].lexicons.get(short)
        folder = self.shipped / pack
        frame, sha256 = read_lexicon(folder, shown_as(folder), short, self.problems)
        self.borrowed[name] = sha256
        return frame


def shown_as(path: Path) -> str:
    """Show a path from where we are, if it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):  # OSError: the current folder is gone
        return path.as_posix()
