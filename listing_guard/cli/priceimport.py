"""Putting files of prices on record, and counting what became of every row."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from msgspec import Struct, field

from listing_guard.cli.ledgers import open_ledger, sha256_of
from listing_guard.cli.options import count
from listing_guard.cli.terminal import tell
from listing_guard.engine import DEFAULT_MARKET
from listing_guard.ledger.observation import AHEAD
from listing_guard.ledger.pricefiles import LeftOut, Priced, Remark, read_prices
from listing_guard.ledger.pricerow import REASONS
from listing_guard.model.market import MARKETS
from listing_guard.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from listing_guard.cli.ledgers import Place
    from listing_guard.ledger import Ledger, Observation
    from listing_guard.ledger.pricerow import Manner
    from listing_guard.read.options import ReadOptions
    from listing_guard.read.sources import Input

_WORDS = {"unpaid": "unpaid", "cancelled": "cancelled or refunded", "free": "free of charge"}


class Outcome(Struct):
    """What became of the rows of one file. ``new`` is ``None`` where nothing is put on record."""

    name: str
    read: int = 0
    """Prices that could be read."""
    new: int | None = None
    known: int = 0
    refused: int = 0
    rounded: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def told(self) -> str:
        """Return the line that ends the file's import."""
        parts = [f"{count(self.read, 'price')} read"]
        if self.new is None:
            parts.append("nothing put on record (--dry-run)")
        else:
            parts += [f"{self.new:,} new", f"{self.known:,} already known"]
        parts.append(f"{self.refused:,} refused")
        out = [f"{self.left_out[each]:,} {_WORDS[each]}" for each in REASONS if self.left_out[each]]
        parts.append(
            f"{self.left_out.total():,} left out" + (f" ({', '.join(out)})" if out else "")
        )
        if self.rounded:
            parts.append(f"{self.rounded:,} rounded to four decimals")
        return f"{self.name}: {', '.join(parts)}"


class Importer:
    """Imports one file after the other into one ledger, which is opened when first needed.

    ``place`` ``None``: nothing is put on record.
    """

    def __init__(
        self,
        manner: Manner,
        columns: Mapping[str, str],
        options: ReadOptions,
        place: Place | None,
    ) -> None:
        self.refused = 0
        self._manner = manner
        self._columns = columns
        self._options = options
        self._place = place
        self._stack = ExitStack()
        self._ledger: Ledger | None = None
        self._useful = False
        self._assumed = False
        self._remarks: list[str] = []
        self._currencies: dict[str, Counter[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def read_nothing(self) -> bool:
        """Whether there was not a single row that could be understood."""
        return not self._useful

    def refuse(self, bad: Unreadable) -> None:
        """Tell of what cannot be read."""
        self.refused += 1
        tell(bad)

    def read(self, source: Input, advance: Callable[[], None]) -> Outcome:
        """Put one file on record, whole or, if the ledger fails, not at all."""
        outcome = Outcome(source.name)
        observations = self._observations(source, outcome, advance)
        if self._place is None:
            for _ in observations:
                pass
            return outcome
        first = next(observations, None)
        if first is None:
            outcome.new = 0
            return outcome
        if self._ledger is None:
            self._ledger = self._stack.enter_context(open_ledger(self._place, writing=True))
        appended = self._ledger.append(
            _chained(first, observations),
            source=source.name,
            sha256=sha256_of(source),
            now=self._manner.latest - AHEAD,
        )
        outcome.new, outcome.known = appended
        return outcome

    def _observations(
        self, source: Input, outcome: Outcome, advance: Callable[[], None]
    ) -> Iterator[Observation]:
        found = read_prices(source, self._manner, columns=self._columns, options=self._options)
        for each in found:
            if isinstance(each, Remark):
                self._remarks.append(f"{source.name}: {each.text}")
                continue
            advance()
            if isinstance(each, Unreadable):
                outcome.refused += 1
                self.refuse(each)
                continue
            self._useful = True
            if isinstance(each, LeftOut):
                outcome.left_out[each.reason] += 1
                continue
            assert isinstance(each, Priced)
            outcome.read += 1
            outcome.rounded += each.rounded
            one = each.observation
            self._assumed = self._assumed or not each.own_market
            self._currencies.setdefault(one.market, Counter())[one.price.currency or ""] += 1
            yield one

    def notes(self, markets: tuple[str, ...]) -> Iterator[str]:
        """Yield what there is to say in the end: columns left out, several currencies, a market."""
        yield from self._remarks
        for market, counts in sorted(self._currencies.items()):
            if len(counts) > 1:
                told = ", ".join(f"{n:,} in {code}" for code, n in sorted(counts.items()))
                yield (
                    f"market {market}: prices in several currencies ({told}); "
                    "they are kept apart and never compared with each other"
                )
        if self._assumed and not markets:
            yield (
                f"market {DEFAULT_MARKET} ({MARKETS[DEFAULT_MARKET].currency}) is assumed where a "
                "row names none; --market or a column market says which it is"
            )


def _chained(first: Observation, rest: Iterator[Observation]) -> Iterator[Observation]:
    yield first
    yield from rest
