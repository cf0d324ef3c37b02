"""The configuration in force: options over the file over the defaults, each with its origin."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from listing_guard.config.document import Document, read_document
from listing_guard.config.model import Configuration, WeightTables
from listing_guard.config.suggest import did_you_mean
from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

FILE_NAME = "listing-guard.yaml"
FILE_NAMES = (FILE_NAME, "listing-guard.yml", "pyproject.toml")
"""In the order in which a folder is searched; the first that configures us is taken."""
DEFAULT = "default"
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force, where each comes from, and the file that was read, if any.

    ``origins`` holds ``listing-guard.yaml:3`` or ``--market`` by the path of keys, joined with
    dots; a key that it lacks has its default.
    """

    values: Configuration
    origins: Mapping[str, str]
    path: Path | None = None

    def origin(self, *key: str) -> str:
        """Return where the value of a key comes from, given the path of keys."""
        return self.origins.get(".".join(key), DEFAULT)


def load_settings(
    options: Mapping[str, object] | None = None,
    *,
    config: Path | None = None,
    isolated: bool = False,
    start: Path | None = None,
) -> Settings:
    """Merge options (``None`` = not given) over the configuration file over the defaults.

    The file is ``config``, or else the first of `FILE_NAMES` from ``start`` (the current
    folder) upward; ``isolated`` reads none. Raises `UsageError` naming every fault with
    ``file:line``.
    """
    document = None
    if config is not None:
        document = read_document(config) or Document(config, {})
    elif not isolated:
        document = find_document(start or _here())
    given = {key: value for key, value in (options or {}).items() if value is not None}
    data: dict[str, Any] = {}
    origins: dict[str, str] = {}
    if document is not None:
        _validate(document)
        for key, value in document.data.items():
            if value is not None:
                data[key] = _ANCHORED[key](value, document.path) if key in _ANCHORED else value
                origins.update(_origins(document, (key,), value))
    for key, value in given.items():
        data[key] = value
        origins[key] = option_name(key)
    try:
        values = Configuration.model_validate(data)
    except ValidationError as error:
        raise UsageError("\n".join(map(_told_of_option, error.errors()))) from None
    return Settings(values, origins, document.path if document else None)


def _origins(document: Document, key: tuple[str, ...], value: object) -> dict[str, str]:
    origins = {".".join(key): document.at(key)}
    if isinstance(value, dict):
        for name, inner in value.items():
            origins.update(_origins(document, (*key, str(name)), inner))
    return origins


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("the current folder is gone; change to another") from error


def find_document(start: Path) -> Document | None:
    """Return the nearest configuration from a folder upward."""
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            path = folder / name
            if path.is_file() and (document := read_document(shown(path))) is not None:
                return document
    return None


def option_name(key: str) -> str:
    """Return the option of the command line that sets a key."""
    return "--" + {"packs": "pack"}.get(key, key).replace("_", "-")


def shown(path: Path) -> Path:
    """Return a path as a reader likes it: relative where it lies under the current folder."""
    cwd = Path.cwd()
    return path.relative_to(cwd) if path.is_relative_to(cwd) else path


def is_path(pack: str) -> bool:
    """Say whether a pack is given as a folder or file and not by its name."""
    return bool({"/", os.sep} & set(pack)) or pack.startswith(".") or pack.endswith(SUFFIXES)


def _anchored(packs: object, source: Path) -> object:
    """Make the paths among packs relative to the file that names them."""
    if isinstance(packs, str):
        packs = [part.strip() for part in packs.split(",")]
    if not isinstance(packs, list):
        return packs
    folder = source.absolute().parent
    return [
        _relative(folder / pack) if isinstance(pack, str) and is_path(pack) else pack
        for pack in packs
    ]


def _anchored_ledger(ledger: object, source: Path) -> object:
    if not isinstance(ledger, str) or "://" in ledger:
        return ledger
    place = Path(ledger).expanduser()
    return str(shown(Path(os.path.normpath(source.absolute().parent / place))))


_ANCHORED = MappingProxyType({"packs": _anchored, "ledger": _anchored_ledger})
"""Keys that name files: what makes their paths relative to the file that names them."""


def _relative(path: Path) -> str:
    """Return a path for the reader that still looks like one: ``./house``, not ``house``."""
    text = str(shown(Path(os.path.normpath(path))))
    return text if is_path(text) else f"./{text}"


def _validate(document: Document) -> None:
    data = {key: value for key, value in document.data.items() if value is not None}
    try:
        Configuration.model_validate(data)
    except ValidationError as error:
        keys = [tuple(str(part) for part in e["loc"]) for e in error.errors()]
        told = {
            (document.lines.get(key[:1], 0), f"{document.at(key)}: {_told(e)}")
            for key, e in zip(keys, error.errors(), strict=True)
        }
        raise UsageError("\n".join(line for _, line in sorted(told))) from None


_TABLES: dict[tuple[str, ...], type[BaseModel]] = {
    (): Configuration,
    ("weights",): WeightTables,
}


def _told_of_option(error: ErrorDetails) -> str:
    key = str(error["loc"][0])
    return f"{option_name(key)}: {_told(error).removeprefix(f'{key}: ')}"


def _told(error: ErrorDetails) -> str:
    """Say one validation error in our words."""
    place = [part for part in error["loc"] if isinstance(part, str) and part != "[key]"]
    name = ".".join(place)
    context = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        known = _TABLES.get(tuple(place[:-1]), Configuration).model_fields
        return f"unknown key '{name}'{did_you_mean(place[-1], known)}"
    if error["type"] == "literal_error":
        expected = str(context["expected"])
        choices = [part.strip("'") for part in expected.replace(" or ", ", ").split(", ")]
        value = str(error["input"])
        return f"{name}: '{value}' is none of {expected}{did_you_mean(value, choices)}"
    if error["type"] == "value_error":
        return f"{name}: {context['error']}"
    reason = error["msg"].removeprefix("Input should be ").partition(", got ")[0]
    return f"{name}: {error['input']!r} does not do; it should be {reason}"
