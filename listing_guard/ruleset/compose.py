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
    from collections.abc import Iterator

    from listing_guard.ruleset.nodes import Block, Items, Node
    from listing_guard.ruleset.problems import Problems
    from listing_guard.ruleset.source import SourceFile

MAX_DEPTH = 40
"""Nesting of a file; the deepest thing that a rule can say needs some 15."""
MAX_NODES = 400_000
"""Scalars, lists and mappings in one file."""

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
        problems.put(explain(error, source))
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
        self._open: list[Items | Block] = []
        self._keys: list[nodes.Text | None] = []
        self._count = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        if isinstance(event, yaml.NodeEvent):
            return self._node(event)
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._keys.pop()
            self._open.pop().end = event.end_mark.index
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                start = event.start_mark.index
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
        start, end = event.start_mark.index, event.end_mark.index
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
        start = event.start_mark.index
        if isinstance(event, yaml.AliasEvent):
            return
        word = self._text(start, len(self.source.text)).split(maxsplit=1)[:1]
        end = start + len(word[0]) if word else start + 1
        if event.anchor is not None:
            node.broken = True
            self._report("E006", start, end, *_anchor_words(self._text(start, end)))
        elif getattr(event, "tag", None) is not None:
            node.broken = True
            self._report("E005", start, end, *_tag_words(self._text(start, end)))

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
        return self.source.text[start:end][:60]

    def _report(
        self, code: str, start: int, end: int, message: str, advice: str | None = None
    ) -> None:
        self.problems.put(self.source.diagnostic(code, message, start, end, advice))


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
    return (
        f"`{written}` is a YAML tag, which rule files do not use",
        "in a condition write `not`; quote other text that begins with `!`",
    )
