"""New rules: a rule file whose examples pass as they stand, to be changed into one's own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from listing_guard.model.report import Severity

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PLACEHOLDER = "示例禁词"

HEADER = """\
schema: 1

rules:
"""
RULE = """\
- id: {id}
  title: {{zh: {id}, en: {id}}}   # what is wrong, in a few words
  category: {category}
  severity: {severity}
  confidence: high
  patterns:
    $words:
      words: [{words}]
  condition: $words
  message: {{zh: "“{{match}}”不可用于本店商品", en: "'{{match}}' is not allowed in our shop"}}
  # The examples are the rule's tests: `listing-guard rules test {where}`
  examples:
    flag:
{flags}
    pass:
    - 纯棉圆领短袖T恤
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a rule before it is written."""

    id: str
    category: str
    severity: Severity
    words: Sequence[str] = ()


def check_name(name: str, what: str) -> None:
    """Raise `UsageError` unless a name can be that of a pack or a rule."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f"'{name}' cannot name a {what}: small letters and digits with hyphens between, "
            "such as no-lucky-words"
        )


def write_new(path: Path, text: str, *, force: bool = False) -> None:
    """Write a file and its folders; raises `UsageError` when it exists, unless forced."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} exists; it is left as it is (--force overwrites it)") from None
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def rule_text(draft: Draft, where: str) -> str:
    """Return the YAML of one rule; ``where`` is what ``rules test`` is to be given."""
    words = tuple(draft.words) or (PLACEHOLDER,)
    return RULE.format(
        id=draft.id,
        category=draft.category,
        severity=draft.severity,
        words=", ".join(_scalar(word) for word in words),
        flags="\n".join(f"    - {_scalar(f'{word} 纯棉T恤')}" for word in words),
        where=where,
    )


def append_rule(text: str, rule: str, path: Path) -> str:
    """Return a rule file with one rule more; the text that is there stays as it is.

    Raises `UsageError` where the rules are not the last thing in the file, each with its dash at
    the start of a line, so that there is no place to add to without rewriting it.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise UsageError(f"{path} is not YAML; `listing-guard rules lint {path}` tells") from error
    fits = isinstance(root, yaml.MappingNode) and root.value and not root.flow_style
    if fits:
        key, rules = root.value[-1]
        fits = key.value == "rules" and isinstance(rules, yaml.SequenceNode)
        fits = fits and not rules.flow_style and rules.start_mark.column == 0
    if not fits:
        raise UsageError(
            f"{path} does not end in a list of rules with '- id:' at the start of a line; "
            "give the rule a file of its own"
        )
    return f"{text.rstrip()}\n\n{rule}"


def _scalar(text: str) -> str:
    """Write a word for a YAML list; JSON's quotes are YAML's too."""
    plain = re.fullmatch(r"[^\W\d_][^\W_]*( [^\W_]+)*", text)
    reserved = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    if plain and text.casefold() not in reserved:
        return text
    return json.dumps(text, ensure_ascii=False)
