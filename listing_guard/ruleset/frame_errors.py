"""From pydantic's findings to diagnostics in plain words, at the value that is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from listing_guard.ruleset.nodes import Block, Items, Text
from listing_guard.ruleset.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from listing_guard.ruleset.nodes import Node
    from listing_guard.ruleset.problems import Problems

_SHAPES = {"<text>": "text", "<list>": "a list", "<mapping>": "a mapping"}
_SHAPE_HELP = {
    "basis": 'write `basis: [{law: 广告法, article: "9(3)"}]`',
    "examples": "write `examples: {flag: [a title], pass: [another]}`",
    "patterns": "write `$name: [words]` on the next line, indented",
    "definitions": "write `$name: [words]` on the next line, indented",
    "except": "write a list: `- name: …` on the next line, and its tests below",
    "rules": "write a list: `- id: …` on the next line, and its keys below",
}
_MISSING_HELP = {
    "severity": "add `severity: error`, `warning` or `info`",
    "examples": "add `examples:` with `flag:` and `pass:`; they are the rule's tests",
    "condition": "add `condition:`, such as `condition: $claim`",
    "message": "add `message:`, such as `message: “{match}” is an absolute claim`",
    "category": "add `category:`, such as `category: absolute-claim`",
    "schema": "begin the file with `schema: 1`",
    "rules": "add `rules:` and a list of rules under it",
    "name": "give it a name: `- name: consumption-tip`",
}


def unknown_key(problems: Problems, node: Block, key: str, noun: str, known: Sequence[str]) -> None:
    """Report a key that the model does not have."""
    if _is_bare(node, key):
        if next(iter(node)) == key:
            message = f"`{{{key}}}` is a mapping to YAML, not text"
            problems.add("E011", node, message, 'quote the whole value: "{…} …"')
            return
        before = list(node)[list(node).index(key) - 1]
        message = f"a comma ends `{before}` here: inside `{{…}}` it separates keys"
        problems.add("E016", node.key(key), message, f"quote the whole text of `{before}`")
        return
    advice = did_you_mean(key, known)
    if nearest(key, known) is None and key.startswith("$"):
        advice = "patterns stand under `patterns:` or `definitions:`"
    problems.add("E302", node.key(key), f"{_article(noun)} has no key `{key}`", advice)


def _is_bare(node: Block, key: str) -> bool:
    """Say whether a key of a flow mapping has no colon: ``{match}``, ``{en: Name, author}``."""
    value = node[key]
    return (
        isinstance(value, Text)
        and value.style == ""
        and not value
        and node.source.text.startswith("{", node.start)
    )


def missing_keys(problems: Problems, node: Block, keys: Sequence[str], noun: str) -> None:
    """Report the keys that are wanting, together."""
    if not keys:
        return
    lacking = [key for key in keys if key in node.left_out]
    if lacking:
        row = node.left_out[lacking[0]]
        message = f"this {noun} has no {_either(lacking, 'and')} (in row `{row}`)"
        problems.add("E303", node, message, f"no {noun} can do without; add it to the row")
        missing_keys(problems, node, [key for key in keys if key not in lacking], noun)
        return
    first = _MISSING_HELP.get(keys[0], f"add `{keys[0]}:`")
    advice = first if len(keys) == 1 else f"every {noun} has these keys"
    listed = _either(keys, "and")
    problems.add("E303", node, f"this {noun} has no {listed}", advice)


def is_tag(part: object) -> bool:
    """Say whether a part of pydantic's location is the tag of a shape, and no key."""
    return isinstance(part, str) and part in _SHAPES


def misfit(
    problems: Problems, node: Block, keys: Sequence[object], fault: Mapping[str, Any]
) -> None:
    """Report a value that does not fit its key; ``keys`` lead to it from the mapping."""
    place, of = _find(node, keys)
    code, message, advice = _words(of, place, fault)
    if isinstance(place, Text) and not place and not place.broken:
        # An empty plain scalar has no width; the key before it is the better place.
        place = _key_before(node, keys) or place
    problems.add(code, place, message, advice)


