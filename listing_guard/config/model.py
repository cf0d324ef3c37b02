"""What a configuration may say: the pydantic model behind ``listing-guard.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from listing_guard.config.suggest import did_you_mean
from listing_guard.model.market import MARKETS, canonical
from listing_guard.model.report import Confidence, Severity
from listing_guard.score.score import MOST_EVADED

Threshold = Literal["error", "warning", "info", "never"]
Share = Annotated[float, Field(ge=0, le=1)]
Points = Annotated[int, Field(ge=0, le=100)]


def _listed(value: object) -> object:
    """Take one string for a list of one; ``CN,US`` for two."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _market(value: object) -> object:
    if not isinstance(value, str):
        return value
    code = canonical(value)
    if code is None:
        raise ValueError(f"unknown market '{value}'{did_you_mean(value, MARKETS)}")
    return code


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Market = Annotated[str, BeforeValidator(_market)]
Markets = Annotated[tuple[Market, ...], BeforeValidator(_listed)]


class WeightTables(BaseModel):
    """How much a finding weighs before its field's weight is applied; each from 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: dict[Severity, Share] = {}
    confidence: dict[Confidence, Share] = {}
    evaded: float = Field(
        1.0, ge=0, le=MOST_EVADED, description="How many times as much words in disguise weigh."
    )


class Configuration(BaseModel):
    """The whole configuration. Every key may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    market: Markets = Field((), description="Markets to check for; a record's own goes first.")
    platform: str | None = Field(None, description="The platform, such as tmall or amazon.")
    packs: Names = Field(
        ("default",),
        description="Packs by name, folder or file; 'default' stands for the shipped ones.",
    )
    select: Names = Field((), description="Only these rules: ids, or prefixes ending in '/'.")
    ignore: Names = Field((), description="Not these rules: ids, or prefixes ending in '/'.")
    folds: Names | None = Field(
        None,
        description="Only these disguises of words are undone (gaps, pinyin …); [] undoes none.",
    )
    ledger: str | None = Field(
        None, description="The ledger of prices: a file, or the URL of a PostgreSQL database."
    )
    lang: Literal["zh", "en"] | None = Field(None, description="The language of messages.")
    fail_on: Threshold = Field("error", description="The least severity that gives exit code 1.")
    weights: WeightTables = Field(
        WeightTables(evaded=1.0),
        description="Weights by severity and by confidence, and of disguised words.",
    )
    review_at: Points = Field(60, description="The score from which the verdict is 'review'.")
    block_at: Points | None = Field(
        None, description="The score from which the verdict is 'block'; by default none is."
    )
