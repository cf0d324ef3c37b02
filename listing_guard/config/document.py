"""A configuration file as plain values, and the line on which each of them stands.

YAML 1.1 reads ``NO`` as false, which would turn Norway into nothing: here a plain scalar is a
number where it looks like one, null where it is empty, and otherwise the text as written.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from listing_guard.errors import UsageError

Key = tuple[str, ...]
TABLE = ("tool", "listing-guard")
MAX_BYTES = 1_000_000
_MAX_DEPTH = 8
_NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)")


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says. ``lines`` counts from 1 and is keyed by the path of keys."""

    path: Path
    data: dict[str, object]
    lines: dict[Key, int] = field(default_factory=dict)

    def at(self, key: Key) -> str:
        """Return ``file:line`` of a key, or of the nearest key that holds it."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.lines:
                return f"{self.path}:{self.lines[key[:length]]}"
        return str(self.path)


def read_document(path: Path) -> Document | None:
    """Read a configuration file; ``None`` for a ``pyproject.toml`` that does not configure us.

    Raises `UsageError` where the file cannot be read or is not well formed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    if len(content) > MAX_BYTES:
        raise UsageError(f"{path}: larger than {MAX_BYTES} bytes, which no configuration is")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: not UTF-8") from error
    return _toml(path, text) if path.suffix == ".toml" else _yaml(path, text)


def _toml(path: Path, text: str) -> Document | None:
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from error
    tool = whole.get(TABLE[0])
    data = tool.get(TABLE[1]) if isinstance(tool, dict) else None
    if data is None:
        return None
    if not isinstance(data, dict):
        raise UsageError(f"{path}: tool.listing-guard must be a table")
    return Document(path, data, _toml_lines(text))


def _toml_lines(text: str) -> dict[Key, int]:
    """Find the lines of the keys of our table; tomllib keeps no positions."""
    lines: dict[Key, int] = {}
    table: Key | None = None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if header := re.match(r"\[\s*([^\[\]]+?)\s*\]", stripped):
            keys = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            table = keys[len(TABLE) :] if keys[: len(TABLE)] == TABLE else None
            if table is not None:
                lines.setdefault(table, number)
        elif table is not None and (pair := re.match(r"([\w.\"'-]+)\s*=", stripped)):
            name = tuple(part.strip("\"'") for part in pair[1].split("."))
            for length in range(1, len(name) + 1):
                lines.setdefault(table + name[:length], number)
    lines.pop((), None)
    return lines


def _yaml(path: Path, text: str) -> Document:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise UsageError(f"{place}: {error.problem or 'not YAML'}") from error
    except RecursionError:
        raise UsageError(f"{path}: nested too deep for a configuration") from None
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: not YAML: {str(error).splitlines()[0]}") from error
    if root is None or (root.tag == "tag:yaml.org,2002:null"):
        return Document(path, {})
    reader = _Nodes(path)
    data = reader.value(root, (), 0)
    if not isinstance(data, dict):
        raise UsageError(f"{path}:1: a configuration is a mapping of keys to values")
    return Document(path, data, reader.lines)


class _Nodes:
    """Turns composed nodes into values, noting lines on the way."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: set[int] = set()
        self.lines: dict[Key, int] = {}

    def value(self, node: yaml.Node, key: Key, depth: int) -> object:
        line = node.start_mark.line + 1
        if id(node) in self._seen:
            raise UsageError(f"{self._path}:{line}: aliases (*name) are not taken here")
        self._seen.add(id(node))
        if depth > _MAX_DEPTH:
            raise UsageError(f"{self._path}:{line}: nested too deep")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key, depth)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(child, (*key, str(index)), depth + 1)
                for index, child in enumerate(node.value)
            ]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, key: Key, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        for name, child in node.value:
            line = name.start_mark.line + 1
            if not isinstance(name, yaml.ScalarNode):
                raise UsageError(f"{self._path}:{line}: a key must be a word")
            if name.value in data:
                raise UsageError(f"{self._path}:{line}: '{name.value}' is given twice")
            path = (*key, name.value)
            self.lines[path] = line
            data[name.value] = self.value(child, path, depth + 1)
        return data


def _scalar(node: yaml.ScalarNode) -> object:
    text: str = node.value
    if node.style is not None:
        return text
    if text in ("", "~", "null"):
        return None
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
