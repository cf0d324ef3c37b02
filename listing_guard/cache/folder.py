"""The folder in which things worked out are kept between runs."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from listing_guard.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

VARIABLE = "LISTING_GUARD_CACHE"
"""Names another folder; ``off``: nothing is kept."""
_MAGIC = b"listing-guard 1\n"
_DIGEST = 32
_MOST_FILES = 16
"""Files that are kept; the one that was used longest ago goes first."""
_DEPENDENCIES = ("opencc", "pypinyin", "lark", "google-re2", "msgspec", "daachorse")
"""What has a part in what is worked out."""


def folder() -> Path | None:
    """Return where things are kept, ``None`` where nothing is to be."""
    given = os.environ.get(VARIABLE)
    if given == "off":
        return None
    return Path(given) if given else platformdirs.user_cache_path("listing-guard", appauthor=False)


def key_of(parts: Iterable[bytes]) -> str:
    """Return the name under which something is kept that hangs on these parts and this program."""
    digest = hashlib.blake2b(_program(), digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def read(key: str) -> bytes | None:
    """Return what is kept under a name, whole and unharmed; ``None`` where there is nothing."""
    place = folder()
    if place is None:
        return None
    path = place / f"{key}.bin"
    try:
        found = path.read_bytes()
        os.utime(path)
    except OSError:
        return None  # it is not there, or not ours to read: it is worked out again
    head = len(_MAGIC) + _DIGEST
    if not found.startswith(_MAGIC) or _digest(found[head:]) != found[len(_MAGIC) : head]:
        return None
    return found[head:]


def write(key: str, data: bytes) -> None:
    """Keep something, at once as far as others can see; where that cannot be, keep nothing."""
    place = folder()
    if place is None:
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place) as own:
            part = Path(own) / key
            part.write_bytes(_MAGIC + _digest(data) + data)
            part.replace(place / f"{key}.bin")
        _clear(place)
    except OSError:
        return  # a full or read-only disk costs time, and nothing else


def _clear(place: Path) -> None:
    kept = sorted(place.glob("*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_MOST_FILES:]:
        path.unlink(missing_ok=True)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


@cache
def _program() -> bytes:
    """Tell this program from any other version of it, its own sources being edited included."""
    parts = [__version__, sys.version]
    for name in _DEPENDENCIES:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(name)
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*.py")):
        stat = path.stat()
        parts.append(f"{path.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}")
    return "\0".join(parts).encode()
