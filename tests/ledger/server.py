"""A PostgreSQL server of the tests' own: a temporary folder, a socket in it, a password."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from types import TracebackType

MISSING = "PostgreSQL's server is needed for these tests: apt-get install postgresql"
PASSWORD = "p@ss/word"
ESCAPED = "p%40ss%2Fword"
_SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=40",
    "shared_buffers=64MB",
)


def programs() -> Path:
    """Return the folder of the server's programs; raises `FileNotFoundError` if there is none.

    Debian keeps them off the PATH, a folder for each version.
    """
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if not versions:
        raise FileNotFoundError(MISSING)
    return versions[-1].parent


class Server:
    """Runs within a ``with`` block; every `place` is a new and empty one."""

    def __init__(self) -> None:
        self._programs = programs()
        self._numbers = count(1)
        # Short, whatever the tests' own folder: a socket's path has a hundred bytes.
        self._folder = Path(tempfile.mkdtemp(prefix="lg-pg-"))
        self._data = self._folder / "data"
        self._as_user: dict[str, Any] = {}
        user = _unprivileged()
        if user is not None:
            os.chown(self._folder, user.pw_uid, user.pw_gid)
            self._as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def __enter__(self) -> Server:
        secret = self._folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        secret.chmod(0o644)
        try:
            self._run(
                *("initdb", "--pgdata", str(self._data), "--username", "guard", "--no-sync"),
                *("--auth", "scram-sha-256", "--pwfile", str(secret)),
                *("--encoding", "UTF8", "--locale", "C"),
            )
            options = " ".join(f"-c {setting}" for setting in _SETTINGS)
            self._control("start", "-o", f"{options} -k {self._folder}")
        except BaseException:
            shutil.rmtree(self._folder)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._control("stop", "-m", "immediate")
        shutil.rmtree(self._folder)

    def url(self, database: str, *, user: str = "guard", password: str = ESCAPED) -> str:
        """Return the address of a database, as a user of Listing Guard writes it."""
        return f"postgresql://{user}:{password}@/{database}?host={self._folder}"

    def place(self) -> str:
        """Make an empty schema and return its address: a database for each test is slow."""
        name = f"ledger_{next(self._numbers)}"
        self.execute(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}&options=-csearch_path%3D{name}"

    def execute(self, statement: str, place: str | None = None) -> None:
        """Run a statement as the server's owner, in a place or in none of them."""
        with psycopg.connect(place or self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _control(self, command: str, *more: str) -> None:
        log = str(self._folder / "log")
        self._run("pg_ctl", "--pgdata", str(self._data), "--log", log, "-w", command, *more)

    def _run(self, program: str, *args: str) -> None:
        said = self._folder / "said"
        # A file, not a pipe, which the server would inherit and keep open.
        with said.open("ab") as output:
            done = subprocess.run(
                [str(self._programs / program), *args],
                cwd=self._folder,
                stdout=output,
                stderr=output,
                **self._as_user,
            )
        if done.returncode:
            texts = [path.read_text() for path in (said, self._folder / "log") if path.exists()]
            raise RuntimeError("\n".join([f"{program} ended with {done.returncode}:", *texts]))


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whom the server runs as: it refuses root. ``None`` is whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody")
