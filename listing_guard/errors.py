"""Exceptions for what cannot go on; faults in rule files are `Diagnostic` values instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listing_guard.model.diagnostic import Diagnostic


class ListingGuardError(Exception):
    """The root of every exception that this package raises on purpose."""


class ListingError(ListingGuardError):
    """A value is no listing: not an object, or without any text to check."""


class UsageError(ListingGuardError):
    """An option, a configuration value or a path cannot be used as given."""


class RuleError(ListingGuardError):
    """Rule files hold errors; ``diagnostics`` lists every one of them."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        first = self.diagnostics[0]
        more = f" (and {len(self.diagnostics) - 1} more)" if len(self.diagnostics) > 1 else ""
        super().__init__(
            f"{first.path}:{first.line}:{first.column}: {first.code} {first.message}{more}"
        )


class LedgerError(ListingGuardError):
    """A ledger cannot be opened, read or written; what it holds is whole."""


class RefusedError(LedgerError):
    """A ledger refuses a record, and with it the whole import; ``number`` counts from 1."""

    def __init__(self, message: str, number: int) -> None:
        self.number = number
        super().__init__(message)

    def __reduce__(self) -> tuple[type[RefusedError], tuple[str, int]]:
        return RefusedError, (str(self), self.number)
