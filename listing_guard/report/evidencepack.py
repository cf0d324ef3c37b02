"""The evidence behind one finding, to answer an authority with: a JSON object and a page.

Both say what was compared, on which day, in which market, with what was on record where, by which
rules, and on which article it rests. The same listing, ledger, rules and day give the same bytes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from listing_guard.report.citation import cite
from listing_guard.report.escape import visible
from listing_guard.report.evidence import TOLD, evidence_lines, money
from listing_guard.report.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from listing_guard.model.listing import Listing
    from listing_guard.model.report import Report, Violation
    from listing_guard.report.run import Run
    from listing_guard.report.words import Words

SCHEMA = 1
CERTIFICATION = "certification"
_FIELDS = (
    *("sku", "market", "platform", "category", "title", "brand", "price", "currency"),
    *("original_price", "price_label", "promotions"),
)
_LONGEST_NAME = 60
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]!|~>@]|(?<=www)[.]|:(?=//)|^[#+=-]|(?<=^\d)[.)]")
"""What Markdown reads as markup: signs anywhere, what begins an address, and what begins a line."""


class Consulted(Struct, frozen=True, kw_only=True):
    """The ledger that a run looked into, as it stood then."""

    place: str
    """Its address; never with a password."""
    snapshot: int
    """The number of its last import."""
    observations: int
    """Prices on record up to that import."""


class Setting(Struct, frozen=True, kw_only=True):
    """Where a listing was checked for, and with which ledger, if any."""

    market: str
    platform: str | None = None
    ledger: Consulted | None = None


def concerns_evidence(found: Violation) -> bool:
    """Say whether a finding gets a pack: prices with evidence, and all certificates."""
    if found.suppressed is not None:
        return False
    return found.category == CERTIFICATION or (found.category == "price" and bool(found.evidence))


def file_name(report: Report, found: Violation) -> str:
    """Return the name of a pack's files without extension; every file system takes it."""
    rule = found.rule.replace("/", ".")
    parts = (_safe(report.listing_id or ""), _safe(rule), _safe(found.fingerprint))
    return "-".join(parts)


def evidence_pack(
    report: Report, found: Violation, listing: Listing, run: Run, setting: Setting
) -> dict[str, Any]:
    """Return a pack as JSON-like values."""
    rule = run.rules.get(found.rule)
    pack: dict[str, Any] = {
        "schema": SCHEMA,
        "as_of": run.as_of,
        "market": setting.market,
        "platform": setting.platform,
        "listing": {"id": report.listing_id, **_listing(listing, found)},
        "source": report.source,
        "finding": {
            "rule": found.rule,
            "title": rule.title if rule else None,
            **{name: getattr(found, name) for name in _OF_FINDING},
        },
        "law": [
            {
                "law": each.law,
                "title": run.laws.get(each.law),
                "article": each.article,
                "note": each.note,
            }
            for each in found.basis
        ],
        "evidence": found.evidence,
        "ledger": setting.ledger,
        "rules": {
            "engine": run.engine,
            "ruleset": report.ruleset,
            "packs": run.packs,
        },
        "disclaimer": words_of(run.lang)("disclaimer"),
    }
    plain: dict[str, Any] = msgspec.to_builtins(pack)
    return plain


_OF_FINDING = (
    *("category", "severity", "confidence", "message", "field", "start", "end", "text"),
    *("penalty", "fingerprint"),
)


def _listing(listing: Listing, found: Violation) -> dict[str, Any]:
    names = (*_FIELDS, "certificates") if found.category == CERTIFICATION else _FIELDS
    return {name: value for name in names if (value := getattr(listing, name)) is not None}


def as_json(pack: Mapping[str, Any]) -> bytes:
    """Return a pack as the bytes of its JSON file."""
    import json

    text = json.dumps(pack, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def as_markdown(pack: Mapping[str, Any], found: Violation, run: Run) -> bytes:
    """Return a pack as the bytes of its page. What a listing says is text there, and no markup."""
    words = words_of(run.lang)
    lines = list(_lines(pack, found, run, words))
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def _lines(pack: Mapping[str, Any], found: Violation, run: Run, words: Words) -> Iterator[str]:
    finding, listing = pack["finding"], pack["listing"]
    yield f"# {escaped(finding['title'] or finding['rule'])}"
    yield ""
    yield escaped(finding["message"])
    yield from _section(words("pack.listing"))
    for name, value in listing.items():
        for place, text in _values(name, value, words):
            yield _item(place, text)
    yield from _section(words("pack.compared"))
    evidence = pack["evidence"] or {}
    for key, value in evidence.items():
        if key not in TOLD:
            for place, text in _values(key, value, words):
                yield _item(place, text)
    for label, text in evidence_lines(evidence, words, most=None):
        yield _item(words(f"label.{label}"), text)
    if not evidence:
        yield _item(words("label.facts"), words("pack.none"))
    yield from _section(words("pack.law"))
    for basis in found.basis:
        yield f"- {escaped(cite(basis, run.lang, run.laws))}"
    if found.penalty:
        yield _item(words("label.penalty"), found.penalty)
    yield from _section(words("pack.made"))
    yield _item(words("pack.rule"), finding["rule"])
    yield _item(words("pack.fingerprint"), finding["fingerprint"])
    yield _item(words("pack.day"), pack["as_of"])
    yield _item(words("pack.market"), pack["market"])
    if pack["platform"]:
        yield _item(words("pack.platform"), pack["platform"])
    ledger = pack["ledger"]
    yield _item(
        words("pack.ledger"),
        words("pack.consulted", **ledger) if ledger else words("pack.no-ledger"),
    )
    rules = pack["rules"]
    for each in rules["packs"]:
        yield _item(words("pack.pack"), f"{each['name']} {each['version']} sha256 {each['sha256']}")
    yield _item(words("pack.ruleset"), str(rules["ruleset"]))
    yield _item(words("pack.engine"), rules["engine"])
    yield ""
    yield f"> {escaped(pack['disclaimer'])}"


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


def _item(label: str, text: str) -> str:
    return f"- {escaped(label)}: {escaped(text)}"


def _values(name: str, value: Any, words: Words) -> Iterator[tuple[str, str]]:
    """Yield the values under a name with their places in words."""
    if isinstance(value, dict):
        if value.keys() == {"amount", "currency"}:
            yield words.place(name), money(value)
            return
        for key, inner in value.items():
            path = f"{name}.{key}" if name != "values" else key
            yield from _values(path, inner, words)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _values(f"{name}[{number}]", inner, words)
    elif value is not None:
        yield words.place(name), str(value)


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it, on one line, whatever stands in it."""
    shown = visible(text).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKDOWN.sub(lambda sign: f"\\{sign[0]}", shown)


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return _UNSAFE.sub("_", plain).strip("._-")[:_LONGEST_NAME] or "_"
