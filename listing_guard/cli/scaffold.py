"""New rules: a rule file whose examples pass as they stand, to be changed into one's own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from listing_guard.config.suggest import did_you_mean
from listing_guard.errors import UsageError
from listing_guard.ruleset.categories import FINDING_CATEGORIES
from listing_guard.ruleset.pack import shipped_folder, shipped_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from listing_guard.model.report import Severity

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PLACEHOLDER = "示例禁词"
CLEAN = ("纯棉圆领短袖T恤", "不锈钢保温杯 500ml", "实木餐桌", "Cotton T-shirt", "Steel bottle")
"""Titles to let pass; the first that has none of the rule's words is the example."""

PACK = """\
# A pack is a folder of rule files; this one is for the rules of your own house.
schema: 1
name: {name}
version: 0.1.0
title: {{zh: 自有规则, en: House rules}}
"""
HOUSE_LAW = "店规"
LAWS = """\
# What the rules of this pack rest on: your own house rules, a platform's terms, a contract.
schema: 1
laws:
  {law}: {{title: {{zh: 本店商品发布规范, en: House rules for listings}}}}
"""

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
{basis}
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
    - {clean}
"""


NO_BASIS = '  # basis: [{law: …, article: "…"}]   # what the rule rests on'


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


def check_category(name: str) -> None:
    """Raise `UsageError` unless findings can be of this category; packs add ``x-…``."""
    if name not in FINDING_CATEGORIES and not name.startswith("x-"):
        raise UsageError(
            f"there is no finding category '{name}'{did_you_mean(name, FINDING_CATEGORIES)}; "
            f"there are {', '.join(FINDING_CATEGORIES)}, and x-… of your own"
        )


def check_words(words: Sequence[str]) -> None:
    """Raise `UsageError` for a word of which no text could hold anything."""
    for word in words:
        if not any(character.isprintable() for character in word.strip()):
            raise UsageError("--word is empty; give a word to find")


def write_new(path: Path, text: str, *, force: bool = False) -> None:
    """Write a file and its folders; raises `UsageError` when it exists, unless forced."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {path.parent}: {error.strerror}") from error
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} exists; it is left as it is") from None
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def begin_pack(folder: Path) -> list[Path]:
    """Write what a pack needs unless it has a ``pack.yaml``; return the files written."""
    manifest, laws = folder / "pack.yaml", folder / "laws.yaml"
    if manifest.exists():
        return []
    name = folder.resolve().name
    check_name(name, "pack")
    if name in shipped_names(shipped_folder()):
        raise UsageError(f"a pack '{name}' is shipped; give your own pack another name")
    write_new(manifest, PACK.format(name=name))
    if laws.exists():
        return [manifest]
    write_new(laws, LAWS.format(law=HOUSE_LAW))
    return [manifest, laws]


def rule_text(draft: Draft, where: str, *, law: str | None = None) -> str:
    """Return the YAML of one rule that cites a law, if there is one to cite.

    ``where`` is what ``rules test`` is to be given.
    """
    words = tuple(draft.words) or (PLACEHOLDER,)
    return RULE.format(
        id=draft.id,
        category=draft.category,
        severity=draft.severity,
        basis=f'  basis: [{{law: {law}, article: "1"}}]' if law else NO_BASIS,
        words=", ".join(_scalar(word) for word in words),
        flags="\n".join(f"    - {_scalar(f'{word} 促销')}" for word in words),
        where=where,
        clean=next((title for title in CLEAN if not _has(title, words)), "…"),
    )


def house_law(folder: Path) -> str | None:
    """Return the law of our own making that a pack has, if it has it still."""
    laws = folder / "laws.yaml"
    known = laws.is_file() and HOUSE_LAW in laws.read_text(encoding="utf-8", errors="replace")
    return HOUSE_LAW if known else None


def append_rule(text: str, rule: str, path: Path) -> str:
    """Return a rule file with one rule more; the text that is there stays as it is.

    Raises `UsageError` where the rules are not the last thing in the file, each with its dash at
    the start of a line, so that there is no place to add to without rewriting it.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise UsageError(f"{path} is not YAML; `listing-guard rules lint {path}` tells") from error
    if not _ends_in_rules(root):
        raise UsageError(
            f"{path} does not end in a list of rules with '- id:' at the start of a line; "
            "give the rule a file of its own"
        )
    return f"{text.rstrip()}\n\n{rule}"


def _has(title: str, words: Sequence[str]) -> bool:
    return any(word.casefold() in title.casefold() for word in words)


def _ends_in_rules(root: yaml.Node | None) -> bool:
    if not isinstance(root, yaml.MappingNode) or not root.value or root.flow_style:
        return False
    key, rules = root.value[-1]
    if key.value != "rules" or not isinstance(rules, yaml.SequenceNode):
        return False
    return not rules.flow_style and rules.start_mark.column == 0


def _scalar(text: str) -> str:
    """Write a word for a YAML list; JSON's quotes are YAML's too."""
    plain = re.fullmatch(r"[^\W\d_][^\W_]*( [^\W_]+)*", text)
    reserved = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    if plain and text.casefold() not in reserved:
        return text
    return json.dumps(text, ensure_ascii=False)
