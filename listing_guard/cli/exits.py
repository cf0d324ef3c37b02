"""The exit codes. Gates hang on them: none has a second meaning."""

from __future__ import annotations

OK = 0
"""Nothing at or above ``--fail-on``."""
FINDINGS = 1
"""Findings at or above ``--fail-on``; ``rules lint``, ``rules test``, ``eval``: below the bar."""
USAGE = 2
"""Usage, configuration or rule error, no PATH readable, or nothing to check."""
UNREADABLE = 3
"""Some input could not be read; the rest was checked and reported. Goes before 1."""
INTERNAL = 4
"""A fault of this program."""
INTERRUPTED = 130
"""Stopped from the keyboard (128 + SIGINT), as shells have it."""
BROKEN_PIPE = 141
"""Whoever read the output stopped reading (128 + SIGPIPE), as shells have it."""
TERMINATED = 143
"""Asked to end (128 + SIGTERM), as shells have it."""
