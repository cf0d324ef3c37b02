"""Models of lexicon entries, patterns, contexts and exceptions as they stand in YAML.

The docstring under each key is what an editor shows an author (see `schema.json_schema`).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from listing_guard.ruleset.frame_base import (
    Distance,
    Frame,
    IsoDate,
    Localised,
    TextOrMany,
    Weight,
    shape,
)
from listing_guard.ruleset.nodes import Text


class BasisFrame(Frame):
    """A citation: the article that a rule or an exemption rests on."""

    noun: ClassVar[str] = "citation"
    required: ClassVar[tuple[str, ...]] = ("law", "article")

    law: Text | None = None
    """The law by the name that `laws.yaml` gives it."""
    article: Text | None = None
    """Article, with paragraph or item: `"9(3)"`."""
    since: IsoDate | None = Field(default=None, alias="from")
    """First day in force."""
    until: IsoDate | None = None
    """First day no longer in force."""
    market: TextOrMany | None = None
    """Where it is law: `US`, `[EU, GB]`; left out, wherever the rule applies."""
    note: Localised | None = None
    """What else a reader should know."""
    url: Text | None = None
    """Where to read it."""
    verified: bool = True
    """`false` while the article was not looked up at its source."""


class ReplaceFrame(Frame):
    """What to write instead of a term."""

    noun: ClassVar[str] = "replacement"

    with_: Text | None = Field(default=None, alias="with")
    """The words to put in its place."""
    delete: bool = False
    """Take the term out, with nothing in its place."""
    safe: bool = False
    """The replacement needs no second look."""
    advice: Localised | None = None
    """What to do where no wording can be offered."""


class Spelling(Frame):
    """How words are to be found; keys of patterns, entries and lexicon defaults alike."""

    case: Literal["exact"] | None = None
    """`exact`: only as written here (Gap, vivo)."""
    whole_token: bool | None = None
    """A hit may not start or end inside a word, as jieba cuts it."""
    prefix: bool | None = None
    """Find it also at the beginning or end of a longer Latin word or number."""
    inflect: bool | None = None
    """Find the English forms in -s, -es, -ed, -ing, -ies and -ied as well."""
    folds: TextOrMany | None = None
    """Find it in disguise as well: `gaps` (最*佳), `pinyin`, `initials`, `homophones` (蕞佳),
    `components` (弓虽力), `numerals` (第1), `slips` (addidas), `scripts` (Cyrillic аdidas)."""


class NamesFrame(Frame):
    """The names of an entity."""

    noun: ClassVar[str] = "set of names"

    exact: TextOrMany | None = None
    """Names that are only meant when written just so."""
    aliases: TextOrMany | None = None
    """Names in any case and width."""


class InnocentFrame(Frame):
    """Innocent words from elsewhere."""

    noun: ClassVar[str] = "set of innocent words"

    lexicon: TextOrMany | None = None
    """Lexicons whose entries are innocent here."""
    regex: TextOrMany | None = None
    """Regular expressions (RE2) whose matches are innocent."""


Innocent = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[InnocentFrame, Tag("<mapping>")],
    Discriminator(shape),
]


class EntryFrame(Spelling):
    """One thing to find, or several of the same properties."""

    noun: ClassVar[str] = "lexicon entry"

    term: Text | None = None
    """The word to find."""
    terms: list[Text] | None = None
    """Several words of the same properties."""
    regex: Text | None = None
    """A regular expression (RE2) to find."""
    variants: TextOrMany | None = None
    """Other spellings."""
    disguise: Text | None = None
    """The entry is a disguise itself, of the kind that this names as `folds` does (薇信)."""
    reads: Text | None = None
    """Of a disguise: what is read (微信)."""
    id: Text | None = None
    """Of an entity: its name among entities, such as `nike`."""
    kind: Text | None = None
    """Of an entity: `brand`, `celebrity` …"""
    owner: Text | None = None
    """Of an entity: who owns it."""
    names: NamesFrame | None = None
    """Of an entity: what it is called."""
    generic: bool = False
    """Of an entity: the name is also an everyday word."""
    tags: TextOrMany | None = None
    """Words by which patterns and exceptions choose entries."""
    innocent: list[Innocent] | None = None
    """Longer words in which this term means something else."""
    replace: ReplaceFrame | None = None
    """What to write instead."""
    weight: Weight | None = None
    """How much a finding weighs, 0 to 1."""
    source: Text | None = None
    """Where the term was taken from."""


Word = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[EntryFrame, Tag("<mapping>")],
    Discriminator(shape),
]
Words = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[list[Word], Tag("<list>")], Discriminator(shape)
]


class OperandFrame(Frame):
    """What a context looks for."""

    noun: ClassVar[str] = "context"

    words: Words | None = None
    """Words to look for."""
    lexicon: TextOrMany | None = None
    """Lexicons to look for."""
    tags: TextOrMany | None = None
    """Only lexicon entries with one of these tags."""
    regex: TextOrMany | None = None
    """Regular expressions (RE2) to look for."""
    pattern: TextOrMany | None = None
    """Patterns whose hits count, such as `$market`."""
    any_of: list[Operand] | None = None
    """One of these must be there: words, `$patterns` or mappings."""
    all_of: list[Operand] | None = None
    """Every one of these must be there: words, `$patterns` or mappings."""


Operand = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[OperandFrame, Tag("<mapping>")],
    Discriminator(shape),
]


class ContextFrame(OperandFrame):
    """What stands around a hit, and how far away it may be."""

    within: Distance | None = None
    """How many characters (or tokens) may lie between."""
    unit: Literal["chars", "tokens"] | None = None
    """What `within` counts; characters unless said."""
    same: Literal["clause", "sentence"] | None = None
    """It must stand in the same clause or sentence."""


Context = Annotated[
    Annotated[Text, Tag("<text>")]
    | Annotated[list[Text], Tag("<list>")]
    | Annotated[ContextFrame, Tag("<mapping>")],
    Discriminator(shape),
]


class UnlessFrame(Frame):
    """Contexts that switch an exception off."""

    noun: ClassVar[str] = "list of contexts"

    followed_by: Context | None = None
    """What must stand behind the hit."""
    preceded_by: Context | None = None
    """What must stand before the hit."""
    near: Context | None = None
    """What must stand near the hit, on either side; say `within` or `same`."""
    inside: Context | None = None
    """What the hit must lie within."""


class ForFrame(Frame):
    """Which hits an exception can excuse."""

    noun: ClassVar[str] = "choice of hits"

    tag: TextOrMany | None = None
    """Hits of entries with one of these tags."""
    term: TextOrMany | None = None
    """Hits of these words."""


class ExceptionFrame(UnlessFrame):
    """Why one occurrence is let be; every test given must hold."""

    noun: ClassVar[str] = "exception"
    required: ClassVar[tuple[str, ...]] = ("name",)

    name: Text | None = None
    """By which reports call it."""
    basis: list[BasisFrame] | None = None
    """The law that allows it."""
    for_: ForFrame | None = Field(default=None, alias="for")
    """Which hits it can excuse; every hit unless said."""
    entity_is: Text | None = None
    """The hit's brand (or its owner) is the one in this field."""
    entity_in: Text | None = None
    """The hit's brand (or its owner) is one of those in this list."""
    part_of: Text | None = None
    """The hit is a part of what this field says, as it stands there: the ! of the brand Yahoo!"""
    when: Text | None = None
    """A condition on the listing."""
    unless: (
        Annotated[
            Annotated[UnlessFrame, Tag("<mapping>")] | Annotated[list[UnlessFrame], Tag("<list>")],
            Discriminator(shape),
        ]
        | None
    ) = None
    """Contexts that switch the exception off."""
    absent: Literal["unknown", "unmet"] = "unknown"
    """What it means when a field that the exception asks for is absent."""
    keep: Localised | None = None
    """The proof that the seller must be able to show."""


class PatternFrame(Spelling):
    """What to find, and what to excuse."""

    noun: ClassVar[str] = "pattern"

    words: Words | None = None
    """Words to find."""
    lexicon: TextOrMany | None = None
    """Lexicons whose entries are to be found."""
    tags: TextOrMany | None = None
    """Only lexicon entries with one of these tags."""
    regex: TextOrMany | None = None
    """Regular expressions (RE2) to find."""
    innocent: list[Innocent] | None = None
    """Longer words in which a hit means something else."""
    except_: list[ExceptionFrame] | None = Field(default=None, alias="except")
    """What the law excuses, one occurrence at a time."""
    private: bool = False
    """Only for use by others: its hits are never reported."""
    fields: TextOrMany | None = None
    """Field paths to look in; those of the rule unless said."""
    disguised: bool = False
    """Only what is written in disguise (see `folds`): a brand misspelt, not the brand."""


Pattern = Annotated[
    Annotated[Text, Tag("<text>")]
    | Annotated[list[Word], Tag("<list>")]
    | Annotated[PatternFrame, Tag("<mapping>")],
    Discriminator(shape),
]
"""The short forms, a text or a list, are words."""
