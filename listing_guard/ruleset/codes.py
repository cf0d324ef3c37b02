"""Every diagnostic of the rule loader: its code, what it means, and why it matters.

E0xx is YAML, E3xx the frame of a file, E4xx patterns and lexicons, E5xx packs, W6xx what works
but was probably not meant. E1xx and E2xx, the condition language's own, are in `lang.codes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from listing_guard.ruleset.codes_files import FRAME, PACKS, YAML
from listing_guard.ruleset.codes_idle import IDLE
from listing_guard.ruleset.codes_patterns import LINT, PATTERNS

if TYPE_CHECKING:
    from listing_guard.model.diagnostic import Code

CODES: tuple[Code, ...] = (*YAML, *FRAME, *PATTERNS, *PACKS, *LINT, *IDLE)


def severity_of(code: str) -> Literal["error", "warning"]:
    """Return ``warning`` for W codes, which do not stop a load, else ``error``."""
    return "warning" if code.startswith("W") else "error"


def all_codes() -> tuple[Code, ...]:
    """Return every code of rule files, the language's own among them, in order."""
    from listing_guard.lang.codes import CODES as LANGUAGE

    return tuple(sorted((*CODES, *LANGUAGE), key=lambda row: (row.code[1:], row.code)))
