"""One pack as its files say: every file read, its frame checked, nothing looked up elsewhere."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from listing_guard.ruleset.compose import compose
from listing_guard.ruleset.frame_base import validate
from listing_guard.ruleset.frame_facts import LawsFrame, TableFrame, TaxonomyFrame
from listing_guard.ruleset.frame_files import FileFrame, LexiconFrame, PackFrame
from listing_guard.ruleset.rules import SLUG
from listing_guard.ruleset.source import SourceFile, read_source
from listing_guard.ruleset.versions import is_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listing_guard.model.diagnostic import Diagnostic
    from listing_guard.ruleset.nodes import Node
    from listing_guard.ruleset.problems import Problems

MANIFEST = "pack.yaml"
LEXICONS = "lexicons"
TABLES = "tables"
SCHEMA = "1"
_SUFFIXES = (".yaml", ".yml")

Model = TypeVar("Model", bound=FileFrame)


@dataclass(slots=True)
class PackFiles:
    """A pack, read; a file with faults may be wanting in it."""

    name: str
    version: str
    path: str
    """As it is shown."""
    manifest: PackFrame | None = None
    rules: list[Node] = field(default_factory=list)
    """Files of rules, unchecked: their templates want tables, of other packs too."""
    lexicons: dict[str, LexiconFrame | None] = field(default_factory=dict)
    """By short name; ``None`` for a file that could not be read."""
    tables: dict[str, TableFrame | None] = field(default_factory=dict)
    """By short name; ``None`` for a file that could not be read."""
    taxonomy: TaxonomyFrame | None = None
    laws: LawsFrame | None = None
    sha256: str = ""


def read_pack(place: Path, shown: str, problems: Problems) -> PackFiles:
    """Read a folder with ``pack.yaml``, or a single rule file."""
    reader = _Reader(problems)
    return reader.single(place, shown) if place.is_file() else reader.folder(place, shown)


def lexicon_names(place: Path) -> list[str]:
    """Return the short names of a pack folder's lexicons, without reading them."""
    return sorted(_stem(file) for file in _yaml_files(place / LEXICONS))


def read_lexicon(
    place: Path, shown: str, name: str, problems: Problems
) -> tuple[LexiconFrame | None, str]:
    """Read one lexicon of a pack that is not loaded itself; return it with its hash."""
    for suffix in _SUFFIXES:
        inside = f"{LEXICONS}/{name}{suffix}"
        if (place / inside).is_file():
            reader = _Reader(problems)
            frame = reader.frame(LexiconFrame, place / inside, f"{shown}/{inside}", inside)
            return frame, reader.sha256
    return None, ""


def read_manifest(place: Path, shown: str, problems: Problems) -> PackFrame | None:
    """Read ``pack.yaml`` alone."""
    return _Reader(problems).frame(PackFrame, place / MANIFEST, f"{shown}/{MANIFEST}")


def checked(model: type[Model], node: Node, problems: Problems) -> Model | None:
    """Return the frame of a file that was read, its version checked."""
    made = validate(model, node, problems)
    if made is not None and made.schema_ is not None and made.schema_ != SCHEMA:
        message = f"the file is written for schema {made.schema_}; this program reads 1"
        problems.add("E313", made.schema_, message, "update listing-guard")
    return made


class _Reader:
    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Hash over the names and contents of the files read so far."""
        return self._hash.hexdigest()

    def single(self, file: Path, shown: str) -> PackFiles:
        made = PackFiles(name=_stem(file), version="0", path=shown)
        if not SLUG.fullmatch(made.name):
            message = f"the file's name makes a pack `{made.name}`, which is no pack name"
            advice = "name it by lower-case letters, digits and hyphens: `my-rules.yaml`"
            self._problems.put(_at_top(shown, "E306", message, advice))
        node = self.node(file, shown, as_name=file.name)
        if node is not None:
            made.rules.append(node)
        made.sha256 = self.sha256
        return made

    def folder(self, folder: Path, shown: str) -> PackFiles:
        name = folder.resolve().name
        made = PackFiles(name=name, version="0", path=shown)
        for file in _walk(folder):
            inside = file.relative_to(folder).as_posix()
            where = f"{shown.rstrip('/')}/{inside}"
            if inside == MANIFEST:
                made.manifest = self.frame(PackFrame, file, where, inside)
            elif inside == "taxonomy.yaml":
                made.taxonomy = self.frame(TaxonomyFrame, file, where, inside)
            elif inside == "laws.yaml":
                made.laws = self.frame(LawsFrame, file, where, inside)
            elif inside.startswith(f"{LEXICONS}/"):
                self._short_name(file, where, "a lexicon")
                made.lexicons[_stem(file)] = self.frame(LexiconFrame, file, where, inside)
            elif inside.startswith(f"{TABLES}/"):
                self._short_name(file, where, "a table")
                made.tables[_stem(file)] = self.frame(TableFrame, file, where, inside)
            else:
                node = self.node(file, where, inside)
                if node is not None:
                    made.rules.append(node)
        made.sha256 = self.sha256
        self._identity(made, name)
        return made

    def frame(
        self, model: type[Model], file: Path, shown: str, as_name: str | None = None
    ) -> Model | None:
        """Read one file; its name and content go into the pack's hash."""
        node = self.node(file, shown, as_name)
        return None if node is None else checked(model, node, self._problems)

    def node(self, file: Path, shown: str, as_name: str | None = None) -> Node | None:
        """Read one file as `frame` does, and leave its keys unchecked."""
        source = self._read(file, shown, as_name)
        return None if source is None else compose(source, self._problems)

    def _read(self, file: Path, shown: str, as_name: str | None) -> SourceFile | None:
        source = read_source(file, shown)
        if isinstance(source, SourceFile):
            if as_name is not None:
                content = source.text.encode()
                self._hash.update(f"{as_name}\0{len(content)}\0".encode() + content)
            return source
        self._problems.put(source)
        return None

    def _short_name(self, file: Path, shown: str, noun: str) -> None:
        if not SLUG.fullmatch(_stem(file)):
            message = f"`{_stem(file)}` is no name of {noun}"
            advice = "name the file by lower-case letters, digits and hyphens"
            self._problems.put(_at_top(shown, "E306", message, advice))

    def _identity(self, made: PackFiles, folder: str) -> None:
        frame = made.manifest
        if frame is None:
            return
        if frame.name is not None:
            made.name = str(frame.name)
            if not SLUG.fullmatch(made.name):
                advice = "lower-case letters, digits and hyphens: `cn-ad`"
                self._problems.add("E306", frame.name, f"`{made.name}` is no pack name", advice)
            elif made.name != folder:
                message = f"the pack is called `{made.name}` and its folder `{folder}`"
                self._problems.add("E503", frame.name, message, "give both the same name")
        if frame.version is not None:
            made.version = str(frame.version)
            if not is_version(made.version):
                message = f"`{made.version}` is no version"
                advice = "numbers joined by dots: 0.1.0"
                self._problems.add("E305", frame.version, message, advice)


def _stem(file: Path) -> str:
    return file.name.removesuffix(file.suffix)


def _at_top(shown: str, code: str, message: str, advice: str) -> Diagnostic:
    return SourceFile(shown, "").diagnostic(code, message, 0, 1, advice)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield every YAML file of a pack in order, hidden ones and links to folders left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                yield Path(here, name)


def _yaml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        file
        for file in folder.iterdir()
        if file.suffix in _SUFFIXES and not file.name.startswith(".")
    ]
