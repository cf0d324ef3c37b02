"""The published schemas say what the loader takes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from listing_guard.ruleset.frame import MODELS, Kind, json_schema
from listing_guard.ruleset.frame_base import Frame

PACKS = Path(__file__).parent / "packs"


def kind_of(path: Path) -> Kind:
    if path.parent.name in ("lexicons", "tables"):
        return "lexicon" if path.parent.name == "lexicons" else "table"
    names: dict[str, Kind] = {"pack": "pack", "taxonomy": "taxonomy", "laws": "laws"}
    return names.get(path.stem, "rules")


class Editor(yaml.SafeLoader):
    """Reads a file as a YAML 1.2 editor does: dates are strings, ``no`` is a word."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if first not in "yYnNoO"
}


@pytest.mark.parametrize("kind", MODELS)
def test_schemas_are_valid(kind: Kind) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", sorted(PACKS.rglob("*.yaml")), ids=lambda path: path.name)
def test_good_files_fit_their_schema(path: Path) -> None:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)
    errors = Draft202012Validator(json_schema(kind_of(path))).iter_errors(content)
    assert [error.message for error in errors] == []


def test_unknown_keys_do_not_fit() -> None:
    validator = Draft202012Validator(json_schema("rules"))
    assert not validator.is_valid({"schema": 1, "rules": [], "rulez": []})
    assert not validator.is_valid({"schema": 1})
    assert validator.is_valid({"schema": 1, "rules": []})
    table = Draft202012Validator(json_schema("table"))
    assert table.is_valid({"schema": 1, "rows": [{"id": "a", "any": {"thing": [1]}}]})
    assert not table.is_valid({"schema": 1, "rows": [{"any": 1}]})


def test_every_key_is_explained() -> None:
    def models(of: type[Frame]) -> list[type[Frame]]:
        return [of, *(deeper for each in of.__subclasses__() for deeper in models(each))]

    bare = [
        f"{model.__name__}.{name}"
        for model in models(Frame)
        for name, field in model.model_fields.items()
        if not field.description
    ]
    assert bare == []


def test_an_editor_can_complete() -> None:
    schema = json_schema("rules")
    rule = schema["$defs"]["RuleFrame"]
    enum, filled = rule["properties"]["severity"]["anyOf"]
    assert enum["enum"] == ["error", "warning", "info"]
    assert filled["pattern"].startswith(r"^\{row")
    assert set(rule["required"]) >= {"id", "title", "condition", "examples"}
    assert "`{match}`" in rule["properties"]["message"]["description"]
    assert {"from", "for", "except", "pass"} <= {
        key for definition in schema["$defs"].values() for key in definition.get("properties", {})
    }
    assert '"null"' not in str(schema)
