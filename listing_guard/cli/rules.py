"""``listing-guard rules``: the rule author's bench."""

from __future__ import annotations

import click

from listing_guard.cli.lazy import CONTEXT, LazyGroup


@click.group(
    cls=LazyGroup,
    lazy={
        "list": "rules_list:list_rules",
        "show": "rules_show:show",
        "lint": "rules_lint:lint",
        "test": "rules_test:test",
        "diff": "rules_diff:diff",
        "new": "rules_new:new",
        "explain": "rules_explain:explain",
        "schema": "rules_schema:schema",
    },
    context_settings=CONTEXT,
)
def rules() -> None:
    """List, show, write, check, test and compare rules."""
