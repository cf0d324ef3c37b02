"""The report for a person at a terminal.

Each listing with something to say has one block: verdict, id, title and place; by field its own
words with the findings marked; under them what is wrong, on which article, and what to write
instead; then what the law allows, what could not be decided, and how the score is made up. Several
markets share the block, which then begins with a table of what differs.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Literal

from listing_guard.report.citation import citations
from listing_guard.report.excerpt import excerpts, field_text
from listing_guard.report.finding import INDENT, Teller
from listing_guard.report.foot import foot
from listing_guard.report.group import by_field
from listing_guard.report.layout import cell_len, cut, cut_front
from listing_guard.report.markets import Markets
from listing_guard.report.markettable import write_table
from listing_guard.report.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.model.listing import Listing, Source
    from listing_guard.model.report import Exempted, NotEvaluated, Report
    from listing_guard.report.group import Group
    from listing_guard.report.run import MakeUp, Run, Summary

NAME = "text"
EXTENSIONS = (".txt",)

Passing = Literal["none", "line", "full"]

FACTORS = 5
"""Factors of the score's sum that are written out."""
NARROWEST_TITLE = 8


class Writer:
    """Writes the blocks of listings as they come, and a summary.

    ``passing`` says how much a listing that passes may say: nothing, one line if there is
    something to say, with what the law excused (the default), or a whole block. ``quiet``
    leaves one line for each listing that does not pass, and the counts. ``most`` limits the
    findings shown for a listing. ``make_up`` gives the findings that make up a score; without
    it the score stands alone.
    """

    def __init__(
        self,
        out: IO[str],
        run: Run,
        *,
        width: int | None = None,
        colour: bool | None = None,
        passing: Passing = "line",
        quiet: bool = False,
        most: int | None = None,
        make_up: MakeUp | None = None,
        **options: object,
    ) -> None:
        self._page = Page(out, run.lang, width, colour)
        self._run = run
        self._passing: Passing = "none" if quiet else passing
        self._quiet = quiet
        self._most = most
        self._make_up = make_up
        self._say = self._page.words
        self._written = 0
        self._block_before = False

    def begin(self) -> None:
        """Write nothing: the head of the run stands at the end, where a person looks."""

    def write(self, report: Report, listing: Listing | None) -> None:
        """Write the block of one listing, or its line, or nothing."""
        if report.error is not None:
            self._unread(report)
        else:
            self._write(report, listing, None)

    def write_abreast(self, reports: Sequence[Report], listing: Listing | None) -> None:
        """Write one block on a listing that was checked for several markets."""
        markets = Markets(reports)
        self._write(markets.merged(), listing, markets)

    def _write(self, report: Report, listing: Listing | None, markets: Markets | None) -> None:
        if report.verdict == "pass" and self._passing != "full":
            if self._passing == "line" and (told := self._in_short(report)):
                # What the law excuses is told in full: the seller has to keep the proof.
                self._apart(block=bool(report.exempted))
                self._head(report, listing, told)
                self._exempted(report.exempted, markets)
        elif self._quiet:
            self._apart(block=False)
            self._head(report, listing, self._verdicts(markets))
        else:
            self._apart(block=True)
            self._block(report, listing, markets)

    def end(self, summary: Summary) -> None:
        """Write the summary: rules, counts, what the run was made with, the disclaimer."""
        foot(self._page, self._run, summary, quiet=self._quiet, apart=self._written > 0)

    # The block of a listing -------------------------------------------------------------------

    def _head(self, report: Report, listing: Listing | None, aside: str = "") -> None:
        """Write verdict, id, title and, at the right edge, ``aside`` and the place in the file."""
        verdict = self._say.name("verdict", report.verdict)
        style = {"block": "head-error", "review": "head-warning", "pass": "head-good"}
        width = self._page.width
        place = cut_front(self._place(report.source), width * 2 // 5)
        name = cut(report.listing_id or "", width * 3 // 10)
        if name == place:
            name = ""
        title = (listing.title or listing.subtitle) if listing else None
        taken = cell_len(verdict) + 2 + (cell_len(name) + 2 if name else 0)
        right = "  ".join(filter(None, (aside, place)))
        if width - taken - cell_len(right) - 2 < NARROWEST_TITLE:
            right = aside or place
        right = cut(right, width - taken)
        room = width - taken - (cell_len(right) + 2 if right else 0)
        shown = cut(title, room) if title and room >= NARROWEST_TITLE else ""
        gap = " " * (width - taken - cell_len(shown) - cell_len(right)) if right else ""
        self._page.line(
            (style.get(report.verdict, "bold"), verdict),
            ("bold", f"  {name}" if name else ""),
            ("", f"  {shown}"),
            ("dim", gap + right),
        )

    def _apart(self, block: bool) -> None:
        """Set a block apart from what goes before; single lines stand together."""
        if self._written and (block or self._block_before):
            self._page.line()
        self._written += 1
        self._block_before = block

    def _verdicts(self, markets: Markets | None) -> str:
        """Return the verdict of each market on one line, where they differ."""
        told = {code: each.verdict for code, each in markets.reports.items()} if markets else {}
        if len(set(told.values())) < 2:
            return ""
        return self._say("comma").join(
            self._say("market.level", market=code, level=self._say.name("verdict", verdict))
            for code, verdict in told.items()
        )

    def _block(self, report: Report, listing: Listing | None, markets: Markets | None) -> None:
        self._head(report, listing)
        if markets is not None:
            write_table(self._page, markets, INDENT)
        live = [v for v in report.violations if v.suppressed is None]
        left = self._most if self._most is not None else len(live)
        teller = Teller(self._page, self._run.laws, markets)
        hidden = 0
        for path, groups in by_field(live):
            shown, rest = groups[:left], groups[left:]
            left -= len(shown)
            hidden += sum(1 + len(g.others) + len(g.repeats) for g in rest)
            if shown:
                self._field(path, shown, listing, teller)
        if hidden:
            self._page.line()
            self._page.paragraph(2, self._say("more", n=hidden), "dim")
        self._exempted(report.exempted, markets)
        self._remarks(report, markets)

    def _field(
        self, path: str | None, groups: list[Group], listing: Listing | None, teller: Teller
    ) -> None:
        page = self._page
        page.line()
        page.line(("bold", f"  {cut(self._say.place(path), page.width - 2)}"))
        apart = False
        for line in excerpts(field_text(listing, path), groups, page.width - INDENT):
            if apart:
                page.line()
            apart = True
            page.excerpt(INDENT, line)
            for group in line.groups:
                teller.tell(group)
        for group in groups:
            if group.head.start is None:
                teller.tell(group)

    # What else is to be said -------------------------------------------------------------------

    def _exempted(self, exempted: tuple[Exempted, ...], markets: Markets | None) -> None:
        if not exempted:
            return
        self._page.line()
        self._page.line(("good", f"  {self._say('exempted')}"))
        dot, colon = self._say("dot"), self._say("colon")
        for one in exempted:
            quote = self._say("quote", text=cut(one.text, 40))
            basis = citations(one.basis, self._say.lang, self._run.laws)
            where = ""
            if markets is not None and not markets.everywhere(codes := markets.excused(one)):
                where = self._say("comma").join(codes)
            told = dot.join(filter(None, (quote, basis, one.exemption, where)))
            self._page.paragraph(INDENT, f"{self._say.place(one.field)}{colon}{told}")
            if one.keep:
                label = self._say("label.keep")
                self._page.labelled(INDENT, label, cell_len(label) + 2, one.keep, "dim")

    def _remarks(self, report: Report, markets: Markets | None) -> None:
        """Write notes, gaps, what is set aside, and the score's make-up."""
        lines = [f"{self._say('note')}{self._say('colon')}{note}" for note in report.notes]
        told = [gap for gap in report.not_evaluated if self._is_told(gap)]
        if told:
            names = dict.fromkeys(self._say.place(gap.missing) for gap in told)
            rules = {rule for gap in told for rule in gap.rules}
            fields = self._say("comma").join(names)
            lines.append(self._say("gaps", fields=fields, n=len(rules)))
        if aside := [v.suppressed for v in report.violations if v.suppressed is not None]:
            reasons = self._say("comma").join(sorted(set(aside)))
            lines.append(self._say("suppressed", n=len(aside), reasons=reasons))
        if report.score and markets is None:
            lines.append(self._score(report))
        if lines:
            self._page.line()
        for line in lines:
            self._page.paragraph(2, line, "dim", most=3)

    def _is_told(self, gap: NotEvaluated) -> bool:
        """Say whether a gap is worth a line; an unknown category always is, all hangs on it."""
        known = (self._run.rules.get(rule) for rule in gap.rules)
        return gap.missing == "category" or any(not info or info.tells_gaps for info in known)

    def _score(self, report: Report) -> str:
        parts = self._make_up(report) if self._make_up else ()
        if not parts:
            return self._say("score", score=report.score)
        factors = "".join(f"(1−{part.weight:.2f})" for part in parts[:FACTORS])
        more = "…" if len(parts) > FACTORS else ""
        total = f"100 × (1 − {factors}{more})"
        if len(parts) == 1:
            total = f"100 × {parts[0].weight:.2f}"
        return self._say("score_of", score=report.score, sum=total)

    def _in_short(self, report: Report) -> str:
        """Return what a listing that passes has to say."""
        infos = sum(v.suppressed is None for v in report.violations)
        aside = len(report.violations) - infos
        counts = {
            "n_infos": infos,
            "n_exempted": len(report.exempted),
            "n_suppressed": aside,
            "n_notes": len(report.notes),
        }
        return self._say("dot").join(self._say(key, n=n) for key, n in counts.items() if n)

    def _unread(self, report: Report) -> None:
        self._apart(block=not self._quiet)
        name = self._say.name("verdict", "error")
        place = cut_front(self._place(report.source), self._page.width - cell_len(name) - 2)
        self._page.line(("head-error", name), ("bold", f"  {place}" if place else ""))
        self._page.paragraph(INDENT, report.error or "", most=3)

    def _place(self, source: Source) -> str:
        """Return where a record was read: ``goods.csv:12``, else its number."""
        record = "" if source.record is None else self._say("record", n=source.record)
        if source.path is None:
            return record
        if source.line is not None:
            return f"{source.path}:{source.line}"
        return f"{source.path} {record}".rstrip()
