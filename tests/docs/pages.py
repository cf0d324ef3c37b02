"""Pages whose blocks are executed: what they hold, and a clone to execute them in.

A ``console`` block is typed into one shell, command by command; lines that show output must come
out, where a line ``…`` stands for any number of lines. ``# exit code 1`` after a command says that
it ends so. A ``yaml`` block under a line ``<!-- file: path -->`` is written to that file. A
``python`` block is run as a script.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ELLIPSIS = "…"
_FENCE = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n+)?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.M | re.S
)
_END = "===end of command"


@dataclass(frozen=True)
class Command:
    """A command as typed, the output that is shown, and the exit code it must have."""

    line: str
    shown: tuple[str, ...]
    code: int


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    language: str
    body: str
    file: str | None

    def commands(self) -> Iterator[Command]:
        """Yield the commands of a console block."""
        for part in re.split(r"^\$ ", self.body, flags=re.M)[1:]:
            lines = part.rstrip("\n").split("\n")
            typed = [lines.pop(0)]
            while typed[-1].endswith("\\"):
                typed.append(lines.pop(0).removeprefix("> "))
            code = re.search(r"#.*\bexit code (\d+)\s*$", typed[-1])
            yield Command("\n".join(typed), tuple(lines), int(code[1]) if code else 0)


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    return [Block(m["language"], m["body"], m["file"]) for m in _FENCE.finditer(text)]


def clone(folder: Path) -> Path:
    """Make what a clone after ``make setup`` is: the sources, and a ``.venv`` that leads here."""
    target = folder / "listing-guard"
    target.mkdir()
    for name in ("rules", "examples", "docs", "benchmarks"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, target / name)
    binaries = target / ".venv" / "bin"
    binaries.mkdir(parents=True)
    python = shlex.quote(sys.executable)
    for name, command in {"python": python, "listing-guard": f"{python} -m listing_guard"}.items():
        script = binaries / name
        script.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {command} "$@"\n')
        script.chmod(0o755)
    (binaries / "activate").write_text(f"PATH={shlex.quote(str(binaries))}:$PATH\nexport PATH\n")
    (target / ".venv" / ".installed").touch()
    return target


def execute(page: list[Block], folder: Path) -> list[str]:
    """Execute the blocks of a page in a folder; return what did not come out as shown."""
    script = ["exec 2>&1"]
    commands: list[Command] = []
    for number, block in enumerate(page):
        if block.file is not None:
            script.append(_here(block.file, block.body))
        elif block.language == "python":
            name = f".block{number}.py"
            script.append(_here(name, block.body))
            command = Command(f"python {name}", (), 0)
            script += [command.line, f'echo "{_END} $?"']
            commands.append(command)
        elif block.language == "console":
            for command in block.commands():
                script += [command.line, f'echo "{_END} $?"']
                commands.append(command)
    bash = shutil.which("bash")
    assert bash is not None
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment.update(HOME=str(folder), LC_ALL="C.UTF-8", TERM="dumb")
    done = subprocess.run(
        [bash, "-c", "\n".join(script)],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    return list(_differences(commands, done.stdout))


def _here(path: str, body: str) -> str:
    return f"mkdir -p {Path(path).parent}\ncat > {path} <<'END-OF-BLOCK'\n{body}END-OF-BLOCK"


def _differences(commands: list[Command], output: str) -> Iterator[str]:
    parts = re.split(rf"^{_END} (\d+)\n", output, flags=re.M)
    outputs, codes = parts[0::2], parts[1::2]
    if len(codes) != len(commands):
        yield f"only {len(codes)} of {len(commands)} commands ended:\n{output}"
        return
    for command, code, out in zip(commands, codes, outputs, strict=False):
        if int(code) != command.code:
            yield f"$ {command.line}\nexit code {code}, not {command.code}:\n{out}"
        elif not _matches(command.shown, out):
            shown = "\n".join(command.shown)
            yield f"$ {command.line}\nshown:\n{shown}\n\nfound:\n{out}"


def _matches(shown: tuple[str, ...], output: str) -> bool:
    """Compare line by line; nothing shown promises nothing."""
    lines = [line.rstrip() for line in shown]
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return True
    pattern = "".join(
        r"(?:.*\n)*?" if line == ELLIPSIS else re.escape(line) + r"[ \t]*\n" for line in lines
    )
    return re.fullmatch(pattern, output.rstrip("\n") + "\n") is not None
