"""Every diagnostic of the rule loader: its code, what it means, and why it matters.

E0xx is YAML, E3xx the frame of a file, E4xx patterns and lexicons, E5xx packs, W6xx what works
but was probably not meant. E1xx and E2xx, the condition language's own, are in `lang.codes`.
"""

from __future__ import annotations

from typing import Literal

from listing_guard.model.diagnostic import Code

YAML: tuple[Code, ...] = (
    Code(
        "E001",
        "The file is not UTF-8",
        "Rule files are UTF-8, with or without a byte order mark. Excel and older Windows "
        "editors write GB18030 (GBK) or UTF-16; save the file again as UTF-8.",
    ),
    Code(
        "E002",
        "A character that YAML does not allow",
        "Control characters, noncharacters and a byte order mark in the middle of a file cannot "
        "be seen and break other tools. Where one is meant, as in a list of evasions, write it "
        'as an escape in double quotes: `"\\u200b"`.',
    ),
    Code(
        "E003",
        "The same key twice",
        "YAML readers silently keep the last of two equal keys, so that one of two patterns or "
        "conditions would be lost without a word.",
    ),
    Code(
        "E004",
        "YAML cannot read this",
        "The file breaks off here. One such fault hides what follows it; mend it and look again.",
    ),
    Code(
        "E005",
        "A YAML tag",
        "A value that begins with `!` is a tag to YAML: `condition: !$a` is an *empty* value "
        "with the tag `!$a`. In conditions negation is `not`; quote other text.",
    ),
    Code(
        "E006",
        "A YAML anchor, alias or merge key",
        "`&name`, `*name` and `<<` share values in YAML. Rule files share patterns by "
        "`definitions:`, which are checked and shown by name; aliases are refused, also because "
        "a few lines of them can stand for gigabytes.",
    ),
    Code(
        "E007",
        "No document, or more than one",
        "A rule file is one YAML document. What follows a second `---` would be ignored.",
    ),
    Code(
        "E008",
        "Too large or too deep",
        "Files, nesting, conditions, regular expressions and terms have limits that no real rule "
        "reaches, so that a pack from a stranger cannot stop the machine.",
    ),
    Code(
        "E009",
        "A comment swallows the rest of the line",
        "In a plain YAML value ` #` begins a comment: `condition: $a # and $b` is just `$a`, a "
        "weaker rule without any error. Put comments on lines of their own. If the `#` belongs "
        "to the value, quote it or use `|`.",
    ),
    Code(
        "E010",
        "Indentation",
        "YAML's structure is its indentation: spaces only, keys of one mapping in one column, "
        "dashes of one list in one column.",
    ),
    Code(
        "E011",
        "A value begins with a character that YAML keeps for itself",
        "A plain value may not begin with one of ``@ ` % & * ! | > [ { \" '`` unless it means "
        'what YAML means by it: `condition: "CN" == market` ends at the second quote. Quote the '
        "whole value or put it on the next line under `|`.",
    ),
    Code(
        "E012",
        "A quote or bracket without its partner",
        "The caret is at the one that stands alone. An apostrophe inside single quotes is "
        "written twice.",
    ),
    Code(
        "E013",
        "A second `: ` on one line",
        "A colon and a space make a key, also in the middle of a sentence: "
        "`message: Price: too low`. Quote the value or use `|`.",
    ),
    Code(
        "E014",
        "Unknown escape in double quotes",
        "Double quotes give the backslash to YAML, which knows no `\\d`. Regular expressions "
        "stand in single quotes or plain.",
    ),
    Code(
        "E015",
        "Full-width punctuation in YAML's place",
        "`：` and `，` look like `:` and `,` but are text to YAML. Switch the input method to "
        "half width when you write the file's own punctuation.",
    ),
    Code(
        "E016",
        "A comma ends the value",
        "Inside `{…}` and `[…]` a comma separates values, so `{en: Name, author and title}` is the "
        "text `Name` and an empty key. Quote text that has a comma.",
    ),
)

