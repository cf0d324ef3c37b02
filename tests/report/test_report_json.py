"""The machine formats, their schemas, the header of the run and the summary."""

from __future__ import annotations

import io
import json
import types
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator
from msgspec import Struct
from pydantic import BaseModel

from listing_guard.model import listing as listing_model
from listing_guard.model import report as report_model
from listing_guard.model.listing import Listing
from listing_guard.report import WRITERS, json_, jsonl, schema, text, writers
from listing_guard.report.run import Pack, Run, Summary
from tests.report.samples import RULESET, Sample, chinese, english, found, hostile, report_on, run


def document(samples: list[Sample], lang: str = "zh") -> str:
    out = io.StringIO()
    writer = json_.Writer(out, run(lang))
    summary = Summary()
    writer.begin()
    for report, listing in samples:
        summary.add(report)
        writer.write(report, listing)
    writer.end(summary)
    return out.getvalue()


def lines(samples: list[Sample]) -> list[str]:
    out = io.StringIO()
    writer = jsonl.Writer(out, run("zh"))
    writer.begin()
    for report, listing in samples:
        writer.write(report, listing)
    writer.end(Summary())
    return out.getvalue().splitlines()


def test_a_record_that_could_not_be_read_has_four_members() -> None:
    assert json.loads(lines(chinese())[3]) == {
        "listing_id": None,
        "verdict": "error",
        "source": {"path": "data/goods-2026-11.csv", "line": 15, "record": 14},
        "error": "这一行有 7 列，表头有 9 列",
    }


def test_a_report_has_the_members_of_the_contract() -> None:
    one = json.loads(lines(chinese())[0])
    assert list(one) == [
        "listing_id",
        "ruleset",
        "source",
        "market",
        "platform",
        "verdict",
        "score",
        "violations",
        "exempted",
        "not_evaluated",
        "notes",
    ]
    assert one["ruleset"] == RULESET
    assert list(one["violations"][0]) == [
        "rule", "category", "severity", "confidence", "field", "start", "end", "text", "plain",
        "evaded", "message", "suggestion", "basis", "penalty", "evidence", "fingerprint",
        "suppressed",
    ]  # fmt: skip


def test_lone_surrogates_are_escaped_and_survive() -> None:
    texts = [json.loads(line)["violations"][0]["text"] for line in lines(hostile())]
    assert texts[0] == "全网最低"
    title = "\ud83d全网\udc00"
    listing = Listing(title=title)
    report = report_on(listing, "block", 60, violations=(found(listing, "title", title),))
    (line,) = lines([(report, listing)])
    assert line.isascii()
    assert json.loads(line)["violations"][0]["text"] == title
    json.loads(document([(report, listing)]))


def test_the_document_is_run_reports_errors() -> None:
    whole = json.loads(document(chinese()))
    assert list(whole) == ["run", "reports", "errors"]
    assert list(whole["run"]) == ["engine", "packs", "as_of", "market", "platform", "options"]
    assert whole["run"]["market"] == "CN"
    assert whole["run"]["packs"][0] == {
        "name": "common",
        "version": "0.1.0",
        "sha256": "0a1b2c3d" * 8,
    }
    assert whole["run"]["options"]["weights"]["review_at"] == 60
    assert [r["listing_id"] for r in whole["reports"]] == ["mz-1001", "cdb-20000", "ca-7", "plain"]
    assert [e["source"]["line"] for e in whole["errors"]] == [15]


def test_an_empty_run_is_a_document_too() -> None:
    whole = json.loads(document([], "en"))
    assert whole["reports"] == []
    assert whole["errors"] == []
    assert whole["run"]["market"] == ["US", "DE"]


def test_a_market_of_each_record_is_null() -> None:
    made = Run(engine="1", packs=(Pack(name="a", version="1", sha256="0"),), as_of="2026-01-01")
    assert made.header()["market"] is None
    assert made.header()["options"] == {"lang": "zh", "ruleset": None, "weights": {}}


