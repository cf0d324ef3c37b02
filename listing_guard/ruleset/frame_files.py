"""Models of a pack's rules, manifest and lexicons; the docstrings under keys are for editors."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from listing_guard.ruleset.frame_base import (
    Frame,
    IsoDate,
    Localised,
    TextOrMany,
    Weight,
    shape,
)
from listing_guard.ruleset.frame_patterns import (
    BasisFrame,
    Innocent,
    Pattern,
    ReplaceFrame,
    Spelling,
    Word,
)
from listing_guard.ruleset.nodes import Block, Text

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Missing = Literal["skip", "info", "violation"]

Fields = Annotated[
    Annotated[Text, Tag("<text>")]
    | Annotated[list[Text], Tag("<list>")]
    | Annotated[dict[str, Weight], Tag("<mapping>")],
    Discriminator(shape),
]
"""Field paths, with or without weights."""

_Patterns = Annotated[
    dict[str, Pattern], Field(json_schema_extra={"propertyNames": {"pattern": r"^\$[\w-]+$"}})
]


class FileFrame(Frame):
    """What every rule file says first."""

    required: ClassVar[tuple[str, ...]] = ("schema",)

    schema_: Text | None = Field(default=None, alias="schema")
    """Version of the file format: 1."""


class ExamplesFrame(Frame):
    """A rule's tests: listings that it must flag and listings that it must let pass."""

    noun: ClassVar[str] = "set of examples"

    flag: list[Example] | None = None
    """Titles or whole listings that the rule must report."""
    pass_: list[Example] | None = Field(default=None, alias="pass")
    """Titles or whole listings that the rule must let pass."""


Example = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[Block, Tag("<mapping>")], Discriminator(shape)
]


class ExpectFrame(Frame):
    """What else an example proves."""

    noun: ClassVar[str] = "expectation"

    text: TextOrMany | None = None
    """The texts that must be reported."""
    exempted: TextOrMany | None = None
    """The exceptions that must show."""


class RuleFrame(Frame):
    """One rule: what to find, when it is a fault, why, and its tests."""

    noun: ClassVar[str] = "rule"
    required: ClassVar[tuple[str, ...]] = (
        "id", "title", "category", "severity", "condition", "message", "examples",
    )  # fmt: skip

    id: Text | None = None
    """Stable name, never reused: lower-case words joined by hyphens."""
    title: Localised | None = None
    """What the rule is called."""
    description: Localised | None = None
    """What it does and why, for the rule's page."""
    category: Text | None = None
    """Finding category, such as `absolute-claim`."""
    severity: Severity | None = None
    """`error` blocks, `warning` asks for review, `info` informs."""
    confidence: Confidence = "high"
    """How sure a finding is; an `error` needs at least `medium`."""
    basis: list[BasisFrame] | None = None
    """The law that the rule rests on."""
    applies: Text | None = None
    """Condition on market, platform, category or field: the listings that the rule is about."""
    fields: Fields | None = None
    """Field paths to look in, with weights 0 to 1; those of the pack unless said."""
    patterns: _Patterns | None = None
    """What the rule looks for, by names that begin with `$`."""
    condition: Text | None = None
    """When the listing breaks the rule."""
    at: Text | None = None
    """Field to name when no text can be shown."""
    missing: Missing = "skip"
    """What to do when a field that the condition needs is absent."""
    message: Localised | None = None
    """What the report says; `{match}`, `{field}` and names of fields are filled in."""
    advice: Localised | None = None
    """What the seller should do."""
    penalty: Localised | None = None
    """What the law threatens."""
    since: IsoDate | None = Field(default=None, alias="from")
    """First day on which the rule is in force."""
    until: IsoDate | None = None
    """First day on which it no longer is."""
    checked: IsoDate | None = None
    """The day on which somebody last compared it with the law's text."""
    draft: bool = False
    """Checked and tested, but never reported."""
    enabled: bool = True
    """`false` switches the rule off."""
    examples: ExamplesFrame | None = None
    """The rule's tests."""
    for_each: Text | None = None
    """A table (`name` or `pack/name`): one rule is made of each row, `{row.key}` filled in."""


class RulesFrame(FileFrame):
    """A file of rules."""

    noun: ClassVar[str] = "rule file"
    required: ClassVar[tuple[str, ...]] = ("schema", "rules")

    definitions: _Patterns | None = None
    """Patterns that every rule of this file may use."""
    rules: list[RuleFrame] | None = None
    """The rules."""


class DefaultsFrame(Frame):
    """What rules of the pack do unless they say otherwise."""

    noun: ClassVar[str] = "set of defaults"

    fields: Fields | None = None
    """Field paths to look in, with weights 0 to 1."""


class OverrideFrame(Frame):
    """Changes to a rule of another pack."""

    noun: ClassVar[str] = "override"

    severity: Severity | None = None
    """The severity it shall have."""
    confidence: Confidence | None = None
    """The confidence it shall have."""
    enabled: bool | None = None
    """`false` switches the rule off."""
    missing: Missing | None = None
    """What to do when a field that the condition needs is absent."""


class LexiconEditFrame(Frame):
    """Changes to a lexicon of another pack."""

    noun: ClassVar[str] = "change of a lexicon"

    add: list[Word] | None = None
    """Further entries."""
    remove: TextOrMany | None = None
    """Terms to take out."""


class PackFrame(FileFrame):
    """`pack.yaml`: what the pack is called and what it needs."""

    noun: ClassVar[str] = "pack"
    required: ClassVar[tuple[str, ...]] = ("schema", "name", "version")

    name: Text | None = None
    """Name of the pack and of its folder: lower-case letters, digits and hyphens."""
    version: Text | None = None
    """Version, such as 0.1.0."""
    title: Localised | None = None
    """What the pack is about."""
    markets: list[Text] | None = None
    """Markets that it is for; it is loaded for these unless packs are named."""
    requires: list[Text] | None = None
    """Packs that it builds on, such as `common>=0.1`."""
    defaults: DefaultsFrame | None = None
    """What its rules do unless they say otherwise."""
    definitions: _Patterns | None = None
    """Patterns that every rule of the pack may use; other packs say `$pack/name`."""
    overrides: dict[str, OverrideFrame] | None = None
    """Changes to rules of other packs, by full id."""
    lexicons: dict[str, LexiconEditFrame] | None = None
    """Changes to lexicons of other packs, by full name."""
    licence: Text | None = None
    """Licence of the pack, as an SPDX name."""
    categories: list[Text] | None = None
    """Further finding categories; each begins with `x-`."""


class EntryDefaults(Spelling):
    """What entries of a lexicon are unless they say otherwise."""

    noun: ClassVar[str] = "set of defaults"

    tags: TextOrMany | None = None
    """Tags of entries that give none."""
    replace: ReplaceFrame | None = None
    """What to write instead."""
    weight: Weight | None = None
    """How much a finding weighs, 0 to 1."""
    source: Text | None = None
    """Where the terms were taken from."""


class LexiconFrame(FileFrame):
    """`lexicons/<name>.yaml`: words with their properties."""

    noun: ClassVar[str] = "lexicon"
    required: ClassVar[tuple[str, ...]] = ("schema", "entries")

    title: Localised | None = None
    """What the lexicon holds."""
    source: Text | None = None
    """Where it was taken from."""
    checked: IsoDate | None = None
    """The day on which somebody last compared it with its source."""
    innocent: list[Innocent] | None = None
    """Longer words in which any of its terms means something else."""
    defaults: EntryDefaults | None = None
    """What entries are unless they say otherwise."""
    entries: list[Word] | None = None
    """The words."""
