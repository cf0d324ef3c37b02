"""From source text to syntax tree, or one `Problem` in the author's words."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from listing_guard.errors import ListingGuardError
from listing_guard.lang.scan import scan
from listing_guard.model.diagnostic import Problem

if TYPE_CHECKING:
    from lark import Lark

    from listing_guard.lang.syntax import Expression

MAX_LENGTH = 10_000
"""Code points in one expression."""
MAX_DEPTH = 50
"""Levels of the syntax tree; every later step may recurse this deep."""


class ExpressionError(ListingGuardError):
    """An expression cannot be read; ``problem`` has offsets into its source."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"{problem.code} at {problem.start}: {problem.message}")


def grammar() -> str:
    """Return the text of ``grammar.lark``."""
    return files(__package__).joinpath("grammar.lark").read_text("utf-8")


@lru_cache(maxsize=1)
def _lark() -> Lark:
    from lark import Lark

    return Lark(
        grammar(),
        parser="lalr",
        lexer="contextual",
        propagate_positions=True,
        maybe_placeholders=False,
    )


def parse(source: str) -> Expression:
    """Return the syntax tree of ``source``.

    Raises `ExpressionError` with the first fault; no other exception, whatever the text.
    """
    from lark import UnexpectedInput

    from listing_guard.lang import build
    from listing_guard.lang.faults.diagnose import diagnose
    from listing_guard.lang.faults.misread import misread

    if len(source) > MAX_LENGTH:
        raise ExpressionError(
            Problem(
                "E114",
                f"the expression has {len(source)} characters; {MAX_LENGTH} are allowed",
                MAX_LENGTH,
                len(source),
                'put words into a lexicon and write `x in lexicon("name")`',
            )
        )
    words = tuple(scan(source))
    problem = misread(words)
    if problem is not None:
        raise ExpressionError(problem)
    try:
        tree = _lark().parse(source)
    except UnexpectedInput as error:
        raise ExpressionError(diagnose(source, words, error)) from None
    if build.depth(tree) > MAX_DEPTH:
        raise ExpressionError(
            Problem(
                "E113",
                f"the expression is nested more than {MAX_DEPTH} levels deep",
                0,
                len(source),
                'split the rule, or use a list: `x in ["a", "b"]`',
            )
        )
    try:
        return build.build(tree)
    except build.BuildError as error:
        raise ExpressionError(error.problem) from None
