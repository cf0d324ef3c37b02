"""What stands around a hit: operands and contexts from YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from listing_guard.match.pattern import Context, Entry, Operand
from listing_guard.ruleset.frame_base import many
from listing_guard.ruleset.frame_patterns import ContextFrame, OperandFrame
from listing_guard.ruleset.lexicon import tags_of
from listing_guard.ruleset.nodes import Text
from listing_guard.ruleset.origins import distinct
from listing_guard.ruleset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from listing_guard.ruleset.entries import EntryBuilder
    from listing_guard.ruleset.expressions import Names
    from listing_guard.ruleset.frame_patterns import UnlessFrame
    from listing_guard.ruleset.lexicon import View
    from listing_guard.ruleset.nodes import Node
    from listing_guard.ruleset.origins import Origin
    from listing_guard.ruleset.problems import Problems

Kind = Literal["followed_by", "preceded_by", "near", "inside"]
KINDS: tuple[Kind, ...] = ("followed_by", "preceded_by", "near", "inside")

Given = Text | list[Text] | OperandFrame


class ContextBuilder:
    """Builds the contexts of one pattern; ``references`` are the patterns that they name."""

    def __init__(
        self, names: Names, lexicons: View, entries: EntryBuilder, problems: Problems
    ) -> None:
        self.references: dict[str, Text] = {}
        self._names = names
        self._lexicons = lexicons
        self._entries = entries
        self._problems = problems

    def contexts(self, given: UnlessFrame) -> tuple[Context, ...]:
        """Return the contexts of an exception, or of its ``unless``."""
        made = []
        for kind in KINDS:
            value = getattr(given, kind)
            if value is not None:
                made.append(self._context(kind, value, given.value(kind), given.node.key(kind)))
        return tuple(made)

    def _context(self, kind: Kind, given: Given, place: Node, key: Node) -> Context:
        operand = self._operand(given, place)
        if not isinstance(given, ContextFrame):
            if kind == "near":
                self._near_where(key)
            return Context(kind, operand, within=0 if kind.endswith("_by") else None)
        within = given.within
        if kind == "inside":
            for name in ("within", "unit", "same"):
                if given.has(name):
                    message = f"`inside` takes no `{name}`: the hit lies within the text or not"
                    self._problems.add("E409", given.node.key(name), message, "remove it")
        elif within is None and given.unit is not None and not given.broken:
            message = "`unit` says what `within` counts, and there is no `within`"
            self._problems.add("E409", given.node.key("unit"), message, "add `within:`")
        elif within is None and given.same is None and not given.broken:
            if kind == "near":
                self._near_where(key)
            within = 0
        return Context(kind, operand, within, given.unit or "chars", given.same)

    def _near_where(self, key: Node) -> None:
        message = "`near` does not say how near"
        self._problems.add("E409", key, message, "add `within: 10`, or `same: clause`")

    def _operand(self, given: Given, place: Node) -> Operand:
        if isinstance(given, OperandFrame) and given.all_of is not None:
            return self._all(given)
        return self._any(given, place)

    def _all(self, given: OperandFrame) -> Operand:
        others = ("words", "lexicon", "tags", "regex", "pattern", "any_of")
        for name in others:
            if given.has(name):
                message = f"`all_of` stands alone, without `{name}`"
                advice = "put it into `all_of`, which takes mappings too"
                self._problems.add("E410", given.node.key(name), message, advice)
        parts: list[Operand] = []
        for each in given.all_of or ():
            if isinstance(each, OperandFrame):
                made = self._operand(each, each.node)
                parts += made.all_of or (made,)
            else:
                parts.append(self._any(each, each))
        if not parts and not given.broken:
            self._problems.add("E408", given.value("all_of"), "`all_of` has nothing in it")
        return Operand(all_of=tuple(parts))

    def _any(self, given: Given, place: Node) -> Operand:
        origins: list[Origin] = []
        found: list[Entry] = []
        patterns: dict[str, None] = {}
        self._collect(given, origins, found, patterns)
        whole = not (isinstance(given, OperandFrame) and given.broken)
        says_nothing = isinstance(given, list | OperandFrame) and not _content(given)
        if says_nothing and whole:
            message = "this context looks for nothing"
            advice = "add `words:`, `lexicon:`, `regex:`, `pattern:`, `any_of:` or `all_of:`"
            self._problems.add("E408", place, message, advice)
        return Operand((*distinct(origins), *found), tuple(patterns))

    def _collect(
        self,
        given: Given,
        origins: list[Origin],
        found: list[Entry],
        patterns: dict[str, None],
    ) -> None:
        if isinstance(given, OperandFrame):
            if given.all_of is not None:
                message = "`all_of` cannot be one of several alternatives"
                advice = "write two exceptions, or turn it round: `all_of` with `any_of` inside"
                self._problems.add("E410", given.node.key("all_of"), message, advice)
            words = given.words
            if words is not None:
                origins += self._entries.words(words if isinstance(words, list) else [words])
            origins += self._entries.regexes(given.regex)
            found += self.lexicon_entries(many(given.lexicon), many(given.tags))
            for name in many(given.pattern):
                self._refer(name, patterns)
            for each in given.any_of or ():
                self._collect(each, origins, found, patterns)
            return
        for word in given if isinstance(given, list) else [given]:
            if word.startswith("$"):
                self._refer(word, patterns)
            else:
                origins += self._entries.words([word])

    def _refer(self, name: Text, patterns: dict[str, None]) -> None:
        if name in self._names.patterns:
            self.references.setdefault(str(name), name)
            patterns[str(name)] = None
            return
        advice = did_you_mean(
            name,
            sorted(self._names.patterns),
            otherwise='a text that begins with `$` is written {words: ["$…"]}',
        )
        if not name.startswith("$"):
            advice = f"patterns are called with their dollar sign: `${name}`"
        self._problems.add("E402", name, f"there is no pattern `{name}` here", advice)

    def lexicon_entries(self, names: Iterable[Text], tags: Iterable[Text]) -> list[Entry]:
        """Return the entries of lexicons that have one of the tags, or all without tags."""
        found = [entry for name in names for entry in self._lexicons.entries(name)]
        wanted = list(tags)
        if wanted:
            self.known_tags(wanted, tags_of(found))
        chosen = frozenset(map(str, wanted))
        return [entry for entry in found if not chosen or entry.tags & chosen]

    def known_tags(self, wanted: Iterable[Text], known: frozenset[str]) -> None:
        """Report tags that are none of those that entries have."""
        for tag in wanted:
            if tag not in known and known:
                advice = did_you_mean(tag, sorted(known))
                self._problems.add("W617", tag, f"no entry here has the tag `{tag}`", advice)


def _content(given: list[Text] | OperandFrame) -> bool:
    if isinstance(given, list):
        return bool(given)
    values = (given.words, given.lexicon, given.regex, given.pattern, given.any_of, given.all_of)
    return any(value is not None and value != [] for value in values)
