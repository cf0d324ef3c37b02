"""The garbage collector, told what a checking process holds."""

from __future__ import annotations

import gc

_YOUNG = 50_000
"""Objects between two looks at the young ones: some hundred listings, which leave no cycles."""


def settle() -> None:
    """Call what is loaded by now no garbage, and look for new garbage less often.

    Rules and automata live as long as the process. Looking through them again and again took a
    fifth of the time of a bulk check.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