FRAME: tuple[Code, ...] = (
    Code("E301", "Not a mapping", "Every rule file is a mapping of `key: value` at its top."),
    Code(
        "E302",
        "Unknown key",
        "A misspelt key would silently do nothing, so every unknown one is an error.",
    ),
    Code("E303", "A key is wanting", "Without this key the mapping says nothing that can be used."),
    Code(
        "E304",
        "Wrong kind of value",
        "Text, a list or a mapping stands where another of the three is wanted, or nothing does.",
    ),
    Code("E305", "Value out of range", "The value is none of those that the key can have."),
    Code(
        "E306",
        "Malformed name",
        "Names of rules, packs, lexicons and categories are lower-case letters, digits and "
        "hyphens, since they appear in ids, file names and waivers for years.",
    ),
    Code(
        "E307",
        "Rule id given twice",
        "Waivers, baselines and reports name rules by id; two rules cannot share one.",
    ),
    Code(
        "E308",
        "Unknown finding category",
        "Findings have one of the published categories. A pack may declare others under "
        "`categories:`; these begin with `x-`.",
    ),
    Code(
        "E309",
        "Unknown field path",
        "Fields are those of the listing: `title`, `selling_points.*`, `attributes.*`, "
        '`attributes["材质"]`, `skus.*.name`, `images.*.text` …',
    ),
    Code(
        "E310",
        "Unknown placeholder",
        "A message may hold `{match}`, `{field}`, `{reference}` and top-level field names of the "
        "listing; anything else in braces would be printed as it stands.",
    ),
    Code(
        "E311",
        "A period that ends before it begins",
        "`until` is the first day no longer in force, so it comes after `from`.",
    ),
    Code("E312", "Unknown market", "Markets are ISO 3166-1 codes, or `EU`."),
    Code(
        "E313",
        "Unknown schema version",
        "The file is written for another version of the rule language than this program reads.",
    ),
    Code(
        "E314",
        "More severe than it is sure",
        "An `error` stops a listing, so it needs at least medium confidence and citations that "
        "were looked up. Facts from memory (`verified: false`) are `confidence: low` and at most "
        "a `warning` until somebody has checked them.",
    ),
    Code(
        "E315",
        "No citation in force",
        "On no day on which the rule holds is one of its citations in force: the law came later, "
        "or was repealed before.",
    ),
    Code(
        "E316",
        "Malformed example",
        "An example is a title, or a listing with `expect:` and `as_of:` where wanted.",
    ),
)

PATTERNS: tuple[Code, ...] = (
    Code("E401", "Malformed pattern name", "Patterns are named `$word`: letters, digits, hyphens."),
    Code(
        "E402",
        "Unknown pattern",
        "A pattern can be used in its rule, under `definitions:` in its file, under "
        "`definitions:` in `pack.yaml` in its pack, and as `$pack/name` where that pack is "
        "required.",
    ),
    Code(
        "E403",
        "A circle of references",
        "A pattern whose exceptions look at a pattern that looks back at it has no meaning.",
    ),
    Code(
        "E404",
        "A regular expression that can never match",
        "Text is searched in its normal form: lower case, half width, simplified characters, "
        "nothing invisible. What the expression asks for does not exist there.",
    ),
    Code(
        "E405",
        "Not a regular expression of RE2",
        "RE2 has no lookaround and no backreferences, and in return takes linear time on every "
        "text. What lookaround would do is said by `followed_by`, `preceded_by` and `innocent`.",
    ),
    Code(
        "E406",
        "Unknown lexicon",
        "`name` is a lexicon of the own pack, else of the pack `common`; `pack/name` one of "
        "another pack.",
    ),
    Code(
        "E407",
        "A term that vanishes",
        "The normal form of text drops invisible characters; of this term nothing is left.",
    ),
    Code(
        "E408",
        "A pattern or context that finds nothing",
        "It has no words, no lexicon, no regular expression and no pattern, or its tags leave "
        "no entry.",
    ),
    Code(
        "E409",
        "Distance missing, or without meaning",
        "`near` needs `within: 10` or `same: clause`. `unit` belongs to `within`. `inside` has "
        "no distance: the hit lies within the other text or it does not.",
    ),
    Code(
        "E410",
        "all_of in the wrong place",
        "`all_of` stands alone in its context, and cannot be one of several alternatives.",
    ),
    Code(
        "E411",
        "An exception that tests nothing",
        "It would excuse every hit. Give it a context, an entity test or `when:`; words that "
        "mean something else belong under `innocent:`.",
    ),
    Code(
        "E412",
        "The same name twice",
        "Names of patterns that can see each other, and names of exceptions in a pattern, are "
        "unique, so that a reader never has to ask which is meant.",
    ),
    Code(
        "E413",
        "Malformed entry",
        "An entry is a `term`, several `terms`, a `regex`, or an entity with `id` and `names`.",
    ),
    Code(
        "E414",
        "An entity test without entities",
        "`entity_is` and `entity_in` compare brands and owners, and no entry of this pattern "
        "is an entity (`{id: …, names: …}`).",
    ),
)

