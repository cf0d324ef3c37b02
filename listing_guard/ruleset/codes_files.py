"""Diagnostics about files: E0xx, YAML; E3xx, the frame; E5xx, packs."""

from __future__ import annotations

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
    Code(
        "E317",
        "A template whose rules would share an id",
        "`for_each` makes a rule of each row of a table, so the template's `id` has `{row.id}` in "
        "it: `id: ccc-{row.id}`.",
    ),
    Code(
        "E318",
        "Row id given twice",
        "The ids of rules are made of the ids of rows, so no two rows of a table share one.",
    ),
    Code(
        "E319",
        "No row has this key",
        "`{row.key}` in a template stands for what each row says under that key. None of them has "
        "it, so it is misspelt here or everywhere in the table.",
    ),
    Code(
        "E320",
        "A row lacks a key",
        "Where `{row.key}` is the whole value of a key, a row without it goes without that key of "
        "the rule. In a longer text or in a list every row needs it.",
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
    Code(
        "E511",
        "Unknown table",
        "`for_each` names a file under `tables/` of the rule's own pack, or `pack/name` of one "
        "that it requires.",
    ),
)
