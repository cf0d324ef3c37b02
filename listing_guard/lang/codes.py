"""The diagnostics of this folder: E1xx, what cannot be read; E2xx, what makes no sense."""

from __future__ import annotations

from listing_guard.model.diagnostic import Code

CODES: tuple[Code, ...] = (
    Code(
        "E101",
        "Something else is expected here",
        "The expression cannot go on with this word. The message lists what may stand there.\n\n"
        '    original_price > and market == "CN"      # a value is missing after `>`\n',
    ),
    Code(
        "E102",
        "Unknown character",
        "The language is written with names, texts, numbers, `$patterns` and the signs "
        "`== != < <= > >= + - * / ( ) [ ] , : .`; nothing else has a meaning outside quotation "
        "marks.",
    ),
    Code(
        "E103",
        "`=` does not compare",
        "Equality is `==`, difference is `!=`. A named argument takes a colon: `days: 7`.",
    ),
    Code(
        "E104",
        "Operator of another language",
        "Write `and`, `or`, `not`, `==`, `!=` instead of `&&`, `||`, `!`, `===`, `<>`. Words "
        "survive YAML, where a leading `!` or `&` means something else.",
    ),
    Code(
        "E105",
        "Word of another language, or in upper case",
        "Keywords are lower case: `and or not in is of under matches contains`. There is no "
        "`like`: use `contains` for a part of a text and `matches $p` for a pattern.",
    ),
    Code(
        "E106",
        "Full-width or curly punctuation",
        'Signs are those of a Latin keyboard: `( ) " , > < == :`. An input method easily types '
        "`（ ） “ ” ， ＞ ＜ ＝ ：` instead. Inside a text literal they are fine.",
    ),
    Code(
        "E107",
        "Bracket without its partner",
        "Every `(` and `[` needs its `)` and `]`. The caret is at the one that stands alone.",
    ),
    Code(
        "E108",
        "The expression breaks off",
        "The last word needs something after it: `$claim and` says nothing. In YAML a ` #` "
        "starts a comment and cuts off the rest of a plain scalar; write long conditions "
        "under `condition: |`.",
    ),
    Code(
        "E109",
        "Comparisons do not chain",
        "`a < b < c` compares a truth value with `c` in most languages, which nobody means. "
        "Write `a < b and b < c`.",
    ),
    Code(
        "E110",
        'A date needs `date("…")`',
        '`2026-11-11` outside quotation marks is a subtraction: 2004. Write `date("2026-11-11")`.',
    ),
    Code(
        "E111",
        "No comments in expressions",
        "`#` and `//` mean nothing here. The number of hits is `count($p)`; a remark belongs "
        "into a YAML comment on a line of its own or into `description`.",
    ),
    Code(
        "E112",
        "Unknown form of a quantifier",
        "Over patterns: `any of ($a, $b)`, `all of $x*`, `none of ($a, $b)`, `2 of $x*`. Over "
        'a list: `any(certificates, type == "CCC")`, `all(…)`, `none(…)`.',
    ),
    Code(
        "E113",
        "Nested too deeply",
        "Parentheses, `not`, and chains of arithmetic may nest up to a fixed depth, so that "
        "the cost of a rule from a stranger is bounded. Split the rule, or use a list: "
        '`x in ["a", "b"]`.',
    ),
    Code(
        "E114",
        "Expression too long",
        "The length of an expression is capped. Words belong into a lexicon, with "
        '`x in lexicon("name")`.',
    ),
    Code(
        "E115",
        "A text is not closed",
        "A text starts and ends with the same quotation mark, on one line. A quotation mark "
        'inside is written `\\"`, or the other kind is used around it.',
    ),
    Code("E116", "The expression is empty", "Write at least a pattern, `$claim`, or a comparison."),
    Code(
        "E117",
        "Number out of range",
        "A duration has at most five digits and `N of …` at most three.",
    ),
    Code(
        "E118",
        "Number with an unknown unit",
        "Durations are `7d`, `24h`, `30m`. An amount of goods is "
        '`quantity("500g", "mass")`; amounts of money are plain numbers.',
    ),
    Code(
        "E119",
        "Unknown escape in a text",
        "Known are `\\\\ \\\" \\' \\n \\r \\t` and `\\uXXXX`. A backslash itself is written twice.",
    ),
    Code(
        "E201",
        "Unknown field",
        "The record has no such field. Values under other names are in "
        '`attributes["…"]`; inside `any(list, …)` a bare name is a field of the element and '
        "`listing.x` is the record's.",
    ),
    Code("E202", "Unknown function", "The language reference lists the functions."),
    Code(
        "E203",
        "Unknown pattern",
        "The rule has no pattern and the pack no definition of this name; one of another pack "
        "is `$pack/name`.",
    ),
    Code("E204", "Unknown lexicon", "Neither the pack nor `common` has a lexicon of this name."),
    Code("E205", "Unknown category", "No taxonomy of the loaded packs has this id."),
    Code(
        "E206",
        "Unknown market",
        "A market is an ISO 3166 country code that the engine knows, or `EU`.",
    ),
    Code(
        "E207",
        "Operands do not fit",
        "The operator cannot work on values of these types, so the test could never be met. "
        "`number(…)`, `date(…)` and `quantity(…)` turn text into something to reckon with.",
    ),
    Code(
        "E208",
        "Not a condition",
        "`and`, `or`, `not`, list quantifiers and rules need something that is true or false: "
        "a comparison, `is present`, a pattern.",
    ),
    Code("E209", "Wrong arguments", "The number of arguments does not fit the function."),
    Code("E210", "Unknown named argument", "The function has no parameter of this name."),
    Code("E211", "Argument of the wrong type", "See the function in the language reference."),
    Code(
        "E212",
        "A quantifier needs a list",
        "`any`, `all` and `none` go over `certificates`, `skus`, `price_history` and the like.",
    ),
    Code(
        "E213",
        "Quantifiers nested too deeply",
        "Two levels are the most; each level multiplies the cost.",
    ),
    Code(
        "E214",
        "A pattern cannot stand here",
        "`applies` is asked before any text is read, so it cannot hang on hits. Inside "
        "`any(list, …)` a bare `$p` would speak of the whole listing: write "
        "`field matches $p` or move it out.",
    ),
    Code(
        "E215",
        "A category is compared with `under`",
        "Categories form a tree: `category under power-bank` includes everything below. "
        "Equality with a text would miss it, and the seller's own wording as well.",
    ),
    Code(
        "E216",
        "A list or record is no single value",
        "Ask about its elements with `any(list, …)`, or for their number with `count(list)`.",
    ),
    Code(
        "E217",
        "Value that cannot occur",
        "The field or parameter knows a fixed set of words and this is none of them.",
    ),
    Code("E218", "Division by zero", "The divisor is always zero, so the value is never known."),
    Code(
        "E219",
        "Literal that cannot be read",
        "The function reads this literal when rules are loaded, and it is not well-formed: "
        '`date("2026-02-30")`, `quantity("5 furlongs", "length")`.',
    ),
)
"""Every code that `parser` and `check` use."""
