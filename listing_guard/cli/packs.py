"""Which packs a command works on: those of the settings, or those given as paths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.config.settings import option_name
from listing_guard.errors import RuleError, UsageError
from listing_guard.model.market import MARKETS
from listing_guard.ruleset.load import default_packs, load_ruleset

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from listing_guard.config.settings import Settings
    from listing_guard.ruleset.rule import Ruleset

DEFAULT_PACKS = "default"
"""The word that stands for the shipped packs of the market."""
MANIFEST = "pack.yaml"


def packs_of(settings: Settings) -> list[str]:
    """Return the packs that the settings name, the word ``default`` spelt out.

    A market that the command line fixes narrows what is shipped to its packs; otherwise every
    market's are in, since a record may name any.
    """
    values = settings.values
    fixed = settings.origin("market") == option_name("market")
    markets = values.market if fixed else tuple(sorted(MARKETS))
    packs: list[str] = []
    for pack in values.packs:
        packs.extend(default_packs(markets) if pack == DEFAULT_PACKS else [pack])
    return list(dict.fromkeys(packs))


def ruleset_of(packs: Sequence[str]) -> Ruleset:
    """Load packs; raises `RuleError` on errors in rule files."""
    loaded = load_ruleset(packs)
    if loaded.ruleset is None:
        raise RuleError([d for d in loaded.diagnostics if d.severity == "error"])
    return loaded.ruleset


def pack_around(path: str) -> str:
    """Return the pack that a rule file belongs to: the nearest folder with a ``pack.yaml``.

    A folder that is a pack, a file that stands alone, and a name are returned as they are.
    """
    place = Path(path)
    if not place.exists():
        return path
    start = place if place.is_dir() else place.parent
    for folder in (start, *start.absolute().parents):
        if (folder / MANIFEST).is_file():
            return str(folder)
    return path


def within(path: str, places: Iterable[str]) -> bool:
    """Say whether a file is one of some places, or lies under one of them."""
    file = Path(path).resolve()
    return any(file.is_relative_to(Path(place).resolve()) for place in places)


def pack_folder(name: str, settings: Settings) -> Path:
    """Return the folder of a pack given by folder, or by the name of a configured one.

    A folder that does not exist is returned too: a new pack begins there.
    """
    given = Path(name)
    if given.is_dir():
        return given
    for pack in settings.values.packs:
        folder = Path(pack)
        if folder.name == name and folder.is_dir():
            return folder
    if given.suffix:
        raise UsageError(f"{name} is no folder; a pack is one")
    return given
