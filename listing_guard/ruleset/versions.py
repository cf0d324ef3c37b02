"""Versions of packs, and what one pack asks of another: ``cn-ad>=1.2,<2``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VERSION = re.compile(r"\d+(?:\.\d+)*")
_REQUIREMENT = re.compile(r"\s*([a-z][a-z0-9-]*)\s*(.*?)\s*")
_CLAUSE = re.compile(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A pack by name, and the versions that will do (every clause must hold)."""

    name: str
    clauses: tuple[tuple[str, str], ...] = ()

    def allows(self, version: str) -> bool:
        """Say whether a version will do; ``0`` and what is no version always does."""
        if not is_version(version):
            return True
        return all(_holds(version, operator, wanted) for operator, wanted in self.clauses)


def is_version(text: str) -> bool:
    """Say whether a text is a version: numbers joined by dots."""
    return _VERSION.fullmatch(text) is not None


def parse_requirement(text: str) -> Requirement | None:
    """Return a requirement, ``None`` if the text is none."""
    found = _REQUIREMENT.fullmatch(text)
    if found is None:
        return None
    name, rest = found.groups()
    if not rest:
        return Requirement(name)
    clauses = []
    for clause in rest.split(","):
        parts = _CLAUSE.fullmatch(clause.strip())
        if parts is None:
            return None
        clauses.append((parts.group(1), parts.group(2)))
    return Requirement(name, tuple(clauses))


def _holds(version: str, operator: str, wanted: str) -> bool:
    have, want = _numbers(version), _numbers(wanted)
    size = max(len(have), len(want))
    left = have + (0,) * (size - len(have))
    right = want + (0,) * (size - len(want))
    return {
        ">=": left >= right,
        "<=": left <= right,
        "==": left == right,
        "!=": left != right,
        ">": left > right,
        "<": left < right,
    }[operator]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
