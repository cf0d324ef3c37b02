"""JSON Schemas of the JSON and JSONL reports, from pydantic models of the same shape.

The models are for publishing only; reports themselves are structs, which cost a tenth.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from listing_guard.model.report import Confidence, Severity

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FREE = ConfigDict(extra="allow")
_CLOSED = ConfigDict(extra="forbid")


class SourceModel(BaseModel):
    """Where a record was read from."""

    model_config = _CLOSED

    path: str | None
    line: int | None = Field(ge=1, description="From 1.")
    record: int | None = Field(ge=1, description="From 1.")


class BasisModel(BaseModel):
    """The article that a finding or an exemption rests on."""

    model_config = _CLOSED

    law: str
    article: str
    note: str | None


class SuggestionModel(BaseModel):
    """What to write instead of the span; an empty text deletes it, null: see the advice."""

    model_config = _CLOSED

    text: str | None
    safe: bool = Field(description="The replacement needs no second look.")
    advice: str | None


class ViolationModel(BaseModel):
    """One finding. Without a place in a text, start, end, text and plain are null."""

    model_config = _CLOSED

    rule: str = Field(description="pack/id")
    category: str
    severity: Severity
    confidence: Confidence
    field: str | None = Field(description='A path: selling_points[2], attributes["材质"].')
    start: int | None = Field(ge=0, description="Code points of the original text, half-open.")
    end: int | None = Field(ge=0)
    text: str | None = Field(description="Exactly the slice from start to end.")
    plain: str | None = Field(description="What was read.")
    evaded: bool = Field(description="Invisible characters stand inside the span.")
    message: str
    suggestion: SuggestionModel | None
    basis: list[BasisModel]
    penalty: str | None
    evidence: dict[str, Any] | None = Field(description="The values that the rule compared.")
    fingerprint: str = Field(description="Stays the same when the listing is moved or edited.")
    suppressed: str | None = Field(description="Why the finding does not count.")


class ExemptedModel(BaseModel):
    """An occurrence that looks unlawful and that the law excuses."""

    model_config = _CLOSED

    rule: str
    field: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    exemption: str
    basis: list[BasisModel]
    keep: str | None = Field(description="The proof that the seller must be able to show.")


class NotEvaluatedModel(BaseModel):
    """Rules that could not be decided because the record does not say a field."""

    model_config = _CLOSED

    missing: str
    rules: list[str]


class ReportModel(BaseModel):
    """The report on one listing."""

    model_config = _CLOSED

    listing_id: str | None
    ruleset: str | None = Field(description="First 12 digits of the hash over the rules.")
    source: SourceModel
    market: str | None = Field(description="The market whose rules it was checked by.")
    platform: str | None = Field(description="The platform likewise; null: none was named.")
    verdict: Literal["pass", "review", "block"]
    score: int = Field(ge=0, le=100)
    violations: list[ViolationModel]
    exempted: list[ExemptedModel]
    not_evaluated: list[NotEvaluatedModel]
    notes: list[str]


class UnreadableModel(BaseModel):
    """A record that could not be read."""

    model_config = _CLOSED

    listing_id: None
    verdict: Literal["error"]
    source: SourceModel
    error: str


class PackModel(BaseModel):
    """A rule pack that took part."""

    model_config = _CLOSED

    name: str
    version: str
    sha256: str


class RunModel(BaseModel):
    """What the reports of one run have in common."""

    model_config = _FREE

    engine: str
    packs: list[PackModel]
    as_of: str = Field(json_schema_extra={"format": "date"})
    market: str | list[str] | None = Field(
        description="The market, or several; null: each record's own."
    )
    platform: str | None
    options: dict[str, Any]


class LineModel(RootModel[ReportModel | UnreadableModel]):
    """One line of the JSONL report."""


class UseModel(BaseModel):
    """Listings of one brand or one kind of goods that show the same certificate."""

    model_config = _CLOSED

    name: str
    listings: int = Field(ge=1)
    first: str | None = Field(description="The id of the first of them.")


class SharedNumberModel(BaseModel):
    """A certificate number on listings of several brands, or of unrelated goods."""

    model_config = _CLOSED

    number: str
    brands: list[UseModel]
    categories: list[UseModel]


class DocumentModel(BaseModel):
    """The JSON report."""

    model_config = _FREE

    run: RunModel
    reports: list[ReportModel]
    errors: list[UnreadableModel]
    shared_certificates: list[SharedNumberModel] = Field(
        default=[], description="Absent where no number is shared."
    )


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of the JSONL report."""
    return {"$schema": _DIALECT, **LineModel.model_json_schema(mode="serialization")}


def run_schema() -> dict[str, Any]:
    """Return the JSON Schema of the JSON report, its header ``run`` included."""
    return {"$schema": _DIALECT, **DocumentModel.model_json_schema(mode="serialization")}
