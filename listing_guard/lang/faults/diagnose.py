"""What the author meant: a parse error in the words of the rule author, with the mend.

Lark says which terminals its automaton would have taken; that is no language for people. The
functions of `signs` and `wording` each know one slip and look at the word where parsing stopped
and at its neighbours. The first that recognises its slip speaks; otherwise the message says what
may stand there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lark import UnexpectedCharacters, UnexpectedToken

from listing_guard.lang.faults import signs, wording
from listing_guard.lang.faults.fault import Fault, at, open_brackets
from listing_guard.lang.show import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import UnexpectedInput

    from listing_guard.lang.scan import Word
    from listing_guard.model.diagnostic import Problem

_LABELS = (
    ("NAME", "a name"),
    ("PATTERN", "a pattern"),
    ("PATTERN_GLOB", "a group of patterns such as `$x*`"),
    ("CATEGORY", "a category"),
    ("PRESENCE", "`missing` or `present`"),
    ("STRING", "a text"),
    ("NUMBER", "a number"),
    ("_AND", "`and`"),
    ("_OR", "`or`"),
    ("_COMMA", "`,`"),
    ("_RPAR", "`)`"),
    ("_LPAR", "`(`"),
    ("_LSQB", "`[`"),
    ("_RSQB", "`]`"),
    ("_IN", "`in`"),
    ("COMPARE", "a comparison such as `==`"),
    ("PLUS", "arithmetic"),
    ("$END", "the end"),
)
_MOST_LABELS = 5

_SLIPS: tuple[Callable[[Fault], Problem | None], ...] = (
    wording.empty,
    wording.end,
    signs.punctuation,
    signs.sign,
    signs.bracket,
    signs.number,
    signs.listing,
    wording.presence,
    wording.chain,
    wording.quantifier_form,
    wording.foreign_word,
)


def diagnose(source: str, words: tuple[Word, ...], error: UnexpectedInput) -> Problem:
    """Return the problem behind a parse error of ``source``, whose words are ``words``."""
    position = len(source)
    expected: frozenset[str] = frozenset()
    if isinstance(error, UnexpectedCharacters):
        position = cast("int", error.pos_in_stream)
        expected = frozenset(error.allowed or ())
    elif isinstance(error, UnexpectedToken):
        expected = frozenset(error.expected or ())
        if error.token.type != "$END":
            position = error.token.start_pos or 0
    at = next((i for i, word in enumerate(words) if position < word.end), len(words))
    fault = Fault(words, at, expected)
    for recognise in _SLIPS:
        problem = recognise(fault)
        if problem is not None:
            return problem
    return _expected(fault)


def _expected(fault: Fault) -> Problem:
    """Say what may stand at the fault."""
    if fault.wants_value:
        wanted = "a value"
        help_ = "a field, a number, a text in quotation marks, a pattern or a function"
    else:
        opened = open_brackets(fault.words[: fault.index])
        beside = {"_LPAR", "_LSQB"} if "_AND" in fault.expected else set()
        beside |= set() if opened else {"_COMMA", "_RPAR", "_RSQB"}
        labels = [label for name, label in _LABELS if name in fault.expected - beside]
        labels = labels[:_MOST_LABELS] or ["something else"]
        wanted = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} or {labels[-1]}"
        help_ = None
    after = f" after `{show(fault.said(1))}`" if fault.before else ""
    if fault.word is None:
        place = fault.words[-1]
        return at(place, "E108", f"expected {wanted}{after}", help_)
    found = f"found `{show(fault.word.text)}`"
    return at(fault.word, "E101", f"expected {wanted}{after}, {found}", help_)
