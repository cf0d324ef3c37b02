"""Every character of a scalar's value is found at its place in the file, in every style."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from listing_guard.ruleset import compose as composing
from listing_guard.ruleset.charmap import offsets
from listing_guard.ruleset.compose import compose
from listing_guard.ruleset.nodes import Block, Text
from listing_guard.ruleset.problems import Problems
from listing_guard.ruleset.source import SourceFile

STYLES = ("", "'", '"', "|", ">")


def scalar(source: str) -> Text:
    """Return the scalar under ``键`` of a YAML mapping."""
    root = compose(SourceFile("x.yaml", source), Problems())
    assert isinstance(root, Block)
    value = root["键"]
    assert isinstance(value, Text)
    return value


def written(text: Text) -> list[str]:
    """Return, for every character of a value, the character that stands at its place."""
    source = text.source.text
    return [source[place] for place in offsets(source, text.start, text.end, text.style, text)[:-1]]


@pytest.mark.parametrize(
    ("source", "value", "places"),
    [
        pytest.param("键: 最好 x\n", "最好 x", [3, 4, 5, 6], id="plain"),
        pytest.param("键: 最\n  好\n", "最 好", [3, 4, 7], id="plain over two lines"),
        pytest.param("键: 最\n\n  好\n", "最\n好", [3, 5, 8], id="plain with an empty line"),
        pytest.param("键: '最''好'\n", "最'好", [4, 5, 7], id="single quotes"),
        pytest.param('键: "\\u6700\\n好"\n', "最\n好", [4, 10, 12], id="double quotes"),
        pytest.param('键: "最\\\n  好"\n', "最好", [4, 9], id="escaped line end"),
        pytest.param("键: |\n  最\n   好\n", "最\n 好\n", [7, 8, 11, 12, 13], id="literal"),
        pytest.param("键: |2-\n   最\n", " 最", [9, 10], id="literal with a digit"),
        pytest.param("键: >\n  最\n  好\n", "最 好\n", [7, 8, 11, 12], id="folded"),
        pytest.param("键: >\r\n  最\r\n  好\r\n", "最 好\n", [8, 9, 13, 14], id="folded, CRLF"),
        pytest.param(
            "键: >\n  最\n    好\n  是\n", "最\n  好\n是\n", [7, 8, 11, 12, 13, 14, 17, 18],
            id="folded, deeper line",
        ),
    ],
)  # fmt: skip
def test_places_by_style(source: str, value: str, places: list[int]) -> None:
    text = scalar(source)
    assert text == value
    assert list(offsets(source, text.start, text.end, text.style, text)[:-1]) == places


@settings(deadline=None, max_examples=200)
@given(
    value=st.text(alphabet="ab 最好'\"\\:#-\n。{[,&*!|>%@é😀\u2028$", min_size=2, max_size=30),
    style=st.sampled_from([None, *STYLES[1:]]),
    width=st.sampled_from([8, 1000]),
    crlf=st.booleans(),
    libyaml=st.booleans(),
)
def test_random_scalars_in_every_style(
    value: str, style: str | None, width: int, crlf: bool, libyaml: bool
) -> None:
    source = yaml.safe_dump({"键": value}, default_style=style, allow_unicode=True, width=width)
    if crlf:
        source = source.replace("\n", "\r\n")
    loader = yaml.CSafeLoader if libyaml else yaml.SafeLoader
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "_Loader", loader)
        text = scalar(source)
    shown = written(text)
    assert len(shown) == len(text)
    for char, found in zip(text, shown, strict=True):
        folded = char in " \n" and found in "\r\n"
        escaped = text.style == '"' and found == "\\"
        assert found == char or folded or escaped
    places = offsets(source, text.start, text.end, text.style, text)
    assert list(places) == sorted(set(places)), "no two characters come from one place"


def test_an_unknown_walk_falls_back_to_the_start() -> None:
    assert offsets("abc", 0, 3, "", "xyz") == (0, 0, 0, 0)


def test_empty_quotes_point_inside() -> None:
    text = scalar('键: ""\n')
    assert offsets(text.source.text, text.start, text.end, text.style, text) == (4,)
