"""Slips with brackets, punctuation, operators of other languages, numbers and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.faults import tables
from listing_guard.lang.faults.fault import Fault, at, open_brackets
from listing_guard.lang.scan import KEYWORDS
from listing_guard.lang.show import show
from listing_guard.model.diagnostic import Problem

if TYPE_CHECKING:
    pass


def bracket(fault: Fault) -> Problem | None:
    """A closing bracket without, or of another kind than, its opening one."""
    word = fault.word
    if word is None or word.text not in (")", "]"):
        return None
    opened = open_brackets(fault.words[: fault.index])
    if not opened:
        return at(
            word, "E107", f"`{word.text}` closes nothing", "remove it, or open a bracket before"
        )
    partner = ")" if opened[-1].text == "(" else "]"
    if word.text != partner:
        return at(
            word, "E107", f"`{word.text}` does not close `{opened[-1].text}`", f"write `{partner}`"
        )
    return None


def punctuation(fault: Fault) -> Problem | None:
    """Signs of a Chinese keyboard or a word processor."""
    word = fault.word
    if word is None or word.text not in tables.PUNCTUATION:
        return None
    run = [word]
    for following in fault.words[fault.index + 1 :]:
        joins = following.start == run[-1].end and {word.text, following.text} <= tables.COMPARING
        if not joins:
            break
        run.append(following)
    text = "".join(w.text for w in run)
    plain = "".join(tables.PUNCTUATION[w.text] for w in run)
    plain = {"=": "==", "===": "=="}.get(plain, plain)
    if plain == "." and word.text == "。":
        advice = "an expression has no full stop; remove it"
    elif plain in ('"', "'"):
        advice = f"texts stand between straight quotation marks: {plain}…{plain}"
    else:
        advice = f"write `{plain}`"
    return Problem("E106", f"`{text}` is no sign of the language", word.start, run[-1].end, advice)


def sign(fault: Fault) -> Problem | None:
    """Operators of other languages."""
    word = fault.word
    if word is None or word.kind not in ("sign", "other"):
        return None
    if word.text == "=":
        inside_call = fault.said(2) in ("(", ",") and fault.before and fault.before.kind == "name"
        if inside_call:
            return at(word, "E103", "a named argument takes a colon", f"write `{fault.said(1)}: …`")
        return at(word, "E103", "`=` does not compare", "write `==`")
    if word.text in tables.SIGNS:
        plain = tables.SIGNS[word.text]
        return at(
            word, "E104", f"`{word.text}` is an operator of other languages", f"write {plain}"
        )
    if word.text in tables.CHARACTERS:
        code = "E111" if word.text == "#" else "E102"
        return at(word, code, f"`{word.text}` means nothing here", tables.CHARACTERS[word.text])
    if word.kind == "other":
        return at(word, "E102", f"unknown character `{show(word.text)}`")
    return None


def number(fault: Fault) -> Problem | None:
    """``1,000``, ``.5``, ``7 d``."""
    word = fault.word
    if word is None:
        return None
    following = fault.words[fault.index + 1] if fault.index + 1 < len(fault.words) else None
    digits = following is not None and following.kind == "number" and following.start == word.end
    if word.text == "," and digits and fault.before and fault.before.kind == "number":
        return at(word, "E101", "a number has no separators", "write `1000`, not `1,000`")
    if word.text == "." and digits and following:
        return at(word, "E101", "a number starts with a digit", f"write `0.{following.text}`")
    if word.text in ("d", "h", "m") and fault.before and fault.before.kind == "number":
        amount = fault.before.text
        return at(word, "E118", "a duration has no space", f"write `{amount}{word.text}`")
    return None


def listing(fault: Fault) -> Problem | None:
    """``x in ("a", "b")``, ``certificates[0]``, ``attributes[材质]``, ``under power bank``."""
    word = fault.word
    if word is None:
        return None
    if word.text == "(" and fault.said(1) in ("in", "under"):
        return at(word, "E101", "a list has square brackets", 'write `["a", "b"]`')
    if word.kind == "text" and fault.said(1) == "in":
        return at(word, "E101", "`in` needs a list", f"write `[{show(word.text)}]`")
    if fault.said(1) == "[" and fault.expected == {"STRING"}:
        if word.kind == "number":
            advice = "elements have no numbers; write `any(list, …)`"
        else:
            advice = f'write `["{show(word.text)}"]`'
        return at(word, "E101", "a key is a text in quotation marks", advice)
    if fault.said(2) == "under" and word.kind == "name" and word.text not in KEYWORDS:
        whole = f"{fault.said(1)}-{show(word.text)}"
        return at(word, "E101", "a category is one word", f"join with a hyphen: `{whole}`")
    return None
