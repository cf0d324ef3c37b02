"""From words in YAML to entries: folded, checked, with the properties that they inherit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from listing_guard.match.pattern import Entity, Entry, Replacement
from listing_guard.match.regex import MAX_LENGTH as MAX_REGEX
from listing_guard.match.regex import RegexError, companions, compile_re2, fold_regex, literals
from listing_guard.match.spellings import FOLDS
from listing_guard.model.diagnostic import Problem
from listing_guard.ruleset.frame_base import many, words
from listing_guard.ruleset.frame_files import EntryDefaults
from listing_guard.ruleset.frame_patterns import EntryFrame, InnocentFrame
from listing_guard.ruleset.inflect import inflections
from listing_guard.ruleset.nodes import Text
from listing_guard.ruleset.origins import Origin
from listing_guard.ruleset.suggest import did_you_mean
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from listing_guard.ruleset.frame_patterns import ReplaceFrame, Spelling
    from listing_guard.ruleset.problems import Problems

MAX_TERM = 500
"""Code points of a term."""
_BLANK = Entry("", "")
_NO_FOLDS: frozenset[str] = frozenset()


class LexiconSource(Protocol):
    """Where the entries of a named lexicon come from; an unknown name is reported there."""

    def entries(self, name: Text) -> tuple[Entry, ...]: ...


class EntryBuilder:
    """Builds entries and reports what is wrong with them."""

    def __init__(self, problems: Problems, lexicons: LexiconSource) -> None:
        self._problems = problems
        self._lexicons = lexicons

    def words(
        self,
        given: Iterable[Text | EntryFrame],
        defaults: EntryDefaults | Spelling | None = None,
    ) -> list[Origin]:
        """Return the entries of a list of words."""
        plain = self._defaults(defaults)
        found: list[Origin] = []
        for word in given:
            if isinstance(word, EntryFrame):
                found += self._entry(word, defaults, plain)
            else:
                inflect = defaults is not None and bool(defaults.inflect)
                found += self._terms([word], plain, inflect=inflect)
        return found

    def regexes(self, given: Text | list[Text] | None, like: Entry | None = None) -> list[Origin]:
        """Return the entries of regular expressions."""
        base = like or _BLANK
        return [made for source in many(given) if (made := self.regex(source, base))]

    def regex(self, source: Text, like: Entry) -> Origin | None:
        """Return the entry of one regular expression, checked and folded."""
        swallowed = source.trailing_comment
        if swallowed is not None:
            report_swallowed(self._problems, source, swallowed)
            return None
        if len(source) > MAX_REGEX:
            message = f"the regular expression is longer than {MAX_REGEX} characters"
            self._problems.add("E008", source, message, "split it into several")
            return None
        folded = fold_regex(source)
        for problem in folded.problems:
            self._problems.add_within(source, problem)
        if folded.problems:
            return None
        try:
            compile_re2(folded.source)
        except RegexError as error:
            span = folded.original_span(error.start, error.end)
            problem = Problem("E405", error.message, span.start, span.end, error.help)
            self._problems.add_within(source, problem)
            return None
        made = replace(
            like,
            text=str(source),
            folded=folded.source,
            is_regex=True,
            literals=literals(folded.source),
            companions=companions(folded.source),
        )
        return Origin(made, source)

    def innocent(self, given: Sequence[Text | InnocentFrame] | None) -> tuple[Entry, ...]:
        """Return the entries of a list of innocent words."""
        return tuple(origin.entry for origin in self.innocent_origins(given))

    def innocent_origins(self, given: Sequence[Text | InnocentFrame] | None) -> list[Origin]:
        """Return innocent words with their places."""
        found: list[Origin] = []
        for word in given or ():
            if isinstance(word, InnocentFrame):
                for name in many(word.lexicon):
                    found += [Origin(entry, name, True) for entry in self._lexicons.entries(name)]
                found += self.regexes(word.regex)
            else:
                found += self._terms([word], _BLANK, inflect=False)
        return found

    def _defaults(self, given: EntryDefaults | Spelling | None) -> Entry:
        """Return the entry that others are like; its texts are still empty."""
        if given is None:
            return _BLANK
        base = replace(
            _BLANK,
            prefix=bool(given.prefix),
            whole_token=bool(given.whole_token),
            exact_case=given.case == "exact",
            folds=self._folds(given),
        )
        if not isinstance(given, EntryDefaults):
            return base
        return replace(
            base,
            tags=frozenset(map(str, many(given.tags))),
            replace=self._replacement(given.replace),
            weight=1.0 if given.weight is None else given.weight,
            source=_plain(given.source),
        )

    def _entry(
        self, given: EntryFrame, defaults: EntryDefaults | Spelling | None, plain: Entry
    ) -> list[Origin]:
        terms = [*many(given.term), *(given.terms or ()), *many(given.variants)]
        exact = many(given.names.exact) if given.names else []
        aliases = many(given.names.aliases) if given.names else []
        if not self._is_sound(given, terms, exact + aliases):
            return []
        base = self._like(given, plain)
        asked = given.inflect if given.has("inflect") else defaults and defaults.inflect
        inflect = bool(asked)
        if given.regex is not None:
            return self.regexes(given.regex, base)
        return [
            *self._terms([*terms, *aliases], base, inflect=inflect),
            *self._terms(exact, replace(base, exact_case=True, folds=_NO_FOLDS), inflect=inflect),
        ]

    def _is_sound(self, given: EntryFrame, terms: Sequence[Text], names: Sequence[Text]) -> bool:
        if given.broken:
            return not (given.regex is not None and terms)
        if given.regex is not None and (terms or names):
            advice = "make two entries of it"
            self._problems.add("E413", given.value("regex"), "a regex stands alone", advice)
            return False
        if given.regex is None and not terms and not names:
            message = "this entry has neither `term` nor `terms`, `regex` or `names`"
            self._problems.add("E413", given.node, message, "say what is to be found")
            return False
        entity_keys = [key for key in ("names", "owner", "kind", "generic") if given.has(key)]
        if given.id is None and entity_keys:
            message = f"`{entity_keys[0]}` makes this an entity, which needs an `id`"
            self._problems.add("E413", given.node.key(entity_keys[0]), message, "add `id:`")
        return True

    def _like(self, given: EntryFrame, plain: Entry) -> Entry:
        def chosen(own: bool | None, default: bool) -> bool:
            return default if own is None else own

        entity = None
        if given.id is not None:
            kind, owner = given.kind or "brand", _plain(given.owner)
            entity = Entity(str(given.id), str(kind), owner, given.generic)
        return Entry(
            text="",
            folded="",
            tags=frozenset(map(str, many(given.tags))) if given.has("tags") else plain.tags,
            innocent=self.innocent(given.innocent),
            prefix=chosen(given.prefix, plain.prefix),
            whole_token=chosen(given.whole_token, plain.whole_token),
            exact_case=plain.exact_case or given.case == "exact",
            entity=entity,
            replace=self._replacement(given.replace) or plain.replace,
            weight=plain.weight if given.weight is None else given.weight,
            source=_plain(given.source) or plain.source,
            folds=self._folds(given) if given.has("folds") else plain.folds,
            disguise=self._disguise(given.disguise),
            reads=None if given.reads is None else fold(str(given.reads)),
        )

    def _disguise(self, name: Text | None) -> str | None:
        if name is not None and name not in FOLDS:
            advice = did_you_mean(name, FOLDS, otherwise=f"one of {', '.join(FOLDS)}")
            self._problems.add("E415", name, f"there is no fold `{name}`", advice)
        return _plain(name)

    def _folds(self, given: EntryFrame | EntryDefaults | Spelling) -> frozenset[str]:
        for name in many(given.folds):
            if name not in FOLDS:
                advice = did_you_mean(name, FOLDS, otherwise=f"one of {', '.join(FOLDS)}")
                self._problems.add("E415", name, f"there is no fold `{name}`", advice)
        return frozenset(map(str, many(given.folds)))

    def _replacement(self, given: ReplaceFrame | None) -> Replacement | None:
        if given is None:
            return None
        if given.delete and given.with_ is not None:
            message = "`with` and `delete` contradict each other"
            self._problems.add("E413", given.node.key("delete"), message, "keep one of them")
        if not given.broken and not (given.delete or given.with_ or given.advice):
            message = "this replacement says nothing"
            advice = "add `with:`, `delete: true` or `advice:`"
            self._problems.add("E413", given.node, message, advice)
        text = "" if given.delete else _plain(given.with_)
        return Replacement(text, given.safe, words(given.advice))

    def _terms(self, terms: Iterable[Text], like: Entry, *, inflect: bool) -> list[Origin]:
        found = []
        for term in terms:
            if len(term) > MAX_TERM:
                message = f"the term is longer than {MAX_TERM} characters"
                self._problems.add("E008", term, message)
                continue
            if term.style == "" and ("，" in term or "、" in term):
                message = "this is one term, with a full-width comma inside"
                advice = "separate terms by `, `; quote the term if the comma belongs to it"
                self._problems.add("W613", term, message, advice)
            folded = fold(term)
            if not folded.strip():
                if not term.broken:
                    message = "nothing is left of this term in the normal form of text"
                    advice = "it is invisible characters only; remove it"
                    self._problems.add("E407", term, message, advice)
                continue
            found.append(Origin(replace(like, text=str(term), folded=folded), term))
            for form in inflections(term) if inflect else ():
                made = replace(like, text=form, folded=fold(form))
                found.append(Origin(made, term, derived=True))
        return found


def report_swallowed(problems: Problems, text: Text, comment: tuple[int, int]) -> None:
    """Report a comment behind a plain value, which may have been meant as part of it."""
    written = text.source.text[comment[0] : comment[1]]
    shown = written if len(written) <= 30 else written[:29] + "…"
    problems.put(
        text.source.diagnostic(
            "E009",
            f"` #` begins a comment in YAML: `{shown}` is not part of the value",
            *comment,
            "put a comment on a line of its own; quote the value if the `#` belongs to it",
        )
    )


def _plain(text: Text | None) -> str | None:
    return None if text is None else str(text)
