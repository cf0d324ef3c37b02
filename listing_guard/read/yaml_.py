"""YAML documents: one listing each, a list of them, or a document with listings at a path.

Values are what YAML 1.1 makes of them, and no more: no tags that build objects, no aliases
(a short file of them can unfold into gigabytes), no deep nesting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, cast

import yaml

from listing_guard.errors import ListingError
from listing_guard.model.listing import Listing, Source
from listing_guard.read.encoding import EncodingError, decode
from listing_guard.read.record_path import Each, Index, Key, parse_path
from listing_guard.read.unreadable import Unreadable
from listing_guard.read.values import shown
from listing_guard.read.wrapper import advice, listings_inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.read.options import ReadOptions
    from listing_guard.read.record_path import Step

NAME = "yaml"
EXTENSIONS = (".yaml", ".yml")

_DEEPEST = 60
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _YamlError(ValueError):
    """What is wrong with a document or a node, at a line and a column counted from 1."""

    def __init__(self, cause: str, mark: yaml.Mark | yaml._yaml.Mark | None) -> None:
        self.line = mark.line + 1 if mark else None
        place = f"column {mark.column + 1}: " if mark else ""
        super().__init__(f"{place}{cause}")


def read(
    stream: BinaryIO, path: str | None, options: ReadOptions
) -> Iterator[Listing | Unreadable]:
    """Yield the listings of all documents, in their order."""
    data = stream.read(options.max_yaml + 1)
    if len(data) > options.max_yaml:
        limit = f"{options.max_yaml:,} bytes"
        error = f"the document is larger than {limit}; give JSON Lines, which is read in pieces"
        yield Unreadable(Source(path), error, fatal=True)
        return
    steps = parse_path(options.records) if options.records is not None else None
    record = 0
    try:
        text = decode(data)
        _refuse_bombs(text)
        for document in yaml.compose_all(text, _Loader):
            for node in _listings(document, steps):
                record += 1
                source = Source(path, node.start_mark.line + 1, record)
                yield _record(node, source, options, record == 1)
    except EncodingError as error:
        yield Unreadable(Source(path), str(error), fatal=True)
    except _YamlError as error:
        yield Unreadable(Source(path, error.line), f"{error}; nothing more is read", fatal=True)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        bad = _YamlError(f"not YAML ({error.problem or error.context}); mend it", mark)
        yield Unreadable(Source(path, bad.line), f"{bad}; what follows is not read", fatal=True)
    except yaml.YAMLError as error:
        cause = " ".join(str(error).split())
        yield Unreadable(Source(path), f"not YAML ({cause}); nothing is read", fatal=True)


def _refuse_bombs(text: str) -> None:
    """Look at the events alone, which take no memory. Raises `_YamlError`."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _YamlError(
                f"the alias *{event.anchor} is not allowed; write its value out", event.start_mark
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise _YamlError("nested too deep for a listing; flatten it", event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _listings(document: yaml.Node | None, steps: tuple[Step, ...] | None) -> Iterator[yaml.Node]:
    if document is None or _is_null(document):
        return
    if steps is not None:
        yield from _walk(document, steps)
    elif isinstance(document, yaml.SequenceNode):
        yield from document.value
    else:
        yield document


def _walk(node: yaml.Node, steps: tuple[Step, ...]) -> Iterator[yaml.Node]:
    if not steps:
        yield node
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, Key):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        held = [value for key, value in pairs if key.value == step.name]
        if not held:
            raise _YamlError(f"no “{step.name}” here; correct --records", node.start_mark)
        yield from _walk(held[-1], rest)
    elif not isinstance(node, yaml.SequenceNode):
        raise _YamlError("no list here; correct --records", node.start_mark)
    elif isinstance(step, Each):
        for element in node.value:
            yield from _walk(element, rest)
    elif isinstance(step, Index) and step.number < len(node.value):
        yield from _walk(node.value[step.number], rest)


def _record(node: yaml.Node, source: Source, options: ReadOptions, first: bool) -> Any:
    try:
        value = _value(node)
        inside = listings_inside(value, usual=True) if first and not options.records else None
        if inside:
            return Unreadable(source, f"this object is no listing: {advice(inside)}")
        return options.shape.read(cast("Mapping[str, Any]", value), source, options.manner())
    except ListingError as error:
        inside = listings_inside(value)
        return Unreadable(source, advice(inside) if inside else str(error))
    except _YamlError as error:
        return Unreadable(Source(source.path, error.line, source.record), str(error))


def _value(node: yaml.Node) -> object:
    """Build the value of a node. Raises `_YamlError`."""
    twice = _repeated_key(node)
    if twice is not None:
        raise _YamlError(f"the key {shown(twice.value)} stands twice; remove one", twice.start_mark)
    constructor = yaml.constructor.SafeConstructor()
    try:
        return constructor.construct_document(node)
    except yaml.MarkedYAMLError as error:
        cause = error.problem or error.context
        raise _YamlError(f"no plain value ({cause}); remove the tag", error.problem_mark) from None
    except (ValueError, TypeError, OverflowError) as error:
        # 2026-02-30 or a number of 5,000 digits, which YAML 1.1 takes for a date and a number
        raise _YamlError(f"no value ({error}); put it in quotes", node.start_mark) from None


def _repeated_key(node: yaml.Node) -> yaml.Node | None:
    """Return a key that stands twice in a mapping of this record; YAML would keep the last."""
    if isinstance(node, yaml.SequenceNode):
        return next((bad for item in node.value if (bad := _repeated_key(item))), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    seen: set[str] = set()
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                return key
            seen.add(key.value)
        if (bad := _repeated_key(value)) is not None:
            return bad
    return None


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
