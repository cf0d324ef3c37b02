"""A rule's examples as values; running them is the engine's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from listing_guard.ruleset.fieldpaths import record_fields
from listing_guard.ruleset.frame_base import is_iso_date, many
from listing_guard.ruleset.frame_files import ExpectFrame
from listing_guard.ruleset.nodes import Block, Items, Text
from listing_guard.ruleset.rule import Example
from listing_guard.ruleset.suggest import nearest

if TYPE_CHECKING:
    from listing_guard.ruleset.frame_files import ExamplesFrame
    from listing_guard.ruleset.nodes import Node
    from listing_guard.ruleset.problems import Problems

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_RESERVED = ("expect", "as_of")


def build_examples(given: ExamplesFrame | None, problems: Problems) -> tuple[Example, ...]:
    """Return the examples of a rule; a rule without both kinds is warned of."""
    if given is None:
        return ()
    for name, there in (("flag", given.flag), ("pass", given.pass_)):
        if not there and not given.broken:
            what = "must flag" if name == "flag" else "must let pass"
            place = given.node.key(name) if given.has(name) else given.node
            advice = f"add `{name}: [a title, …]`; without it the rule fails `rules test`"
            problems.add("W608", place, f"no example of what the rule {what}", advice)
    flagged = [_example(each, problems, flag=True) for each in given.flag or ()]
    passed = [_example(each, problems, flag=False) for each in given.pass_ or ()]
    return (*flagged, *passed)


def _example(given: Text | Block, problems: Problems, *, flag: bool) -> Example:
    line, _ = given.source.position(given.start)
    if isinstance(given, Text):
        return Example({"title": str(given)}, flag, path=given.source.path, line=line)
    record = {key: plain(value) for key, value in given.items() if key not in _RESERVED}
    if not record:
        problems.add("E316", given, "this example has no listing", "add `title: …`")
    known = record_fields()
    for key in record:
        near = nearest(key, known) if key.isascii() and key not in known else None
        if near is not None:
            message = f"a listing has no field `{key}`; it becomes an attribute"
            problems.add("W615", given.key(key), message, f"did you mean `{near}`?")
    expect = _expect(given.get("expect"), problems)
    return Example(
        record=record,
        flag=flag,
        text=_texts(expect, "text"),
        exempted=_texts(expect, "exempted"),
        as_of=_day(given, problems),
        path=given.source.path,
        line=line,
    )


def _expect(node: Node | None, problems: Problems) -> ExpectFrame | None:
    if node is None:
        return None
    if isinstance(node, Block):
        return ExpectFrame.model_validate(node, context=problems)
    advice = "write `expect: {text: [最好], exempted: [consumption-tip]}`"
    problems.add("E316", node, "`expect` wants a mapping", advice)
    return None


def _texts(expect: ExpectFrame | None, key: str) -> tuple[str, ...] | None:
    if expect is None or not expect.has(key):
        return None
    return tuple(str(text) for text in many(getattr(expect, key)))


def _day(given: Block, problems: Problems) -> str | None:
    day = given.get("as_of")
    if day is None:
        return None
    if isinstance(day, Text) and is_iso_date(day):
        return str(day)
    advice = "write year-month-day, such as `as_of: 2026-12-31`"
    problems.add("E316", day, "`as_of` wants a date", advice)
    return None


def plain(node: Node) -> Any:
    """Return a node as a record has it: texts, lists, mappings; an empty value is ``None``."""
    if isinstance(node, Text):
        return None if node.style == "" and node in _NULLS else str(node)
    if isinstance(node, Items):
        return [plain(each) for each in node]
    return {key: plain(value) for key, value in node.items()}
