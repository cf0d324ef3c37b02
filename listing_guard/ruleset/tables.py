"""Tables of facts, and the rules that are made from each of their rows by ``for_each``.

A rule with ``for_each`` is a template. Before the frame sees it, a copy is made for every row, in
which ``{row.key}`` stands for what the row says under that key:

- a scalar that is nothing else is replaced by the row's node, whatever its kind and with its own
  place, so that what is wrong with it is shown in the table; in a list, a list goes on the list;
- in a longer scalar, or in a key, it is replaced as text, a list joined by commas, and between
  quotation marks by ``", "``; what is wrong with the outcome is shown at the template's scalar,
  with the row's id;
- where the row lacks the key, the key of the template whose whole value it is is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from listing_guard.model.diagnostic import Problem
from listing_guard.ruleset import nodes
from listing_guard.ruleset.frame_errors import missing_keys
from listing_guard.ruleset.nodes import Block, Items, Text
from listing_guard.ruleset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from listing_guard.ruleset.frame_facts import TableFrame
    from listing_guard.ruleset.nodes import Node
    from listing_guard.ruleset.packfiles import PackFiles
    from listing_guard.ruleset.problems import Problems

FOR_EACH = "for_each"
ID = "id"
_NOTES = frozenset({ID, "note", "source"})
"""Keys that a row may have for its readers alone."""

_ROW_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"\{\s*row\.\s*([^{}]*?)\s*\}")
_QUOTES = ('"', "'")


@dataclass(frozen=True, slots=True)
class Table:
    """The sound rows of one table, and the keys that any of them has."""

    name: str
    """``<pack>/<name>``."""
    rows: tuple[Block, ...]
    keys: frozenset[str]
    whole: bool
    """Whether all of the table could be read, so that a key that is not here is nowhere."""
    asked: set[str] = field(default_factory=set)
    """The keys that templates ask for."""


class Tables:
    """The tables of all loaded packs; makes the rules of templates."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._tables: dict[str, Table] = {}
        self._broken: set[str] = set()

    def add(self, files: PackFiles) -> None:
        """Take in the tables of a pack."""
        for name, frame in files.tables.items():
            full = f"{files.name}/{name}"
            if frame is None or frame.rows is None:
                self._broken.add(full)
            else:
                self._tables[full] = self._table(full, frame, frame.rows)

    def expand(self, root: Node, pack: str, visible: Sequence[str]) -> Node:
        """Return a rule file with the rules of its templates in the templates' places.

        ``visible`` are the packs whose tables the file may name, ``pack`` its own.
        """
        listed = root.get("rules") if isinstance(root, Block) else None
        if not isinstance(root, Block) or not isinstance(listed, Items):
            return root
        if not any(isinstance(each, Block) and FOR_EACH in each for each in listed):
            return root
        rules = nodes.emptied(listed)
        for each in listed:
            if isinstance(each, Block) and FOR_EACH in each:
                rules.extend(self._rules(each, pack, visible))
            else:
                rules.append(each)
        made = nodes.copy(root, root)
        made["rules"] = rules
        return made

    def warn_of_unused(self) -> None:
        """Report keys of rows that no template asks for, of tables that have one."""
        for table in self._tables.values():
            unused = table.keys - table.asked - _NOTES if table.asked else ()
            for key in sorted(unused):
                row = next(row for row in table.rows if key in row)
                message = f"no rule uses `{{row.{key}}}` of the table `{table.name}`"
                advice = "remove the key, or use it; remarks go under `note` and `source`"
                self._problems.add("W619", row.keys_at[key], message, advice)

    # Tables ------------------------------------------------------------------------------------

    def _table(self, name: str, frame: TableFrame, rows: Sequence[Block]) -> Table:
        sound: dict[str, Block] = {}
        for row in rows:
            id = row.get(ID)
            if id is None:
                missing_keys(self._problems, row, [ID], "row")
            elif not isinstance(id, Text) or not _ROW_ID.fullmatch(id):
                advice = "lower-case words joined by hyphens: `power-bank`"
                shown = f"`{id}`" if isinstance(id, Text) else "this"
                self._problems.add("E306", id, f"{shown} is no id of a row", advice)
            elif id in sound:
                line, _ = id.source.position(sound[id][ID].start)
                message = f"the row `{id}` is given twice; first on line {line}"
                self._problems.add("E318", id, message, "each row makes rules of its own")
            else:
                sound[str(id)] = row
        whole = not frame.broken and len(sound) == len(rows)
        keys = frozenset(key for row in sound.values() for key in row)
        return Table(name, tuple(sound.values()), keys, whole)

    def _find(self, named: Text, pack: str, visible: Sequence[str]) -> Table | None:
        full = named if "/" in named else f"{pack}/{named}"
        owner = full.partition("/")[0]
        if full in self._tables and owner in visible:
            return self._tables[full]
        if full in self._broken or named.broken:
            return None
        known = [
            name.removeprefix(f"{pack}/")
            for name in (*self._tables, *self._broken)
            if name.partition("/")[0] in visible
        ]
        advice = f"a table is a file `tables/{named.rpartition('/')[2]}.yaml` of the pack"
        if full in self._tables:
            advice = f"add `{owner}` to `requires:` in `pack.yaml`"
        near = did_you_mean(named, known, otherwise=advice)
        self._problems.add("E511", named, f"there is no table `{named}`", near)
        return None

    # Rules -------------------------------------------------------------------------------------

    def _rules(self, template: Block, pack: str, visible: Sequence[str]) -> Iterator[Block]:
        named = template[FOR_EACH]
        if not isinstance(named, Text) or not named.strip():
            message = "`for_each` wants the name of a table"
            self._problems.add("E304", named, message, "write `for_each: my-table`")
            return
        table = self._find(named, pack, visible)
        if table is None:
            return
        body = nodes.copy(template, (key for key in template if key != FOR_EACH))
        unknown = frozenset(self._unknown(body, table))
        rows = table.rows
        id = template.get(ID)
        if isinstance(id, Text) and not any(key == ID for key, _, _ in _places(id)):
            message = "the rules of all rows would have this one id"
            self._problems.add("E317", id, message, f"put the row's in: `{id}-{{row.id}}`")
            rows = rows[:1]
        for row in rows:
            made = _Filling(row, unknown, self._problems).block(body)
            # The row, and not the table, so that the rule can tell where it comes from.
            made[FOR_EACH] = row[ID]
            made.keys_at[FOR_EACH] = template.keys_at[FOR_EACH]
            yield made

    def _unknown(self, body: Node, table: Table) -> Iterator[str]:
        """Yield the keys in a template that no row has; each place is reported."""
        for text in _texts(body):
            for key, start, end in _places(text):
                table.asked.add(key)
                if key in table.keys:
                    continue
                yield key
                if table.whole:
                    message = f"no row of the table `{table.name}` has `{key}`"
                    advice = did_you_mean(key, sorted(table.keys))
                    self._problems.add_within(text, Problem("E319", message, start, end, advice))


