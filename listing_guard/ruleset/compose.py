"""From the text of a file to its nodes, by YAML's events.

Events rather than PyYAML's own composer: an alias is then an event to refuse, not a bomb that has
gone off; nesting is a number to check, not a recursion; and duplicate keys can be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from listing_guard.ruleset import nodes
from listing_guard.ruleset.yamlfault import explain

if TYPE_CHECKING:
    from yaml._yaml import Mark as LibMark

    from listing_guard.ruleset.nodes import Block, Items, Node
    from listing_guard.ruleset.problems import Problems
    from listing_guard.ruleset.source import SourceFile

MAX_DEPTH = 40
"""Nesting of a file; the deepest thing that a rule can say needs some 15."""
MAX_NODES = 400_000
"""Scalars, lists and mappings in one file."""

_SHOWN = 60
"""Characters of a tag or alias that a message repeats."""

_Loader: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)


def compose(source: SourceFile, problems: Problems) -> Node | None:
    """Return the file's one document, or ``None`` where there is none to go on with."""
    builder = _Builder(source, problems)
    try:
        for event in yaml.parse(source.text, Loader=_Loader):
            if not builder.take(event):
                return builder.root if builder.usable else None
    except yaml.YAMLError as error:
        fault = explain(error, source)
        # What goes wrong behind a tag or an alias is that tag's or alias's doing.
        if fault.line not in builder.reported:
            problems.put(fault)
        return None
    if builder.root is None:
        problems.put(source.diagnostic("E007", "the file is empty", 0, 1))
    return builder.root


class _Builder:
    """Puts events together; ``take`` returns False when the rest of the file is not wanted."""

    def __init__(self, source: SourceFile, problems: Problems) -> None:
        self.source = source
        self.problems = problems
        self.root: Node | None = None
        self.usable = True
        self.reported: set[int] = set()
        """Lines with a fault."""
        self._open: list[Items | Block] = []
        self._keys: list[nodes.Text | None] = []
        self._count = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        if isinstance(event, yaml.NodeEvent):
            return self._node(event)
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._keys.pop()
            self._open.pop().end = _at(event.end_mark)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                start = _at(event.start_mark)
                self._report(
                    "E007",
                    start,
                    start + 3,
                    "a second document begins here",
                    "remove `---`, or move what follows into a file of its own",
                )
                return False
        return True

    def _node(self, event: yaml.NodeEvent) -> bool:
        start, end = _at(event.start_mark), _at(event.end_mark)
        self._count += 1
        if self._count > MAX_NODES:
            self.usable = False
            message = f"the file has more than {MAX_NODES} values"
            self._report("E008", start, end, message, "split it into several files")
            return False
        if isinstance(event, yaml.AliasEvent):
            node: Node = nodes.text("", self.source, start, end)
            node.broken = True
            self._report("E006", start, end, *_alias_words(self._text(start, end)))
        elif isinstance(event, yaml.ScalarEvent):
            style = event.style if event.style in ("'", '"', "|", ">") else ""
            node = nodes.text(event.value, self.source, start, end, style)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = nodes.items(self.source, start, end)
        else:
            node = nodes.block(self.source, start, end)
        self._refuse_marks(event, node)
        self._place(node)
        if isinstance(node, nodes.Text):
            return True
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) <= MAX_DEPTH:
            return True
        self.usable = False
        message = f"more than {MAX_DEPTH} levels inside one another"
        self._report("E008", start, start + 1, message, "no rule needs as many")
        return False

    def _refuse_marks(self, event: yaml.NodeEvent, node: Node) -> None:
        """Report a tag or an anchor: the value behind it is not what its author meant."""
        anchor, tag = event.anchor, getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or (anchor is None and tag is None):
            return
        node.broken = True
        start = _at(event.start_mark)
        written = self._text(start, start + _SHOWN).split(maxsplit=1)[0]
        code, words = ("E006", _anchor_words) if anchor is not None else ("E005", _tag_words)
        self._report(code, start, start + len(written), *words(written))

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, nodes.Items):
            parent.append(node)
            return
        key = self._keys[-1]
        if key is not None:
            self._keys[-1] = None
            if not key.broken:
                parent[key] = node
                parent.keys_at[str(key)] = key
        else:
            self._keys[-1] = self._checked_key(parent, node)

    def _checked_key(self, parent: Block, node: Node) -> nodes.Text:
        """Return a key as text; one that cannot be used is broken, and its value is dropped."""
        if not isinstance(node, nodes.Text):
            advice = "quote it if it begins with `{` or `[`"
            self._report("E004", node.start, node.start + 1, "a key must be text", advice)
            made = nodes.text("", self.source, node.start, node.end)
            made.broken = True
            return made
        if node == "<<" and node.style == "":
            node.broken = True
            message = "`<<` merges mappings in YAML, which rule files do not use"
            advice = "write the keys out, or share patterns by `definitions:`"
            self._report("E006", node.start, node.end, message, advice)
        elif node in parent:
            node.broken = True
            line, _ = self.source.position(parent.keys_at[str(node)].start)
            message = f"`{node}` is given twice; first on line {line}"
            self._report("E003", node.start, node.end, message, "keep one of them")
        return node

    def _text(self, start: int, end: int) -> str:
        return self.source.text[start : min(end, start + _SHOWN)]

    def _report(
        self, code: str, start: int, end: int, message: str, advice: str | None = None
    ) -> None:
        found = self.source.diagnostic(code, message, start, end, advice)
        self.reported.add(found.line)
        self.problems.put(found)


def _at(mark: yaml.Mark | LibMark | None) -> int:
    return mark.index if mark is not None else 0


def _alias_words(written: str) -> tuple[str, str]:
    return (
        f"`{written}` is a YAML alias, which rule files do not use",
        "quote text that begins with `*`; share patterns by `definitions:`",
    )


def _anchor_words(written: str) -> tuple[str, str]:
    return (
        f"`{written}` is a YAML anchor, which rule files do not use",
        "quote text that begins with `&`; share patterns by `definitions:`",
    )


def _tag_words(written: str) -> tuple[str, str]:
    message = f"`{written}` is a YAML tag, which rule files do not use"
    if written.startswith("!!"):
        return message, "remove it; what a value is, its key says"
    return message, "in a condition write `not`; quote other text that begins with `!`"
