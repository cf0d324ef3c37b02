"""Texts as hostile as listings get."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "全网最低价",
    "銷量第一優質",
    "，：（）。！",
    "ＡＢＣ１２３",
    "①㎡℃ﬁ½…™´",
    "iPhone NIKE™ Straße",
    "e\u0301",
    "\u0301",
    "\u0315\u0300",
    "ｶﾞ",
    "ㄱㅏㄱ",
    "각",
    "\u200b",
    "\u202e",
    "\u00ad",
    "❤\ufe0f",
    "👩\u200d🔬",
    "\U000e0101",
    "\ud800",
    "\udfff",
    "\u3000\xa0\t\r\n\u2028",
    "薴İŉΐ",
    "ที่",
    "क\u093cि",
    "\x00\x7f",
)
MARKUP = (
    "<b>",
    "</b>",
    "<p class='x'>",
    "</p>",
    "<br/>",
    "<img alt='最&#x4f73;' title=\"第一\">",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "&nbsp;",
    "&amp;",
    "&#x6700;",
    "&#31532",
    "&NotEqualTilde;",
    "&copy",
    "&",
    "<",
    ">",
    "<UNK>",
    '<a href="',
    '"',
    "'",
    "=",
)


def texts() -> st.SearchStrategy[str]:
    """Any characters at all, with those that folding has trouble with made frequent."""
    piece = st.one_of(
        st.sampled_from(PIECES), st.text(st.characters(exclude_categories=()), max_size=4)
    )
    return st.lists(piece, max_size=12).map("".join)


def values() -> st.SearchStrategy[str]:
    """Texts with markup in them, whole and broken."""
    piece = st.one_of(st.sampled_from(MARKUP), st.sampled_from(PIECES), st.text(max_size=3))
    return st.lists(piece, max_size=16).map("".join)
