"""The language reference as Markdown, generated from the tables that the engine itself uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listing_guard.lang.functions import BUILT_IN
from listing_guard.lang.parser import MAX_DEPTH, MAX_LENGTH
from listing_guard.lang.quantifiers import MAX_ELEMENTS, MAX_NESTED_ELEMENTS
from listing_guard.lang.quantities import BASE_UNITS
from listing_guard.lang.record import RECORD, SURROUNDINGS
from listing_guard.lang.signature import signature
from listing_guard.lang.types import Record, Type, elements_of
from listing_guard.lang.values import Unknown
from listing_guard.model.listing import Money
from listing_guard.model.platforms import PLATFORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from listing_guard.lang.signature import Function
    from listing_guard.lang.types import Member

OPERATORS: tuple[tuple[str, str, str], ...] = (
    ("or", "`$a or $b`", "at least one side is true"),
    ("and", "`$a and $b`", "both sides are true"),
    ("not", "`not $a`", "the opposite"),
    (
        "== != < <= > >=",
        "`original_price > price * 2`",
        "compares; does not chain. Text without regard to width, case and traditional forms; a "
        "plain number with money is an amount in the listing's currency; two currencies are "
        "unknown; a date with a point in time compares days in the market's zone",
    ),
    (
        "in, not in",
        '`market in ["EU", "CN"]`, `brand in authorised_brands`, `brand in lexicon("brands")`',
        "is one of. Markets form a tree: `DE` is in `EU`",
    ),
    ("in", "`$claim in title`", "the pattern has a hit in that field"),
    ("is missing, is present", "`certificates is missing`", "the record does not, or does, say"),
    ("matches", "`number matches $ccc`", "the whole text is the pattern, or equals a text"),
    ("contains", '`title contains "同款"`', "a part of the text is the pattern, or the text"),
    ("under", "`category under [power-bank, charger]`", "the listing's category is or lies below"),
    ("+ - * /", "`price * 0.9`, `now - 30d`", "arithmetic, exact; division by zero is unknown"),
    ("any of, all of, none of, 2 of", "`any of ($a, $b)`, `2 of $x*`", "patterns that have hits"),
    (
        "any, all, none",
        '`none(certificates, type == "CCC" and valid_on(now))`',
        "elements of a list. Names in the condition are the element's, `listing.x` is the "
        "record's, `it` is the element itself. Over an empty list: false, true, true",
    ),
    (
        "any, all, none",
        '`none(attributes, name in ["材质", "面料"] and value contains $synthetic)`',
        "attributes by name and value; several values of one name are several elements. A record "
        "without attributes leaves it unknown, as it does for every list: where the attributes are "
        "only one place to look, write `(attributes is missing or none(attributes, …))`",
    ),
)
"""Operators from the loosest to the tightest: sign, example, meaning."""

LITERALS: tuple[tuple[str, str], ...] = (
    ("text", '`"正品"`, `\'24" 显示器\'`'),
    ("number", "`7`, `0.5`"),
    ("date", '`date("2026-11-11")`; a bare 2026-11-11 is refused'),
    ("duration", "`7d` (civil days), `24h`, `30m`"),
    ("quantity", '`quantity("500g", "mass")`'),
    ("list", '`["CN", "HK"]`, on the right of `in` only'),
    ("truth value", "`true`, `false`"),
)

_INTRODUCTION = """\
# The language of conditions

An expression judges one listing. Patterns (`$claim`) find places in texts and excuse them one by
one; the expression says what follows from that and from the record's fields.

What the record does not say is *unknown*, which is not the same as empty: `certificates: []` says
that there are none. `false and unknown` is false, `true or unknown` is true, everything else with
an unknown part is unknown, and the report names the fields that were missing.
"""


_OF_PLATFORMS = """
A condition compares with the name (`platform == "tmall"`). Records, configurations and `--platform`
may say any of the others, in any case, with a market (`Amazon US`, `亚马逊美国站`) or as an address
(`www.amazon.de`). A rule may name a platform of your own, which is then known too.
"""


def markdown() -> str:
    """Return the whole reference."""
    sections = (
        _INTRODUCTION,
        _table("## Operators", ("operator", "example", "meaning"), map(_operator, OPERATORS)),
        _table("## Literals", ("type", "written"), LITERALS),
        _table("## Always known", ("name", "中文", "meaning"), _members(SURROUNDINGS)),
        _fields(),
        _table("## Base units", ("dimension", "unit"), BASE_UNITS.items()),
        _table("## Platforms", ("name", "中文", "also known as"), _platforms()) + _OF_PLATFORMS,
        "## Functions\n",
        *map(_function, BUILT_IN),
        _limits(),
    )
    return "\n".join(sections)


def _operator(row: tuple[str, str, str]) -> tuple[str, ...]:
    signs, example, meaning = row
    return " ".join(f"`{sign}`" for sign in signs.split(", ")), example, meaning


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [title, "", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _members(fields: Mapping[str, Member]) -> Iterator[tuple[str, ...]]:
    for name, member in fields.items():
        yield f"`{name}`", member.zh, member.en


def _typed(fields: Mapping[str, Member]) -> Iterator[tuple[str, ...]]:
    for row, member in zip(_members(fields), fields.values(), strict=True):
        yield *row, member.type.name


def _fields() -> str:
    head = ("field", "中文", "meaning", "type")
    parts = [_table("## Fields of the record", head, _typed(RECORD.fields))]
    for name, member in RECORD.fields.items():
        element = elements_of(member.type)
        if isinstance(element, Record):
            parts.append(_table(f"### Elements of `{name}`", head, _typed(element.fields)))
    return "\n".join(parts)


def _platforms() -> Iterator[tuple[str, ...]]:
    for code, platform in PLATFORMS.items():
        names = dict.fromkeys((platform.en, *platform.also))
        yield f"`{code}`", platform.zh, ", ".join(name for name in names if name != platform.zh)


def _function(function: Function) -> str:
    lines = [f"### `{signature(function)}`", "", function.en, "", function.zh, ""]
    if isinstance(function.returns, Type):
        lines += [f"Gives {function.returns}.", ""]
    for parameter in function.parameters:
        if parameter.words:
            lines += [f"`{parameter.name}`: {', '.join(f'`{w}`' for w in parameter.words)}", ""]
    lines.append("```")
    lines += [f"{example.source}    # {_shown(example.value)}" for example in function.examples]
    return "\n".join([*lines, "```", ""])


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Money):
        return f"{value.amount} {value.currency or ''}".strip()
    if isinstance(value, Unknown):
        return "unknown: " + ", ".join(value.missing)
    return str(value)


def _limits() -> str:
    rows = (
        ("length of an expression", f"{MAX_LENGTH} characters"),
        ("depth of an expression", f"{MAX_DEPTH} levels"),
        ("elements in a list quantifier", f"{MAX_ELEMENTS}, then unknown"),
        ("elements in a quantifier inside another", f"{MAX_NESTED_ELEMENTS}, then unknown"),
    )
    return _table("## Limits", ("what", "most"), rows)