PACKS: tuple[Code, ...] = (
    Code("E501", "File cannot be read", "The system refuses to open the file."),
    Code(
        "E502",
        "Unknown pack",
        "A pack is the name of a shipped one, a folder with `pack.yaml`, or one rule file.",
    ),
    Code(
        "E503",
        "Pack name and folder differ",
        "Rule ids begin with the pack's name; the folder has the same, so that they are found.",
    ),
    Code("E504", "Malformed requirement", "A requirement is `name` or `name>=1.2`, also `>=1,<2`."),
    Code("E505", "Requirement not met", "The pack that was found has another version."),
    Code("E506", "Packs require each other", "There is no order in which they could be loaded."),
    Code(
        "E507",
        "Override of an unknown rule",
        "An override that does nothing would be found out when it is too late.",
    ),
    Code("E508", "Two packs of one name", "Rule ids would collide."),
    Code(
        "E509",
        "Fault in the taxonomy",
        "Parents exist, make no circle, and do not differ between packs.",
    ),
    Code("E510", "Category without x-", "Finding categories of packs begin with `x-`."),
)

LINT: tuple[Code, ...] = (
    Code("W601", "Pattern never used", "A pattern that no condition uses finds nothing."),
    Code(
        "W602",
        "Nothing to show",
        "Every pattern that the condition rests on is private, and no `at:` is given: the "
        "report can name no text and no field.",
    ),
    Code(
        "W603",
        "Slow regular expression",
        "No fixed text could be told that every match contains, so the expression runs on every "
        "listing instead of the few that can match.",
    ),
    Code("W604", "Exemption without basis", "Reports show why an occurrence is lawful; cite it."),
    Code(
        "W605",
        "Exception never reached",
        "An earlier exception excuses everything that this one would.",
    ),
    Code("W606", "Rule without basis", "A finding should name the article that it rests on."),
    Code(
        "W607",
        "Unknown law",
        "No `laws.yaml` in sight has a law of this name; it is probably misspelt.",
    ),
    Code(
        "W608",
        "Examples wanting",
        "A rule needs listings that it must flag and listings that it must let pass; without "
        "both it fails `rules test`.",
    ),
    Code("W609", "Entry given twice", "The lexicon has the term already; the first one counts."),
    Code(
        "W610",
        "Entry folds to another",
        "In the normal form of text (lower case, half width, simplified characters) the term is "
        "the same as an earlier one.",
    ),
    Code(
        "W611",
        "Innocent word without effect",
        "An innocent word removes hits that it covers or crosses; no term of the pattern lies in "
        "it or overlaps its edge.",
    ),
    Code(
        "W612",
        "Condition that is always true or never",
        "The rule would fire on every listing, or on none.",
    ),
    Code(
        "W613",
        "Full-width comma inside a term",
        "YAML separates values by `,`; a term with `，` or `、` inside is one term.",
    ),
    Code("W614", "Removal without effect", "The lexicon has no such term, so nothing is removed."),
    Code(
        "W615",
        "Key of an example looks misspelt",
        "Unknown keys of a listing are attributes; this one is nearly the name of a field.",
    ),
    Code(
        "W616",
        "Term that the pattern cannot find",
        "`for: {term: …}` names a word that is no entry of the pattern.",
    ),
    Code(
        "W617",
        "Unknown tag",
        "No entry has this tag, so that choosing by it chooses nothing.",
    ),
    Code(
        "W618",
        "Word of two categories",
        "Two categories claim the same name or alias; the one that was loaded first has it.",
    ),
)

CODES: tuple[Code, ...] = (*YAML, *FRAME, *PATTERNS, *PACKS, *LINT)


def severity_of(code: str) -> Literal["error", "warning"]:
    """Return ``warning`` for W codes, which do not stop a load, else ``error``."""
    return "warning" if code.startswith("W") else "error"


def all_codes() -> tuple[Code, ...]:
    """Return every code of rule files, the language's own among them, in order."""
    from listing_guard.lang.codes import CODES as LANGUAGE

    return tuple(sorted((*CODES, *LANGUAGE), key=lambda row: (row.code[1:], row.code)))
