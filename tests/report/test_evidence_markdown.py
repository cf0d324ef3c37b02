"""Markdown of evidence packs shows what a text says, and does nothing."""

from __future__ import annotations

import pytest

from listing_guard.report.evidencepack import escaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("44.5 (2026-11-11)", "44.5 (2026-11-11)"),
        ("*a* _b_ `c` [d](e) ![f]", r"\*a\* \_b\_ \`c\` \[d\](e) \!\[f\]"),
        ("<b>&amp;", r"&lt;b\>&amp;amp;"),
        ("https://x.cn www.x.cn a@x.cn", r"https\://x.cn www\.x.cn a\@x.cn"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("a|b", r"a\|b"),
    ],
)
def test_signs_are_shown_as_they_stand(text: str, shown: str) -> None:
    assert escaped(text) == shown
