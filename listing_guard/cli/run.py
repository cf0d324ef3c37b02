"""What a run was made with, in the values that the writers of reports want."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from listing_guard.cli.guards import weights_of
from listing_guard.config.settings import option_name
from listing_guard.evaluate.words import in_language
from listing_guard.report.run import Pack, RuleInfo, Run
from listing_guard.version import __version__

if TYPE_CHECKING:
    from listing_guard.cli.guards import Guards
    from listing_guard.config.settings import Settings


def run_of(guards: Guards, settings: Settings, *, category: str | None = None) -> Run:
    """Return the head of the reports: packs, day, markets, options that change what is found."""
    values = settings.values
    guard, ruleset = guards.guards[0], guards.guards[0].ruleset
    market = guards.markets[0]
    lang = guard.language(market)
    fixed = settings.origin("market") == option_name("market")
    return Run(
        engine=__version__,
        packs=tuple(
            Pack(name=pack.name, version=pack.version, sha256=pack.sha256) for pack in ruleset.packs
        ),
        as_of=guard.now(market).date().isoformat(),
        markets=guards.markets if fixed else (),
        platform=guards.platform,
        options={
            "select": list(values.select),
            "ignore": list(values.ignore),
            "fail_on": values.fail_on,
            **({"category": category} if category else {}),
        },
        lang=lang,
        ruleset=ruleset.sha256[:12],
        weights=msgspec.to_builtins(weights_of(settings)),
        rules={
            rule.id: RuleInfo(
                title=in_language(rule.title, lang),
                category=rule.category,
                severity=rule.severity,
                tells_gaps=rule.missing == "info",
            )
            for rule in ruleset.rules
        },
        laws={law.name: in_language(law.title, lang) for law in ruleset.laws.values()},
    )
