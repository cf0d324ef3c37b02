"""Models of the files that hold facts: tables, categories, laws."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import WithJsonSchema

from listing_guard.ruleset.frame_base import Frame, Localised, TextOrMany
from listing_guard.ruleset.frame_files import FileFrame
from listing_guard.ruleset.nodes import Block, Text

Row = Annotated[
    Block,
    WithJsonSchema(
        {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    ),
]
"""A row has an `id`, and whatever else its templates ask for."""


class TableFrame(FileFrame):
    """`tables/<name>.yaml`: facts, a row each, of which `for_each` makes rules."""

    noun: ClassVar[str] = "table"
    required: ClassVar[tuple[str, ...]] = ("schema", "rows")

    title: Localised | None = None
    """What the table holds."""
    source: Text | None = None
    """Where it was taken from."""
    rows: list[Row] | None = None
    """The rows. Each has an `id`; under `note` and `source` it may say things to its readers."""


class CategoryFrame(Frame):
    """A category of goods."""

    noun: ClassVar[str] = "category"

    parent: Text | None = None
    """The category that it belongs to."""
    names: Localised | None = None
    """What it is called."""
    aliases: TextOrMany | None = None
    """What else it is called."""
    paths: dict[str, TextOrMany] | None = None
    """Its category paths on platforms: `taobao: [3C数码配件/移动电源]`."""
    title_words: TextOrMany | None = None
    """Words in a title that tell it."""
    not_words: TextOrMany | None = None
    """Words in a title that rule it out (保护套 for phones)."""


class TaxonomyFrame(FileFrame):
    """`taxonomy.yaml`: categories of goods."""

    noun: ClassVar[str] = "taxonomy"
    required: ClassVar[tuple[str, ...]] = ("schema", "categories")

    categories: dict[str, CategoryFrame] | None = None
    """Categories by id, such as `power-bank`."""


class LawFrame(Frame):
    """A law that citations name."""

    noun: ClassVar[str] = "law"

    title: Localised | None = None
    """Its full title."""
    url: Text | None = None
    """Where to read it."""


class LawsFrame(FileFrame):
    """`laws.yaml`: laws by the short names that citations use."""

    noun: ClassVar[str] = "table of laws"
    required: ClassVar[tuple[str, ...]] = ("schema", "laws")

    laws: dict[str, LawFrame] | None = None
    """Laws by short name."""