def _find(node: Node, keys: Sequence[object]) -> tuple[Node, str]:
    """Return the value that keys and indices lead to, and what to call it."""
    of = "this"
    for key in keys:
        if isinstance(node, Block) and isinstance(key, str) and key in node:
            node, of = node[key], f"`{key}`"
        elif isinstance(node, Items) and isinstance(key, int) and key < len(node):
            node, of = node[key], of if of.startswith("an item") else f"an item of {of}"
    return node, of


def _key_before(node: Block, keys: Sequence[object]) -> Node | None:
    above, _ = _find(node, keys[:-1])
    return above.keys_at.get(str(keys[-1])) if isinstance(above, Block) else None


def _words(of: str, place: Node, fault: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """Return code, message and help for one finding."""
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind == "nothing_given":
        return "E304", f"{of} is empty", "give it a value, or remove the key"
    wanted = _wanted_shape(kind, context)
    if wanted is not None:
        return (
            "E304",
            f"{of} wants {wanted}, not {_describe(place)}",
            _shape_help(of.strip("`"), wanted, place),
        )
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        listed = _either(allowed)
        advice = did_you_mean(str(place), allowed, otherwise=f"write {listed}")
        return "E305", f"{of} cannot be `{_short(place)}`; it is {listed}", advice
    if kind == "not_a_date":
        advice = "write it as year-month-day, such as 2026-01-31; leave the key out if open"
        return "E305", f"{of} wants a date, not `{_short(place)}`", advice
    if kind.startswith("bool"):
        return "E305", f"{of} is `true` or `false`, not `{_short(place)}`", None
    if kind.startswith(("int", "float", "finite", "greater", "less")):
        return "E305", f"{of} wants {_number(kind, context)}, not `{_short(place)}`", None
    return "E305", f"{of} cannot be `{_short(place)}`", None


def _wanted_shape(kind: str, context: Mapping[str, Any]) -> str | None:
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tags = re.findall(r"<\w+>", str(context.get("expected_tags", "")))
        return " or ".join(_SHAPES[tag] for tag in tags)
    if kind == "is_instance_of":
        return "text" if context.get("class") == "Text" else "a mapping"
    return {"list_type": "a list", "dict_type": "a mapping", "model_type": "a mapping"}.get(kind)


def _shape_help(name: str, wanted: str, place: Node) -> str | None:
    if name in _SHAPE_HELP:
        return _SHAPE_HELP[name]
    if isinstance(place, Text) and wanted == "a mapping":
        return "write its keys on the next lines, indented"
    if "text" not in wanted:
        return None
    if isinstance(place, Block) and place.source.text.startswith("{", place.start):
        return "YAML reads `{…}` as a mapping: quote the text if it is meant to begin with `{`"
    if isinstance(place, Items) and place.source.text.startswith("[", place.start):
        return "YAML reads `[…]` as a list: quote the text if it is meant to begin with `[`"
    return None


def _number(kind: str, context: Mapping[str, Any]) -> str:
    if "ge" in context or "gt" in context:
        return f"a number from {context.get('ge', context.get('gt')):g} up"
    if "le" in context or "lt" in context:
        return f"a number up to {context.get('le', context.get('lt')):g}"
    return "a whole number" if kind.startswith("int") else "a number"


def _describe(place: Node) -> str:
    if isinstance(place, Items):
        return "a list"
    return "a mapping" if isinstance(place, Block) else f"`{_short(place)}`"


def _short(place: Node) -> str:
    if not isinstance(place, Text):
        return "a list" if isinstance(place, Items) else "a mapping"
    return place if len(place) <= 40 else place[:39] + "…"


def _either(names: Sequence[str], joint: str = "or") -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
