"""Which share of the mutants of each kind may survive. These numbers only ever fall.

Of exceptions none may: what the law excuses and no example shows, anybody may break.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.mutation.mutants import Kind

MOST: dict[Kind, float] = {
    "exception": 0.0,
    "unless": 0.30,
    "innocent": 0.22,
    "term": 0.03,
    "condition": 0.17,
    "gate": 0.15,
}
