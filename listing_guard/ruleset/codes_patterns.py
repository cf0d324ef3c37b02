"""Diagnostics about what rules say: E4xx, patterns and lexicons; W6xx, lint."""

from __future__ import annotations

from listing_guard.model.diagnostic import Code

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
    Code(
        "E415",
        "Unknown fold",
        "`folds` names the disguises under which a term is found too: `gaps`, `scripts`, `pinyin`, "
        "`initials`, `homophones`, `components`, `numerals`, `slips`.",
    ),
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
    Code(
        "W609",
        "Entry given twice",
        "The lexicon or pattern has the term already; the first one counts.",
    ),
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
    Code(
        "W619",
        "Row key that no rule uses",
        "Rules are made of this table and none of them asks for the key, so it does nothing. What "
        "is meant for readers stands under `note` or `source`.",
    ),
)
