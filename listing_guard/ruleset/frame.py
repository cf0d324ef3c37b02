"""The frame of rule files: the model of each kind, and its JSON Schema.

An author's editor completes and explains keys by these schemas; the words are the docstrings in
`frame_files` and `frame_patterns`.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema

from listing_guard.ruleset.frame_base import Frame
from listing_guard.ruleset.frame_facts import LawsFrame, TableFrame, TaxonomyFrame
from listing_guard.ruleset.frame_files import FileFrame, LexiconFrame, PackFrame, RulesFrame

Kind = Literal["rules", "pack", "lexicon", "table", "taxonomy", "laws"]

MODELS: dict[Kind, type[FileFrame]] = {
    "rules": RulesFrame,
    "pack": PackFrame,
    "lexicon": LexiconFrame,
    "table": TableFrame,
    "taxonomy": TaxonomyFrame,
    "laws": LawsFrame,
}


def json_schema(kind: Kind = "rules") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of file, for editors."""
    schema = MODELS[kind].model_json_schema(by_alias=True)
    every = {model.__name__: model for model in _subclasses(Frame)}
    for name, definition in (schema.get("$defs") or {}).items():
        if name in every:
            _require(definition, every[name])
    _require(schema, MODELS[kind])
    schema = _plain(schema)
    if kind == "rules":
        # In a template of a table any value of a rule may be a place that rows fill.
        for name, definition in schema["$defs"].items():
            properties = definition.get("properties", {})
            for key in properties:
                if name not in ("LocalText", "ExpectFrame"):
                    properties[key] = _or_row(properties[key])
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


_FILLED = {"type": "string", "pattern": r"^\{row\.[^{}]+\}$"}


def _or_row(schema: dict[str, Any]) -> dict[str, Any]:
    """Let ``{row.key}`` stand where a value is no text of any kind."""
    options = schema.get("anyOf") or schema.get("oneOf") or [schema]
    if any(
        "string" in each.get("type", ()) and not {"enum", "format"} & set(each) for each in options
    ):
        return schema
    told = {key: value for key, value in schema.items() if key in ("description", "default")}
    rest = {key: value for key, value in schema.items() if key not in told}
    return {"anyOf": [rest, _FILLED], **told}


def _subclasses(model: type[Frame]) -> list[type[Frame]]:
    direct = model.__subclasses__()
    return [*direct, *(deeper for each in direct for deeper in _subclasses(each))]


def _require(schema: dict[str, Any], model: type[Frame]) -> None:
    if model.required:
        schema["required"] = list(model.required)


def _plain(schema: Any) -> Any:
    """Drop what tells an editor nothing: nulls (YAML's absent keys), and titles of keys."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {}
    for key, value in schema.items():
        if key == "default" and value is None:
            continue
        if key == "properties":
            kept[key] = {name: _plain(_untitled(each)) for name, each in value.items()}
        else:
            kept[key] = _plain(value)
    options = kept.get("anyOf")
    if isinstance(options, list):
        options = [each for each in options if each != {"type": "null"}]
        del kept["anyOf"]
        return {**options[0], **kept} if len(options) == 1 else {**kept, "anyOf": options}
    return kept


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "title"}
