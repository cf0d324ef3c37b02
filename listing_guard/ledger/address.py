"""Where a ledger is: a file, or a database of a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import URL

_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
_HELP = "write a path, or postgresql://USER:PASSWORD@HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Address:
    """Either ``path`` (absolute) or ``url`` is set. ``name`` is for messages: no password."""

    name: str
    path: Path | None = None
    url: URL | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.name

    def without_password(self, text: str) -> str:
        """Return a text of others, such as a driver's message, as one line without password."""
        line = " ".join(text.split())
        if self.url is None:
            return line
        secrets = [self.url.password, self.url.query.get("password")]
        for secret in secrets:
            if isinstance(secret, str) and secret:
                line = line.replace(secret, "***")
        return line


def parse(given: str | Path) -> Address:
    """Return what a path or an SQLAlchemy URL names; raises `UsageError` on anything else.

    No message repeats the URL as it stands, for a password may be in any place of it.
    """
    text = str(given)
    if not text.strip():
        raise UsageError(f"ledger: empty; {_HELP}")
    if isinstance(given, Path) or "://" not in text:
        return _file(text)
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise UsageError(f"ledger: the URL cannot be read; {_HELP}") from None
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:" or url.query:
            raise UsageError("ledger: an SQLite URL names a file and nothing else; write its path")
        return _file(url.database)
    if url.drivername not in _POSTGRES:
        raise UsageError(f"ledger: {url.drivername} is no database that it can be kept in; {_HELP}")
    if "@" in (url.host or "") or "@" in (url.database or ""):
        raise UsageError("ledger: the URL has several @; in a password write %40 for @, %2F for /")
    host = url.host or url.query.get("host") or "localhost"
    port = f":{url.port}" if url.port else ""
    name = f"postgresql://{host}{port}/{url.database or url.username or ''}"
    return Address(name, url=url.set(drivername="postgresql+psycopg"))


def _file(path: str) -> Address:
    absolute = Path(path).expanduser().absolute()
    return Address(path, path=absolute)