def _texts(node: Node) -> Iterator[Text]:
    """Yield every scalar under a node, keys of mappings among them."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        for each in node:
            yield from _texts(each)
    else:
        for key, value in node.items():
            yield node.keys_at[key]
            yield from _texts(value)


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the keys that a text asks a row for, with the spans of the places."""
    for found in _PLACE.finditer(text):
        yield found[1], found.start(), found.end()


class _Filling:
    """Fills one row into a template; what is missing from the row is reported."""

    def __init__(self, row: Block, unknown: frozenset[str], problems: Problems) -> None:
        self._row = row
        self._id = str(row[ID])
        self._unknown = unknown
        self._problems = problems

    def block(self, given: Block) -> Block:
        made = nodes.block(given.source, given.start, given.end)
        made.broken = given.broken
        for key, value in given.items():
            filled = self._node(value)
            if filled is None:
                made.left_out[key] = self._id
                continue
            at = self._text(given.keys_at[key])
            made[str(at)] = filled
            made.keys_at[str(at)] = at
        return made

    def _node(self, node: Node) -> Node | None:
        """Return a node with the row filled in, ``None`` where the row has nothing for it."""
        if isinstance(node, Text):
            return self._scalar(node)
        if isinstance(node, Items):
            return self._items(node)
        if _is_bare(node):
            message = f"`{{{next(iter(node))}}}` is a mapping to YAML, not text"
            self._problems.add("E011", node, message, f'quote it: "{{{next(iter(node))}}}"')
        return self.block(node)

    def _items(self, given: Items) -> Items:
        made = nodes.emptied(given)
        for each in given:
            filled = self._node(each)
            if filled is None:
                self._lacking(each)
            elif isinstance(each, Text) and isinstance(filled, Items):
                made.extend(filled)
            else:
                made.append(filled)
        return made

    def _scalar(self, text: Text) -> Node | None:
        whole = _PLACE.fullmatch(text.strip())
        if whole is None or whole[1] in self._unknown:
            return self._text(text)
        return self._row.get(whole[1])

    def _text(self, text: Text) -> Text:
        """Return a scalar with its places filled in as text."""
        keys = {key for key, _, _ in _places(text)}
        if not keys:
            return text
        words = {key: self._words(key, text) for key in sorted(keys)}

        def filled(place: re.Match[str]) -> str:
            before, after = text[place.start() - 1 : place.start()], text[place.end() :][:1]
            quote = before if before == after and before in _QUOTES else ""
            return f"{quote}, {quote}".join(words[place[1]] or ())

        value = _PLACE.sub(filled, text)
        made = nodes.text(value, text.source, text.start, text.end, text.style)
        made.row = self._id
        made.broken = text.broken or None in words.values()
        return made

    def _words(self, key: str, text: Text) -> list[str] | None:
        """Return what the row says under a key, as texts; ``None`` if that is at fault."""
        value = self._row.get(key)
        if value is None:
            if key not in self._unknown:
                self._lacking(text, key)
            return None
        parts = value if isinstance(value, Items) else [value]
        if not all(isinstance(part, Text) for part in parts):
            message = f"`{key}` is put into a text, so it wants text or a list of texts"
            self._problems.add("E304", value, message, f'let "{{row.{key}}}" be the whole value')
            return None
        return [str(part) for part in parts]

    def _lacking(self, place: Node, key: str | None = None) -> None:
        key = key or next(key for key, _, _ in _places(str(place)))
        line, _ = self._row.source.position(self._row[ID].start)
        message = f"the row `{self._id}` has no `{key}`, which is needed here"
        advice = f"add it in {self._row.source.path}:{line}"
        self._problems.add("E320", place, message, advice)


def _is_bare(node: Block) -> bool:
    """Say whether a mapping is ``{row.key}`` whose quotation marks were forgotten."""
    (key, value), *more = node.items() or [("", node)]
    return not more and key.startswith("row.") and value == "" and isinstance(value, Text)
