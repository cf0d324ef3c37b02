"""``python -m listing_guard``: the same as the command ``listing-guard``."""

from __future__ import annotations

from listing_guard.cli.main import run

if __name__ == "__main__":
    run()
