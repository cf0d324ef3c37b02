"""`make fuzz SECONDS=3600`: the whole pipeline on texts that a coverage-guided fuzzer makes up.

libFuzzer (by atheris) changes byte strings so that new branches of our code are reached; here they
are read as pieces of evasions, markup and arbitrary Unicode. Looked for are crashes, spans that are
not what they quote, and a text that takes much longer than others of its length.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import atheris

with atheris.instrument_imports(include=["listing_guard.text", "listing_guard.match"]):
    from listing_guard import Guard, Report
    from listing_guard.errors import ListingError
    from listing_guard.model.listing import Listing
    from listing_guard.model.paths import value_at
    from listing_guard.read.record import to_listing

from tests.text.strategies import MARKUP, PIECES

TERMS = (
    "最佳", "第一", "国家级", "加微信", "全网最低价", "根治", "治愈", "美白", "驰名商标", "高仿",
    "nike", "阿迪达斯", "louis vuitton", "no.1", "zui", "弟", "蕞", "弓虽", "一三八零零一三八零零",
    "①", "❤", "·", "*",
)  # fmt: skip
ALL_PIECES = tuple(dict.fromkeys((*PIECES, *MARKUP, *TERMS)))
SLOW, A_CHARACTER = 0.5, 0.002
"""Seconds that any listing may take, and that each of its characters may add, instrumented."""

GUARD = Guard.load(market="CN", as_of="2026-11-22")


def text_of(data: atheris.FuzzedDataProvider) -> str:
    """Return a text of known pieces and arbitrary characters, lone surrogates among them."""
    pieces = []
    for _ in range(data.ConsumeIntInRange(0, 24)):
        if data.ConsumeBool():
            pieces.append(ALL_PIECES[data.ConsumeIntInRange(0, len(ALL_PIECES) - 1)])
        else:
            pieces.append(data.ConsumeUnicode(data.ConsumeIntInRange(0, 8)))
    return "".join(pieces)


def timed(listing: Listing) -> tuple[Report, float]:
    """Return the report on a listing, and the seconds of CPU that it took."""
    begin = time.process_time()
    report = GUARD.check(listing)
    return report, time.process_time() - begin


def check(raw: bytes) -> None:
    """Check one made-up listing and its report."""
    data = atheris.FuzzedDataProvider(raw)
    record: dict[str, Any] = {
        "title": text_of(data),
        "description": text_of(data),
        "category": data.PickValueInList(["美妆/面膜", "食品", "服装", "医疗器械", "", "数码"]),
        "attributes": {text_of(data) or "材质": text_of(data)},
    }
    length = sum(map(len, (record["title"], record["description"], *record["attributes"])))
    try:
        listing = to_listing(record)
    except ListingError:
        return  # nothing to check in it
    report, took = timed(listing)
    if took > SLOW:
        report, took = timed(listing)  # what is worked out once is now
    assert took < SLOW + A_CHARACTER * length, f"{took:.2f} s for {length} characters: {record!r}"
    for violation in report.violations:
        if violation.field is None or violation.start is None or violation.end is None:
            continue
        value = value_at(listing, violation.field)
        assert isinstance(value, str), (violation, record)
        assert 0 <= violation.start < violation.end <= len(value), (violation, record)
        assert value[violation.start : violation.end] == violation.text, (violation, record)


def main() -> None:
    """Fuzz for as long as the arguments say."""
    check(b"")
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
