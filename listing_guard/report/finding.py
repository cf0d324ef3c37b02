"""How one finding is told: what is wrong, on which article, what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from listing_guard.report.citation import citations
from listing_guard.report.evidence import TOLD, evidence_lines
from listing_guard.report.layout import cell_len, cut, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from listing_guard.model.report import Basis, Suggestion, Violation
    from listing_guard.report.group import Group
    from listing_guard.report.markets import Markets
    from listing_guard.report.page import Page

INDENT = 4
QUOTE = 60
"""Columns of a quotation at most."""


class Teller:
    """Writes the findings of one listing; what was said once in full is then said in short.

    With ``markets`` it says of each finding where it holds, and on what basis there.
    """

    def __init__(self, page: Page, laws: Mapping[str, str], markets: Markets | None = None) -> None:
        self._page = page
        self._markets = markets
        self._say = page.words
        self._laws = laws
        self._told: set[str] = set()
        levels = (self._say.name("severity", s) for s in ("error", "warning", "info"))
        self._message = INDENT + 2 + max(cell_len(level) for level in levels)
        labels = ("basis", "write", "perhaps", "penalty", "also", "window")
        self._label = 2 + max(cell_len(self._say(f"label.{name}")) for name in labels)

    def tell(self, group: Group) -> None:
        """Write a finding with all that hangs on it, and those that overlap it."""
        head = group.head
        self._headline(head)
        if head.evaded and head.plain:
            self._detail("reads", self._say("evaded", text=cut(head.plain, QUOTE)))
        label = self._say("label.basis")
        for basis in self._bases(head):
            self._page.labelled(self._message, label, self._label, basis)
            label = ""
        self._suggestion(head.suggestion, head.plain)
        if head.evidence:
            rest = {key: value for key, value in head.evidence.items() if key not in TOLD}
            if values := self._facts(rest):
                self._detail("facts", values, most=3)
            for label, text in evidence_lines(head.evidence, self._say):
                self._detail(label, text, most=3)
        if head.penalty and head.penalty not in self._told:
            self._told.add(head.penalty)
            self._detail("penalty", head.penalty, "dim")
        for other in group.others:
            level = self._say.name("severity", other.severity)
            self._detail("also", f"{level}{self._say('colon')}{other.message}")
            column = self._message + self._label
            told = [*self._bases(other), self._meta(other)]
            line = self._say("dot").join(told)
            for text in [line] if column + cell_len(line) <= self._page.width else told:
                self._page.paragraph(column, text, "dim")
        if group.repeats:
            self._page.paragraph(self._message, self._say("repeats", n=len(group.repeats)), "dim")

    def _detail(self, label: str, text: str, style: str = "", most: int = 6) -> None:
        name = self._say(f"label.{label}")
        self._page.labelled(self._message, name, self._label, text, style, most)

    def _headline(self, found: Violation) -> None:
        """Write severity, message and rule; the words first where the message has them not."""
        message = found.message
        words = found.plain or found.text
        if words and not any(w and w in message for w in (found.plain, found.text)):
            quote = self._say("quote", text=cut(words, 24))
            message = f"{quote}{self._say('colon')}{message}"
        page, margin = self._page, " " * self._message
        level = self._say.name("severity", found.severity)
        style = "info" if found.severity == "info" else f"head-{found.severity}"
        first, *rest = wrap(message, page.width - len(margin))
        meta = self._meta(found)
        last = rest[-1] if rest else first
        beside = len(margin) + cell_len(last) + 2 + cell_len(meta) <= page.width
        start = (("", " " * INDENT), (style, level))
        gap = " " * (len(margin) - INDENT - cell_len(level))
        lines = [(*start, ("", gap + first)), *((("", margin + line),) for line in rest)]
        for line in lines[:-1]:
            page.line(*line)
        page.line(*lines[-1], ("dim", f"  {meta}" if beside else ""))
        if not beside:
            page.paragraph(len(margin), meta, "dim")

    def _meta(self, found: Violation) -> str:
        told = [visible(found.rule)]
        if found.confidence != "high":
            told.append(self._say.name("confidence", found.confidence))
        if self._markets is not None:
            told.append(self._where(found, self._markets))
        return self._say("dot").join(told)

    def _where(self, found: Violation, markets: Markets) -> str:
        """Return where a finding holds, and how gravely where that is not the same."""
        if levels := markets.severities(found):
            told = [
                self._say("market.level", market=market, level=self._say.name("severity", level))
                for market, level in levels.items()
            ]
        elif markets.everywhere(markets.of(found)):
            return self._say("market.all")
        else:
            told = list(markets.of(found))
        return self._say("comma").join(told)

    def _bases(self, found: Violation) -> list[str]:
        """Return the citations of a finding, a line for each set of markets that has its own."""
        bases = self._markets.bases(found) if self._markets else [([""], found.basis)]
        if len(bases) == 1:
            return [told for _, basis in bases if (told := self._basis(basis))]
        colon, comma = self._say("colon"), self._say("comma")
        return [
            f"{comma.join(markets)}{colon}{told}"
            for markets, basis in bases
            if (told := self._basis(basis))
        ]

    def _basis(self, bases: tuple[Basis, ...]) -> str:
        """Return the citations; their notes only the first time."""
        full = citations(bases, self._say.lang, self._laws)
        if full not in self._told:
            self._told.add(full)
            return full
        bare = [replace(basis, note=None) for basis in bases]
        return citations(bare, self._say.lang, self._laws)

    def _suggestion(self, suggestion: Suggestion | None, plain: str | None) -> None:
        if suggestion is None:
            return
        if suggestion.text is not None:
            text = self._say("quote", text=cut(suggestion.text or plain or "", QUOTE))
            if not suggestion.text:
                text = self._say("delete", quote=text if plain else "").rstrip()
            if suggestion.safe:
                self._detail("write", f"→ {text}", "good")
            else:
                self._detail("perhaps", self._say("check_first", text=text))
        if suggestion.advice:
            self._detail("advice", suggestion.advice)

    def _facts(self, evidence: Mapping[str, object]) -> str:
        """Return what a rule compared, on one line: ``price 9.90 CNY, days 7``."""
        comma = self._say("comma")
        told: list[str] = []
        for key, value in evidence.items():
            items = value if isinstance(value, list | tuple) else [value]
            plain = [str(i) for i in items if i is not None and not isinstance(i, dict)]
            if plain:
                told.append(f"{self._say.name('field', key)} {' '.join(plain)}")
            told += [self._facts(item) for item in items if isinstance(item, dict)]
        return comma.join(filter(None, told))
