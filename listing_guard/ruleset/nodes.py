"""YAML as strings, lists and mappings that know where they stand in their file.

Scalars stay text, whatever they look like: the frame gives types by position, so that the market
``NO`` is Norway, ``on`` is a word and ``2015-09-01`` a string until a date is wanted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from listing_guard.ruleset.charmap import offsets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    from listing_guard.ruleset.source import SourceFile

_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_HEADER = re.compile(r"[|>][-+0-9]*")


class Text(str):
    """A scalar's value; ``start`` and ``end`` are offsets into ``source.text``, half-open.

    ``style`` is ``""`` (plain), ``'``, ``"``, ``|`` or ``>``. A ``broken`` text has been reported
    already, and nothing more is said of it. ``row`` is the id of the row of a table that
    was filled in (see `tables`): the value is then not what stands in the file.
    """

    __slots__ = ("broken", "end", "row", "source", "start", "style")

    source: SourceFile
    start: int
    end: int
    style: str
    broken: bool
    row: str | None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic take a text as it is, place and all, as long as it says something."""
        from pydantic_core import PydanticCustomError, core_schema

        def given(value: Text) -> Text:
            if not value.strip():
                raise PydanticCustomError("nothing_given", "is empty")
            return value

        return core_schema.no_info_after_validator_function(
            given, core_schema.is_instance_schema(cls)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """An editor may read ``9`` or ``true`` as what it looks like; to us it is text."""
        return {"type": ["string", "number", "boolean"]}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range of the slice ``[start:end]`` of the value."""
        if self.row is not None:
            return self.place
        places = offsets(self.source.text, self.start, self.end, self.style, self)
        size = len(self)
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        if end == start:
            return places[start], places[start] + 1
        return places[start], places[end - 1] + 1

    @property
    def place(self) -> tuple[int, int]:
        """The source range to underline for the whole of it."""
        if self.style in ("|", ">"):
            header = _HEADER.match(self.source.text, self.start)
            return self.start, header.end() if header else self.start + 1
        return self.start, max(self.end, self.start + 1)

    @property
    def trailing_comment(self) -> tuple[int, int] | None:
        """The source range of a comment behind a plain scalar on its line, if there is one."""
        found = _COMMENT.match(self.source.text, self.end) if self.style == "" else None
        return found.span(1) if found else None


class Items(list["Node"]):
    """A sequence."""

    __slots__ = ("broken", "end", "source", "start")

    source: SourceFile
    start: int
    end: int
    broken: bool

    @property
    def place(self) -> tuple[int, int]:
        """The source range to underline for the whole of it: a flow list, or the first dash."""
        is_flow = self.source.text.startswith("[", self.start)
        return self.start, self.end if is_flow else self.start + 1


class Block(dict[str, "Node"]):
    """A mapping; ``keys_at`` has its keys as texts with places.

    ``left_out`` are keys of a template that the row of a table has nothing for, with its id.
    """

    __slots__ = ("broken", "end", "keys_at", "left_out", "source", "start")

    source: SourceFile
    start: int
    end: int
    keys_at: dict[str, Text]
    broken: bool
    left_out: dict[str, str]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic take a mapping of any keys as it is."""
        from pydantic_core import core_schema

        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """An object of any keys."""
        return {"type": "object"}

    @property
    def place(self) -> tuple[int, int]:
        """The source range to underline for the whole of it: a flow mapping, or the first key."""
        if self.source.text.startswith("{", self.start):
            return self.start, self.end
        first = next(iter(self.keys_at.values()), None)
        return first.place if first is not None else (self.start, self.start + 1)

    def key(self, name: str) -> Text | Block:
        """Return the place of a key, else that of the mapping."""
        return self.keys_at.get(name, self)


Node = Text | Items | Block


def text(value: str, source: SourceFile, start: int, end: int, style: str = "") -> Text:
    """Return a scalar with its place."""
    made = Text(value)
    made.source, made.start, made.end, made.style, made.broken = source, start, end, style, False
    made.row = None
    return made


def items(source: SourceFile, start: int, end: int) -> Items:
    """Return an empty sequence with its place."""
    made = Items()
    made.source, made.start, made.end, made.broken = source, start, end, False
    return made


def block(source: SourceFile, start: int, end: int) -> Block:
    """Return an empty mapping with its place."""
    made = Block()
    made.source, made.start, made.end, made.broken = source, start, end, False
    made.keys_at, made.left_out = {}, {}
    return made


def copy(original: Block, keys: Iterable[str]) -> Block:
    """Return a mapping of the same place with some of the keys."""
    made = block(original.source, original.start, original.end)
    made.keys_at = original.keys_at
    made.broken, made.left_out = original.broken, original.left_out
    made.update((key, original[key]) for key in keys)
    return made


def emptied(original: Items) -> Items:
    """Return an empty sequence of the same place."""
    made = items(original.source, original.start, original.end)
    made.broken = original.broken
    return made


def without(node: Node, parts: Iterable[object]) -> Node:
    """Return a mapping without some keys or a list without some items, of the same place."""
    gone = set(parts)
    if isinstance(node, Block):
        return copy(node, (key for key in node if key not in gone))
    if isinstance(node, Items):
        made = emptied(node)
        made.extend(each for index, each in enumerate(node) if index not in gone)
        return made
    return node
