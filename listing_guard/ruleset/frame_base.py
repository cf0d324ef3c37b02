"""What the models of all rule files share: keys, shapes, and faults told in our words.

A model never fails. A key that is unknown, absent or of the wrong kind is reported to the
`Problems` that come as validation context and then left out, so that one slip hides no other; the
model is `broken` then, and whoever goes on with it knows that a part may be wanting.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    Tag,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from listing_guard.ruleset import nodes
from listing_guard.ruleset.frame_errors import is_tag, misfit, missing_keys, unknown_key
from listing_guard.ruleset.nodes import Block, Node, Text
from listing_guard.ruleset.problems import Problems

Made = TypeVar("Made")


def shape(value: object) -> str | None:
    """Return the tag by which a union of shapes is told apart."""
    if isinstance(value, str):
        return "<text>"
    if isinstance(value, list):
        return "<list>"
    return "<mapping>" if isinstance(value, dict) else None


class Frame(BaseModel):
    """A mapping in a rule file, by its keys."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, use_attribute_docstrings=True
    )
    noun: ClassVar[str] = "mapping"
    """What one of these is called in a diagnostic: “a rule has no key `…`”."""
    required: ClassVar[tuple[str, ...]] = ()
    """Keys without which it says nothing. In Python they may be ``None``, see the module's text."""

    _node: Block = PrivateAttr()
    _broken: bool = PrivateAttr(default=False)

    @property
    def node(self) -> Block:
        """The mapping as it stands in the file."""
        return self._node

    @property
    def broken(self) -> bool:
        """Whether a fault was reported, so that some of it may be wanting."""
        return self._broken

    def value(self, key: str) -> Node:
        """Return the value under a key as it stands in the file, else the whole mapping."""
        return self._node.get(key, self._node)

    def has(self, key: str) -> bool:
        """Say whether the file gives the key."""
        return key in self._node

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """Return the keys that are known, in the order of the model."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @model_validator(mode="wrap")
    @classmethod
    def _take(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        if not isinstance(data, Block):
            return handler(data)  # the wrong shape: whoever holds this says so
        problems = info.context
        assert isinstance(problems, Problems), "frames are validated by `validate` alone"
        known = cls.keys()
        wanted = nodes.copy(data, (key for key in data if key in known))
        for key in data:
            if key not in known:
                unknown_key(problems, data, key, cls.noun, known)
        missing_keys(problems, data, [key for key in cls.required if key not in data], cls.noun)
        made, fitting = _without_misfits(wanted, handler, problems)
        made._node = data
        made._broken = (
            not fitting or len(wanted) < len(data) or not data.keys() >= set(cls.required)
        )
        return made


def _without_misfits(
    wanted: Block, handler: ModelWrapValidatorHandler[Made], problems: Problems
) -> tuple[Made, bool]:
    """Return the model of all that fits, and whether that was all."""
    try:
        return handler(wanted), True
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
    places = [[part for part in fault["loc"] if not is_tag(part)] for fault in faults]
    for fault, keys in zip(faults, places, strict=True):
        misfit(problems, wanted, keys, fault)
    fitting = nodes.copy(wanted, wanted)
    for key in {str(keys[0]): None for keys in places}:
        inside = [keys[1:2] for keys in places if keys[0] == key]
        fitting[key] = nodes.without(wanted[key], [part for parts in inside for part in parts])
        if [] in inside or not fitting[key]:
            del fitting[key]
    return handler(fitting), False


def validate(model: type[Made], node: Node, problems: Problems) -> Made | None:
    """Return the model of a file's root, or ``None`` when it is no mapping (reported)."""
    if not isinstance(node, Block):
        problems.add("E301", node, "a rule file is a mapping: `key: value` lines")
        return None
    assert issubclass(model, Frame)
    return model.model_validate(node, context=problems)


def is_iso_date(value: str) -> bool:
    """Say whether a text is a date as year-month-day, and one that exists."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _iso_date(value: Text) -> Text:
    if not is_iso_date(value):
        raise PydanticCustomError("not_a_date", "not year-month-day")
    return value


IsoDate = Annotated[Text, AfterValidator(_iso_date), Field(json_schema_extra={"format": "date"})]
Weight = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Distance = Annotated[int, Field(ge=0, le=10_000)]

One = TypeVar("One")
TextOrMany = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[list[Text], Tag("<list>")], Discriminator(shape)
]
"""One text or a list of texts."""


class LocalText(Frame):
    """Words by language."""

    noun: ClassVar[str] = "text by language"

    zh: Text | None = None
    """Chinese."""
    en: Text | None = None
    """English."""


Localised = Annotated[
    Annotated[Text, Tag("<text>")] | Annotated[LocalText, Tag("<mapping>")],
    Discriminator(shape),
]
"""A string in any language, or one for each."""


def many(value: Text | list[Text] | None) -> list[Text]:
    """Return one or many texts as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def words(value: Text | LocalText | None) -> tuple[tuple[str, str], ...]:
    """Return words by language; a plain string serves for every language."""
    if value is None:
        return ()
    if isinstance(value, LocalText):
        pairs = (("zh", value.zh), ("en", value.en))
        return tuple((language, str(said)) for language, said in pairs if said is not None)
    return (("zh", str(value)), ("en", str(value)))


def texts(value: Text | LocalText | None) -> list[Text]:
    """Return words in every language that they are given in, with their places."""
    if isinstance(value, LocalText):
        return [said for said in (value.zh, value.en) if said is not None]
    return [] if value is None else [value]