@pytest.mark.parametrize("samples", [chinese, english, hostile])
def test_reports_keep_to_the_published_schemas(samples) -> None:
    line_schema, run_schema = schema.report_schema(), schema.run_schema()
    Draft202012Validator.check_schema(line_schema)
    Draft202012Validator.check_schema(run_schema)
    for line in lines(samples()):
        Draft202012Validator(line_schema).validate(json.loads(line))
    Draft202012Validator(run_schema).validate(json.loads(document(samples())))


def test_the_schema_refuses_what_is_no_report() -> None:
    valid = Draft202012Validator(schema.report_schema())
    one = json.loads(lines(chinese())[0])
    assert valid.is_valid(one)
    assert not valid.is_valid({**one, "verdict": "error"})
    assert not valid.is_valid({**one, "score": 101})
    assert not valid.is_valid({**one, "extra": 1})
    assert not valid.is_valid({k: v for k, v in one.items() if k != "violations"})


PAIRS = {
    listing_model.Source: schema.SourceModel,
    report_model.Basis: schema.BasisModel,
    report_model.Suggestion: schema.SuggestionModel,
    report_model.Violation: schema.ViolationModel,
    report_model.Exempted: schema.ExemptedModel,
    report_model.NotEvaluated: schema.NotEvaluatedModel,
    report_model.Report: schema.ReportModel,
    Pack: schema.PackModel,
}


def shape(hint: Any) -> object:
    """Return a type as a comparable value; structs stand for their models, tuples for lists."""
    if hint in PAIRS:
        return PAIRS[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        assert args[1:] == (...,)
        return ("list", shape(args[0]))
    if origin is list:
        return ("list", shape(args[0]))
    if origin is types.UnionType or (origin is not None and str(origin) == "typing.Union"):
        return ("union", frozenset(shape(arg) for arg in args))
    return (
        (origin, tuple(shape(a) if not isinstance(a, str) else a for a in args)) if origin else hint
    )


@pytest.mark.parametrize(("struct", "model"), PAIRS.items())
def test_structs_and_schema_agree(struct: type[Struct], model: type[BaseModel]) -> None:
    structs, models = get_type_hints(struct), get_type_hints(model)
    models.pop("model_config", None)
    ours = {name: structs[name] for name in struct.__struct_fields__}
    published = {name: models[name] for name in model.model_fields}
    if struct is report_model.Report:
        # Unreadable records are published as an object of their own.
        assert ours.pop("error") == str | None
        assert set(get_args(ours.pop("verdict"))) == {*get_args(published.pop("verdict")), "error"}
    assert list(ours) == [name for name in model.model_fields if name in published]
    for name, hint in ours.items():
        assert shape(hint) == shape(published[name]), name


def test_a_summary_counts() -> None:
    summary = Summary()
    for report, _ in chinese():
        summary.add(report)
    assert summary.listings == 4
    assert summary.unreadable == 1
    assert summary.verdicts == {"block": 1, "review": 1, "pass": 2}
    assert summary.severities == {"error": 8, "warning": 3, "info": 1}
    assert summary.findings == 12
    assert summary.categories["medical-claim"] == 2
    assert summary.suppressed == 1
    assert summary.exempted == 2
    assert summary.notes == 1
    assert summary.missing == {"certificates": 1, "price_history": 1}
    ranked = summary.ranked()
    assert [rule for rule, _ in ranked][:3] == [
        "cn-ad/absolute-superlative",
        "cn-ad/medical-effect",
        "cn-price/reference-price-without-basis",
    ]
    assert (ranked[0][1].findings, ranked[0][1].listings) == (6, 1)


def test_writers_are_found_by_name() -> None:
    assert [module.NAME for module in WRITERS] == ["text", "json", "jsonl"]
    assert writers()["text"] is text
    assert all(ending.startswith(".") for module in WRITERS for ending in module.EXTENSIONS)


def test_other_packages_add_writers_and_replace_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        def __init__(self, name: str) -> None:
            self.name = name

        def load(self) -> object:
            return self

    def points(group: str) -> list[Point]:
        assert group == "listing_guard.writers"
        return [Point("tsv"), Point("json")]

    monkeypatch.setattr("listing_guard.report.entry_points", points)
    found_writers = writers()
    assert list(found_writers) == ["text", "json", "jsonl", "tsv"]
    assert found_writers["json"] is json_
